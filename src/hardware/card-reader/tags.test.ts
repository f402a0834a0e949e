// Type 4 and type 2 tags, as cards have them that keep to the rules and cards that do not.
import { describe, expect, test } from 'vitest';
import { createFileCard, createPageCard, ndefUri, type VirtualCard } from '../simulators/cards.ts';
import { CardGoneError, type HeldCard } from './held-card.ts';
import { readTag } from './read-tag.ts';
import { readType2, reservedBy, type2EndOf } from './type2-tag.ts';
import { readType4, type4FileOf } from './type4-tag.ts';

const uid = Uint8Array.of(0x04, 1, 2, 3, 4, 5, 6);
const hex = (text: string) => Buffer.from(text.replaceAll(' ', ''), 'hex');

function held(card: VirtualCard): HeldCard {
  card.powerOn();
  return {
    uid: card.uid,
    speech: card.speech,
    exchange: async (apdu) => card.answer(apdu) ?? Promise.reject(new CardGoneError()),
    readPages: async (page) => card.answer(Uint8Array.of(0x30, page)),
  };
}
const bytesOf = async (reading: ReturnType<typeof readType4>) => {
  const message = await reading;
  return message.kind === 'message' ? Buffer.from(message.bytes) : message.kind;
};

describe('type 4', () => {
  const file = (message: Uint8Array, extended = false) => createFileCard({ uid, message: () => message, extended });

  test.each([1, 15, 128, 129, 500, 8192])('a message of %d bytes comes whole', async (length) => {
    const message = Uint8Array.from({ length }, (_, index) => index & 0xff);
    expect(await bytesOf(readType4(held(file(message))))).toEqual(Buffer.from(message));
    expect(await bytesOf(readType4(held(file(message, true))))).toEqual(Buffer.from(message));
  });

  test('a message that is empty is none, and one that is longer than a card of people has is malformed', async () => {
    expect(await bytesOf(readType4(held(file(new Uint8Array(0)))))).toBe('none');
    expect(await bytesOf(readType4(held(file(new Uint8Array(8193)))))).toBe('malformed');
  });

  test.each([
    ['longer than its file', hex('000f 20 0100 00ff 0406 e104 0010 00 ff')],
    ['no capability container', hex('0003 20 0100 00ff 0406 e104 4000 00 ff')],
    ['of a later mapping', hex('000f 40 0100 00ff 0406 e104 4000 00 ff')],
    ['in pieces too small', hex('000f 20 000e 00ff 0406 e104 4000 00 ff')],
    ['in a file of no kind', hex('000f 20 0100 00ff 0506 e104 4000 00 ff')],
    ['in a file of a reserved name', hex('000f 20 0100 00ff 0406 ffff 4000 00 ff')],
    ['for nobody to read', hex('000f 20 0100 00ff 0406 e104 4000 80 ff')],
    ['cut off', hex('000f 20 0100 00ff 0406 e104')],
  ])('a message that says it is %s is malformed', async (_what, capability) => {
    const card = createFileCard({ uid, message: () => new Uint8Array(40), capability });
    expect(await bytesOf(readType4(held(card)))).toBe('malformed');
    expect(await readTag(held(card))).toEqual({ status: 'unreadable' });
  });

  test('a card that gives its bytes too slowly is unreadable', async () => {
    const card = held(file(new Uint8Array(8192)));
    const slow: HeldCard = { ...card, exchange: async (apdu) => new Promise((resolve) => setTimeout(() => resolve(card.exchange(apdu)), 10)) };
    expect(await readTag(slow, 100)).toEqual({ status: 'unreadable' });
  });

  test('a card of another kind has no NDEF', async () => {
    const other: HeldCard = { uid, speech: 'apdus', exchange: async () => hex('6a82'), readPages: async () => null };
    expect(await readTag(other)).toEqual({ status: 'read', uid, uris: [], texts: [] });
  });

  test('where the message stands is read from the container', () => {
    expect(type4FileOf(hex('000f 20 0100 00ff 0406 e104 0100 00 00'))).toEqual({ id: 0xe104, sizeBytes: 256, lengthBytes: 2, mostAtOnce: 128 });
    expect(type4FileOf(hex('0011 30 003b 0034 0608 e105 00010000 00 00'))).toEqual({ id: 0xe105, sizeBytes: 65536, lengthBytes: 4, mostAtOnce: 59 });
  });
});

describe('type 2', () => {
  const link = ndefUri('https://shop.example/');

  test.each([20, 254, 255, 480])('a message of %d bytes comes whole', async (length) => {
    const message = Uint8Array.from({ length }, (_, index) => (index * 7) & 0xff);
    expect(await bytesOf(readType2(held(createPageCard({ uid, message }))))).toEqual(Buffer.from(message));
  });

  test('blocks of nothing, of locks and of others stand before it', async () => {
    const before = hex('00 01 03 a0 10 44 00 fd 02 aa bb');
    expect(await bytesOf(readType2(held(createPageCard({ uid, message: link, before }))))).toEqual(Buffer.from(link));
  });

  test('what a block reserves is told by it', () => {
    expect(reservedBy(2, hex('80 08 02'))).toEqual({ from: 32, to: 40 });
    expect(reservedBy(1, hex('a0 10 44'))).toEqual({ from: 160, to: 162 });
    expect(reservedBy(2, hex('80 00 02'))).toEqual({ from: 32, to: 288 });
    expect(reservedBy(2, hex('8008'))).toBeNull();
  });

  test('a memory that is laid out around a hole is read around it', async () => {
    const memory = new Uint8Array(540);
    memory.set(hex('e1 10 3e 00'), 12);
    memory.set(hex('02 03 80 08 02'), 16);
    const content = Uint8Array.of(0x03, link.length, ...link, 0xfe);
    let at = 21;
    for (const byte of content) {
      if (at === 32) at = 40;
      memory[at] = byte;
      at += 1;
    }
    const card: HeldCard = {
      uid,
      speech: 'pages',
      exchange: async () => hex('6a82'),
      readPages: async (page) => memory.slice(page * 4, page * 4 + 16),
    };
    expect(await readTag(card)).toEqual({ status: 'read', uid, uris: ['https://shop.example/'], texts: [] });
  });

  test.each([
    ['no magic number', hex('00 10 3e 00'), 'none'],
    ['another version', hex('e1 20 3e 00'), 'none'],
    ['no data', hex('e1 10 00 00'), 'none'],
    ['keys to read it', hex('e1 10 3e 80'), 'none'],
    ['less room than its message', hex('e1 10 02 00'), 'malformed'],
  ] as const)('a tag with %s', async (_what, capability, kind) => {
    expect(await readType2(held(createPageCard({ uid, message: link, capability })))).toEqual({ kind });
  });

  test('a memory without a message ends, whatever fills it', async () => {
    for (const fill of [0x00, 0x02, 0xff, 0x01]) {
      const memory = new Uint8Array(16).fill(fill);
      memory.set(hex('e1 10 ff 00'));
      const card: HeldCard = {
        uid,
        speech: 'pages',
        exchange: async () => hex('6a82'),
        readPages: async (page) => (page === 3 ? memory : new Uint8Array(16).fill(fill)),
      };
      expect(['none', 'malformed']).toContain((await readType2(card)).kind);
    }
    expect(type2EndOf(hex('e110ff00'))).toBe(1024);
  });
});
