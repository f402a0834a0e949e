// Cards held to a reader by hands that are not still, while the reader and its line fail: each is told exactly once, as what it was.
// SEED and COUNT (cards) say how many; the whole run is `npm run soak -- card-taps`.
import { randomBytes } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { expect, test } from 'vitest';
import type { CardTap } from '../../src/hardware/card-reader/card-taps.ts';
import { openPn532Reader } from '../../src/hardware/card-reader/pn532-reader.ts';
import { awayForGood, listenTo, untilReader } from '../../src/hardware/card-reader/tap-test-bed.ts';
import { createBoltCard, readSun } from '../../src/hardware/simulators/bolt-card.ts';
import { type CardReaderSimulator, startCardReaderSimulator } from '../../src/hardware/simulators/card-reader.ts';
import { type CardFault, createPageCard, createPlainCard, ndefText, type VirtualCard } from '../../src/hardware/simulators/cards.ts';
import { tcpTransport } from '../../src/hardware/transport/tcp.ts';
import { randomOf } from '../fuzz/mutate.ts';

const SEED = Number(process.env.SEED ?? 1);
const COUNT = Number(process.env.COUNT ?? 25);
const KEYS = { k1: Buffer.alloc(16, 0x31), k2: Buffer.alloc(16, 0x32) };
const BOLT_UID = Buffer.from('04a1a2a3a4a5a6', 'hex');

/** What is done with a card, and what may be told of it. */
interface Trick {
  name: string;
  may: readonly CardTap['status'][];
  play(simulator: CardReaderSimulator, card: VirtualCard, below: (limit: number) => number): Promise<void> | void;
}

const hold = (simulator: CardReaderSimulator, card: VirtualCard, fault?: CardFault) => {
  simulator.takeAway();
  simulator.hold(card, fault);
};
const TRICKS: readonly Trick[] = [
  { name: 'held', may: ['read'], play: (simulator, card) => hold(simulator, card) },
  { name: 'slow', may: ['read'], play: (simulator, card, below) => hold(simulator, card, { kind: 'slow', ms: below(60) }) },
  {
    name: 'flickers',
    may: ['read'],
    async play(simulator, card, below) {
      for (let times = 1 + below(4); times > 0; times -= 1) {
        hold(simulator, card);
        await wait(below(120));
        simulator.takeAway();
        await wait(below(80));
      }
      hold(simulator, card);
    },
  },
  // A card that is only an id has answered all that it will before it can be torn away.
  {
    name: 'torn away',
    may: ['torn_away', 'read'],
    play: (simulator, card, below) => hold(simulator, card, { kind: 'torn_at', exchange: 1 + below(5) }),
  },
  {
    name: 'several',
    may: ['several'],
    play(simulator, card) {
      hold(simulator, card);
      simulator.hold(createPlainCard(Uint8Array.of(9, 9, 9, 9)));
    },
  },
  {
    name: 'noise on the line',
    may: ['read'],
    play(simulator, card) {
      simulator.setFault('garbage');
      hold(simulator, card);
    },
  },
  {
    name: 'damaged answers',
    may: ['read'],
    play(simulator, card) {
      simulator.setFault('damaged');
      hold(simulator, card);
    },
  },
  {
    name: 'line pulled',
    may: ['read', 'torn_away'],
    async play(simulator, card, below) {
      hold(simulator, card, { kind: 'slow', ms: 10 });
      await wait(below(150));
      simulator.pull();
    },
  },
];

test(
  `${COUNT} cards, seed ${SEED}`,
  async () => {
    const random = randomOf(SEED);
    const below = (limit: number) => Math.floor(random() * limit);
    const simulator = await startCardReaderSimulator({ random });
    const reader = openPn532Reader({
      openTransport: tcpTransport({ host: '127.0.0.1', port: simulator.port }),
      log: { info: () => undefined, warn: () => undefined },
    });
    const taps = listenTo(reader);
    await untilReader(reader, 'ready');
    const bolt = createBoltCard({ uid: BOLT_UID, keys: KEYS, address: 'lnurlw://card.example/ln', randomBytes });
    const cards = [
      bolt,
      createPageCard({ uid: Uint8Array.of(4, 1, 2, 3, 4, 5, 6), message: ndefText('customer 7') }),
      createPlainCard(Uint8Array.of(1, 2, 3, 4)),
    ];
    let lastRead = 0;

    for (let count = 1; count <= COUNT; count += 1) {
      const card = cards[below(cards.length)] ?? bolt;
      const trick = TRICKS[below(TRICKS.length)] as Trick;
      await trick.play(simulator, card, below);
      const tap = await taps.next();
      const what = `card ${count} of seed ${SEED}, ${trick.name}`;
      expect(trick.may, what).toContain(tap.status);
      if (tap.status === 'read') {
        expect(Buffer.from(tap.uid), what).toEqual(Buffer.from(card.uid));
        if (card === bolt) {
          const [, p = '', c = ''] = /p=(\w+)&c=(\w+)$/.exec(tap.uris[0] ?? '') ?? [];
          const sun = readSun(KEYS, p, c);
          // An address that was told before is worth nothing, or is somebody's second payment.
          expect(sun?.counter, what).toBeGreaterThan(lastRead);
          lastRead = sun?.counter ?? 0;
        }
      }
      simulator.takeAway();
      simulator.setFault('none');
      await untilReader(reader, 'ready');
      // On a machine that stands still it is the reader that has to see the empty field, and then the time goes by.
      const looked = simulator.looks;
      while (simulator.looks < looked + 2) await wait(10);
      await awayForGood();
      // Nothing else was told of it.
      expect(taps.all, what).toHaveLength(count);
    }
    await reader.close();
    await simulator.close();
  },
  60_000 + COUNT * 10_000,
);
