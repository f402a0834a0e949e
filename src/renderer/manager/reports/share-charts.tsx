// What was sold, by whom, how it was paid, and what tax is in it: the largest first, each with what it was before.
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { formatMinor } from '../../../shared/money.ts';
import { type ArticleRow, isSold, type StaffSums } from '../../../shared/range-report.ts';
import { localeOf } from '../../i18n/i18n.ts';
import { Icon } from '../../ui/icon.tsx';
import { Segmented } from '../../ui/segmented.tsx';
import { TENDER_ICONS } from '../../ui/tender-icons.ts';
import { Change } from '../charts/change.tsx';
import { type Share, Shares } from '../charts/shares.tsx';
import { countWords, rateWords, satWords, useSoldWords } from '../numbers.tsx';
import { useTill } from '../till.ts';
import { ChartSection } from './chart-section.tsx';
import { happened } from './happened.ts';
import { salesOf } from './range-filter.ts';
import type { ChartProps } from './time-charts.tsx';

/** How rows tell their numbers. */
function useWords({ figuresBefore }: ChartProps['report']) {
  const { t, i18n } = useTranslation('manager');
  const locale = localeOf(i18n.language);
  const currency = useTill((till) => till.shop.currency);
  const money = (minor: number) => formatMinor(minor, currency, locale);
  const comparable = happened(figuresBefore);
  const compared = (now: number, before: number, words: (value: number) => string): ReactNode => (
    <>
      <span className="money">{words(now)}</span>
      {comparable && <Change now={now} before={before} words={words} />}
    </>
  );
  return {
    locale,
    money,
    count: (value: number) => countWords(value, locale),
    sold: useSoldWords(),
    sales: (count: number) => t('people.sales', { count, amount: countWords(count, locale) }),
    payments: (count: number) => t('tenders.payments', { count, amount: countWords(count, locale) }),
    /** An amount of money, and what it was before. */
    amounts: (now: number, before: number) => ({ amount: now, before, value: compared(now, before, money) }),
    counts: (now: number, before: number, words: (value: number) => string) => ({ amount: now, before, value: compared(now, before, words) }),
  };
}

type Words = ReturnType<typeof useWords>;

const largestFirst = <R extends { amount: number; before?: number }>(rows: readonly R[]): R[] =>
  rows.filter(({ amount, before = 0 }) => amount !== 0 || before !== 0).toSorted((one, other) => other.amount - one.amount);

/** What a row of the table is called: the tables know all names. */
const nameAt = ({ rows, columns }: ChartProps['tables'][keyof ChartProps['tables']], place: number): string =>
  String(rows[place]?.[columns[0]?.key ?? ''] ?? '');

export function ByCategory({ report, tables: { byCategory: table } }: ChartProps) {
  const { t } = useTranslation('reports');
  const words = useWords(report);
  const filterOf = (place: number) => {
    const row = report.byCategory[place];
    if (!row || !isSold(row.now)) return null;
    if (row.kind === 'open_amount') return salesOf(report, { articleId: null });
    return row.categoryId === null ? null : salesOf(report, { categoryId: row.categoryId });
  };
  const rows = report.byCategory.map(
    ({ kind, categoryId, colour, now, before }, place): Share => ({
      key: `${kind} ${categoryId}`,
      name: nameAt(table, place),
      colour: colour ?? 'stone',
      note: words.sold(now),
      ...words.amounts(now.totalMinor, before.totalMinor),
      filter: filterOf(place),
    }),
  );
  return (
    <ChartSection range={report} table={table} filterOf={filterOf}>
      <Shares columns={headOf(table)} rows={largestFirst(rows)} nothing={t('chart.none')} />
    </ChartSection>
  );
}

const headOf = ({ columns, title }: ChartProps['tables'][keyof ChartProps['tables']]): [string, string] => [columns[0]?.label ?? '', title];

function articleShare({ articleId, now, before }: ArticleRow, name: string, words: Words, report: ChartProps['report']): Share {
  return {
    key: articleId ?? '',
    name,
    note: words.sold(now),
    ...words.amounts(now.totalMinor, before.totalMinor),
    filter: isSold(now) ? salesOf(report, { articleId }) : null,
  };
}

export function BestArticles({ report, tables: { byArticle: table } }: ChartProps) {
  const { t } = useTranslation('reports');
  const words = useWords(report);
  const rows = report.byArticle.map((row, place) => articleShare(row, nameAt(table, place), words, report));
  return (
    <ChartSection range={report} table={table} filterOf={(place) => rows[place]?.filter ?? null}>
      <Shares columns={headOf(table)} rows={rows} nothing={t('chart.none')} />
    </ChartSection>
  );
}

export function SlowestArticles({ report, tables: { slowest: table } }: ChartProps) {
  const { t } = useTranslation('reports');
  const words = useWords(report);
  const rows = report.slowest.map((row, place) => articleShare(row, nameAt(table, place), words, report));
  return (
    <ChartSection range={report} table={table} filterOf={(place) => rows[place]?.filter ?? null}>
      {report.unsoldCount > 0 && (
        <p className="report-note">
          {t('chart.slowestNote', { count: report.unsoldCount, amount: words.count(report.unsoldCount), all: words.count(report.articleCount) })}
        </p>
      )}
      <Shares columns={headOf(table)} rows={rows} nothing={t('chart.none')} />
    </ChartSection>
  );
}

