// Takings by the hour: bars to look at and press, and the same in a table for whoever reads or hears it.
import { useTranslation } from 'react-i18next';
import { minorDigits } from '../../../shared/money.ts';
import type { DayReport } from '../../../shared/reports.ts';
import { localeOf } from '../../i18n/i18n.ts';
import { Money } from '../../ui/money.tsx';
import { Count, SalesLink } from '../numbers.tsx';
import { useTill } from '../till.ts';
import { hourWords } from '../when.ts';
import { busiestHour, hoursShown, lengthOf } from './figures.ts';

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
      <div className="hours" aria-hidden>
        {hours.map(({ hour, saleCount, totalMinor }) => {
          const bar = (
            <>
              <span className="hours-amount">{saleCount > 0 && short.format(totalMinor / unit)}</span>
              <span className="hours-bar" style={{ blockSize: `${lengthOf(totalMinor, busiest.totalMinor) * 100}%` }} />
              <span className="hours-hour">{hour === nowHour ? t('hours.now') : hour}</span>
            </>
          );
          const marks = { 'data-busiest': hour === busiest.hour || undefined, 'data-now': hour === nowHour || undefined };
          return saleCount > 0 ? (
            <span key={hour} className="hours-column" {...marks}>
              <SalesLink filter={salesOf(hour)} pointerOnly>
                {bar}
              </SalesLink>
            </span>
          ) : (
            <span key={hour} className="hours-column" {...marks}>
              <span>{bar}</span>
            </span>
          );
        })}
      </div>
      <details className="in-numbers">
        <summary>{t('hours.inNumbers')}</summary>
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
      </details>
    </section>
  );
}
