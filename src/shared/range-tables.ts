// The report over a range of days as tables: one for each chart, each beside the range before.
import type { ArticleSums, Compared, RangeFigures, RangePiece, RangeReport, StaffSums } from './range-report.ts';
import { type Cell, type Column, type ReportTable, tableOf } from './report-table.ts';
import { hourText, soldCells, type TableSetting, type TableVoice, voiceOf } from './table-parts.ts';
import type { TableWords } from './table-words.ts';
import { takingsMinor } from './takings.ts';

export const RANGE_TABLES = [
  'figures',
  'byDay',
  'byHour',
  'byWeekday',
  'byArticle',
  'slowest',
  'byCategory',
  'byStaff',
  'givenAway',
  'byTender',
  'byTax',
] as const;
export type RangeTableId = (typeof RANGE_TABLES)[number];

/** By their ids, in the order of RANGE_TABLES. */
export function rangeTables(report: RangeReport, setting: TableSetting): Record<RangeTableId, ReportTable> {
  const voice = voiceOf(setting);
  const { words, nameOf, taxName } = voice;
  const { titles, notes } = words;
  const person = ({ staffId, name }: { staffId: string | null; name: string }) => (staffId === null ? words.nobody : name);
  const article: Names<(typeof report.byArticle)[number]> = [['article', 'text', ({ names }) => nameOf(names, words.openAmount)]];
  const sold = (rows: readonly Compared<ArticleSums>[]): Sums<ArticleSums> => [
    ['quantity', 'count', (sums) => soldCells(sums).quantity, 'compared'],
    ...weight<ArticleSums>(rows, ({ grams }) => grams, 'compared'),
    ['takings', 'money', (sums) => sums.totalMinor, 'compared'],
  ];
  const takings: Sums<{ saleCount: number; totalMinor: number }> = [
    ['saleCount', 'count', (sums) => sums.saleCount, 'compared'],
    ['takings', 'money', (sums) => sums.totalMinor, 'compared'],
  ];
  return {
    figures: figures(report, voice),
    byDay: byDay(report, voice),
    byHour: compared(voice, { id: 'byHour', title: titles.byHour }, report.byHour, [['hour', 'text', ({ hour }) => hourText(hour)]], takings),
    byWeekday: compared(
      voice,
      { id: 'byWeekday', title: titles.byWeekday },
      report.byWeekday,
      [['weekday', 'text', ({ weekday }) => words.weekdays[weekday - 1] ?? null]],
      [['dayCount', 'count', (sums) => sums.dayCount, 'compared'], ...takings],
    ),
    // Some of all articles: their sum would be taken for more than it is.
    byArticle: {
      ...compared(voice, { id: 'byArticle', title: titles.byArticle, note: notes.largest }, report.byArticle, article, sold(report.byArticle)),
      total: null,
    },
    slowest: {
      ...compared(voice, { id: 'slowest', title: titles.slowest, note: notes.slowest }, report.slowest, article, sold(report.slowest)),
      total: null,
    },
    byCategory: compared(
      voice,
      { id: 'byCategory', title: titles.byCategory, note: notes.goodsAlone },
      report.byCategory,
      [['category', 'text', ({ kind, names }) => nameOf(names, kind === 'open_amount' ? words.openAmount : words.noCategory)]],
      sold(report.byCategory),
    ),
    byStaff: compared(
      voice,
      { id: 'byStaff', title: titles.byStaff },
      report.byStaff,
      [['person', 'text', person]],
      [
        ...takings,
        ['quantity', 'count', (sums) => sums.itemCount],
        ...weight<StaffSums>(report.byStaff, ({ weighedGrams }) => weighedGrams),
        ['tips', 'money', (sums) => sums.tipMinor],
      ],
    ),
    givenAway: compared(
      voice,
      { id: 'givenAway', title: titles.givenAway },
      report.byStaff,
      [['person', 'text', person]],
      [
        ['discountedCount', 'count', (sums) => sums.discountedSaleCount],
        ['discounts', 'money', (sums) => sums.discountMinor, 'compared'],
        ['priceChanges', 'count', (sums) => sums.priceChangeCount],
        ['refundCount', 'count', (sums) => sums.refundCount],
        ['refunded', 'money', (sums) => sums.refundedMinor, 'compared'],
        ['cancelledSales', 'count', (sums) => sums.cancelledSaleCount],
        ['removedLines', 'count', (sums) => sums.removedLineCount],
        ['drawerOpened', 'count', (sums) => sums.drawerOpenedCount],
      ],
    ),
    byTender: compared(
      voice,
      { id: 'byTender', title: titles.byTender },
      report.byTender,
      [['tender', 'text', ({ kind }) => words.tenders[kind]]],
      [
        ['paymentCount', 'count', (sums) => sums.tenderCount],
        ['sat', 'sat', (sums) => sums.receivedMsat],
        ['amount', 'money', (sums) => sums.amountMinor, 'compared'],
        ['refundCount', 'count', (sums) => sums.refundCount],
        ['refunded', 'money', (sums) => sums.refundedMinor, 'compared'],
      ],
    ),
    byTax: compared(
      voice,
      { id: 'byTax', title: titles.byTax },
      report.byTax,
      [
        ['tax', 'text', ({ taxClassId }) => taxName(taxClassId)],
        ['rate', 'ratio', ({ ratePpm }) => ratePpm],
      ],
      [
        ['net', 'money', (sums) => sums.netMinor],
        ['taxAmount', 'money', (sums) => sums.taxMinor, 'compared'],
        ['gross', 'money', (sums) => sums.grossMinor],
        ['refundedNet', 'money', (sums) => sums.refundedNetMinor],
        ['refundedTax', 'money', (sums) => sums.refundedTaxMinor, 'compared'],
        ['refundedGross', 'money', (sums) => sums.refundedGrossMinor],
      ],
    ),
  };
}

