import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createScanFramer, LONGEST_SCAN_BYTES, markOf } from './scan-framer.ts';

const bytes = (text: string) => Buffer.from(text, 'latin1');
const unmarked = { prefix: bytes(''), suffix: bytes('') };
const textsOf = (frames: { bytes: Uint8Array }[]) => frames.map((frame) => Buffer.from(frame.bytes).toString('latin1'));

function framed(pieces: string[], marks = unmarked): string[] {
  const framer = createScanFramer(marks);
  return pieces.flatMap((piece) => textsOf(framer.feed(bytes(piece))));
}

describe('a code', () => {
  it.each([
    ['CR', '8801234567893\r'],
    ['LF', '8801234567893\n'],
    ['CR and LF', '8801234567893\r\n'],
    ['STX and ETX', '\u00028801234567893\u0003'],
  ])('ends with %s', (_, sent) => {
    expect(framed([sent])).toEqual(['8801234567893']);
  });

  it('comes out of two that came at once, and out of pieces', () => {
    expect(framed(['111111\r222222\r\n', '333', '333', '\r', '\n'])).toEqual(['111111', '222222', '333333']);
  });

  it('loses the marks that the scanner was told to send, and only those', () => {
    const marks = { prefix: bytes('F'), suffix: bytes('#') };
    expect(framed(['F8801234567893#', '8801234567893#\r\n', 'FF1#'], marks)).toEqual(['8801234567893', '8801234567893', 'F1']);
  });

  it('ends with a suffix that has a line’s end in it', () => {
    expect(framed(['AB\rCD\r!', 'EF\r!'], { prefix: bytes(''), suffix: bytes('\r!') })).toEqual(['AB\rCD', 'EF']);
  });

  it('ends with a pause where nothing else ends it', () => {
    const framer = createScanFramer(unmarked);
    expect(framer.feed(bytes('4006381333931'))).toEqual([]);
    expect(framer.begun).toBe(true);
    expect(framer.pause()).toMatchObject({ end: 'pause' });
    expect(framer.begun).toBe(false);
    expect(framer.pause()).toBeNull();
  });

  it('that is longer than any is none, and the next one is whole', () => {
    const framer = createScanFramer(unmarked);
    const frames = framer.feed(bytes(`${'9'.repeat(3 * LONGEST_SCAN_BYTES)}\r111111\r`));
    expect(frames.map(({ end }) => end)).toEqual(['too_long', 'line']);
    expect(textsOf(frames)).toEqual(['', '111111']);
  });

  it('is the same, however the line cuts it into pieces', () => {
    const code = fc.string({ unit: fc.constantFrom(...'0123456789ABC-]\u001d'), minLength: 1, maxLength: 30 });
    fc.assert(
      fc.property(fc.array(code, { maxLength: 8 }), fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1 }), (codes, sizes) => {
        const sent = codes.map((one) => `${one}\r\n`).join('');
        const pieces: string[] = [];
        for (let at = 0, turn = 0; at < sent.length; turn += 1) {
          const size = sizes[turn % sizes.length] ?? 1;
          pieces.push(sent.slice(at, at + size));
          at += size;
        }
        expect(framed(pieces)).toEqual(codes);
      }),
    );
  });
});

it('a mark is written as it is typed, or by what has no key', () => {
  expect([...markOf('F')]).toEqual([0x46]);
  expect([...markOf('\\x02\\t\\\\\\q')]).toEqual([2, 9, 0x5c, 0x5c, 0x71]);
});
