// What can break between a customer's wallet and a till, and be mended again: at random moments, one or more things at a time.
import { setTimeout as pause } from 'node:timers/promises';
import type { Link, LinkState } from '../../tools/lightning/link.ts';
import type { LndNode } from '../../tools/lightning/lnd.ts';
import type { Network } from '../../tools/lightning/network.ts';
import type { Random } from '../crash/random.ts';
import type { Seat } from './seat.ts';

export interface Part {
  /** Says what became of it. */
  breakDown(): Promise<string>;
  mend(): Promise<void>;
}

const LONGEST_PEACE_MS = 1500;
const LONGEST_BREAKDOWN_MS = 2500;
const CABLE_TROUBLES: LinkState[] = ['dropped', 'reset', 'stalled', 'slow'];

/** In the order in which they are mended: a node whose chain is gone does not start. */
export function partsOf({ network, link, seat, random }: { network: Network; link: Link; seat: Seat; random: Random }): Part[] {
  const node = (name: string, { kill, stop, start }: LndNode): Part => ({
    async breakDown() {
      const killed = random.chance(0.7);
      await (killed ? kill() : stop());
      return `${name} ${killed ? 'killed' : 'stopped'}`;
    },
    mend: start,
  });
  return [
    {
      async breakDown() {
        await network.btcd.stop();
        return 'the chain stopped';
      },
      mend: network.btcd.start,
    },
    node('the hub', network.hub),
    node("the merchant's node", network.merchant),
    {
      async breakDown() {
        const trouble = random.pick(CABLE_TROUBLES);
        link.set(trouble);
        return `the cable ${trouble}`;
      },
      mend: async () => link.set('open'),
    },
    {
      async breakDown() {
        await seat.kill();
        return 'the till killed';
      },
      mend: seat.start,
    },
  ];
}

/** One breakdown, from a quiet moment before it until all is mended; says what it was. */
export async function oneBreakdown(parts: readonly Part[], random: Random): Promise<string> {
  await pause(random.below(LONGEST_PEACE_MS));
  const first = random.pick(parts);
  const broken = random.chance(0.25) ? parts.filter((part) => part === first || random.chance(0.3)) : [first];
  const troubles: string[] = [];
  for (const part of broken) troubles.push(await part.breakDown());
  await pause(random.below(LONGEST_BREAKDOWN_MS));
  for (const part of broken) await part.mend();
  return troubles.join(', ');
}
