// Takings by the hour: bars to look at and press, and the same in a table for whoever reads or hears it.
import { useTranslation } from 'react-i18next';
import { minorDigits } from '../../../shared/money.ts';
import type { DayReport } from '../../../shared/reports.ts';
import { localeOf } from '../../i18n/i18n.ts';
import { Money } from '../../ui/money.tsx';
import { Columns } from '../charts/columns.tsx';
import { InNumbers } from '../charts/in-numbers.tsx';
import { Count, SalesLink } from '../numbers.tsx';
import { useTill } from '../till.ts';
import { hourWords } from '../when.ts';
import { busiestHour, hoursShown } from './figures.ts';

export function Hours({ report, nowHour }: { report: DayReport; nowHour: number | null }) {
  const { t, i18n } = useTranslation('manager');
  const currency = useTill((till) => till.shop.currency);
  const dayStartsAtHour = useTill((till) => till.shop.dayStartsAtHour);
  const locale = localeOf(i18n.language);
  const hours = hoursShown(report.byHour, nowHour, dayStartsAtHour);
  const busiest = busiestHour(report.byHour);
  const salesOf = (hour: number) => ({ day: report.day, hour, status: 'completed' as const });
  // Short for the picture; the table has every figure.
  const short = new Intl.NumberFormat(locale, { notation: 'compact', maximumFractionDigits: 1 });
  const unit = 10 ** minorDigits(currency);
  if (!busiest) {
    return (
      <section className="day-section" aria-labelledby="by-hour">
        <h2 id="by-hour">{t('hours.title')}</h2>
        <p className="day-nothing">{t(nowHour === null ? 'hours.none' : 'hours.noneYet')}</p>
      </section>
    );
  }
  return (
    <section className="day-section" aria-labelledby="by-hour">
      <h2 id="by-hour">{t('hours.title')}</h2>
      <Columns
        columns={hours.map(({ hour, saleCount, totalMinor }) => ({
          key: String(hour),
          label: hour === nowHour ? t('hours.now') : String(hour),
          amount: totalMinor,
          ...(saleCount > 0 && { caption: short.format(totalMinor / unit), filter: salesOf(hour) }),
          best: hour === busiest.hour,
          now: hour === nowHour,
        }))}
      />
      <InNumbers label={t('hours.inNumbers')}>
        <table className="figures-table">
          <thead>
            <tr>
              <th scope="col">{t('hours.hour')}</th>
              <th scope="col">{t('takings.sales')}</th>
              <th scope="col">{t('takings.title')}</th>
            </tr>
          </thead>
          <tbody>
            {hours.map(({ hour, saleCount, totalMinor }) => (
              <tr key={hour}>
                <th scope="row">{saleCount > 0 ? <SalesLink filter={salesOf(hour)}>{hourWords(hour)}</SalesLink> : hourWords(hour)}</th>
                <td>
                  <Count of={saleCount} />
                </td>
                <td>
                  <Money minor={totalMinor} currency={currency} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </InNumbers>
    </section>
  );
}
