// The rate: what one bitcoin costs now and whose word that is, what each source said last, and a rate set by hand.
import { CircleAlert, CircleCheck, CircleDashed, Hand, type LucideIcon, TriangleAlert } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { formatMinor } from '../../../../shared/money.ts';
import type { RateSourceView } from '../../../../shared/rates.ts';
import { localeOf } from '../../../i18n/i18n.ts';
import { rateOrigin } from '../../../i18n/rate-origin.ts';
import { Icon } from '../../../ui/icon.tsx';
import { Money } from '../../../ui/money.tsx';
import { SettingsSection } from '../../settings/settings-section.tsx';
import { useTill } from '../../till.ts';
import { timeWords } from '../../when.ts';
import { Condition } from '../condition.tsx';
import { HandRateForm } from './hand-rate-form.tsx';
import './rates.css';

export function RatesSection() {
  const { t } = useTranslation('rates');
  const practice = useTill((till) => till.shop.practice);
  const sources = useTill((till) => till.rates.sources);
  return (
    <SettingsSection title={t('title')} explained={t(practice ? 'explainedPractice' : 'explained')}>
      <RateCondition />
      {sources.length > 0 && <Sources sources={sources} />}
      <HandRateForm />
    </SettingsSection>
  );
}

function RateCondition() {
  const { t, i18n } = useTranslation('rates');
  const locale = localeOf(i18n.language);
  const rate = useTill((till) => till.lightning.rate);
  const hand = useTill((till) => till.rates.hand);
  const currency = useTill((till) => till.shop.currency);
  const timeZone = useTill((till) => till.shop.timeZone);
  if (!rate.ok)
    return <Condition tone="trouble" icon={TriangleAlert} what={t(`trouble.${rate.reason}.what`)} next={t(`trouble.${rate.reason}.next`)} />;
  const what = t('price', { amount: formatMinor(rate.minorPerBtc, currency, locale) });
  if (hand) {
    const [at, until] = [timeWords(hand.setAtMs, locale, timeZone), timeWords(hand.untilMs, locale, timeZone)];
    return <Condition tone="careful" icon={Hand} what={what} next={t('handStands', { name: hand.staffName, at, until })} />;
  }
  const time = timeWords(rate.quotedAtMs, locale, timeZone);
  return <Condition tone="well" icon={CircleCheck} what={what} next={t('stands', { origin: rateOrigin(rate, t), time })} />;
}

function Sources({ sources }: { sources: readonly RateSourceView[] }) {
  const { t } = useTranslation('rates');
  return (
    <table className="rate-sources">
      <caption className="visually-hidden">{t('sources.title')}</caption>
      <thead className="visually-hidden">
        <tr>
          <th scope="col">{t('sources.name')}</th>
          <th scope="col">{t('sources.state')}</th>
          <th scope="col">{t('sources.price')}</th>
        </tr>
      </thead>
      <tbody>
        {sources.map((source) => (
          <Source key={source.name} source={source} />
        ))}
      </tbody>
    </table>
  );
}

const LOOKS: Record<'used' | 'unused' | 'trouble', LucideIcon> = { used: CircleCheck, unused: CircleDashed, trouble: CircleAlert };

function Source({ source: { name, last, use, trouble } }: { source: RateSourceView }) {
  const { t, i18n } = useTranslation('rates');
  const currency = useTill((till) => till.shop.currency);
  const timeZone = useTill((till) => till.shop.timeZone);
  const seconds = { hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23', timeZone } as const;
  const clock = new Intl.DateTimeFormat(localeOf(i18n.language), seconds);
  const look = trouble ? 'trouble' : use === 'used' ? 'used' : 'unused';
  return (
    <tr data-look={look}>
      <th scope="row">
        <Icon of={LOOKS[look]} size={20} />
        {name}
      </th>
      <td>
        {trouble && <b>{t(`source.${trouble}`)}</b>} {(!trouble || last) && t(`use.${use}`)}
      </td>
      <td>
        {last && (
          <>
            <Money minor={last.minorPerBtc} currency={currency} />
            <small className="money">{clock.format(last.quotedAtMs)}</small>
          </>
        )}
      </td>
    </tr>
  );
}
