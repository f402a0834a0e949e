// Money that goes back: the payouts to customers' codes, the refunds of completed sales, and which invoice of ours a customer's
// LNURL was asked to pay. The writer is for the projection; the stores are what the till asks.
import type { Database } from 'better-sqlite3';
import type { z } from 'zod';
import type { RefundStatus, SaleRefund, Share } from '../../shared/refund.ts';
import type { TaxTotal } from '../../shared/totals.ts';
import { canonicalJson } from './canonical-json.ts';
import { quoteSchema } from './facts/fact-parts.ts';
import type { payoutSchema } from './facts/refund-facts.ts';
import type { FactBody, JournalEntry } from './facts.ts';

/** What a payout is for: an item of the manager's list, or a refund of a sale. */
export type PayoutOwner = { itemId: string } | { refundId: string };

export type Payout = z.infer<typeof payoutSchema>;
export type StoredPayout = Payout & { itemId: string | null; refundId: string | null };

type PayoutEnd = Pick<FactBody<'refund_ended'>, 'outcome' | 'reason' | 'feeMsat'>;

interface RefundWriter {
  begin(payout: Payout, owner: PayoutOwner, atMs: number): void;
  end(paymentHash: string, end: PayoutEnd): void;
  beginOfSale(entry: JournalEntry<'sale_refund_started'>): void;
  endOfSale(entry: JournalEntry<'sale_refund_ended'>): void;
  askWithdrawal(body: FactBody<'withdrawal_asked'>): void;
}

