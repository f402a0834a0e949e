import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Apdu, createApduFramer, decodeApdu, encodeApdu, ZvtSyntaxError } from './apdu.ts';
import { decodeBcd, decodeBcdDigits, encodeBcd } from './bcd.ts';
import { containerOf, encodeBitmap, NEVER_KEPT, parseBitmaps, TLV_CONTAINER } from './bitmaps.ts';
import { withoutCardNumbers } from './card-numbers.ts';
import { authorisation, COMMANDS, registration } from './commands.ts';
import { currencyNumber, currencyOfNumber } from './currency-numbers.ts';
import { readMessage } from './messages.ts';
import { createBlockFramer, encodeBlock } from './serial-blocks.ts';
import { encodeTlv, parseTlv, type Tlv, type TlvToSend } from './tlv.ts';
import { zvtTcpWording } from './wording.ts';

const bytes = (text: string): Uint8Array => Buffer.from(text.replaceAll(' ', ''), 'hex');
const hex = (data: Uint8Array): string => Buffer.from(data).toString('hex');

const commands = fc.constantFrom(0x0601, 0x040f, 0x04ff, 0x060f, 0x061e, 0x06d1, 0x06d3, 0x8000, 0x8483);
const data = fc.oneof(
  { weight: 9, arbitrary: fc.uint8Array({ maxLength: 40 }) },
  { weight: 1, arbitrary: fc.uint8Array({ minLength: 250, maxLength: 700 }) },
);
const apdus = fc.record<Apdu>({ command: commands, data });

/** The bytes in pieces that the seed chooses. */
function inPieces(all: Uint8Array, cuts: readonly number[]): Uint8Array[] {
  const places = [0, ...cuts.map((cut) => cut % (all.length + 1)).sort((a, b) => a - b), all.length];
  return places.slice(1).map((end, at) => all.subarray(places[at], end));
}

describe('messages', () => {
  test('are read as they were written', () => {
    fc.assert(
      fc.property(apdus, (apdu) => {
        expect(decodeApdu(encodeApdu(apdu))).toEqual({ ...apdu, data: Uint8Array.from(apdu.data) });
      }),
    );
  });
  test('over TCP come out whole, in whatever pieces and piles they come in', () => {
    fc.assert(
      fc.property(fc.array(apdus, { maxLength: 6 }), fc.array(fc.nat(), { maxLength: 8 }), (sent, cuts) => {
        const frame = createApduFramer();
        const got = inPieces(Buffer.concat(sent.map(encodeApdu)), cuts).flatMap((piece) => frame(piece));
        expect(got.map(({ command, data: read }) => [command, hex(read)])).toEqual(sent.map(({ command, data: said }) => [command, hex(said)]));
      }),
    );
  });
  test('in serial blocks come out whole, too, with noise between the blocks', () => {
    fc.assert(
      fc.property(fc.array(apdus, { maxLength: 4 }), fc.array(fc.nat(), { maxLength: 8 }), (sent, cuts) => {
        const { take } = createBlockFramer();
        const noise = bytes('00 41 ff');
        const stream = Buffer.concat(sent.flatMap((apdu) => [noise, encodeBlock(apdu)]));
        const got = inPieces(stream, cuts).flatMap((piece) => take(piece));
        expect(got.map((event) => (event.kind === 'block' ? [event.apdu.command, hex(event.apdu.data)] : event.kind))).toEqual(
          sent.map(({ command, data: said }) => [command, hex(said)]),
        );
      }),
    );
  });
  test('of 255 bytes and more have the long length, the low byte first', () => {
    expect(hex(encodeApdu({ command: 0x06d3, data: new Uint8Array(255) }).subarray(0, 5))).toBe('06d3ffff00');
    expect(hex(encodeApdu({ command: 0x06d3, data: new Uint8Array(700) }).subarray(0, 5))).toBe('06d3ffbc02');
    expect(() => encodeApdu({ command: 0x06d3, data: new Uint8Array(65_536) })).toThrow(RangeError);
  });
  test('of a class that there is none of end the line: what follows cannot be told apart', () => {
    expect(() => createApduFramer()(bytes('00 00 00 3e'))).toThrow(ZvtSyntaxError);
  });
});

