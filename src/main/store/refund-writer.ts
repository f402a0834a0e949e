// The tables of money that goes back, as facts change them: payouts to customers' codes, refunds with their lines, taxes and legs,
// and the credit that an exchange gives. For the projection.
import type { Database } from 'better-sqlite3';
import type { z } from 'zod';
import type { LegStatus, RefundStatus } from '../../shared/refund.ts';
import type { TaxTotal } from '../../shared/totals.ts';
import { canonicalJson } from './canonical-json.ts';
import type { payoutSchema } from './facts/refund-facts.ts';
import type { FactBody, JournalEntry } from './facts.ts';
import { tipTaxColumns } from './tip-tax-columns.ts';

/** What a payout is for: an item of the manager's list, or a refund. */
export type PayoutOwner = { itemId: string } | { refundId: string };
export type Payout = z.infer<typeof payoutSchema>;
type PayoutEnd = Pick<FactBody<'refund_ended'>, 'outcome' | 'reason' | 'feeMsat'>;
type Leg = FactBody<'refund_begun'>['legs'][number];

export interface RefundWriter {
  /** A payout for listed money. */
  beginPayout(payout: Payout, owner: PayoutOwner, atMs: number): void;
  endPayout(paymentHash: string, end: PayoutEnd): void;
  begin(entry: JournalEntry<'refund_begun'>): void;
  sent(entry: JournalEntry<'refund_sent'>): void;
  payLeg(entry: JournalEntry<'refund_leg_paid'>): void;
  complete(entry: JournalEntry<'refund_completed'>): void;
  /** A tender that is an exchange's uses so much of its credit; any other kind is none of its business. */
  spendCredit(entry: JournalEntry<'tender_taken'>): void;
  freeCredit(entry: JournalEntry<'tender_returned'>): void;
  giveCreditBack(entry: JournalEntry<'credit_given_back'>): void;
  askWithdrawal(body: FactBody<'withdrawal_asked'>): void;
  refuseWithdrawal(body: FactBody<'withdrawal_refused'>): void;
}

