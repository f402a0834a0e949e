// A Z, an X and the sum of a month or a year as tables. What is on their paper is in them, and what the paper leaves out as nothing too.
import { carriedTable, cashRows, cashTable, drawerRows, inItsCurrency, looksTable, type ShiftVoice } from './drawer-tables.ts';
import { type ReportTable, tableOf } from './report-table.ts';
import { SHIFT_WORDS } from './shift-words.ts';
import { type FigureRow, figuresTable, type TableSetting, taxTable, voiceOf } from './table-parts.ts';
import type { TenderKind } from './tender.ts';
import type { Correction, GrandTotal, PeriodReport, ShiftFigures, ShiftReport } from './z-report.ts';

export function shiftTables(report: ShiftReport, setting: TableSetting): ReportTable[] {
  const voice = { ...voiceOf(setting), shift: SHIFT_WORDS[setting.language] };
  const { shift, words, column, currency } = voice;
  const { receipts, refundReceipts, prepaidMinor, journal, corrections } = report;
  const range = ({ first, last }: { first: string; last: string }) => (first === last ? first : `${first} – ${last}`);
  return withRows([
    tableOf({
      id: 'ends',
      title: `${shift.from} – ${shift.until}`,
      currency,
      columns: [column('item', 'text'), column('moment', 'moment'), column('by', 'text')],
      rows: [
        { item: shift.from, moment: report.openedAtMs, by: report.openedBy },
        { item: shift.until, moment: report.endedAtMs, by: report.endedBy },
      ],
    }),
    ...figureTables(report.figures, voice),
    figuresTable(
      'prepaid',
      shift.prepaid,
      prepaidMinor.before === 0 && prepaidMinor.after === 0
        ? []
        : [
            { item: words.items.prepaidBefore, amount: prepaidMinor.before },
            { item: words.items.prepaidAfter, amount: prepaidMinor.after },
          ],
      voice,
    ),
    cashTable('drawer', shift.drawer, drawerRows(report.drawer, voice), voice),
    looksTable(report.drawer.looks, voice),
    carriedTable(report.carriedOver, voice),
    correctionsTable(corrections, voice),
    grandTotalTable(report.grandTotal, voice),
    tableOf({
      id: 'evidence',
      title: words.items.entries,
      currency,
      columns: [column('item', 'text'), column('value', 'text')],
      rows: [
        ...(receipts ? [{ item: shift.receipts, value: range(receipts) }] : []),
        ...(refundReceipts ? [{ item: shift.refundReceipts, value: range(refundReceipts) }] : []),
        { item: words.items.entries, value: `${journal.fromSeq} – ${journal.toSeq}` },
        { item: words.items.lastEntry, value: journal.hash },
      ],
    }),
  ]);
}

export function periodTables(report: PeriodReport, setting: TableSetting): ReportTable[] {
  const voice = { ...voiceOf(setting), shift: SHIFT_WORDS[setting.language] };
  const { shift, words, column, currency } = voice;
  return withRows([
    ...figureTables(report.figures, voice),
    cashTable(
      'drawer',
      shift.drawer,
      [...cashRows(shift.difference, report.difference, voice), ...cashRows(shift.taken, report.taken, voice)],
      voice,
    ),
    correctionsTable(report.corrections, voice),
    grandTotalTable(report.grandTotal, voice),
    tableOf({
      id: 'zs',
      title: shift.zs,
      currency,
      columns: [
        column('number', 'count'),
        column('day', 'day'),
        column('moment', 'moment'),
        column('by', 'text'),
        column('saleCount', 'count'),
        column('takings', 'money'),
        column('refunded', 'money'),
        column('difference', 'money'),
      ],
      rows: report.zs.map(({ number, day, endedAtMs, endedBy, saleCount, salesMinor, refundsMinor, differenceMinor }) => ({
        number,
        day,
        moment: endedAtMs,
        by: endedBy,
        saleCount,
        takings: salesMinor,
        refunded: refundsMinor,
        difference: differenceMinor,
      })),
      total: { label: words.total, of: ['saleCount', 'takings', 'refunded', 'difference'] },
    }),
  ]);
}

/** What did not happen has no table. */
function withRows(tables: readonly ReportTable[]): ReportTable[] {
  return tables.filter(({ rows }) => rows.length > 0);
}

