import { expect, test } from 'vitest';
import { ASK_STATUS, printBitmap, RESET } from './star-commands.ts';

/** A picture one byte wide with ink on the rows from `first` to `last`. */
function inked(rows: number, first: number, last: number) {
  return { bytesPerRow: 1, rows, bits: Uint8Array.from({ length: rows }, (_, y) => (y >= first && y <= last ? 0xff : 0)) };
}

/** What moves the paper: a band of 24 rows, or a feed of so many dots. */
function moves(bytes: Uint8Array): number[] {
  const found: number[] = [];
  for (let at = 0; at < bytes.length; at += 1) {
    if (bytes[at] !== 0x1b) continue;
    if (bytes[at + 1] === 0x58) {
      found.push(24);
      at += 3 + 3 * 8;
    } else if (bytes[at + 1] === 0x49) {
      found.push(bytes[at + 2] ?? 0);
      at += 2;
    }
  }
  return found;
}

test('a painted line moves the paper by its own height where its ink is one band high', () => {
  expect(moves(printBitmap(inked(32, 3, 24)))).toEqual([3, 24, 5]);
  expect(moves(printBitmap(inked(24, 0, 23)))).toEqual([24]);
  expect(moves(printBitmap(inked(48, 0, 47)))).toEqual([24, 24]);
  expect(moves(printBitmap(inked(32, 1, 30))), 'more ink than a band').toEqual([1, 24, 24]);
  expect(moves(printBitmap({ bytesPerRow: 1, rows: 32, bits: new Uint8Array(32) })), 'no ink').toEqual([32]);
});

/** A picture whose bytes, column by column, are these. */
function spelling(bytes: Uint8Array) {
  const columns = Math.ceil(bytes.length / 3);
  const bytesPerRow = Math.ceil(columns / 8);
  const bits = new Uint8Array(bytesPerRow * 24);
  for (const [at, byte] of bytes.entries()) {
    const x = Math.floor(at / 3);
    for (let bit = 0; bit < 8; bit += 1) {
      const place = ((at % 3) * 8 + bit) * bytesPerRow + (x >> 3);
      if (byte & (0x80 >> bit)) bits[place] = (bits[place] ?? 0) | (0x80 >> (x & 7));
    }
  }
  return { bytesPerRow, rows: 24, bits };
}

test.each([
  ['a question', ASK_STATUS],
  ['a reset', RESET],
])('a picture never spells %s, which a printer obeys on arrival', (_what, command) => {
  for (const before of [0, 1, 2]) {
    // Ink on the first and the last row, so that its bytes begin where they should.
    const picture = spelling(Uint8Array.of(...new Uint8Array(before).fill(0xff), ...command, 0xff, 0xff, 0xff));
    const first = picture.bits.subarray(0, picture.bytesPerRow);
    first[first.length - 1] = 1;
    const bytes = Buffer.from(printBitmap(picture));
    expect(bytes.includes(Buffer.from(command))).toBe(false);
  }
});
