// Readers of PC/SC against a real pcscd with vpcd's virtual reader in it, through the real binding, in the thread that a shop has.
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { LoggedFrame } from '../../shared/devices.ts';
import { readSun } from '../simulators/bolt-card.ts';
import { type CardFault, createFileCard, createPageCard, createPlainCard, ndefText, ndefUri, type VirtualCard } from '../simulators/cards.ts';
import { type CardInVpcd, holdToVpcd } from '../simulators/vpcd.ts';
import type { CardTapReader } from './card-taps.ts';
import { loadPcsc } from './pcsc-binding.ts';
import { listPcscReaders, openPcscReader } from './pcsc-reader.ts';
import type { PcscTiming } from './pcsc-session.ts';
import { type Pcscd, pcscdMissing, preparePcscd } from './pcscd-test-bed.ts';
import { awayForGood, BOLT_CARD_KEYS, BOLT_CARD_UID, listenTo, newBoltCard, type ToldTaps, untilReader } from './tap-test-bed.ts';

const workerUrl = new URL('./pcsc-worker.ts', import.meta.url);
const missing = pcscdMissing();
const QUICK: PcscTiming = { settleMs: 300, answerMs: 2000, muteMs: 1500, retryMs: 50 };

describe.skipIf(missing !== null)(`with pcscd and vpcd${missing === null ? '' : ` (skipped: ${missing})`}`, () => {
  let pcscd: Pcscd;
  beforeAll(async () => {
    pcscd = await preparePcscd();
  });
  afterAll(() => pcscd.dispose());

  const closers: (() => Promise<void>)[] = [];
  afterEach(async () => {
    for (const close of closers.splice(0).reverse()) await close();
    await pcscd.kill();
  });

  function open(readerName = ''): { reader: CardTapReader; taps: ToldTaps; frames: Omit<LoggedFrame, 'atMs'>[]; logged: string[] } {
    const frames: Omit<LoggedFrame, 'atMs'>[] = [];
    const logged: string[] = [];
    const write = (event: string, fields?: Record<string, unknown>) => logged.push(`${event} ${JSON.stringify(fields ?? {})}`);
    const reader = openPcscReader({ readerName, workerUrl, tell: (frame) => frames.push(frame), log: { info: write, warn: write }, timing: QUICK });
    closers.push(() => reader.close());
    return { reader, taps: listenTo(reader), frames, logged };
  }
  const hold = async (card: VirtualCard, fault?: CardFault): Promise<CardInVpcd> => {
    const held = await holdToVpcd(card, { port: pcscd.port, ...(fault && { fault }) });
    closers.push(() => held.takeAway());
    return held;
  };
  const uid = Uint8Array.of(0x04, 1, 2, 3, 4, 5, 6);
  const linkCard = () => createFileCard({ uid, message: () => ndefUri('https://shop.example/') });

  test('the readers that are plugged in are listed, and without the service it is said that it does not run', async () => {
    await expect(listPcscReaders(workerUrl)).rejects.toMatchObject({ fault: 'no_service' });
    await pcscd.start();
    expect(await listPcscReaders(workerUrl)).toEqual(['Virtual PCD 00 00', 'Virtual PCD 00 01']);
  });

  test('a Bolt Card says an address that its issuer can verify; nothing of it stands in the log or among the frames', async () => {
    await pcscd.start();
    const { reader, taps, frames, logged } = open();
    await untilReader(reader, 'ready');
    const card = newBoltCard();
    const held = await hold(card);
    const tap = await taps.next();
    if (tap.status !== 'read') throw new Error(tap.status);
    expect(Buffer.from(tap.uid)).toEqual(BOLT_CARD_UID);
    const [, p = '', c = ''] = /\?p=([0-9A-F]+)&c=([0-9A-F]+)$/.exec(tap.uris[0] ?? '') ?? [];
    expect(readSun(BOLT_CARD_KEYS, p, c)).toEqual({ uid: BOLT_CARD_UID, counter: 1 });
    await held.takeAway();
    await awayForGood();
    await hold(card);
    expect(await taps.next()).not.toEqual(tap);

    const written = JSON.stringify([frames, logged]);
    expect(written).toContain('SELECT NDEF application');
    expect(written).not.toMatch(/lnurlw|6c 6e 75 72 6c|04 99 6c 6a|04996c6a/i);
    expect(written).not.toContain(p);
  });

  test('tags of pages and cards that are only an id are read', async () => {
    await pcscd.start();
    const { taps } = open();
    const tag = await hold(createPageCard({ uid, message: ndefText('손님 카드 '.repeat(20)) }));
    expect(await taps.next()).toEqual({ status: 'read', uid: Uint8Array.from(uid), uris: [], texts: ['손님 카드 '.repeat(20)] });
    await tag.takeAway();
    await awayForGood();
    await hold(createPlainCard(Uint8Array.of(1, 2, 3, 4)));
    expect(await taps.next()).toEqual({ status: 'read', uid: Uint8Array.of(1, 2, 3, 4), uris: [], texts: [] });
  });

  test('torn away before any of its answers a card is told as that, and the next tap reads it', async () => {
    await pcscd.start();
    const { reader, taps } = open();
    await untilReader(reader, 'ready');
    for (let exchange = 0; exchange <= 6; exchange += 1) {
      await hold(linkCard(), { kind: 'torn_at', exchange });
      expect(await taps.next(), `at ${exchange}`).toEqual({ status: 'torn_away' });
    }
    await hold(linkCard());
    expect(await taps.next()).toMatchObject({ status: 'read', uris: ['https://shop.example/'] });
  });

  test('a card that breaks the rules is unreadable, and one that answers late is read', async () => {
    await pcscd.start();
    const { taps } = open();
    const wrong = await hold(linkCard(), { kind: 'wrong_length' });
    expect(await taps.next()).toEqual({ status: 'unreadable' });
    await wrong.takeAway();
    await awayForGood();
    await hold(linkCard(), { kind: 'slow', ms: 200 });
    expect(await taps.next()).toMatchObject({ status: 'read' });
  });

  test('the service may come late, be killed while a card is read, and come back: each is said, and the next tap is whole', async () => {
    const { reader, taps, frames } = open();
    await untilReader(reader, 'no_service');
    await pcscd.start();
    await untilReader(reader, 'ready');
    const slow = await hold(linkCard(), { kind: 'slow', ms: 300 });
    await expect.poll(() => slow.exchanges, { timeout: 20_000 }).toBeGreaterThan(2);
    await pcscd.kill();
    await untilReader(reader, 'no_service');
    expect(await taps.next()).toEqual({ status: 'torn_away' });
    await pcscd.start();
    await untilReader(reader, 'ready');
    await hold(newBoltCard());
    expect(await taps.next()).toMatchObject({ status: 'read' });
    expect(frames.map(({ words }) => words)).toContain('PC/SC service reached');
  });

  test('a reader that is not there is missing, and one by its name is used', async () => {
    await pcscd.start();
    const { reader: other } = open('ACS ACR122U PICC Interface 00 00');
    const { reader, taps } = open('Virtual PCD 00 00');
    await untilReader(other, 'missing');
    await untilReader(reader, 'ready');
    await hold(linkCard());
    expect(await taps.next()).toMatchObject({ status: 'read' });
  });

  test('a card that another program keeps for itself is read when it lets go, and until then the reader is in use', async () => {
    await pcscd.start();
    const { Client, CardMode, CardDisposition } = loadPcsc();
    const client = new Client();
    const theirs = new Promise<Awaited<ReturnType<import('pcsc-mini').Reader['connect']>>>((resolve, reject) => {
      client.on('reader', (reader) => {
        if (!reader.name().endsWith('00 00')) return;
        let asked = false;
        reader.on('change', () => {
          if (asked) return;
          reader.connect(CardMode.EXCLUSIVE).then(
            (card) => {
              asked = true;
              resolve(card);
            },
            (cause: unknown) => (asked ? reject(cause) : undefined),
          );
        });
      });
    });
    client.start();
    await hold(linkCard());
    const card = await theirs;
    const { reader, taps } = open();
    await untilReader(reader, 'in_use');
    await card.disconnect(CardDisposition.LEAVE);
    expect(await taps.next()).toMatchObject({ status: 'read' });
    expect(reader.condition).toBe('ready');
    client.stop();
  });

  test('a service that hangs blocks nobody else, and works again when it goes on', async () => {
    await pcscd.start();
    const { reader, taps } = open();
    await untilReader(reader, 'ready');
    pcscd.halt();
    const listing = listPcscReaders(workerUrl);
    let turns = 0;
    const turning = setInterval(() => {
      turns += 1;
    }, 10);
    await expect(listing).rejects.toMatchObject({ fault: 'silent' });
    clearInterval(turning);
    expect(turns).toBeGreaterThan(50);
    pcscd.goOn();
    await hold(linkCard());
    expect(await taps.next()).toMatchObject({ status: 'read' });
  });
});