/** All that can be added up, of one shift or of several. */
function figureTables(figures: ShiftFigures, voice: ShiftVoice): ReportTable[] {
  const { shift, words, nameOf, currency, column } = voice;
  const { sales, refunds, vouchers, accounts } = figures;
  const tenders = (id: string, title: string, rows: ShiftFigures['tenders']) => tendersTable(id, title, rows, voice);
  return [
    figuresTable(
      'sales',
      shift.sales,
      [
        { item: shift.total, count: sales.count, amount: sales.totalMinor },
        { item: shift.net, amount: sales.netMinor },
        { item: shift.tax, amount: sales.taxMinor },
        { item: words.items.itemCount, count: sales.itemCount, weight: sales.weighedGrams === 0 ? null : sales.weighedGrams },
        { item: shift.vouchersSold, count: vouchers.sold.count, amount: vouchers.sold.amountMinor },
        { item: shift.tips, amount: sales.tipMinor },
        { item: shift.discounts, count: sales.discountedCount, amount: sales.discountMinor },
        ...figures.promotions.map(({ names, count, amountMinor }) => ({ item: nameOf(names, shift.promotions), count, amount: amountMinor })),
        { item: shift.rounding, amount: figures.cashRoundingMinor },
      ],
      voice,
    ),
    taxTable('taxes', shift.taxes, figures.taxes, voice),
    taxTable('tipTaxes', shift.tipTaxes, figures.tipTaxes, voice),
    figuresTable(
      'refunds',
      shift.refunds,
      refunds.count === 0
        ? []
        : [
            { item: shift.total, count: refunds.count, amount: refunds.totalMinor },
            { item: shift.net, amount: refunds.netMinor },
            { item: shift.tax, amount: refunds.taxMinor },
            { item: shift.vouchersTakenBack, count: vouchers.takenBack.count, amount: vouchers.takenBack.amountMinor },
            { item: shift.tips, amount: refunds.tipMinor },
          ],
      voice,
    ),
    taxTable('refundTaxes', words.titles.refundTaxes, refunds.taxes, voice),
    taxTable('refundTipTaxes', `${shift.refunds}: ${shift.tipTaxes}`, refunds.tipTaxes, voice),
    tenders('takings', shift.takings, figures.tenders),
    tenders('refundTenders', shift.refundedBy, figures.refundTenders),
    cashTable('foreignNotes', shift.tenders.foreign_cash, cashRows(shift.tenders.foreign_cash, figures.foreignNotes, voice), voice),
    figuresTable('lightning', shift.lightning, lightningRows(figures.lightning, voice), voice),
    figuresTable(
      'credit',
      words.titles.credit,
      [
        { item: shift.vouchersRedeemed, count: vouchers.redeemed.count, amount: vouchers.redeemed.amountMinor },
        { item: shift.onAccount, count: accounts.given.count, amount: accounts.given.amountMinor },
        ...accounts.paidBy.map(({ kind, count, amountMinor }) => ({
          item: `${shift.accountPaid}, ${shift.tenders[kind]}`,
          count,
          amount: amountMinor,
        })),
      ].filter(({ count }) => count > 0),
      voice,
    ),
    tableOf({
      id: 'movements',
      title: words.titles.movements,
      currency,
      columns: [column('item', 'text'), column('count', 'count'), column('currency', 'text'), inItsCurrency(voice)],
      rows: figures.movements.map(({ movement, currency: of, count, amountMinor }) => ({
        item: shift.movement[movement],
        count,
        currency: of ?? currency,
        amount: amountMinor,
      })),
    }),
    figuresTable(
      'counts',
      shift.counts,
      [
        { item: shift.cancelledSales, count: figures.cancelled.count, amount: figures.cancelled.amountMinor },
        { item: shift.removedLines, count: figures.removedLineCount },
        { item: shift.drawerOpened, count: figures.drawerOpenedCount },
        { item: shift.copies, count: figures.copyCount },
        { item: shift.refused, count: figures.refusedCount },
        { item: shift.approved, count: figures.approvedCount },
      ],
      voice,
    ),
  ];
}

function tendersTable(
  id: string,
  title: string,
  tenders: readonly { kind: TenderKind; count: number; amountMinor: number }[],
  { shift, words, column, currency }: ShiftVoice,
): ReportTable {
  return tableOf({
    id,
    title,
    currency,
    columns: [column('item', 'text'), column('count', 'count'), column('amount', 'money')],
    rows: tenders.map(({ kind, count, amountMinor }) => ({ item: shift.tenders[kind], count, amount: amountMinor })),
    total: { label: words.total, of: ['count', 'amount'] },
  });
}

function lightningRows({ received, matched, listed, unlisted, relisted, sent, lost }: ShiftFigures['lightning'], { shift }: ShiftVoice): FigureRow[] {
  const row = (item: string, { count, amountMsat, amountMinor }: typeof matched): FigureRow => ({
    item,
    count,
    sat: amountMsat,
    amount: amountMinor,
  });
  const rows = [
    { item: shift.received, count: received.count, sat: received.amountMsat },
    row(shift.matched, matched),
    ...listed.map((item) => row(shift.listed(item.kind), item)),
    ...relisted.map((item) => row(shift.backOnList(item.kind), item)),
    ...unlisted.map((item) => row(shift.offList(item.kind), item)),
    row(shift.sent, sent),
    { item: shift.fees, sat: sent.feeMsat },
    row(shift.lost, lost),
  ];
  return rows.some(({ count = 0, sat = 0 }) => count !== 0 || sat !== 0) ? rows : [];
}

function correctionsTable(corrections: readonly Correction[], { shift, column, currency }: ShiftVoice): ReportTable {
  return tableOf({
    id: 'corrections',
    title: shift.corrections,
    currency,
    columns: [column('item', 'text'), column('value', 'text'), column('moment', 'moment'), column('sat', 'sat'), column('amount', 'money')],
    rows: corrections.map(({ number, ofShift, kind, atMs, amountMsat, amountMinor }) => ({
      item: shift.correction(number, ofShift),
      value: shift.outcome[kind],
      moment: atMs,
      sat: amountMsat === 0 ? null : amountMsat,
      amount: amountMinor,
    })),
  });
}

function grandTotalTable({ before, after }: { before: GrandTotal; after: GrandTotal }, { shift, column, currency }: ShiftVoice): ReportTable {
  const row = (item: string, of: keyof GrandTotal) => ({ item, atStart: before[of], atEnd: after[of] });
  return tableOf({
    id: 'grandTotal',
    title: shift.grandTotal,
    currency,
    columns: [column('item', 'text'), column('atStart', 'money'), column('atEnd', 'money')],
    rows: [row(shift.grandSales, 'salesMinor'), row(shift.grandRefunds, 'refundsMinor'), row(shift.grandNet, 'netMinor')],
  });
}