describe('numbers', () => {
  test('are read as they were written', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 999_999_999_999 }), (value) => {
        expect(decodeBcd(encodeBcd(value, 6))).toBe(value);
      }),
    );
  });
  test('that do not fit, or are none, are refused', () => {
    expect(() => encodeBcd(10_000, 2)).toThrow(RangeError);
    expect(() => encodeBcd(-1, 2)).toThrow(RangeError);
    expect(() => encodeBcd('12a4', 2)).toThrow(RangeError);
    expect(decodeBcd(bytes('12 fa'))).toBeNull();
    expect(decodeBcdDigits(bytes('00 12'))).toBe('0012');
  });
});

const tags = fc.constantFrom(0x07, 0x14, 0x40, 0x1f07, 0x1f10, 0x1f2b, 0x1f8102);
const constructed = fc.constantFrom(0x24, 0x25, 0x26, 0x60, 0xe4, 0x3f05);
const { tree } = fc.letrec<{ tree: TlvToSend; leaf: TlvToSend; node: TlvToSend }>((tie) => ({
  tree: fc.oneof({ maxDepth: 4, withCrossShrink: true }, tie('leaf'), tie('node')),
  leaf: fc.tuple(tags, fc.uint8Array({ maxLength: 300 })),
  node: fc.tuple(constructed, fc.array(tie('tree'), { maxLength: 3 })),
}));

/** What was read, as it would be sent. */
const again = ({ tag, value, children }: Tlv): unknown => [tag, children.length > 0 ? children.map(again) : value.length === 0 ? [] : hex(value)];
const said = ([tag, value]: TlvToSend): unknown => [tag, value instanceof Uint8Array ? (value.length === 0 ? [] : hex(value)) : value.map(said)];

test('TLV containers are read as they were written, however deep', () => {
  fc.assert(
    fc.property(fc.array(tree, { maxLength: 4 }), (objects) => {
      expect(parseTlv(encodeTlv(objects)).map(again)).toEqual(objects.map(said));
    }),
  );
});

describe('bitmaps', () => {
  const fixed = fc.constantFrom([0x04, 6], [0x0b, 3], [0x27, 1], [0x29, 4], [0x2a, 15], [0x49, 2], [0x87, 2]);
  const each = fc.oneof(
    fixed.chain(([id = 0, length = 0]) => fc.tuple(fc.constant(id), fc.uint8Array({ minLength: length, maxLength: length }))),
    fc.tuple(fc.constantFrom(0x8b, 0xf1), fc.uint8Array({ maxLength: 99 })),
    fc.tuple(fc.constantFrom(0x3c, 0x60), fc.uint8Array({ maxLength: 400 })),
    fc.tuple(fc.constant(TLV_CONTAINER), fc.array(tree, { maxLength: 2 }).map(encodeTlv)),
  );

  test('are read as they were written, whatever stands before and behind them', () => {
    fc.assert(
      fc.property(fc.array(each, { maxLength: 8 }), (sent) => {
        const { bitmaps, unread } = parseBitmaps(Buffer.concat(sent.map(([id, value]) => encodeBitmap(id, value))));
        expect(unread).toBeNull();
        expect(bitmaps.map(({ id, data: value }) => [id, hex(value)])).toEqual(sent.map(([id, value]) => [id, hex(value)]));
      }),
    );
  });
  test('of a card are stepped over, and what they held is not there any more', () => {
    const card = bytes('67 12 34 56 78 90 12 34 56 7f');
    const { bitmaps, unread } = parseBitmaps(Buffer.concat([encodeBitmap(0x22, card), encodeBitmap(0x23, card), encodeBitmap(0x27, bytes('00'))]));
    expect(unread).toBeNull();
    expect(bitmaps.filter(({ id }) => NEVER_KEPT.has(id)).every(({ data: value }) => value.length === 0)).toBe(true);
    expect(bitmaps.at(-1)).toEqual({ id: 0x27, data: Uint8Array.of(0) });
  });
  test('that there are none of end the reading, and it is said which', () => {
    const { bitmaps, unread } = parseBitmaps(bytes('27 00 99 12 34'));
    expect(bitmaps.map(({ id }) => id)).toEqual([0x27]);
    expect(unread).toContain('99');
    expect(parseBitmaps(bytes('04 00 00')).unread).toContain('cut off');
    expect(parseBitmaps(bytes('8b 12 34')).unread).toContain('LL');
  });
  test('with a container within are found in it', () => {
    const { bitmaps } = parseBitmaps(bytes('06 06 26 04 0a 02 06 d3'));
    expect(containerOf(bitmaps).map(again)).toEqual([[0x26, [[0x0a, '06d3']]]]);
  });
});

