// Calls about a node that the till runs itself: a new wallet, whose seed a person writes down and repeats, then connected by itself.
import { eventIterator, type } from '@orpc/contract';
import { z } from 'zod';
import type { ConnectEvent } from '../connecting.ts';
import { type NewSeed, ownNodeRequestSchema } from '../own-node.ts';
import { atTill, gravelyAtTill, id, nothing, text } from './access.ts';

export const ownNodeContract = {
  /** Starts the program and has it make a seed; no wallet is there yet. OWN_NODE_TROUBLE, OWN_NODE_EXISTS, OWN_SHOP_ONLY. */
  begin: gravelyAtTill('settings').input(ownNodeRequestSchema).output(type<NewSeed>()),
  /** Makes the wallet when the words are right. SEED_WRONG, NOT_FOUND when that seed is over. */
  make: atTill('settings')
    .input(z.object({ attemptId: id, words: z.array(text(20)).length(3) }))
    .output(nothing),
  /** The node that was made: waits until it has read the chain, then tells the steps. NODE_MISSING when none was made. */
  connect: gravelyAtTill('settings').output(eventIterator(type<ConnectEvent>())),
  /** Stops what was begun and throws the seed away. */
  giveUp: atTill('settings').output(nothing),
};
