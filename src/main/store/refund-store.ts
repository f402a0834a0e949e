// What the till asks about money that goes back: payouts to customers' codes, refunds, what is left of an exchange's credit, and
// which invoice of ours a customer's LNURL was asked to pay.
import type { Database } from 'better-sqlite3';
import { z } from 'zod';
import type { LegStatus, Refund, RefundLeg } from '../../shared/refund.ts';
import type { RefundLine } from '../../shared/refund-goods.ts';
import type { Share } from '../../shared/refund-money.ts';
import type { RefundCredit, SaleOfLate } from '../../shared/refund-state.ts';
import type { TaxTotal } from '../../shared/totals.ts';
import { names as namesSchema } from './facts/fact-parts.ts';
import { refundWaySchema, takeSchema } from './facts/refund-facts.ts';
import type { Payout } from './refund-writer.ts';
import { type TipTaxColumns, tipTaxIn } from './tip-tax-columns.ts';

export type { Payout } from './refund-writer.ts';
export type StoredPayout = Payout & { itemId: string | null; refundId: string | null };

export interface RefundStore {
  /** A payout to the customer's code with this hash, whatever became of it. */
  payout(paymentHash: string): StoredPayout | undefined;
  /** Payouts of which the node has not said yet what became of them, oldest first. */
  underWay(): StoredPayout[];
  isUnderWay(paymentHash: string): boolean;
  /** The payout for listed money that is on its way. */
  payoutOfItem(itemId: string): StoredPayout | undefined;
  /** Oldest first. */
  ofSale(saleId: string): Refund[];
  /** What the sale was paid on chain that did not come after all. */
  lostOf(saleId: string): Share;
  refund(refundId: string): Refund | undefined;
  refundByReceipt(receipt: { seq: number; receiptNumber: string }): Refund | undefined;
  /** Begun, and neither completed nor failed, oldest first. */
  unfinished(): Refund[];
  lastReceiptSeq(): number;
  /** The sales completed last, newest first. */
  salesOfLate(): SaleOfLate[];
  /** Whether cash changes hands for it. */
  givesCash(refundId: string): boolean;
  /** Credits of which something is left, oldest first. */
  openCredits(): RefundCredit[];
  /** What is left of the credit; undefined when there never was one. */
  credit(refundId: string): RefundCredit | undefined;
  /** Which invoices of the sale somebody's code or card was asked to pay, and has not refused to: each may still be paid by it. */
  withdrawals(saleId: string): Withdrawal[];
}

/** `payerHash` stands for a customer's code or card. */
export interface Withdrawal {
  paymentHash: string;
  payerHash: string;
}

/** The refund as the table has it: its parts are in tables of their own. */
type RefundRow = Omit<Refund, 'lines' | 'taxes' | 'tipTax' | 'legs'> & TipTaxColumns;
type LineRow = Omit<RefundLine, 'names' | 'restock'> & { names: string; restock: 0 | 1 };
interface LegRow {
  id: string;
  status: LegStatus;
  amountMinor: number;
  takes: string;
  way: string;
  reason: string;
  feeMsat: number | null;
}

const takesSchema = z.array(takeSchema);
const SALES_OF_LATE = 20;
const NAMED_LINES = 3;