describe('what the till asks', () => {
  test('for money is the amount and the currency', () => {
    expect(hex(encodeApdu(authorisation({ amountMinor: 1250, currencyNumber: 978 })))).toBe('06010a0400000000125049' + '0978');
  });
  test('when it registers begins with the password, and says that the till prints', () => {
    expect(hex(encodeApdu(registration('012345', 978)))).toMatch(/^0600..012345be09780300/);
  });
  test('is in currencies that have a number', () => {
    expect(currencyNumber('EUR')).toBe(978);
    expect(currencyNumber('KRW')).toBe(410);
    expect(currencyNumber('XYZ')).toBeUndefined();
    expect(currencyOfNumber(756)).toBe('CHF');
  });
});

describe('what a terminal says', () => {
  test('of a maker’s own behind the result does not take the result away', () => {
    expect(readMessage({ command: 0x040f, data: bytes('27 00 04 00 00 00 00 12 50 99 aa') })).toMatchObject({
      kind: 'status',
      record: { resultCode: 0, amountMinor: 1250 },
    });
    expect(() => readMessage({ command: 0x040f, data: bytes('99 aa 27 00') })).toThrow(ZvtSyntaxError);
  });
  test('is text in code page 437, or in the set that it names', () => {
    expect(readMessage({ command: 0x06d1, data: bytes('00 48 8e 4e 44 4c 45 52') })).toMatchObject({ kind: 'print_line', text: 'HÄNDLER' });
    const utf8 = encodeBitmap(
      TLV_CONTAINER,
      encodeTlv([
        [0x1f07, bytes('02')],
        [0x14, bytes('fe')],
        [0x25, [[0x07, Buffer.from('Größe 1 €')]]],
      ]),
    );
    expect(readMessage({ command: 0x06d3, data: utf8 })).toEqual({ kind: 'print_block', paper: 'customer', lines: ['Größe 1 €'] });
  });
  test('has no card’s number in its lines', () => {
    expect(withoutCardNumbers('Karte 4111 1111 1111 1111 gültig')).toBe('Karte **** **** **** 1111 gültig');
    expect(withoutCardNumbers('Beleg 123456789012')).toBe('Beleg 123456789012');
    expect(withoutCardNumbers('VISA 4111111111111111 12/28')).toBe('VISA ************1111 12/28');
    expect(withoutCardNumbers('0026 5555 5555 5555 4444 1228')).toBe('0026 **** **** **** 4444 1228');
  });
});

test.each([
  ['completion', COMMANDS.completion, '22 f0 f8 67 30 09 12 34 56 12 37 06 07 1f 45 04 67 30 09 12'],
  ['abort', COMMANDS.abort, '6c 22 f0 f8 67 30 09 12 34 56 12 37 06 07 1f 45 04 67 30 09 12'],
])('nothing of a card is told of the line where a %s carries it', (_, command, data) => {
  const [frame] = zvtTcpWording().received(encodeApdu({ command, data: bytes(data) }));
  expect(frame?.hex).not.toContain('67 30');
  expect(frame?.hex).toContain('06 ');
});
