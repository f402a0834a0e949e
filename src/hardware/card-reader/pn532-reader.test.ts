// The driver of a PN532 against a simulated one over TCP: cards of every kind, and all that goes wrong with them and with the reader.
import { afterEach, expect, test } from 'vitest';
import { readSun } from '../simulators/bolt-card.ts';
import { type CardReaderSimulator, startCardReaderSimulator } from '../simulators/card-reader.ts';
import { createFileCard, createPageCard, createPlainCard, ndefText, ndefUri } from '../simulators/cards.ts';
import { tcpTransport } from '../transport/tcp.ts';
import type { CardTapReader } from './card-taps.ts';
import type { Pn532Timing } from './pn532-chip.ts';
import { openPn532Reader } from './pn532-reader.ts';
import { awayForGood, BOLT_CARD_KEYS, BOLT_CARD_UID, listenTo, newBoltCard, type ToldTaps, untilReader } from './tap-test-bed.ts';

const QUICK: Pn532Timing = { ackMs: 300, answerMs: 300, cardMs: 600, pollMs: 20 };

const closers: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close();
});

async function bench(timing = QUICK): Promise<{ simulator: CardReaderSimulator; reader: CardTapReader; taps: ToldTaps; logged: string[] }> {
  const simulator = await startCardReaderSimulator();
  closers.push(() => simulator.close());
  const logged: string[] = [];
  const write = (event: string, fields?: Record<string, unknown>) => logged.push(`${event} ${JSON.stringify(fields ?? {})}`);
  const reader = openPn532Reader({
    openTransport: tcpTransport({ host: '127.0.0.1', port: simulator.port }),
    log: { info: write, warn: write },
    timing,
  });
  closers.push(() => reader.close());
  await untilReader(reader, 'ready');
  return { simulator, reader, taps: listenTo(reader), logged };
}

const uid = Uint8Array.of(0x04, 1, 2, 3, 4, 5, 6);
const linkCard = () => createFileCard({ uid, message: () => ndefUri('https://shop.example/') });

test('a Bolt Card says an address that its issuer can verify, another one at each tap', async () => {
  const { simulator, taps } = await bench();
  const card = newBoltCard();
  simulator.hold(card);
  const first = await taps.next();
  simulator.takeAway();
  if (first.status !== 'read') throw new Error(first.status);
  expect(Buffer.from(first.uid)).toEqual(BOLT_CARD_UID);
  const [, p = '', c = ''] = /^lnurlw:\/\/card\.example\/ln\?p=([0-9A-F]+)&c=([0-9A-F]+)$/.exec(first.uris[0] ?? '') ?? [];
  expect(readSun(BOLT_CARD_KEYS, p, c)).toEqual({ uid: BOLT_CARD_UID, counter: 1 });

  await awayForGood();
  simulator.hold(card);
  const second = await taps.next();
  expect(second).toMatchObject({ status: 'read' });
  expect(second).not.toEqual(first);
});

test('a tag of pages is read, and a card that is only an id is its id', async () => {
  const { simulator, taps } = await bench();
  simulator.hold(createPageCard({ uid, message: ndefText('번개 카페 '.repeat(30)) }));
  expect(await taps.next()).toEqual({ status: 'read', uid, uris: [], texts: ['번개 카페 '.repeat(30)] });
  simulator.takeAway();
  simulator.hold(createPlainCard(Uint8Array.of(1, 2, 3, 4)));
  expect(await taps.next()).toEqual({ status: 'read', uid: Uint8Array.of(1, 2, 3, 4), uris: [], texts: [] });
});

test('a card that stays is told once, also when it flickers; a card that was taken away and comes back is a new tap', async () => {
  const { simulator, taps } = await bench();
  simulator.hold(linkCard());
  await taps.next();
  for (let flicker = 0; flicker < 5; flicker += 1) {
    simulator.takeAway();
    simulator.hold(linkCard());
    await new Promise((resolve) => setTimeout(resolve, 60));
  }
  expect(taps.all).toHaveLength(1);
  simulator.takeAway();
  await awayForGood();
  simulator.hold(linkCard());
  await taps.next();
  expect(taps.all).toHaveLength(2);
});