export function createRefundStore(db: Database): RefundStore {
  const payoutFields = `payment_hash AS paymentHash, item_id AS itemId, refund_id AS refundId, payment_request AS paymentRequest, address,
    amount_msat AS amountMsat, max_fee_msat AS maxFeeMsat, expires_at_ms AS expiresAtMs, node_id AS nodeId`;
  const payout = db.prepare<[string], StoredPayout>(`SELECT ${payoutFields} FROM payout WHERE payment_hash = ?`);
  const underWay = db.prepare<[], StoredPayout>(`SELECT ${payoutFields} FROM payout WHERE status = 'under_way' ORDER BY started_at_ms`);
  const underWayOfItem = db.prepare<[string], StoredPayout>(`SELECT ${payoutFields} FROM payout WHERE status = 'under_way' AND item_id = ?`);
  const isUnderWay = db.prepare<[string], 1>("SELECT 1 FROM payout WHERE payment_hash = ? AND status = 'under_way'").pluck();
  const refundRows = (where: string) =>
    `SELECT id, sale_id AS saleId, sale_receipt_number AS saleReceiptNumber, status, amount_minor AS amountMinor, tip_minor AS tipMinor,
       tip_tax_class_id AS tipTaxClassId, tip_tax_rate_ppm AS tipTaxRatePpm, tip_tax_minor AS tipTaxMinor, reason, failure,
       staff_id AS staffId, started_at_ms AS startedAtMs, ended_at_ms AS endedAtMs, receipt_number AS receiptNumber,
       coalesce((SELECT copies FROM paper_copies WHERE kind = 'refund' AND subject_id = refund.id), 0) AS copyCount
     FROM refund WHERE ${where} ORDER BY started_at_ms, id`;
  const bySale = db.prepare<[string], RefundRow>(refundRows('sale_id = ?'));
  const byId = db.prepare<[string], RefundRow>(refundRows('id = ?'));
  const byReceipt = db.prepare<[number, string], RefundRow>(refundRows('receipt_seq = ? AND receipt_number = ?'));
  const unfinished = db.prepare<[], RefundRow>(refundRows("status IN ('under_way', 'to_hand_over')"));
  const lastSeq = db.prepare<[], number | null>('SELECT max(receipt_seq) FROM refund WHERE receipt_seq IS NOT NULL').pluck();
  const lines = db.prepare<[string], LineRow>(
    `SELECT line_id AS lineId, article_id AS articleId, names, unit, quantity, piece_grams AS pieceGrams, tax_class_id AS taxClassId, tax_rate_ppm AS taxRatePpm,
       net_minor AS netMinor, tax_minor AS taxMinor, gross_minor AS grossMinor, restock
     FROM refund_line WHERE refund_id = ? ORDER BY position`,
  );
  const taxes = db.prepare<[string], TaxTotal>(
    `SELECT tax_class_id AS taxClassId, rate_ppm AS ratePpm, net_minor AS netMinor, tax_minor AS taxMinor, gross_minor AS grossMinor
     FROM refund_tax WHERE refund_id = ? ORDER BY position`,
  );
  const legs = db.prepare<[string], LegRow>(
    `SELECT id, status, amount_minor AS amountMinor, takes, way, reason, fee_msat AS feeMsat FROM refund_leg WHERE refund_id = ? ORDER BY position`,
  );
  const lost = db.prepare<[string], Share>(
    `SELECT coalesce(sum(amount_minor), 0) AS minor, coalesce(sum(amount_msat), 0) AS msat FROM attention
     WHERE sale_id = ? AND kind = 'lost' AND status IN ('open', 'noted')`,
  );
  const salesOfLate = db.prepare<[], Omit<SaleOfLate, 'names' | 'lineCount'>>(
    `SELECT id AS saleId, receipt_number AS receiptNumber, closed_at_ms AS completedAtMs, total_minor + tip_minor AS totalMinor
     FROM sale WHERE receipt_seq IS NOT NULL ORDER BY receipt_seq DESC LIMIT ${SALES_OF_LATE}`,
  );
  const lineNames = db.prepare<[string], string>(`SELECT names FROM sale_line WHERE sale_id = ? ORDER BY position`).pluck();
  const givesCash = db
    .prepare<[string], 1>("SELECT 1 FROM refund_leg WHERE refund_id = ? AND kind IN ('cash', 'foreign_cash') AND status = 'paid' LIMIT 1")
    .pluck();
  const creditRows = (where: string) =>
    `SELECT refund_id AS refundId, receipt_number AS receiptNumber, amount_minor - used_minor - given_back_minor AS leftMinor, made_at_ms AS madeAtMs
     FROM refund_credit WHERE ${where} ORDER BY made_at_ms, refund_id`;
  const openCredits = db.prepare<[], RefundCredit>(creditRows('amount_minor > used_minor + given_back_minor'));
  const credit = db.prepare<[string], RefundCredit>(creditRows('refund_id = ?'));
  const withdrawals = db.prepare<[string], Withdrawal>(
    "SELECT payment_hash AS paymentHash, payer_hash AS payerHash FROM withdrawal WHERE sale_id = ? AND status = 'asked'",
  );

  const lineOf = ({ names, restock, ...line }: LineRow): RefundLine => ({
    ...line,
    names: namesSchema.parse(JSON.parse(names)),
    restock: restock === 1,
  });
  const legOf = ({ takes, way, ...leg }: LegRow): RefundLeg => ({
    ...leg,
    takes: takesSchema.parse(JSON.parse(takes)),
    way: refundWaySchema.parse(JSON.parse(way)),
  });
  const refundOf = ({ tipTaxClassId, tipTaxRatePpm, tipTaxMinor, ...row }: RefundRow): Refund => ({
    ...row,
    tipTax: tipTaxIn({ tipMinor: row.tipMinor, tipTaxClassId, tipTaxRatePpm, tipTaxMinor }),
    lines: lines.all(row.id).map(lineOf),
    taxes: taxes.all(row.id),
    legs: legs.all(row.id).map(legOf),
  });
  const one = (row: RefundRow | undefined) => row && refundOf(row);

  return {
    payout: (paymentHash) => payout.get(paymentHash),
    underWay: () => underWay.all(),
    isUnderWay: (paymentHash) => isUnderWay.get(paymentHash) !== undefined,
    payoutOfItem: (itemId) => underWayOfItem.get(itemId),
    ofSale: (saleId) => bySale.all(saleId).map(refundOf),
    lostOf: (saleId) => lost.get(saleId) ?? { minor: 0, msat: 0 },
    refund: (refundId) => one(byId.get(refundId)),
    refundByReceipt: ({ seq, receiptNumber }) => one(byReceipt.get(seq, receiptNumber)),
    unfinished: () => unfinished.all().map(refundOf),
    lastReceiptSeq: () => lastSeq.get() ?? 0,
    salesOfLate: () =>
      salesOfLate.all().map((sale) => {
        const names = lineNames.all(sale.saleId);
        return { ...sale, names: names.slice(0, NAMED_LINES).map((text) => namesSchema.parse(JSON.parse(text))), lineCount: names.length };
      }),
    givesCash: (refundId) => givesCash.get(refundId) !== undefined,
    openCredits: () => openCredits.all(),
    credit: (refundId) => credit.get(refundId),
    withdrawals: (saleId) => withdrawals.all(saleId),
  };
}
