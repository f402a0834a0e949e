// Cards to hold to the virtual reader of a pcscd with vpcd (apt: pcscd, vsmartcard-vpcd). Each line typed holds it there, or takes it away.
import { randomBytes } from 'node:crypto';
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import { createBoltCard } from '../../src/hardware/simulators/bolt-card.ts';
import { createPageCard, createPlainCard, ndefUri, type VirtualCard } from '../../src/hardware/simulators/cards.ts';
import { type CardInVpcd, holdToVpcd } from '../../src/hardware/simulators/vpcd.ts';
import { portOf, type Simulation, WrongOptions } from './simulation.ts';

/** What the options of both simulations say of the card. */
export const CARD_OPTIONS = {
  kind: { type: 'string', default: 'bolt' },
  uid: { type: 'string', default: '04996c6a926980' },
  uri: { type: 'string', default: 'lnurlw://card.example/ln' },
  k1: { type: 'string', default: '00'.repeat(16) },
  k2: { type: 'string', default: '00'.repeat(16) },
} as const;

export const CARD_USAGE = `[--kind bolt|tag|plain] [--uid HEX] [--uri URI] [--k1 HEX] [--k2 HEX]`;

interface CardOptions {
  kind: string;
  uid: string;
  uri: string;
  k1: string;
  k2: string;
}

export function cardOf({ kind, uid, uri, k1, k2 }: CardOptions): VirtualCard {
  const id = bytesOf('uid', uid, kind === 'bolt' ? [7] : [4, 7, 10]);
  switch (kind) {
    case 'bolt':
      return createBoltCard({ uid: id, address: uri, keys: { k1: bytesOf('k1', k1, [16]), k2: bytesOf('k2', k2, [16]) }, randomBytes });
    case 'tag':
      return createPageCard({ uid: id, message: ndefUri(uri) });
    case 'plain':
      return createPlainCard(id);
    default:
      throw new WrongOptions(`--kind ${kind}`);
  }
}

function bytesOf(name: string, hex: string, lengths: readonly number[]): Uint8Array {
  const bytes = Buffer.from(hex, 'hex');
  if (!lengths.includes(bytes.length) || bytes.length * 2 !== hex.length) throw new WrongOptions(`--${name} ${hex}`);
  return bytes;
}

export const card: Simulation = {
  usage: `card [--port 35963] [--host 127.0.0.1] ${CARD_USAGE}
    A card for pcscd's virtual reader (vpcd). Enter holds it there, or takes it away. A Bolt Card's p and c are real ones of k1 and k2.`,
  async start(args) {
    const { values } = parseArgs({
      args,
      options: { ...CARD_OPTIONS, port: { type: 'string', default: '35963' }, host: { type: 'string', default: '127.0.0.1' } },
    });
    const virtual = cardOf(values);
    const port = portOf(values.port);
    let held: CardInVpcd | null = null;
    const turn = async () => {
      const lying = held;
      held = null;
      if (lying) {
        await lying.takeAway();
        console.log('card: taken away');
        return;
      }
      const now = await holdToVpcd(virtual, { port, host: values.host });
      held = now;
      console.log('card: held to the reader');
      void now.left.then(() => {
        if (held === now) held = null;
      });
    };
    await turn();
    const lines = createInterface({ input: process.stdin });
    lines.on('line', () => void turn().catch((cause: unknown) => console.error(`card: ${cause instanceof Error ? cause.message : String(cause)}`)));
    return {
      async close() {
        lines.close();
        await held?.takeAway();
      },
    };
  },
};
