// The report of a day as tables.
import { type ReportTable, tableOf } from './report-table.ts';
import type { DayReport } from './reports.ts';
import { figuresTable, hourText, soldCells, type TableSetting, taxTable, voiceOf } from './table-parts.ts';
import { takingsMinor } from './takings.ts';

export function dayTables(report: DayReport, setting: TableSetting): ReportTable[] {
  const voice = voiceOf(setting);
  const { words, column, currency, nameOf } = voice;
  const { titles, notes, items, tenders, total } = words;
  const { refunds } = report;
  const tables = [
    figuresTable(
      'figures',
      titles.figures,
      [
        { item: items.sales, count: report.saleCount, amount: report.totalMinor },
        { item: items.net, amount: report.netMinor },
        { item: items.tax, amount: report.taxMinor },
        { item: items.average, amount: report.averageMinor },
        { item: items.itemCount, count: report.itemCount, weight: report.weighedGrams === 0 ? null : report.weighedGrams },
        { item: items.discounts, amount: report.discountMinor },
        { item: items.promotions, amount: report.promotionMinor },
        { item: items.tips, amount: report.tipMinor },
        { item: items.vouchersSold, count: report.vouchersSold.count, amount: report.vouchersSold.amountMinor },
        { item: items.lightning, sat: report.receivedMsat },
        { item: items.cashRounding, amount: report.cashRoundingMinor },
        { item: items.refunds, count: refunds.refundCount, amount: refunds.totalMinor },
        { item: items.refundedTips, amount: refunds.tipMinor },
        { item: items.vouchersTakenBack, count: report.vouchersTakenBack.count, amount: report.vouchersTakenBack.amountMinor },
        { item: items.withoutReceipt, count: refunds.withoutReceiptCount, amount: refunds.withoutReceiptMinor },
        { item: items.lightningSent, sat: refunds.sentMsat },
        { item: items.lightningFees, sat: refunds.feeMsat },
        { item: items.afterRefunds, amount: takingsMinor(report) },
        { item: items.cancelledSales, count: report.cancelledSaleCount },
        { item: items.removedLines, count: report.removedLineCount },
        { item: items.copies, count: report.copyCount },
      ],
      voice,
    ),
    tableOf({
      id: 'byHour',
      title: titles.byHour,
      currency,
      columns: [column('hour', 'text'), column('saleCount', 'count'), column('takings', 'money')],
      rows: report.byHour.map(({ hour, saleCount, totalMinor }) => ({ hour: hourText(hour), saleCount, takings: totalMinor })),
      total: { label: total, of: ['saleCount', 'takings'] },
    }),
    tableOf({
      id: 'byTender',
      title: titles.byTender,
      currency,
      columns: [column('tender', 'text'), column('paymentCount', 'count'), column('sat', 'sat'), column('amount', 'money')],
      rows: report.byTender.map(({ kind, tenderCount, amountMinor, receivedMsat }) => ({
        tender: tenders[kind],
        paymentCount: tenderCount,
        sat: receivedMsat,
        amount: amountMinor,
      })),
      total: { label: total, of: ['paymentCount', 'sat', 'amount'] },
    }),
    tableOf({
      id: 'byArticle',
      title: titles.byArticle,
      note: notes.largest,
      currency,
      columns: [
        column('article', 'text'),
        column('quantity', 'count'),
        ...(report.byArticle.some(({ grams }) => grams !== 0) ? [column('weight', 'weight')] : []),
        column('takings', 'money'),
      ],
      rows: report.byArticle.map((row) => ({ article: nameOf(row.names, words.openAmount), ...soldCells(row), takings: row.totalMinor })),
    }),
    tableOf({
      id: 'byStaff',
      title: titles.byStaff,
      currency,
      columns: [column('person', 'text'), column('saleCount', 'count'), column('takings', 'money')],
      rows: report.byStaff.map(({ staffId, name, saleCount, totalMinor }) => ({
        person: staffId === null ? words.nobody : name,
        saleCount,
        takings: totalMinor,
      })),
      total: { label: total, of: ['saleCount', 'takings'] },
    }),
    taxTable('byTax', titles.byTax, report.taxes, voice),
    tableOf({
      id: 'refunds',
      title: titles.refunds,
      currency,
      columns: [column('tender', 'text'), column('count', 'count'), column('amount', 'money')],
      rows: refunds.byTender.map(({ kind, legCount, amountMinor }) => ({ tender: tenders[kind], count: legCount, amount: amountMinor })),
      total: { label: total, of: ['count', 'amount'] },
    }),
    taxTable('refundTaxes', titles.refundTaxes, refunds.taxes, voice),
    tableOf({
      id: 'latestRefunds',
      title: titles.latestRefunds,
      note: notes.latest,
      currency,
      columns: [
        column('receipt', 'text'),
        column('moment', 'moment'),
        column('saleReceipt', 'text'),
        column('tender', 'text'),
        column('person', 'text'),
        column('reason', 'text'),
        column('amount', 'money'),
      ],
      rows: refunds.latest.map(({ receiptNumber, atMs, saleReceiptNumber, amountMinor, tenderKinds, reason, staffName }) => ({
        receipt: receiptNumber,
        moment: atMs,
        saleReceipt: saleReceiptNumber,
        tender: tenderKinds.map((kind) => tenders[kind]).join(', '),
        person: staffName,
        reason,
        amount: amountMinor,
      })),
    }),
  ];
  return tables.filter(({ id, rows }) => rows.length > 0 || !['refunds', 'refundTaxes', 'latestRefunds'].includes(id));
}
