// What a manager's reports read. It runs in the reports' worker on a read-only connection, so it may take its time; it
// still reads no more than it must: a day costs what the day's sales cost, however many years are in the file.
import type { Database } from 'better-sqlite3';
import { z } from 'zod';
import type { Unit } from '../../shared/line-item.ts';
import type { DayReport, InboundPace, SaleDetail } from '../../shared/reports.ts';
import { dayOneWeekBefore } from '../../shared/shop-day.ts';
import { TENDER_KINDS, type TenderKind } from '../../shared/tender.ts';
import { VOUCHER_TAX_CLASS } from '../../shared/voucher.ts';
import { createRefundReport } from './refund-report.ts';
import { createRefundStore } from './refund-store.ts';
import { createSaleStore } from './sale-store.ts';
import { sumTipTaxes } from './tip-tax-columns.ts';

const MOST_ARTICLES = 50;

export interface ReportQueries {
  /** `weekBeforeUntilMs`: up to when sales count for the comparison with the week before; null for all of that day. */
  day(day: string, weekBeforeUntilMs: number | null): DayReport;
  sale(saleId: string): SaleDetail | undefined;
  /** What came in by Lightning between the two times. */
  inbound(sinceMs: number, untilMs: number): InboundPace;
}

/** The day's sales, in as few rows as hold every figure that is a sum over whole sales. */
interface SalesRow {
  status: 'completed' | 'cancelled';
  hour: number;
  staffId: string | null;
  saleCount: number;
  totalMinor: number;
  netMinor: number;
  taxMinor: number;
  removedLineCount: number;
  discountMinor: number;
  promotionMinor: number;
  tipMinor: number;
}
interface TenderRow {
  kind: TenderKind;
  tenderCount: number;
  amountMinor: number;
  receivedMsat: number;
  roundingMinor: number;
}
/** All of one unit: pieces or grams. */
interface SoldRow {
  isVoucher: 0 | 1;
  unit: Unit;
  quantity: number;
  totalMinor: number;
}
interface ArticleRow {
  articleId: string | null;
  names: string;
  quantity: number;
  grams: number;
  totalMinor: number;
}

const namesSchema = z.record(z.string(), z.string());

