// The one big number, what it is against the same weekday a week before, and the few numbers that explain it.
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { formatMinor } from '../../../shared/money.ts';
import type { DayReport, SalesFilter } from '../../../shared/reports.ts';
import { refundedTakingsMinor, takingsMinor } from '../../../shared/takings.ts';
import { localeOf } from '../../i18n/i18n.ts';
import { Icon } from '../../ui/icon.tsx';
import { Money } from '../../ui/money.tsx';
import { ARROWS } from '../charts/change.tsx';
import { differenceOf } from '../charts/difference.ts';
import { TwoLines } from '../charts/two-lines.tsx';
import { Count, SalesLink, satWords, weightWords } from '../numbers.tsx';
import '../../refunds/refunds.css';
import { useTill } from '../till.ts';
import { timeWords, weekdayWord } from '../when.ts';
import { Beside } from './beside.tsx';

export function Takings({ report, goingOn }: { report: DayReport; goingOn: boolean }) {
  const { t, i18n } = useTranslation('manager');
  const currency = useTill((till) => till.shop.currency);
  const sales: SalesFilter = { day: report.day, status: 'completed' };
  return (
    <section className="takings" aria-label={t('takings.title')}>
      <SalesLink className="takings-total" filter={sales}>
        <span className="takings-label">{t(goingOn ? 'takings.soFar' : 'takings.title')}</span>
        <span className="takings-number" aria-live="polite" aria-atomic>
          <Money minor={takingsMinor(report)} currency={currency} lively />
        </span>
      </SalesLink>
      <WeekBefore report={report} />
      {report.refunds.refundCount > 0 && <Refunded report={report} />}
      <Beside of={report} />
      <ul className="figures">
        <Figure label={t('takings.sales')} filter={sales}>
          <Count of={report.saleCount} />
        </Figure>
        <Figure label={t('takings.average')} filter={sales}>
          <Money minor={report.averageMinor} currency={currency} />
        </Figure>
        <Figure label={t('takings.items')} filter={sales}>
          <Count of={report.itemCount} />
        </Figure>
        {report.weighedGrams > 0 && (
          <Figure label={t('takings.weighed')} filter={sales}>
            <span className="money">{weightWords(report.weighedGrams, localeOf(i18n.language))}</span>
          </Figure>
        )}
        <Figure label={t('takings.tax')} filter={sales}>
          <Money minor={report.taxMinor - report.refunds.taxMinor} currency={currency} />
        </Figure>
        <Figure label={t('takings.lightning')} filter={{ ...sales, tenderKind: 'lightning' }}>
          {satWords(report.receivedMsat, localeOf(i18n.language))} <small>sat</small>
        </Figure>
      </ul>
    </section>
  );
}

function Figure({ label, filter, children }: { label: string; filter: SalesFilter; children: ReactNode }) {
  return (
    <li>
      <SalesLink className="figure" filter={filter}>
        <span className="figure-label">{label}</span>
        <span className="figure-value">{children}</span>
      </SalesLink>
    </li>
  );
}

/** What the takings are net of. */
function Refunded({ report }: { report: DayReport }) {
  const { totalMinor, refunds } = report;
  const { t, i18n } = useTranslation('refunds');
  const locale = localeOf(i18n.language);
  const currency = useTill((till) => till.shop.currency);
  const money = (minor: number) => formatMinor(minor, currency, locale);
  return (
    <p className="takings-refunded">
      {t('day.net', { sales: money(totalMinor), refunds: money(refundedTakingsMinor(report)) })}
      {refunds.sentMsat > 0 && (
        <small className="takings-refunded-sent">
          {t('day.sent', { sat: satWords(refunds.sentMsat, locale), fee: satWords(refunds.feeMsat, locale) })}
        </small>
      )}
    </p>
  );
}

/** Two lines of ink, as long as the takings are; the words say the same. */
function WeekBefore({ report }: { report: DayReport }) {
  const { t, i18n } = useTranslation('manager');
  const locale = localeOf(i18n.language);
  const currency = useTill((till) => till.shop.currency);
  const timeZone = useTill((till) => till.shop.timeZone);
  const { day, untilMs } = report.weekBefore;
  const takenMinor = takingsMinor(report);
  const totalMinor = report.weekBefore.totalMinor - report.weekBefore.refundedMinor;
  const { percent } = differenceOf(takenMinor, totalMinor);
  const weekday = weekdayWord(day, locale);
  if (percent === null) return <p className="week-before week-before-nothing">{t('weekBefore.none', { weekday })}</p>;
  const words = percent > 0 ? 'more' : percent < 0 ? 'less' : 'same';
  const share = new Intl.NumberFormat(locale, { style: 'percent' }).format(Math.abs(percent) / 100);
  return (
    <div className="week-before">
      <p className="week-before-words">
        <Icon of={ARROWS[words]} size={24} />
        {t(`weekBefore.${words}`, { percent: share, weekday })}
      </p>
      <TwoLines now={takenMinor} before={totalMinor} />
      <SalesLink className="week-before-link" filter={{ day, status: 'completed', ...(untilMs === null ? {} : { untilMs }) }}>
        {untilMs === null ? t('weekBefore.all', { weekday }) : t('weekBefore.until', { weekday, time: timeWords(untilMs, locale, timeZone) })}{' '}
        <b>
          <Money minor={totalMinor} currency={currency} />
        </b>
      </SalesLink>
    </div>
  );
}
