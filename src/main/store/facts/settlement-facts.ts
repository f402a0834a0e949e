// Money that came to the node, and what became of it.
import { z } from 'zod';
import { attention, int } from './fact-parts.ts';

export const SETTLEMENT_FACTS = {
  /** Its settlements were read up to `settleIndex`, where it has another one or none now: it was restored or moved. All are read again. */
  node_counted_anew: z.object({ nodeId: z.string(), settleIndex: int }),
  /**
   * Money came. `paid` credits the tender with `creditedMinor`; a `replacement` stands in for a receipt on chain that it replaced;
   * everything else (and an excess) is on the attention list.
   */
  settlement_recorded: z.object({
    settlementId: z.string(),
    nodeId: z.string(),
    settleIndex: int,
    kind: z.enum(['invoice', 'amp', 'keysend', 'chain']),
    /** Null for money on chain that came to no code of ours. */
    paymentHash: z.string().nullable(),
    receivedMsat: int,
    settledAtMs: int,
    /** For money on chain, whose name is its outpoint: where it came to, and how many blocks stood behind it when it was recorded. */
    chain: z.object({ address: z.string(), confirmations: int }).nullable(),
    saleId: z.string().nullable(),
    tenderId: z.string().nullable(),
    disposition: z.enum(['paid', 'late', 'double', 'unexplained', 'replacement']),
    creditedMinor: int,
    attention: attention.nullable(),
  }),
  /** From this block on, what reaches the node on chain is the till's to know; what came before is not. */
  chain_watched: z.object({ nodeId: z.string(), afterHeight: int }),
  /** It is under so many blocks that it is not looked at again. */
  chain_receipt_buried: z.object({ settlementId: z.string() }),
  /**
   * Money that had been recorded will not come: `by` is what pays us instead, if anything does. What of it waited on the list waits
   * there as money of `by` (`keepsItems`), or `listed` does in its place. `lost`: what it leaves us short of.
   */
  chain_receipt_replaced: z.object({
    settlementId: z.string(),
    by: z.string().nullable(),
    saleId: z.string().nullable(),
    keepsItems: z.boolean(),
    listed: attention.nullable(),
    lost: attention.nullable(),
  }),
  /** What replaced it is not in the chain any more, and it is. */
  chain_receipt_returned: z.object({ settlementId: z.string() }),
  /** A manager has seen a loss, or money that is no business of this till. */
  attention_noted: z.object({ itemId: z.string() }),
  /** A manager made listed money a tender of its sale. */
  settlement_applied: z.object({
    itemId: z.string(),
    saleId: z.string(),
    tenderId: z.string(),
    position: int,
    paymentHash: z.string(),
    amountMinor: int,
    receivedMsat: int,
    settlementId: z.string(),
    /** What is more than was due stays listed. */
    excess: attention.nullable(),
  }),
} as const;