export function createRefundWriter(db: Database): RefundWriter {
  const addPayout = db.prepare(
    `INSERT INTO payout (payment_hash, item_id, refund_id, status, payment_request, address, amount_msat, max_fee_msat, expires_at_ms, node_id, reason, started_at_ms)
     VALUES (:paymentHash, :itemId, :refundId, 'under_way', :paymentRequest, :address, :amountMsat, :maxFeeMsat, :expiresAtMs, :nodeId, '', :atMs)`,
  );
  const endPayout = db.prepare('UPDATE payout SET status = ?, fee_msat = ?, reason = ? WHERE payment_hash = ?');
  const addRefund = db.prepare(
    `INSERT INTO sale_refund (id, sale_id, payment_hash, amount_minor, original_msat, rate, quote, staff_id, started_at_ms)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  const addTax = db.prepare(
    'INSERT INTO sale_refund_tax (refund_id, position, tax_class_id, rate_ppm, net_minor, tax_minor, gross_minor) VALUES (?, ?, ?, ?, ?, ?, ?)',
  );
  const endRefund = db.prepare('UPDATE sale_refund SET ended_at_ms = ?, day = ?, receipt_number = ?, receipt_seq = ? WHERE id = ?');
  const addWithdrawal = db.prepare('INSERT INTO withdrawal (sale_id, code_hash, payment_hash) VALUES (:saleId, :codeHash, :paymentHash)');

  const begin: RefundWriter['begin'] = (payout, owner, atMs) => void addPayout.run({ itemId: null, refundId: null, ...payout, ...owner, atMs });
  const end: RefundWriter['end'] = (paymentHash, { outcome, feeMsat, reason }) => void endPayout.run(outcome, feeMsat, reason, paymentHash);

  return {
    begin,
    end,
    beginOfSale({ body, staffId, atMs }) {
      const { refundId, saleId, amountMinor, originalMsat, rate, quote, taxes, payout } = body;
      addRefund.run(refundId, saleId, payout.paymentHash, amountMinor, originalMsat, rate, quote && canonicalJson(quote), staffId, atMs);
      for (const [position, tax] of taxes.entries())
        addTax.run(refundId, position, tax.taxClassId, tax.ratePpm, tax.netMinor, tax.taxMinor, tax.grossMinor);
      begin(payout, { refundId }, atMs);
    },
    endOfSale({ body, atMs }) {
      endRefund.run(atMs, body.day, body.receipt?.receiptNumber ?? null, body.receipt?.receiptSeq ?? null, body.refundId);
      end(body.paymentHash, body);
    },
    askWithdrawal: ({ saleId, codeHash, paymentHash }) => void addWithdrawal.run({ saleId, codeHash, paymentHash }),
  };
}

export interface RefundStore {
  /** A payout to the customer's code with this hash, whatever became of it. */
  payout(paymentHash: string): StoredPayout | undefined;
  /** Payouts of which the node has not said yet what became of them, oldest first. */
  underWay(): StoredPayout[];
  isUnderWay(paymentHash: string): boolean;
  /** Oldest first. */
  ofSale(saleId: string): SaleRefund[];
  /** What the sale was paid on chain that did not come after all. */
  lostOf(saleId: string): Share;
  refund(refundId: string): (SaleRefund & { saleId: string }) | undefined;
  refundByReceipt(receipt: { seq: number; receiptNumber: string }): (SaleRefund & { saleId: string }) | undefined;
  lastReceiptSeq(): number;
  /** Which invoice of the sale the customer's code was asked to pay. */
  withdrawal(saleId: string, codeHash: string): { paymentHash: string } | undefined;
}

/** The refund as the tables have it: its quote as text, its taxes in a table of their own. */
type RefundRow = Omit<SaleRefund, 'quote' | 'taxes'> & { saleId: string; quote: string | null };

export function createRefundStore(db: Database): RefundStore {
  const payoutFields = `payment_hash AS paymentHash, item_id AS itemId, refund_id AS refundId, payment_request AS paymentRequest, address,
    amount_msat AS amountMsat, max_fee_msat AS maxFeeMsat, expires_at_ms AS expiresAtMs, node_id AS nodeId`;
  const payout = db.prepare<[string], StoredPayout>(`SELECT ${payoutFields} FROM payout WHERE payment_hash = ?`);
  const underWay = db.prepare<[], StoredPayout>(`SELECT ${payoutFields} FROM payout WHERE status = 'under_way' ORDER BY started_at_ms`);
  const isUnderWay = db.prepare<[string], 1>("SELECT 1 FROM payout WHERE payment_hash = ? AND status = 'under_way'").pluck();
  const refundRows = (where: string) =>
    `SELECT id, sale_id AS saleId, status, amount_minor AS amountMinor, original_msat AS originalMsat, amount_msat AS amountMsat, rate, quote, address,
       r.payment_hash AS paymentHash, expires_at_ms AS expiresAtMs, r.started_at_ms AS startedAtMs, ended_at_ms AS endedAtMs, staff_id AS staffId,
       fee_msat AS feeMsat, reason, receipt_number AS receiptNumber,
       coalesce((SELECT copies FROM paper_copies WHERE kind = 'refund' AND subject_id = r.id), 0) AS copyCount
     FROM sale_refund r JOIN payout ON payout.payment_hash = r.payment_hash WHERE ${where} ORDER BY r.started_at_ms, id`;
  const bySale = db.prepare<[string], RefundRow>(refundRows('sale_id = ?'));
  const byId = db.prepare<[string], RefundRow>(refundRows('id = ?'));
  const byReceipt = db.prepare<[number, string], RefundRow>(refundRows('receipt_seq = ? AND receipt_number = ?'));
  const lastSeq = db.prepare<[], number | null>('SELECT max(receipt_seq) FROM sale_refund WHERE receipt_seq IS NOT NULL').pluck();
  const taxes = db.prepare<[string], TaxTotal>(
    `SELECT tax_class_id AS taxClassId, rate_ppm AS ratePpm, net_minor AS netMinor, tax_minor AS taxMinor, gross_minor AS grossMinor
     FROM sale_refund_tax WHERE refund_id = ? ORDER BY position`,
  );
  const lost = db.prepare<[string], Share>(
    `SELECT coalesce(sum(amount_minor), 0) AS minor, coalesce(sum(amount_msat), 0) AS msat FROM attention
     WHERE sale_id = ? AND kind = 'lost' AND status IN ('open', 'noted')`,
  );
  const withdrawal = db.prepare<[string, string], { paymentHash: string }>(
    'SELECT payment_hash AS paymentHash FROM withdrawal WHERE sale_id = ? AND code_hash = ?',
  );
  const refundOf = (row: RefundRow): SaleRefund & { saleId: string } => ({
    ...row,
    status: row.status satisfies RefundStatus,
    quote: row.quote === null ? null : quoteSchema.parse(JSON.parse(row.quote)),
    taxes: taxes.all(row.id),
  });
  const one = (row: RefundRow | undefined) => row && refundOf(row);

  return {
    payout: (paymentHash) => payout.get(paymentHash),
    underWay: () => underWay.all(),
    isUnderWay: (paymentHash) => isUnderWay.get(paymentHash) !== undefined,
    ofSale: (saleId) => bySale.all(saleId).map(refundOf),
    lostOf: (saleId) => lost.get(saleId) ?? { minor: 0, msat: 0 },
    refund: (refundId) => one(byId.get(refundId)),
    refundByReceipt: ({ seq, receiptNumber }) => one(byReceipt.get(seq, receiptNumber)),
    lastReceiptSeq: () => lastSeq.get() ?? 0,
    withdrawal: (saleId, codeHash) => withdrawal.get(saleId, codeHash),
  };
}