export function createReportQueries(db: Database): ReportQueries {
  // In a sale's net and total, and no takings.
  const vouchersOfSale = `coalesce((SELECT sum(gross_minor) FROM sale_tax WHERE sale_id = sale.id AND tax_class_id = '${VOUCHER_TAX_CLASS}'), 0)`;
  const salesOfDay = db.prepare<[string], SalesRow>(
    `SELECT status, hour, staff_id AS staffId, count(*) AS saleCount, sum(total_minor) - sum(${vouchersOfSale}) AS totalMinor,
       sum(net_minor) - sum(${vouchersOfSale}) AS netMinor,
       sum(tax_minor) AS taxMinor, sum(removed_line_count) AS removedLineCount,
       sum(discount_minor) AS discountMinor, sum(promotion_minor) AS promotionMinor, sum(tip_minor) AS tipMinor
     FROM sale WHERE day = ? GROUP BY status, hour, staff_id`,
  );
  const copiesOfDay = db
    .prepare<[string], number>(
      `SELECT coalesce(sum(copies), 0) FROM sale JOIN paper_copies ON paper_copies.kind = 'receipt' AND subject_id = sale.id WHERE day = ?`,
    )
    .pluck();
  const tendersOfDay = db.prepare<[string], TenderRow>(
    `SELECT kind, count(*) AS tenderCount, sum(amount_minor) AS amountMinor, sum(received_msat) AS receivedMsat, sum(rounding_minor) AS roundingMinor
     FROM sale JOIN tender ON tender.sale_id = sale.id
     WHERE day = ? AND sale.status = 'completed' AND tender.status = 'paid' GROUP BY kind`,
  );
  const taxesOfDay = db.prepare<[string], DayReport['taxes'][number]>(
    `SELECT tax_class_id AS taxClassId, rate_ppm AS ratePpm, sum(sale_tax.net_minor) AS netMinor, sum(sale_tax.tax_minor) AS taxMinor,
       sum(gross_minor) AS grossMinor
     FROM sale JOIN sale_tax ON sale_tax.sale_id = sale.id
     WHERE day = ? AND status = 'completed' GROUP BY rate_ppm, tax_class_id ORDER BY rate_ppm, tax_class_id`,
  );
  const tipTaxesOfDay = db.prepare<[string], DayReport['tipTaxes'][number]>(sumTipTaxes("FROM sale WHERE day = ? AND status = 'completed'"));
  // With max(), SQLite takes the bare column `names` from the row that has the maximum: the name of the latest sale.
  const articlesOfDay = db.prepare<[string], ArticleRow>(
    `SELECT article_id AS articleId, names, max(closed_at_ms), sum(CASE unit WHEN 'kg' THEN 0 ELSE quantity END) AS quantity,
       sum(CASE unit WHEN 'kg' THEN quantity ELSE 0 END) AS grams, sum(sale_line.total_minor) AS totalMinor
     FROM sale JOIN sale_line ON sale_line.sale_id = sale.id
     WHERE day = ? AND status = 'completed' AND tax_class_id <> '${VOUCHER_TAX_CLASS}' GROUP BY article_id ORDER BY totalMinor DESC, article_id LIMIT ${MOST_ARTICLES}`,
  );
  const soldOfDay = db.prepare<[string], SoldRow>(
    `SELECT tax_class_id = '${VOUCHER_TAX_CLASS}' AS isVoucher, unit, sum(quantity) AS quantity, sum(sale_line.total_minor) AS totalMinor
     FROM sale JOIN sale_line ON sale_line.sale_id = sale.id
     WHERE day = ? AND status = 'completed' GROUP BY isVoucher, unit`,
  );
  const takingsUntil = db.prepare<[string, number], { saleCount: number; totalMinor: number }>(
    `SELECT count(*) AS saleCount, coalesce(sum(total_minor - ${vouchersOfSale}), 0) AS totalMinor
     FROM sale WHERE day = ? AND closed_at_ms < ? AND status = 'completed'`,
  );
  const firstSettlement = db.prepare<[], { settledAtMs: number | null }>(
    'SELECT min(settled_at_ms) AS settledAtMs FROM settlement WHERE chain_status IS NULL',
  );
  const receivedBetween = db.prepare<[number, number], { receivedMsat: number }>(
    `SELECT coalesce(sum(received_msat), 0) AS receivedMsat FROM settlement
     WHERE settled_at_ms >= ? AND settled_at_ms <= ? AND chain_status IS NULL`,
  );
  const staffName = db.prepare<[string], { name: string }>('SELECT name FROM staff WHERE id = ?');
  const nameOf = (staffId: string | null) => (staffId === null ? '' : (staffName.get(staffId)?.name ?? ''));
  const sales = createSaleStore(db);
  const refunds = createRefundStore(db);
  const refundReport = createRefundReport(db);

  const weekBefore = (day: string, untilMs: number | null): DayReport['weekBefore'] => {
    const before = dayOneWeekBefore(day);
    const until = untilMs ?? Number.MAX_SAFE_INTEGER;
    const takings = takingsUntil.get(before, until);
    const refundedMinor = refundReport.totalUntil(before, until);
    return { day: before, untilMs, saleCount: takings?.saleCount ?? 0, totalMinor: takings?.totalMinor ?? 0, refundedMinor };
  };

  // One transaction: all figures are of one moment.
  const day = db.transaction((day: string, weekBeforeUntilMs: number | null): DayReport => {
    const ended = salesOfDay.all(day);
    const completed = ended.filter(({ status }) => status === 'completed');
    const tenders = tendersOfDay.all(day);
    const sum = <Row>(rows: readonly Row[], figure: (row: Row) => number) => rows.reduce((total, row) => total + figure(row), 0);
    const takings = (rows: readonly SalesRow[]) => ({ saleCount: sum(rows, (row) => row.saleCount), totalMinor: sum(rows, (row) => row.totalMinor) });
    const { saleCount, totalMinor } = takings(completed);
    const sold = soldOfDay.all(day);
    const goodsIn = (unit: Unit) => sum(sold, (row) => (row.isVoucher === 0 && row.unit === unit ? row.quantity : 0));
    const vouchers = sold.filter(({ isVoucher }) => isVoucher === 1);
    return {
      day,
      saleCount,
      totalMinor,
      netMinor: sum(completed, (row) => row.netMinor),
      taxMinor: sum(completed, (row) => row.taxMinor),
      averageMinor: saleCount === 0 ? 0 : Math.round(totalMinor / saleCount),
      itemCount: goodsIn('piece'),
      weighedGrams: goodsIn('kg'),
      discountMinor: sum(completed, (row) => row.discountMinor),
      promotionMinor: sum(completed, (row) => row.promotionMinor),
      tipMinor: sum(completed, (row) => row.tipMinor),
      vouchersSold: { count: sum(vouchers, (row) => row.quantity), amountMinor: sum(vouchers, (row) => row.totalMinor) },
      vouchersTakenBack: refundReport.vouchersTakenBack(day),
      receivedMsat: sum(tenders, (row) => row.receivedMsat),
      cashRoundingMinor: sum(tenders, (row) => row.roundingMinor),
      taxes: taxesOfDay.all(day),
      tipTaxes: tipTaxesOfDay.all(day),
      byHour: Array.from({ length: 24 }, (_, hour) => ({ hour, ...takings(completed.filter((row) => row.hour === hour)) })),
      byTender: TENDER_KINDS.map((kind) => {
        const row = tenders.find((other) => other.kind === kind);
        return { kind, tenderCount: row?.tenderCount ?? 0, amountMinor: row?.amountMinor ?? 0, receivedMsat: row?.receivedMsat ?? 0 };
      }),
      byArticle: articlesOfDay.all(day).map(({ articleId, names, quantity, grams, totalMinor }) => ({
        articleId,
        names: articleId === null ? {} : namesSchema.parse(JSON.parse(names)),
        ...{ quantity, grams, totalMinor },
      })),
      byStaff: [...Map.groupBy(completed, (row) => row.staffId)]
        .map(([staffId, rows]) => ({ staffId, name: nameOf(staffId), ...takings(rows) }))
        .sort((a, b) => b.totalMinor - a.totalMinor),
      cancelledSaleCount: sum(ended, (row) => (row.status === 'cancelled' ? row.saleCount : 0)),
      removedLineCount: sum(ended, (row) => row.removedLineCount),
      copyCount: copiesOfDay.get(day) ?? 0,
      refunds: refundReport.day(day),
      weekBefore: weekBefore(day, weekBeforeUntilMs),
    };
  });

  return {
    day,
    inbound(sinceMs, untilMs) {
      const began = firstSettlement.get()?.settledAtMs ?? untilMs;
      return {
        sinceMs: Math.min(Math.max(began, sinceMs), untilMs),
        untilMs,
        receivedMsat: receivedBetween.get(sinceMs, untilMs)?.receivedMsat ?? 0,
      };
    },
    sale(saleId) {
      const stored = sales.sale(saleId);
      if (!stored) return undefined;
      const { sale, staffId, copyCount } = stored;
      return {
        sale,
        staffName: nameOf(staffId),
        copyCount,
        refunds: refunds.ofSale(saleId).map((refund) => ({ ...refund, staffName: nameOf(refund.staffId) })),
        lost: refunds.lostOf(saleId),
      };
    },
  };
}