test('torn away before any of its answers it is told as that, and the next tap reads it', async () => {
  const { simulator, taps } = await bench();
  simulator.hold(linkCard());
  await taps.next();
  const answers = simulator.exchanges;
  expect(answers).toBeGreaterThan(4);
  simulator.takeAway();
  await awayForGood();
  for (let exchange = 1; exchange <= answers; exchange += 1) {
    simulator.hold(linkCard(), { kind: 'torn_at', exchange });
    expect(await taps.next()).toEqual({ status: 'torn_away' });
  }
  simulator.hold(linkCard());
  expect(await taps.next()).toMatchObject({ status: 'read', uris: ['https://shop.example/'] });
});

test('a card that is lost in the reading and back at once is one tap, and a good one', async () => {
  const { simulator, taps } = await bench();
  simulator.hold(linkCard(), { kind: 'torn_at', exchange: 4 });
  await expect.poll(() => simulator.exchanges, { timeout: 20_000 }).toBe(4);
  simulator.hold(linkCard());
  expect(await taps.next()).toMatchObject({ status: 'read' });
  await awayForGood();
  expect(taps.all).toHaveLength(1);
});

test('of two cards none is read, nor the one that is left when the other goes', async () => {
  const { simulator, taps } = await bench();
  simulator.hold(linkCard());
  simulator.hold(newBoltCard());
  expect(await taps.next()).toEqual({ status: 'several' });
  simulator.takeAway();
  simulator.hold(newBoltCard());
  await awayForGood();
  expect(taps.all).toHaveLength(1);
  simulator.takeAway();
  await awayForGood();
  simulator.hold(newBoltCard());
  expect(await taps.next()).toMatchObject({ status: 'read' });
});

test('a card that breaks the rules is unreadable, and one that answers late is read', async () => {
  const { simulator, taps } = await bench();
  for (const kind of ['wrong_length', 'garbage'] as const) {
    simulator.hold(linkCard(), { kind });
    const tap = await taps.next();
    // Garbage that does not even look like a card's success is a card without NDEF.
    expect(kind === 'garbage' ? ['unreadable', 'read'] : ['unreadable']).toContain(tap.status);
    simulator.takeAway();
    await awayForGood();
  }
  simulator.hold(linkCard(), { kind: 'slow', ms: 100 });
  expect(await taps.next()).toMatchObject({ status: 'read' });
});

test('noise between frames and damaged answers lose no tap', async () => {
  const { simulator, reader, taps } = await bench();
  for (const fault of ['garbage', 'damaged'] as const) {
    simulator.setFault(fault);
    simulator.hold(newBoltCard());
    expect(await taps.next()).toMatchObject({ status: 'read' });
    simulator.takeAway();
    await awayForGood();
  }
  expect(reader.condition).toBe('ready');
});

test('a reader that falls silent is said to be, and works again when it speaks; another reader is a wrong device', async () => {
  const { simulator, reader, taps } = await bench();
  simulator.setFault('silent');
  await untilReader(reader, 'silent');
  simulator.setFault('other_reader');
  await untilReader(reader, 'wrong_device');
  simulator.setFault('none');
  await untilReader(reader, 'ready');
  simulator.hold(linkCard());
  expect(await taps.next()).toMatchObject({ status: 'read' });
});

test('a line that ends while a card is read tears the card away; the reader comes back, and the next tap is whole', async () => {
  const { simulator, reader, taps, logged } = await bench();
  simulator.hold(newBoltCard(), { kind: 'slow', ms: 200 });
  await expect.poll(() => simulator.exchanges, { timeout: 20_000 }).toBeGreaterThan(2);
  simulator.takeAway();
  simulator.pull();
  expect(await taps.next()).toEqual({ status: 'torn_away' });
  await untilReader(reader, 'ready');
  simulator.hold(newBoltCard());
  expect(await taps.next()).toMatchObject({ status: 'read' });
  expect(logged.join('\n')).not.toMatch(/lnurlw|p=|04996c6a/i);
});