type ColumnKey = keyof TableWords['columns'];
/** What a row is called. */
type Names<R> = [key: ColumnKey, kind: Column['kind'], of: (row: R) => Cell][];
/** What it comes to; `compared` where it stands beside the same of the range before. */
type Sums<S> = [key: ColumnKey, kind: Column['kind'], of: (sums: S) => Cell, compared?: 'compared'][];

/** Where something was weighed. */
function weight<S>(rows: readonly Compared<S>[], gramsOf: (sums: S) => number, beside?: 'compared'): Sums<S> {
  if (rows.every(({ now, before }) => gramsOf(now) === 0 && (!beside || gramsOf(before) === 0))) return [];
  const cell = (sums: S): Cell => (gramsOf(sums) === 0 ? null : gramsOf(sums));
  return [['weight', 'weight', cell, ...(beside ? ([beside] as const) : ([] as const))]];
}

/** Rows with what they are called, what they come to, and what they came to in the range before, summed. */
function compared<R extends Compared<unknown>>(
  { words, currency, column, columnBefore }: TableVoice,
  { id, title, note }: { id: RangeTableId; title: string; note?: string },
  rows: readonly R[],
  names: Names<NoInfer<R>>,
  sums: Sums<R['now']>,
): ReportTable {
  const beside = sums.filter(([, , , alsoBefore]) => alsoBefore);
  return tableOf<string>({
    id,
    title,
    ...(note !== undefined && { note }),
    currency,
    columns: [
      ...names.map(([key, kind]) => column(key, kind)),
      ...sums.map(([key, kind]) => column(key, kind)),
      ...beside.map(([key, kind]) => columnBefore(key, kind)),
    ],
    rows: rows.map((row) =>
      Object.fromEntries([
        ...names.map(([key, , of]) => [key, of(row)] as const),
        ...sums.map(([key, , of]) => [key, of(row.now)] as const),
        ...beside.map(([key, , of]) => [`${key}Before`, of(row.before)] as const),
      ]),
    ),
    total: { label: words.total, of: [...sums.map(([key]) => key), ...beside.map(([key]) => `${key}Before`)] },
  });
}

type Figure = [count: Cell, amount: Cell, sat?: Cell, weight?: Cell];

