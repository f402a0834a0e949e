// The refunds of a day, as the manager's report has them: on the day they were completed, by how the money went back.
import type { Database } from 'better-sqlite3';
import type { DayReport, RefundRow } from '../../shared/reports.ts';
import { TENDER_KINDS, type TenderKind } from '../../shared/tender.ts';
import type { TaxTotal } from '../../shared/totals.ts';
import { isVoucherLine, VOUCHER_TAX_CLASS } from '../../shared/voucher.ts';
import { sumTipTaxes } from './tip-tax-columns.ts';

export interface RefundReport {
  day(day: string): DayReport['refunds'];
  vouchersTakenBack(day: string): DayReport['vouchersTakenBack'];
  /** What went back of takings that day before the moment: no tips, no vouchers. */
  totalUntil(day: string, untilMs: number): number;
}

type Sums = Pick<DayReport['refunds'], 'refundCount' | 'totalMinor' | 'tipMinor' | 'withoutReceiptCount' | 'withoutReceiptMinor'>;
interface LegSums {
  kind: TenderKind;
  legCount: number;
  amountMinor: number;
  roundingMinor: number;
  sentMsat: number;
  feeMsat: number;
}

const LATEST = 100;
const NO_VOUCHERS = { count: 0, amountMinor: 0 };
const NO_SUMS: Sums = { refundCount: 0, totalMinor: 0, tipMinor: 0, withoutReceiptCount: 0, withoutReceiptMinor: 0 };

export function createRefundReport(db: Database): RefundReport {
  const sums = db.prepare<[string], Sums>(
    `SELECT count(*) AS refundCount, coalesce(sum(amount_minor), 0) AS totalMinor, coalesce(sum(tip_minor), 0) AS tipMinor,
       count(*) FILTER (WHERE sale_id IS NULL) AS withoutReceiptCount,
       coalesce(sum(amount_minor) FILTER (WHERE sale_id IS NULL), 0) AS withoutReceiptMinor
     FROM refund WHERE day = ? AND receipt_seq IS NOT NULL`,
  );
  const legs = db.prepare<[string], LegSums>(
    `SELECT kind, count(*) AS legCount, sum(leg.amount_minor) AS amountMinor, sum(rounding_minor) AS roundingMinor, sum(amount_msat) AS sentMsat,
       coalesce(sum(fee_msat), 0) AS feeMsat
     FROM refund JOIN refund_leg leg ON leg.refund_id = refund.id WHERE day = ? AND receipt_seq IS NOT NULL GROUP BY kind`,
  );
  const returns = db.prepare<[string], Omit<LegSums, 'sentMsat' | 'feeMsat'>>(
    `SELECT kind, count(*) AS legCount, sum(amount_minor) AS amountMinor, sum(rounding_minor) AS roundingMinor
     FROM credit_return WHERE day = ? GROUP BY kind`,
  );
  const taxes = db.prepare<[string], TaxTotal>(
    `SELECT tax_class_id AS taxClassId, rate_ppm AS ratePpm, sum(net_minor) AS netMinor, sum(tax_minor) AS taxMinor, sum(gross_minor) AS grossMinor
     FROM refund JOIN refund_tax ON refund_id = id
     WHERE day = ? AND receipt_seq IS NOT NULL GROUP BY rate_ppm, tax_class_id ORDER BY rate_ppm, tax_class_id`,
  );
  const tipTaxes = db.prepare<[string], TaxTotal>(sumTipTaxes('FROM refund WHERE day = ? AND receipt_seq IS NOT NULL'));
  const latest = db.prepare<[string], Omit<RefundRow, 'tenderKinds'> & { tenderKinds: string }>(
    `SELECT id AS refundId, receipt_number AS receiptNumber, ended_at_ms AS atMs, sale_id AS saleId, sale_receipt_number AS saleReceiptNumber,
       amount_minor AS amountMinor, reason, coalesce((SELECT name FROM staff WHERE staff.id = staff_id), '') AS staffName,
       (SELECT group_concat(DISTINCT kind) FROM refund_leg WHERE refund_id = refund.id) AS tenderKinds
     FROM refund WHERE day = ? AND receipt_seq IS NOT NULL ORDER BY receipt_seq DESC LIMIT ${LATEST}`,
  );
  const until = db
    .prepare<[string, number], number>(
      `SELECT coalesce(sum(amount_minor - tip_minor - coalesce(
         (SELECT sum(gross_minor) FROM refund_tax WHERE refund_id = refund.id AND tax_class_id = '${VOUCHER_TAX_CLASS}'), 0)), 0)
       FROM refund WHERE day = ? AND ended_at_ms < ? AND receipt_seq IS NOT NULL`,
    )
    .pluck();
  const vouchers = db.prepare<[string], DayReport['vouchersTakenBack']>(
    `SELECT coalesce(sum(quantity), 0) AS count, coalesce(sum(gross_minor), 0) AS amountMinor
     FROM refund JOIN refund_line ON refund_id = id
     WHERE day = ? AND receipt_seq IS NOT NULL AND tax_class_id = '${VOUCHER_TAX_CLASS}'`,
  );
  const sum = <Row>(rows: readonly Row[], figure: (row: Row) => number) => rows.reduce((total, row) => total + figure(row), 0);

  return {
    day(day) {
      const ways = legs.all(day);
      const back = returns.all(day);
      const refundedTaxes = taxes.all(day);
      const byTender = TENDER_KINDS.map((kind) => {
        const went = [...ways, ...back].filter((row) => row.kind === kind);
        const amountMinor = sum(went, (row) => row.amountMinor) - (kind === 'exchange' ? sum(back, (row) => row.amountMinor) : 0);
        return { kind, legCount: sum(went, (row) => row.legCount), amountMinor };
      });
      return {
        ...(sums.get(day) ?? NO_SUMS),
        netMinor: sum(refundedTaxes, (tax) => (isVoucherLine(tax) ? 0 : tax.netMinor)),
        taxMinor: sum(refundedTaxes, (tax) => tax.taxMinor),
        sentMsat: sum(ways, (row) => row.sentMsat),
        feeMsat: sum(ways, (row) => row.feeMsat),
        cashRoundingMinor: sum([...ways, ...back], (row) => row.roundingMinor),
        byTender: byTender.filter(({ legCount, amountMinor }) => legCount > 0 || amountMinor !== 0),
        latest: latest.all(day).map((row) => ({ ...row, tenderKinds: row.tenderKinds.split(',') as TenderKind[] })),
        taxes: refundedTaxes,
        tipTaxes: tipTaxes.all(day),
      };
    },
    vouchersTakenBack: (day) => vouchers.get(day) ?? NO_VOUCHERS,
    totalUntil: (day, untilMs) => until.get(day, untilMs) ?? 0,
  };
}