export function ByCashier({ report, tables: { byStaff: table } }: ChartProps) {
  const { t } = useTranslation('reports');
  const words = useWords(report);
  const rows = report.byStaff.map(
    ({ staffId, now, before }, place): Share => ({
      key: staffId ?? '',
      name: nameAt(table, place),
      note: words.sales(now.saleCount),
      ...words.amounts(now.totalMinor, before.totalMinor),
      filter: now.saleCount === 0 ? null : salesOf(report, { staffId }),
    }),
  );
  return (
    <ChartSection range={report} table={table} filterOf={(place) => rows[place]?.filter ?? null}>
      <Shares columns={headOf(table)} rows={largestFirst(rows)} nothing={t('chart.none')} />
    </ChartSection>
  );
}

const WATCHED = ['discounts', 'refunds', 'cancelled', 'removed', 'prices', 'drawer'] as const;
type Watched = (typeof WATCHED)[number];

/** What an owner looks at because it takes money away: an amount, or how often. */
const WATCHED_AMOUNTS: Record<Watched, { of: (sums: StaffSums) => number; times: ((sums: StaffSums) => number) | null }> = {
  discounts: { of: ({ discountMinor }) => discountMinor, times: ({ discountedSaleCount }) => discountedSaleCount },
  refunds: { of: ({ refundedMinor }) => refundedMinor, times: ({ refundCount }) => refundCount },
  cancelled: { of: ({ cancelledSaleCount }) => cancelledSaleCount, times: null },
  removed: { of: ({ removedLineCount }) => removedLineCount, times: null },
  prices: { of: ({ priceChangeCount }) => priceChangeCount, times: null },
  drawer: { of: ({ drawerOpenedCount }) => drawerOpenedCount, times: null },
};

export function WatchedByCashier({ report, tables: { givenAway: table } }: ChartProps) {
  const { t } = useTranslation('reports');
  const words = useWords(report);
  const [watched, watch] = useState<Watched>('discounts');
  const { of, times } = WATCHED_AMOUNTS[watched];
  const timesWords = (count: number) => t('watched.times', { count, amount: words.count(count) });
  const rows = report.byStaff.map(({ staffId, now, before }, place): Share => {
    const cancelled = watched === 'cancelled' && now.cancelledSaleCount > 0;
    return {
      key: staffId ?? '',
      name: nameAt(table, place),
      note: times && timesWords(times(now)),
      ...(times ? words.amounts(of(now), of(before)) : words.counts(of(now), of(before), timesWords)),
      filter: cancelled ? salesOf(report, { staffId, status: 'cancelled' }) : null,
    };
  });
  return (
    <ChartSection range={report} table={table}>
      <Segmented
        label={t('watched.label')}
        segments={WATCHED.map((value) => ({ value, label: t(`watched.${value}`) }))}
        value={watched}
        onChange={watch}
      />
      <Shares columns={headOf(table)} rows={largestFirst(rows)} nothing={t('chart.none')} />
    </ChartSection>
  );
}

export function ByTender({ report, tables: { byTender: table } }: ChartProps) {
  const { t } = useTranslation('reports');
  const words = useWords(report);
  const rows = report.byTender.map(({ kind, now, before }, place): Share => {
    const notes = [
      words.payments(now.tenderCount),
      now.receivedMsat > 0 && `${satWords(now.receivedMsat, words.locale)} sat`,
      now.refundedMinor !== 0 && t('chart.refunded', { amount: words.money(now.refundedMinor) }),
    ];
    return {
      key: kind,
      name: nameAt(table, place),
      drawing: <Icon of={TENDER_ICONS[kind]} size={20} />,
      note: notes.filter(Boolean).join(' · '),
      ...words.amounts(now.amountMinor, before.amountMinor),
      filter: now.tenderCount === 0 ? null : salesOf(report, { tenderKind: kind }),
      lightning: kind === 'lightning',
    };
  });
  return (
    <ChartSection range={report} table={table} filterOf={(place) => rows[place]?.filter ?? null}>
      <Shares columns={headOf(table)} rows={largestFirst(rows)} nothing={t('chart.none')} />
    </ChartSection>
  );
}

export function ByTax({ report, tables: { byTax: table } }: ChartProps) {
  const { t } = useTranslation('reports');
  const words = useWords(report);
  const rows = report.byTax.map(
    ({ taxClassId, ratePpm, now, before }, place): Share => ({
      key: `${taxClassId} ${ratePpm}`,
      name: `${nameAt(table, place)} ${rateWords(ratePpm, words.locale)}`,
      note: t('chart.net', { amount: words.money(now.netMinor - now.refundedNetMinor) }),
      ...words.amounts(now.taxMinor - now.refundedTaxMinor, before.taxMinor - before.refundedTaxMinor),
      filter: now.grossMinor === 0 ? null : salesOf(report, { taxRatePpm: ratePpm, taxClassId }),
    }),
  );
  return (
    <ChartSection range={report} table={table} filterOf={(place) => rows[place]?.filter ?? null}>
      <Shares columns={headOf(table)} rows={rows} nothing={t('chart.none')} />
    </ChartSection>
  );
}
