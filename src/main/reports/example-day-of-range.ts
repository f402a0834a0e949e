// For the tests of reports: what a report of a day and a report over a range of that one day have in common, in one form.
import type { RangeReport } from '../../shared/range-report.ts';
import type { DayReport } from '../../shared/reports.ts';
import type { TaxTotal } from '../../shared/totals.ts';

const byKey = <Row>(rows: readonly Row[], key: (row: Row) => string): Record<string, Row> =>
  Object.fromEntries(rows.map((row): [string, Row] => [key(row), row]).sort(([a], [b]) => (a < b ? -1 : 1)));

/** Without those that come to nothing: a sale for nothing has them. */
const taxesOf = (taxes: readonly TaxTotal[]) =>
  byKey(
    taxes.filter(({ netMinor, taxMinor, grossMinor }) => netMinor !== 0 || taxMinor !== 0 || grossMinor !== 0),
    ({ taxClassId, ratePpm }) => `${taxClassId} ${ratePpm}`,
  );

export function figuresOfDay(day: DayReport) {
  const { refunds } = day;
  const { latest, byTender, taxes, tipTaxes, ...refundFigures } = refunds;
  return {
    saleCount: day.saleCount,
    totalMinor: day.totalMinor,
    netMinor: day.netMinor,
    taxMinor: day.taxMinor,
    averageMinor: day.averageMinor,
    itemCount: day.itemCount,
    weighedGrams: day.weighedGrams,
    discountMinor: day.discountMinor,
    promotionMinor: day.promotionMinor,
    tipMinor: day.tipMinor,
    vouchersSold: day.vouchersSold,
    vouchersTakenBack: day.vouchersTakenBack,
    receivedMsat: day.receivedMsat,
    cashRoundingMinor: day.cashRoundingMinor,
    cancelledSaleCount: day.cancelledSaleCount,
    removedLineCount: day.removedLineCount,
    refunds: refundFigures,
    hours: day.byHour,
    tenders: day.byTender,
    refundTenders: byKey(byTender, ({ kind }) => kind),
    taxes: taxesOf(day.taxes),
    tipTaxes: taxesOf(day.tipTaxes),
    refundTaxes: taxesOf(taxes),
    refundTipTaxes: taxesOf(tipTaxes),
    articles: byKey(
      day.byArticle.map(({ articleId, quantity, grams, totalMinor }) => ({ articleId, quantity, grams, totalMinor })),
      ({ articleId }) => articleId ?? '',
    ),
    staff: byKey(day.byStaff, ({ staffId }) => staffId ?? ''),
  };
}

export function figuresOfRange(range: RangeReport): ReturnType<typeof figuresOfDay> {
  const { figures } = range;
  const sold = (rows: RangeReport['byTax']) =>
    taxesOf(
      rows.map(({ taxClassId, ratePpm, now: { netMinor, taxMinor, grossMinor } }) => ({ taxClassId, ratePpm, netMinor, taxMinor, grossMinor })),
    );
  const refunded = (rows: RangeReport['byTax']) =>
    taxesOf(
      rows.map(({ taxClassId, ratePpm, now }) => ({
        ...{ taxClassId, ratePpm },
        netMinor: now.refundedNetMinor,
        taxMinor: now.refundedTaxMinor,
        grossMinor: now.refundedGrossMinor,
      })),
    );
  return {
    saleCount: figures.saleCount,
    totalMinor: figures.totalMinor,
    netMinor: figures.netMinor,
    taxMinor: figures.taxMinor,
    averageMinor: figures.averageMinor,
    itemCount: figures.itemCount,
    weighedGrams: figures.weighedGrams,
    discountMinor: figures.discountMinor,
    promotionMinor: figures.promotionMinor,
    tipMinor: figures.tipMinor,
    vouchersSold: figures.vouchersSold,
    vouchersTakenBack: figures.vouchersTakenBack,
    receivedMsat: figures.receivedMsat,
    cashRoundingMinor: figures.cashRoundingMinor,
    cancelledSaleCount: figures.cancelledSaleCount,
    removedLineCount: figures.removedLineCount,
    refunds: figures.refunds,
    hours: range.byHour.map(({ hour, now }) => ({ hour, ...now })),
    tenders: range.byTender.map(({ kind, now: { tenderCount, amountMinor, receivedMsat } }) => ({ kind, tenderCount, amountMinor, receivedMsat })),
    refundTenders: byKey(
      range.byTender
        .map(({ kind, now }) => ({ kind, legCount: now.refundCount, amountMinor: now.refundedMinor }))
        .filter(({ legCount, amountMinor }) => legCount > 0 || amountMinor !== 0),
      ({ kind }) => kind,
    ),
    taxes: sold(range.byTax),
    tipTaxes: sold(range.byTipTax),
    refundTaxes: refunded(range.byTax),
    refundTipTaxes: refunded(range.byTipTax),
    articles: byKey(
      range.byArticle.map(({ articleId, now }) => ({ articleId, ...now })),
      ({ articleId }) => articleId ?? '',
    ),
    staff: byKey(
      range.byStaff
        .filter(({ now }) => now.saleCount > 0)
        .map(({ staffId, name, now: { saleCount, totalMinor } }) => ({ staffId, name, saleCount, totalMinor })),
      ({ staffId }) => staffId ?? '',
    ),
  };
}