/** Each figure once, so that the two ranges cannot be told of differently. */
function figuresOf(of: RangeFigures): [item: keyof TableWords['items'], figure: Figure][] {
  const { refunds } = of;
  return [
    ['sales', [of.saleCount, of.totalMinor]],
    ['net', [null, of.netMinor]],
    ['tax', [null, of.taxMinor]],
    ['average', [null, of.averageMinor]],
    ['itemCount', [of.itemCount, null, null, of.weighedGrams === 0 ? null : of.weighedGrams]],
    ['discounts', [of.discountedSaleCount, of.discountMinor]],
    ['promotions', [null, of.promotionMinor]],
    ['priceChanges', [of.priceChangeCount, null]],
    ['tips', [null, of.tipMinor]],
    ['vouchersSold', [of.vouchersSold.count, of.vouchersSold.amountMinor]],
    ['lightning', [null, null, of.receivedMsat]],
    ['cashRounding', [null, of.cashRoundingMinor]],
    ['accountPayments', [of.accountPayments.count, of.accountPayments.amountMinor]],
    ['refunds', [refunds.refundCount, refunds.totalMinor]],
    ['refundedTips', [null, refunds.tipMinor]],
    ['vouchersTakenBack', [of.vouchersTakenBack.count, of.vouchersTakenBack.amountMinor]],
    ['withoutReceipt', [refunds.withoutReceiptCount, refunds.withoutReceiptMinor]],
    ['lightningSent', [null, null, refunds.sentMsat]],
    ['lightningFees', [null, null, refunds.feeMsat]],
    ['afterRefunds', [null, takingsMinor(of)]],
    ['cancelledSales', [of.cancelledSaleCount, null]],
    ['removedLines', [of.removedLineCount, null]],
    ['drawerOpened', [of.drawerOpenedCount, null]],
  ];
}

function figures(report: RangeReport, { words, currency, column, columnBefore }: TableVoice): ReportTable {
  const before = new Map(figuresOf(report.figuresBefore));
  const isWeighed = report.figures.weighedGrams !== 0 || report.figuresBefore.weighedGrams !== 0;
  return tableOf({
    id: 'figures',
    title: words.titles.figures,
    currency,
    columns: [
      column('item', 'text'),
      column('count', 'count'),
      ...(isWeighed ? [column('weight', 'weight')] : []),
      column('amount', 'money'),
      column('sat', 'sat'),
      columnBefore('count', 'count'),
      ...(isWeighed ? [columnBefore('weight', 'weight')] : []),
      columnBefore('amount', 'money'),
      columnBefore('sat', 'sat'),
    ],
    rows: figuresOf(report.figures).map(([item, [count, amount, sat = null, weight = null]]) => {
      const [countBefore, amountBefore, satBefore = null, weightBefore = null] = before.get(item) ?? [null, null];
      return { item: words.items[item], count, weight, amount, sat, countBefore, weightBefore, amountBefore, satBefore };
    }),
  });
}

/** Piece beside piece; where one range has more of them, the other has nothing there. */
function byDay({ step, byDay: pieces, byDayBefore }: RangeReport, { words, currency, column, columnBefore }: TableVoice): ReportTable {
  const label = words.columns[step];
  const kind = step === 'day' ? 'day' : 'text';
  const named = (piece: RangePiece | undefined) => piece?.from.slice(0, step === 'day' ? 10 : 7) ?? null;
  return tableOf({
    id: 'byDay',
    title: step === 'day' ? words.titles.byDay : words.titles.byMonth,
    currency,
    columns: [
      { key: 'day', kind, label },
      column('saleCount', 'count'),
      column('takings', 'money'),
      column('refunded', 'money'),
      { key: 'dayBefore', kind, label: words.before(label) },
      columnBefore('saleCount', 'count'),
      columnBefore('takings', 'money'),
      columnBefore('refunded', 'money'),
    ],
    rows: Array.from({ length: Math.max(pieces.length, byDayBefore.length) }, (_, index) => {
      const now = pieces[index];
      const before = byDayBefore[index];
      return {
        day: named(now),
        saleCount: now?.saleCount ?? null,
        takings: now?.totalMinor ?? null,
        refunded: now?.refundedMinor ?? null,
        dayBefore: named(before),
        saleCountBefore: before?.saleCount ?? null,
        takingsBefore: before?.totalMinor ?? null,
        refundedBefore: before?.refundedMinor ?? null,
      };
    }),
    total: { label: words.total, of: ['saleCount', 'takings', 'refunded', 'saleCountBefore', 'takingsBefore', 'refundedBefore'] },
  });
}
