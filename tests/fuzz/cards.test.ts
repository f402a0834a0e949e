// Whatever a reader sends and whatever is written on a card: it is read within bounds, and nothing that is shown has any of it.
import { expect, test } from 'vitest';
import { CardGoneError, type HeldCard, LONGEST_NDEF_BYTES } from '../../src/hardware/card-reader/held-card.ts';
import { readNdef } from '../../src/hardware/card-reader/ndef.ts';
import { targetsOf } from '../../src/hardware/card-reader/pn532-commands.ts';
import { ACK, createPn532Framer, frameOf, NACK } from '../../src/hardware/card-reader/pn532-frames.ts';
import { readTag } from '../../src/hardware/card-reader/read-tag.ts';
import { reservedBy, type2EndOf } from '../../src/hardware/card-reader/type2-tag.ts';
import { type4FileOf } from '../../src/hardware/card-reader/type4-tag.ts';
import { createApduWording, pn532Wording } from '../../src/hardware/card-reader/wording.ts';
import { createPageCard, ndefText, ndefUri } from '../../src/hardware/simulators/cards.ts';
import { FUZZ_LIMIT_MS, fuzz, inPieces, mutate } from './mutate.ts';

const hex = (text: string) => Buffer.from(text, 'hex');
const LINK = ndefUri('lnurlw://card.example/ln?p=00112233445566778899AABBCCDDEEFF&c=0011223344556677');
const POSTER = Buffer.concat([hex('d102'), Uint8Array.of(LINK.length), Buffer.from('Sp'), LINK]);
const CHUNKS = hex('b101045504657861' + '3600026d70' + '5600026c65');
const MESSAGES = [LINK, POSTER, CHUNKS, ndefText('번개 카페'), Buffer.concat([ndefUri('https://a.b'), ndefText('x'.repeat(300))])];

test(
  'whatever is written on a card, addresses and texts of it are no longer than it is',
  async () => {
    await fuzz(MESSAGES, (bytes) => {
      const { uris, texts } = readNdef(bytes);
      // A prefix of the table is longer than the byte that stands for it.
      const most = bytes.length + 30 * uris.length;
      expect([...uris, ...texts].join('').length).toBeLessThanOrEqual(most);
      for (const uri of uris) expect(/\p{Cc}/u.test(uri)).toBe(false);
    });
  },
  FUZZ_LIMIT_MS,
);

const FRAMES = [
  ACK,
  NACK,
  frameOf(hex('d50332010607')),
  frameOf(hex('d54b01010044200704010203040506067577710280')),
  frameOf(hex('d54b020100440007040102030405060201004400070411121314151600')),
  frameOf(Buffer.concat([hex('d54100'), LINK, hex('9000')])),
  frameOf(new Uint8Array(264).fill(0xd5)),
  hex('0000ff01ff7f8100'),
];

test(
  'whatever comes from a PN532, frames are within bounds, targets have ids, and the log stays bounded',
  async () => {
    const framer = createPn532Framer();
    const wording = pn532Wording();
    await fuzz(FRAMES, (bytes, random) => {
      for (const piece of inPieces(bytes, random)) {
        for (const { hex: shown } of wording.received(piece)) expect(shown.length).toBeLessThan(1000);
        wording.sent(piece);
        for (const frame of framer(piece)) {
          if (frame.kind !== 'data') continue;
          expect(frame.bytes.length).toBeLessThanOrEqual(280);
          for (const { uid } of targetsOf(frame.bytes.subarray(2)) ?? []) expect([4, 7, 10]).toContain(uid.length);
        }
      }
    });
  },
  FUZZ_LIMIT_MS,
);

const CONTAINERS = ['000f20010000ff0406e104400000ff', '001130003b00340608e105000100000000', 'e1103e00', '8008', '800802', 'a01044'].map(hex);

test(
  'whatever a card says of how it is made, what is believed of it is within bounds',
  async () => {
    await fuzz(CONTAINERS, (bytes) => {
      const file = type4FileOf(bytes);
      if (file) {
        expect(file.mostAtOnce).toBeGreaterThanOrEqual(15);
        expect(file.mostAtOnce).toBeLessThanOrEqual(128);
        expect(file.id).not.toBe(0xffff);
      }
      const end = type2EndOf(bytes);
      if (end !== null) expect(end).toBeLessThanOrEqual(1024);
      for (const tag of [1, 2]) {
        const area = reservedBy(tag, bytes);
        if (area) expect(area.to - area.from).toBeLessThanOrEqual(256);
      }
    });
  },
  FUZZ_LIMIT_MS,
);

const OK = hex('9000');
/** What a card with files answers one after the other: application, container, its bytes, file, length, message. */
const ANSWERS = [
  OK,
  Buffer.concat([CONTAINERS[0] ?? OK, OK]),
  Buffer.concat([Uint8Array.of(0, LINK.length), OK]),
  Buffer.concat([LINK, OK]),
  hex('6a82'),
];
const MEMORY = createPageCard({ uid: Uint8Array.of(4, 1, 2, 3, 4, 5, 6), message: LINK, before: hex('0103a010440203800802') });
const PAGES = Array.from({ length: 60 }, (_, index) => MEMORY.answer(Uint8Array.of(0x30, index)) ?? new Uint8Array(0));

test(
  'whatever a card answers, its reading ends, and asks no more than a card has',
  async () => {
    const uid = Uint8Array.of(4, 1, 2, 3, 4, 5, 6);
    const most = 2 * (LONGEST_NDEF_BYTES + 600);
    await fuzz(ANSWERS, async (bytes, random) => {
      let asked = 0;
      const wording = createApduWording();
      const card: HeldCard = {
        uid,
        speech: random() < 0.5 ? 'either' : random() < 0.5 ? 'apdus' : 'pages',
        async exchange(apdu) {
          asked += 1;
          expect(asked).toBeLessThan(most);
          wording.sent(apdu);
          const draw = random();
          if (draw < 0.02) throw new CardGoneError();
          const answer = draw < 0.7 ? (ANSWERS[Math.min(asked - 1, 3)] ?? OK) : draw < 0.8 ? bytes : mutate(ANSWERS, random);
          wording.received(answer);
          return answer;
        },
        async readPages(page) {
          asked += 1;
          expect(asked).toBeLessThan(most);
          expect(page).toBeLessThan(256);
          const right = PAGES[page] ?? null;
          return random() < 0.7 ? right : mutate(PAGES, random).subarray(0, random() < 0.7 ? 16 : 40);
        },
      };
      const tap = await readTag(card).catch((cause: unknown) => {
        if (cause instanceof CardGoneError) return null;
        throw cause;
      });
      expect([undefined, 'read', 'unreadable']).toContain(tap?.status);
    });
  },
  FUZZ_LIMIT_MS,
);
