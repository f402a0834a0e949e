import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ndefText, ndefUri } from '../simulators/cards.ts';
import { readNdef } from './ndef.ts';

const SHORT = 0x10;
const CHUNK = 0x20;
const [BEGIN, END] = [0x80, 0x40];

/** One record of a well-known type, unless said. */
function record(flags: number, type: string, payload: Uint8Array, typeName = 1): Uint8Array {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(payload.length);
  const short = (flags & SHORT) !== 0;
  return Buffer.concat([Uint8Array.of(flags | typeName, type.length), short ? length.subarray(3) : length, Buffer.from(type, 'latin1'), payload]);
}
const uri = (prefix: number, rest: string) => Buffer.concat([Uint8Array.of(prefix), Buffer.from(rest, 'utf8')]);

test('a URI stands behind a prefix of the table, whole, or as a type of its own', () => {
  expect(readNdef(record(BEGIN | END | SHORT, 'U', uri(0x04, 'example.com/'))).uris).toEqual(['https://example.com/']);
  expect(readNdef(record(BEGIN | END | SHORT, 'U', uri(0x23, 'x'))).uris).toEqual(['urn:nfc:x']);
  expect(readNdef(record(BEGIN | END | SHORT, 'U', uri(0x24, 'x'))).uris).toEqual([]);
  expect(readNdef(record(BEGIN | END | SHORT, 'lnurlw://card.example/x', new Uint8Array(0), 3)).uris).toEqual(['lnurlw://card.example/x']);
});

test('a text is UTF-8 or UTF-16, big-endian unless it says otherwise', () => {
  const text = (status: number, ...bytes: Uint8Array[]) => record(BEGIN | END | SHORT, 'T', Buffer.concat([Uint8Array.of(status), ...bytes]));
  const big = Buffer.from('번개', 'utf16le').swap16();
  expect(readNdef(text(0x02, Buffer.from('ko번개'))).texts).toEqual(['번개']);
  expect(readNdef(text(0x82, Buffer.from('ko'), big)).texts).toEqual(['번개']);
  expect(readNdef(text(0x82, Buffer.from('ko'), Buffer.from([0xff, 0xfe]), Buffer.from('번개', 'utf16le'))).texts).toEqual(['번개']);
  expect(readNdef(text(0x3f, Buffer.from('ko'))).texts).toEqual([]);
  expect(readNdef(text(0x02, Buffer.from('ko'), Uint8Array.of(0xc3, 0x28))).texts).toEqual([]);
});

test('records are told in their order, long ones and those with an id among them', () => {
  const withId = Buffer.concat([Uint8Array.of(BEGIN | SHORT | 0x08 | 1, 1, 4, 2), Buffer.from('UidC', 'latin1').subarray(0, 3), uri(0x03, 'a.b')]);
  const long = record(0, 'U', uri(0x00, `lnurlw://${'x'.repeat(400)}`));
  expect(readNdef(Buffer.concat([withId, long, ndefText('hello')]))).toEqual({
    uris: ['http://a.b', `lnurlw://${'x'.repeat(400)}`],
    texts: ['hello'],
  });
});

test('chunks are one record', () => {
  const chunks = [
    record(BEGIN | CHUNK | SHORT, 'U', uri(0x04, 'exam')),
    record(CHUNK | SHORT, '', Buffer.from('ple.'), 6),
    record(END | SHORT, '', Buffer.from('com'), 6),
  ];
  expect(readNdef(Buffer.concat(chunks)).uris).toEqual(['https://example.com']);
  expect(readNdef(Buffer.concat(chunks.slice(1))).uris).toEqual([]);
  expect(readNdef(Buffer.concat([chunks[0] ?? Buffer.alloc(0), ndefUri('https://other')])).uris).toEqual([]);
});

describe('smart posters', () => {
  const poster = (inner: Uint8Array) => record(BEGIN | END, 'Sp', inner);

  test('hold the URI and its title', () => {
    const inner = Buffer.concat([record(BEGIN | SHORT, 'U', uri(0x02, 'shop.kr')), record(END | SHORT, 'T', Buffer.from('\u0002koShop'))]);
    expect(readNdef(poster(inner))).toEqual({ uris: ['https://www.shop.kr'], texts: ['Shop'] });
  });

  test('within posters are read so deep and no deeper', () => {
    const nested = (depth: number): Uint8Array => (depth === 0 ? ndefUri('https://deep') : poster(nested(depth - 1)));
    expect(readNdef(nested(2)).uris).toEqual(['https://deep']);
    expect(readNdef(nested(3)).uris).toEqual([]);
    expect(readNdef(nested(1000)).uris).toEqual([]);
  });
});

test('what stands before the garbage counts, and what has control characters in it does not', () => {
  const good = record(BEGIN | SHORT, 'U', uri(0x04, 'a.b'));
  expect(readNdef(Buffer.concat([good, Uint8Array.of(0x11, 0x01, 0xff, 0x55)])).uris).toEqual(['https://a.b']);
  expect(readNdef(ndefUri('https://a.b/\r\nHost: c')).uris).toEqual([]);
  expect(readNdef(ndefText('two\nlines')).texts).toEqual(['two\nlines']);
  for (const control of ['\u0000', '\u001b', '\u007f', '\u0080', '\u009f']) {
    expect(readNdef(ndefUri(`https://a.b/${control}`)).uris).toEqual([]);
    expect(readNdef(ndefText(`a${control}`)).texts).toEqual([]);
  }
  expect(readNdef(new Uint8Array(0))).toEqual({ uris: [], texts: [] });
});

test('every text and every URI that was written is read as it was', () => {
  const written = fc
    .string({ unit: 'grapheme', minLength: 1, maxLength: 2000 })
    .filter((text) => !/\p{Cc}/u.test(text) && !text.startsWith('\ufeff'));
  fc.assert(
    fc.property(written, (text) => {
      expect(readNdef(ndefText(text)).texts).toEqual([text]);
      expect(readNdef(ndefUri(`x:${text}`)).uris).toEqual([`x:${text}`]);
    }),
  );
});

test('no bytes make it throw', () => {
  fc.assert(fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => Array.isArray(readNdef(bytes).uris)));
});
