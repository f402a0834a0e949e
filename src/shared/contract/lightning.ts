// Calls about which node the shop has: connecting it step by step, forgetting it, unlocking its wallet, and who may pay out from it.
import { eventIterator, type } from '@orpc/contract';
import { z } from 'zod';
import { type ConnectEvent, type Connection, nodeAccessSchema } from '../connecting.ts';
import { atTill, gravelyAtTill, id, nothing, pin, text } from './access.ts';

/** The file's content in hex or base64, or a lndconnect text with it. Used once, kept nowhere. */
const ownerMacaroon = text(20_000).min(1);

export const lightningContract = {
  /** Looks at a node and changes nothing: the steps as they go, and at the end of a good look what was found. */
  look: atTill('settings').input(nodeAccessSchema).output(eventIterator(type<ConnectEvent>())),
  /** Connects what was looked at last. The shop opens again with it. NOT_FOUND when that look is over, PRACTICE_SHOP. */
  connect: gravelyAtTill('settings')
    .input(z.object({ attemptId: id }))
    .output(eventIterator(type<ConnectEvent>())),
  connection: atTill('settings').output(type<Connection>()),
  /** With the owner's macaroon the node is told to honour the till's no more. */
  forget: gravelyAtTill('settings')
    .input(z.object({ ownerMacaroon: ownerMacaroon.nullable() }))
    .output(nothing),
  /** Of the connected node, or of the one that is being connected. PASSWORD_WRONG. */
  unlock: atTill('settings')
    .input(z.object({ password: z.string().min(1).max(1_000), node: nodeAccessSchema.optional() }))
    .output(nothing),
  /** From now on this manager pays out with their PIN. */
  setUpSpending: gravelyAtTill('pay_out').input(z.object({ pin, ownerMacaroon })).output(nothing),
};