export function createRefundWriter(db: Database): RefundWriter {
  const addPayout = db.prepare(
    `INSERT INTO payout (payment_hash, item_id, refund_id, status, payment_request, address, amount_msat, max_fee_msat, expires_at_ms, node_id, reason, started_at_ms)
     VALUES (:paymentHash, :itemId, :refundId, 'under_way', :paymentRequest, :address, :amountMsat, :maxFeeMsat, :expiresAtMs, :nodeId, '', :atMs)`,
  );
  const endPayout = db.prepare('UPDATE payout SET status = ?, fee_msat = ?, reason = ? WHERE payment_hash = ?');
  const addRefund = db.prepare(
    `INSERT INTO refund (id, sale_id, sale_receipt_number, status, amount_minor, tip_minor, tip_tax_class_id, tip_tax_rate_ppm, tip_tax_minor,
       reason, failure, staff_id, started_at_ms)
     VALUES (:refundId, :saleId, :saleReceiptNumber, :status, :amountMinor, :tipMinor, :tipTaxClassId, :tipTaxRatePpm, :tipTaxMinor, :reason, '', :staffId, :atMs)`,
  );
  const addLine = db.prepare(
    `INSERT INTO refund_line (refund_id, position, line_id, article_id, names, unit, quantity, piece_grams, tax_class_id, tax_rate_ppm, net_minor, tax_minor, gross_minor, restock)
     VALUES (:refundId, :position, :lineId, :articleId, :names, :unit, :quantity, :pieceGrams, :taxClassId, :taxRatePpm, :netMinor, :taxMinor, :grossMinor, :restock)`,
  );
  const addTax = db.prepare(
    'INSERT INTO refund_tax (refund_id, position, tax_class_id, rate_ppm, net_minor, tax_minor, gross_minor) VALUES (?, ?, ?, ?, ?, ?, ?)',
  );
  const addLeg = db.prepare(
    `INSERT INTO refund_leg (refund_id, position, id, kind, status, amount_minor, rounding_minor, amount_msat, takes, way, reason)
     VALUES (:refundId, :position, :legId, :kind, :status, :amountMinor, :roundingMinor, :amountMsat, :takes, :way, :reason)`,
  );
  const payLeg = db.prepare("UPDATE refund_leg SET status = 'paid', way = ?, rounding_minor = ? WHERE refund_id = ? AND id = ?");
  const endLeg = db.prepare('UPDATE refund_leg SET status = ?, fee_msat = ? WHERE refund_id = ? AND id = ?');
  const plannedLegs = db.prepare<[string], number>("SELECT count(*) FROM refund_leg WHERE refund_id = ? AND status = 'planned'").pluck();
  const setStatus = db.prepare('UPDATE refund SET status = ?, failure = ?, ended_at_ms = ? WHERE id = ?');
  const complete = db.prepare(
    `UPDATE refund SET status = 'refunded', ended_at_ms = :atMs, day = :day, receipt_number = :receiptNumber, receipt_seq = :receiptSeq
     WHERE id = :refundId`,
  );
  const addCredit = db.prepare(
    `INSERT INTO refund_credit (refund_id, receipt_number, amount_minor, made_at_ms)
     SELECT refund_id, ?, amount_minor, ? FROM refund_leg WHERE refund_id = ? AND kind = 'exchange'`,
  );
  const spendCredit = db.prepare('UPDATE refund_credit SET used_minor = used_minor + ? WHERE refund_id = ?');
  const takeCredit = db.prepare('UPDATE refund_credit SET given_back_minor = given_back_minor + ? WHERE refund_id = ?');
  const addReturn = db.prepare(
    `INSERT INTO credit_return (seq, refund_id, kind, amount_minor, rounding_minor, way, reason, staff_id, day, at_ms)
     VALUES (:seq, :refundId, :kind, :amountMinor, :roundingMinor, :way, :reason, :staffId, :day, :atMs)`,
  );
  const putWithdrawal = db.prepare(
    `INSERT INTO withdrawal (sale_id, payment_hash, payer_hash, status) VALUES (?, ?, ?, ?)
     ON CONFLICT (sale_id, payment_hash, payer_hash) DO UPDATE SET status = excluded.status`,
  );

  const putTaxes = (refundId: string, taxes: readonly TaxTotal[]) => {
    for (const [position, tax] of taxes.entries())
      addTax.run(refundId, position, tax.taxClassId, tax.ratePpm, tax.netMinor, tax.taxMinor, tax.grossMinor);
  };
  const putLegs = (refundId: string, legs: readonly Leg[]) => {
    for (const [position, { legId, amountMinor, takes, way, reason }] of legs.entries()) {
      const status: LegStatus = way.kind === 'lightning' ? 'under_way' : 'planned';
      addLeg.run({
        refundId,
        position,
        legId,
        kind: way.kind,
        status,
        amountMinor,
        roundingMinor: roundingOf(way),
        amountMsat: way.kind === 'lightning' ? way.amountMsat : 0,
        takes: canonicalJson(takes),
        way: canonicalJson(way),
        reason,
      });
    }
  };
  const beginPayout: RefundWriter['beginPayout'] = (payout, owner, atMs) =>
    void addPayout.run({ itemId: null, refundId: null, ...payout, ...owner, atMs });
  const payoutEnded: RefundWriter['endPayout'] = (paymentHash, { outcome, feeMsat, reason }) =>
    void endPayout.run(outcome, feeMsat, reason, paymentHash);

  return {
    beginPayout,
    endPayout: payoutEnded,
    begin({ body, staffId, atMs }) {
      const { refundId, saleId, saleReceiptNumber, amountMinor, tipMinor, tipTax, reason, payout } = body;
      const status: RefundStatus = payout ? 'under_way' : 'to_hand_over';
      addRefund.run({ refundId, saleId, saleReceiptNumber, status, amountMinor, tipMinor, ...tipTaxColumns(tipTax), reason, staffId, atMs });
      for (const [position, { names, restock, ...line }] of body.lines.entries())
        addLine.run({ ...line, refundId, position, names: canonicalJson(names), restock: restock ? 1 : 0 });
      putTaxes(refundId, body.taxes);
      putLegs(refundId, body.legs);
      if (payout) beginPayout(payout, { refundId }, atMs);
    },
    sent({ body, atMs }) {
      const { refundId, legId, outcome, reason, feeMsat } = body;
      payoutEnded(body.paymentHash, body);
      if (outcome === 'refunded') {
        endLeg.run('paid' satisfies LegStatus, feeMsat, refundId, legId);
        if ((plannedLegs.get(refundId) ?? 0) > 0) setStatus.run('to_hand_over' satisfies RefundStatus, '', null, refundId);
      } else {
        endLeg.run('failed' satisfies LegStatus, feeMsat, refundId, legId);
        setStatus.run('failed' satisfies RefundStatus, reason, atMs, refundId);
      }
    },
    payLeg: ({ body }) => void payLeg.run(canonicalJson(body.way), roundingOf(body.way), body.refundId, body.legId),
    complete({ body: { refundId, day, receiptNumber, receiptSeq }, atMs }) {
      complete.run({ refundId, day, receiptNumber, receiptSeq, atMs });
      addCredit.run(receiptNumber, atMs, refundId);
    },
    spendCredit({ body: { tender } }) {
      if (tender.kind === 'exchange') spendCredit.run(tender.amountMinor, tender.refundId);
    },
    freeCredit({ body: { tender } }) {
      if (tender.kind === 'exchange') spendCredit.run(-tender.amountMinor, tender.refundId);
    },
    giveCreditBack({ body: { refundId, amountMinor, way, reason, day }, seq, staffId, atMs }) {
      takeCredit.run(amountMinor, refundId);
      const roundingMinor = roundingOf(way);
      addReturn.run({ seq, refundId, kind: way.kind, amountMinor, roundingMinor, way: canonicalJson(way), reason, staffId, day, atMs });
    },
    askWithdrawal: ({ saleId, paymentHash, payerHash }) => void putWithdrawal.run(saleId, paymentHash, payerHash, 'asked'),
    refuseWithdrawal: ({ saleId, paymentHash, payerHash }) => void putWithdrawal.run(saleId, paymentHash, payerHash, 'refused'),
  };
}

const roundingOf = (way: Leg['way']) => (way.kind === 'cash' ? way.roundingMinor : 0);
