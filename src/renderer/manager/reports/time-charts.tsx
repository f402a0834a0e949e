// When it was sold: day by day (or month by month), at which hour, on which weekday; before behind now.
import { useTranslation } from 'react-i18next';
import { formatMinor } from '../../../shared/money.ts';
import type { RangePiece, RangeReport } from '../../../shared/range-report.ts';
import type { RangeTableId } from '../../../shared/range-tables.ts';
import type { ReportTable } from '../../../shared/report-table.ts';
import { localeOf } from '../../i18n/i18n.ts';
import { shortMoney } from '../charts/axis-words.ts';
import { Change } from '../charts/change.tsx';
import { Columns } from '../charts/columns.tsx';
import { useTill } from '../till.ts';
import { hoursShown } from '../today/figures.ts';
import { hourWords, rangeWords, weekdayName } from '../when.ts';
import { ChartSection } from './chart-section.tsx';
import { happened } from './happened.ts';
import { salesOf } from './range-filter.ts';

export interface ChartProps {
  report: RangeReport;
  tables: Record<RangeTableId, ReportTable>;
}

function useMoney() {
  const { i18n } = useTranslation();
  const currency = useTill((till) => till.shop.currency);
  const locale = localeOf(i18n.language);
  return { locale, money: (minor: number) => formatMinor(minor, currency, locale), short: shortMoney(currency, locale) };
}

/** What is now and what is before, told apart by their shape. */
function Legend({ report }: { report: RangeReport }) {
  const { locale } = useMoney();
  return (
    <p className="report-legend">
      <span>
        <i aria-hidden />
        {rangeWords(report, locale)}
      </span>
      <span>
        <i data-before aria-hidden />
        {rangeWords(report.before, locale)}
      </span>
    </p>
  );
}

/** What is told of a column under the pointer. */
function About({ now, before }: { now: { name: string; amount: number }; before: { name: string; amount: number } | null }) {
  const { money } = useMoney();
  return (
    <>
      <b>{now.name}</b>
      <span>{money(now.amount)}</span>
      {before && (
        <>
          <small>{before.name}</small>
          <span>{money(before.amount)}</span>
          <Change now={now.amount} before={before.amount} words={money} />
        </>
      )}
    </>
  );
}

const takingsOf = ({ totalMinor, refundedMinor }: RangePiece) => totalMinor - refundedMinor;

export function TakingsOverTime({ report, tables }: ChartProps) {
  const { locale, short } = useMoney();
  const { step, byDay, byDayBefore } = report;
  const nameOf = (piece: RangePiece) =>
    step === 'day'
      ? new Intl.DateTimeFormat(locale, { weekday: 'short', day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' }).format(dateOf(piece))
      : rangeWords(piece, locale);
  const daily = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short', timeZone: 'UTC' });
  const monthly = new Intl.DateTimeFormat(locale, { month: 'short', timeZone: 'UTC' });
  const yearly = new Intl.DateTimeFormat(locale, { month: 'short', year: '2-digit', timeZone: 'UTC' });
  const labelOf = (piece: RangePiece, index: number) => {
    if (step === 'day') return daily.format(dateOf(piece));
    return (index === 0 || piece.from.slice(5, 7) === '01' ? yearly : monthly).format(dateOf(piece));
  };
  const filterOf = (place: number) => {
    const piece = byDay[place];
    return piece && piece.saleCount > 0 ? salesOf(piece) : null;
  };
  return (
    <ChartSection range={report} table={tables.byDay} filterOf={filterOf}>
      {happened(report.figuresBefore) && <Legend report={report} />}
      <Columns
        tickWords={short}
        columns={byDay.map((piece, index) => {
          const before = byDayBefore[index];
          const filter = filterOf(index);
          return {
            key: piece.from,
            label: labelOf(piece, index),
            amount: takingsOf(piece),
            ...(before && { before: takingsOf(before) }),
            ...(filter && { filter }),
          };
        })}
        about={(_, index) => {
          const [now, before] = [byDay[index], byDayBefore[index]];
          return (
            now && (
              <About
                now={{ name: nameOf(now), amount: takingsOf(now) }}
                before={before ? { name: nameOf(before), amount: takingsOf(before) } : null}
              />
            )
          );
        }}
      />
    </ChartSection>
  );
}

function dateOf({ from }: RangePiece): number {
  return Date.parse(`${from}T00:00:00Z`);
}

export function SalesByHour({ report, tables }: ChartProps) {
  const { locale, short } = useMoney();
  const dayStartsAtHour = useTill((till) => till.shop.dayStartsAtHour);
  const filterOf = (hour: number) => ((report.byHour[hour]?.now.saleCount ?? 0) > 0 ? salesOf(report, { hour }) : null);
  const busy = report.byHour.map(({ hour, now, before }) => ({ hour, saleCount: now.saleCount + before.saleCount, totalMinor: now.totalMinor }));
  const shown = hoursShown(busy, null, dayStartsAtHour).flatMap(({ hour }) => report.byHour.filter((one) => one.hour === hour));
  return (
    <ChartSection range={report} table={tables.byHour} filterOf={filterOf}>
      <Columns
        tickWords={short}
        columns={shown.map(({ hour, now, before }) => {
          const filter = filterOf(hour);
          return { key: String(hour), label: String(hour), amount: now.totalMinor, before: before.totalMinor, ...(filter && { filter }) };
        })}
        about={(column) => {
          const hour = Number(column.key);
          return (
            <About
              now={{ name: hourWords(hour), amount: column.amount }}
              before={{ name: rangeWords(report.before, locale), amount: column.before ?? 0 }}
            />
          );
        }}
      />
    </ChartSection>
  );
}

export function SalesByWeekday({ report, tables }: ChartProps) {
  const { t } = useTranslation('reports');
  const { locale, money, short } = useMoney();
  const filterOf = (place: number) => {
    const row = report.byWeekday[place];
    return row && row.now.saleCount > 0 ? salesOf(report, { weekday: row.weekday }) : null;
  };
  return (
    <ChartSection range={report} table={tables.byWeekday} filterOf={filterOf}>
      <Columns
        tickWords={short}
        columns={report.byWeekday.map(({ weekday, now, before }, index) => {
          const filter = filterOf(index);
          return {
            key: String(weekday),
            label: weekdayName(weekday, locale, 'short'),
            amount: now.totalMinor,
            before: before.totalMinor,
            ...(filter && { filter }),
          };
        })}
        about={(column) => {
          const { dayCount = 0 } = report.byWeekday[Number(column.key) - 1]?.now ?? {};
          const perDay = dayCount > 1 ? ` · ${t('chart.perDay', { amount: money(Math.round(column.amount / dayCount)) })}` : '';
          return (
            <About
              now={{ name: `${weekdayName(Number(column.key), locale)}${perDay}`, amount: column.amount }}
              before={{ name: rangeWords(report.before, locale), amount: column.before ?? 0 }}
            />
          );
        }}
      />
    </ChartSection>
  );
}
