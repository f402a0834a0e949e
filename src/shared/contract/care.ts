// Calls about looking after the shop's node. What spends, or gives the node's states away, needs the manager's PIN.
import { type } from '@orpc/contract';
import { z } from 'zod';
import { atTill, nothing, pin, text } from './access.ts';

const sat = z.int().min(1).max(2_100_000_000_000_000);

export const careContract = {
  /** The newest channel backup, to carry away by hand: encrypted by the node. NOT_FOUND while the node has given none. */
  backup: atTill('settings').output(type<{ fileName: string; base64: string }>()),
  /** TOWER_REFUSED when it is no tower's address, or the node does not take it. */
  addWatchtower: atTill('settings')
    .input(z.object({ uri: text(400).min(1), pin }))
    .output(nothing),
  /** Moves to cold storage what was proposed, as it was seen. SWEEP_CHANGED, SWEEP_REFUSED, SWEEP_UNKNOWN. */
  sweep: atTill('pay_out')
    .input(z.object({ seen: z.object({ address: text(100).min(14), amountSat: sat, feeSat: sat, satPerVbyte: z.int().min(1).max(100_000) }), pin }))
    .output(nothing),
};
