import { expect, test } from 'vitest';
import { printBitmap } from './star-commands.ts';

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
