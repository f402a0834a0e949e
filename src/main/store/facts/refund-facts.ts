// Money that goes back. The intent is on disk before any of it leaves.
import { z } from 'zod';
import { int, quoteSchema, taxTotal } from './fact-parts.ts';

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

export const REFUND_FACTS = {
  /** Listed money goes back. The intent is on disk before any money leaves; `payout` is null where it is cash. */
  refund_started: z.object({ itemId: z.string(), amountMsat: int, amountMinor: int.nullable(), payout: payoutSchema.nullable() }),
  refund_ended: z.object({ itemId: z.string(), paymentHash: z.string().nullable(), ...payoutEnd }),
  /** Money of a completed sale goes back: the intent again. `originalMsat`: the amount at the sale's rate, whichever is used. */
  sale_refund_started: z.object({
    refundId: z.string(),
    saleId: z.string(),
    amountMinor: int,
    originalMsat: int,
    rate: z.enum(['original', 'today']),
    quote: quoteSchema.nullable(),
    taxes: z.array(taxTotal),
    payout: payoutSchema,
  }),
  sale_refund_ended: z.object({
    refundId: z.string(),
    saleId: z.string(),
    paymentHash: z.string(),
    ...payoutEnd,
    day: z.string(),
    /** The refund's own receipt; null where it failed. */
    receipt: z.object({ receiptNumber: z.string(), receiptSeq: int }).nullable(),
  }),
} as const;
