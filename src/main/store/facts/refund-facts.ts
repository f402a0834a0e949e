// Money that goes back. The intent is on disk before any of it leaves by Lightning.
import { z } from 'zod';
import { UNITS } from '../../../shared/line-item.ts';
import { int, names, quoteSchema, taxTotal } from './fact-parts.ts';

/**
 * Money that leaves for a customer's code. A code, named by its payment hash, is used for one payout for ever: the node pays it
 * once, whatever happens to us meanwhile. `nodeId` alone can say what became of it.
 */
export const payoutSchema = z.object({
  paymentHash: z.string(),
  paymentRequest: z.string(),
  /** The customer's Lightning address, where the code came from one. */
  address: z.string().nullable(),
  amountMsat: int,
  maxFeeMsat: int,
  expiresAtMs: int,
  nodeId: z.string(),
});
/** `feeMsat` is zero, and `reason` says why, where it failed. */
const payoutEnd = { outcome: z.enum(['refunded', 'failed']), reason: z.string(), feeMsat: int };

/** What goes back of a line, and whether the goods go back to the shelf. */
const refundLine = z.object({
  lineId: z.string(),
  articleId: z.string().nullable(),
  names,
  unit: z.enum(UNITS),
  quantity: int,
  pieceGrams: int.nullable(),
  taxClassId: z.string(),
  taxRatePpm: int,
  netMinor: int,
  taxMinor: int,
  grossMinor: int,
  restock: z.boolean(),
});

export const refundWaySchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('cash'), roundingMinor: int }),
  z.object({ kind: z.literal('foreign_cash'), currency: z.string(), foreignMinor: int }),
  z.object({ kind: z.literal('card'), reference: z.string() }),
  z.object({ kind: z.literal('voucher'), voucherId: z.string(), voucherNumber: z.string(), issued: z.boolean() }),
  z.object({ kind: z.literal('account'), customerId: z.string(), customerName: z.string() }),
  z.object({ kind: z.literal('exchange') }),
  z.object({
    kind: z.literal('lightning'),
    amountMsat: int,
    rate: z.enum(['original', 'today']),
    quote: quoteSchema.nullable(),
    paymentHash: z.string(),
    address: z.string().nullable(),
    expiresAtMs: int,
  }),
]);
export const takeSchema = z.object({ tenderId: z.string(), amountMinor: int, msat: int });
/** One way in which a part of it goes back. `takes`: what it takes off the tenders that paid the sale. */
const leg = z.object({ legId: z.string(), amountMinor: int, takes: z.array(takeSchema), way: refundWaySchema, reason: z.string() });

/** What is refunded: of a sale, or brought without a receipt (`saleId` is null). */
const refundHead = z.object({
  refundId: z.string(),
  saleId: z.string().nullable(),
  saleReceiptNumber: z.string().nullable(),
  lines: z.array(refundLine),
  tipMinor: int,
  tipTax: taxTotal.nullable(),
  taxes: z.array(taxTotal),
  amountMinor: int,
  reason: z.string(),
});

const soldVoucher = z.object({ refundId: z.string(), voucherId: z.string(), voucherNumber: z.string(), amountMinor: int });

export const REFUND_FACTS = {
  /** Listed money goes back. The intent is on disk before any money leaves; `payout` is null where it is cash. */
  refund_started: z.object({ itemId: z.string(), amountMsat: int, amountMinor: int.nullable(), payout: payoutSchema.nullable() }),
  refund_ended: z.object({ itemId: z.string(), paymentHash: z.string().nullable(), ...payoutEnd }),
  /** The intent of a refund, with all legs that it is to have: on disk before the first of them. `payout` is that of its Lightning leg. */
  refund_begun: refundHead.extend({ legs: z.array(leg), payout: payoutSchema.nullable() }),
  /** The Lightning leg has arrived, or nothing has left: then the refund has failed, and no other leg follows. */
  refund_sent: z.object({ refundId: z.string(), legId: z.string(), amountMinor: int, paymentHash: z.string(), ...payoutEnd }),
  /** Another leg was given: handed over, booked, or put to the customer's credit. */
  refund_leg_paid: z.object({ refundId: z.string(), ...leg.shape }),
  /** All legs are paid: the refund has its own receipt, and the goods are back. */
  refund_completed: refundHead.extend({ day: z.string(), receiptNumber: z.string(), receiptSeq: int }),
  /** A voucher that the refunded sale had sold, unused, is worth nothing any more; and is again, when nothing went back after all. */
  sold_voucher_taken_back: soldVoucher,
  sold_voucher_restored: soldVoucher,
  /** What is left of a customer's credit from an exchange goes back after all. */
  credit_given_back: z.object({
    refundId: z.string(),
    receiptNumber: z.string(),
    amountMinor: int,
    way: refundWaySchema,
    reason: z.string(),
    day: z.string(),
  }),
} as const;
