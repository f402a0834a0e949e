import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { dotsAcross, isJobIdByte, jobIdOf, printBitmap } from './escpos-commands.ts';

test('the dots across the paper are the model’s where it has fewer than is usual', () => {
  expect([dotsAcross(80), dotsAcross(58)]).toEqual([576, 384]);
  expect([dotsAcross(80, 512), dotsAcross(58, 512)]).toEqual([512, 360]);
  expect([dotsAcross(80, 384), dotsAcross(58, 576), dotsAcross(80, 640)]).toEqual([384, 384, 576]);
});

describe('a job id', () => {
  test('has four characters, each unlike any status byte', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: Number.MAX_SAFE_INTEGER }), (jobNumber) => {
        const bytes = [...Buffer.from(jobIdOf(jobNumber), 'latin1')];
        expect(bytes).toHaveLength(4);
        for (const byte of bytes) {
          expect(byte & 0x11).toBe(0x11);
          expect(byte).not.toBe(0x37);
          expect(isJobIdByte(byte)).toBe(true);
        }
      }),
    );
  });

  test('does not come again within 200,000 jobs', () => {
    const start = Date.UTC(2026, 2, 14);
    expect(new Set(Array.from({ length: 200_000 }, (_, index) => jobIdOf(start + index))).size).toBe(200_000);
  });
});

test('a picture never spells a real-time command, and is otherwise as it was', () => {
  const spicy = fc.array(fc.constantFrom(0x00, 0x04, 0x05, 0x10, 0x14, 0x18, 0xff), { minLength: 72, maxLength: 72 * 40 });
  fc.assert(
    fc.property(spicy, (data) => {
      const rows = Math.floor(data.length / 8);
      const bits = Uint8Array.from(data.slice(0, rows * 8));
      const bytes = printBitmap({ bytesPerRow: 8, rows, bits });
      for (let index = 0; index + 1 < bytes.length; index += 1) {
        expect(bytes[index] === 0x10 && [0x04, 0x05, 0x14].includes(bytes[index + 1] ?? 0)).toBe(false);
      }
      const changed = [...printedBits(bytes)].filter((byte, index) => byte !== bits[index]);
      expect(changed.every((byte) => byte === 0x18)).toBe(true);
      expect(printedBits(bytes)).toHaveLength(bits.length);
    }),
  );
});

/** The data of all bands. */
function printedBits(bytes: Uint8Array): Uint8Array {
  const bands: Uint8Array[] = [];
  for (let at = 0; at < bytes.length; ) {
    expect([...bytes.slice(at, at + 4)]).toEqual([0x1d, 0x76, 0x30, 0x00]);
    const size = ((bytes[at + 4] ?? 0) + 256 * (bytes[at + 5] ?? 0)) * ((bytes[at + 6] ?? 0) + 256 * (bytes[at + 7] ?? 0));
    bands.push(bytes.slice(at + 8, at + 8 + size));
    at += 8 + size;
  }
  return Buffer.concat(bands);
}
