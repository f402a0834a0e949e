// The shop's node: which one it is, who may pay out with it, where its money is moved to, and what a bitcoin is worth.
import { z } from 'zod';
import { int } from './fact-parts.ts';

export const NODE_FACTS = {
  /** How the node is reached is sealed elsewhere; here is which one it is. `rootKeyId`: what its owner revokes to take the till's rights away. */
  node_connected: z.object({
    nodeId: z.string(),
    alias: z.string(),
    prefix: z.string(),
    address: z.string(),
    certificateSha256: z.string().nullable(),
    rootKeyId: z.string(),
    /** When, by the node's own clock: what it had received before for others is none of this shop's money. */
    sinceMs: int,
  }),
  node_forgotten: z.object({ nodeId: z.string(), revoked: z.boolean() }),
  wallet_unlocked: z.object({ address: z.string() }),
  /** The entry's person can pay out with their PIN from here on. */
  spending_set: z.object({ nodeId: z.string(), rootKeyId: z.string() }),
  spending_opened: z.object({ nodeId: z.string() }),
  /** Chain money is about to go to cold storage; on disk before it leaves. The node keeps the transaction under the sweep's id. */
  sweep_started: z.object({ sweepId: z.string(), nodeId: z.string(), address: z.string(), amountSat: int, satPerVbyte: int }),
  sweep_ended: z.object({ sweepId: z.string(), outcome: z.enum(['sent', 'failed']), txid: z.string().nullable() }),
  /** The node's channel states go to this tower too. */
  watchtower_added: z.object({ nodeId: z.string(), towerId: z.string(), socket: z.string() }),
  /** A manager's own rate for one bitcoin, instead of any other until then; and its end before that. */
  rate_set: z.object({ currency: z.string(), minorPerBtc: int, untilMs: int }),
  rate_cleared: z.object({}),
} as const;
