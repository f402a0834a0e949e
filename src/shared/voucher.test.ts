import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { CODE_BYTES, randomCodeOf } from './random-code.ts';
import { isMeantAsVoucher, lastDayOf, readVoucherCode, scannedCode, shownCode } from './voucher.ts';

const codes = fc.uint8Array({ minLength: CODE_BYTES, maxLength: CODE_BYTES }).map(randomCodeOf);
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

describe('a voucher’s code', () => {
  test('that begins with the letters of the prefix is read without it, too', () => {
    const code = 'FV00000000000000C';
    for (const typed of [code, scannedCode(code), shownCode(code)]) expect(readVoucherCode(typed)).toBe(code);
    expect(isMeantAsVoucher(code)).toBe(false);
  });

  test('is read as it was made, however it is spaced, in small letters, or with letters for figures', () => {
    fc.assert(
      fc.property(codes, (code) => {
        for (const typed of [
          code,
          scannedCode(code),
          shownCode(code),
          code.toLowerCase(),
          ` ${code.replace(/(.{4})/g, '$1-')}`,
          code.replaceAll('0', 'O').replaceAll('1', 'l'),
        ])
          expect(readVoucherCode(typed)).toBe(code);
        expect(isMeantAsVoucher(scannedCode(code))).toBe(true);
      }),
    );
  });

  test('has eighty bits, each of which counts', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: CODE_BYTES, maxLength: CODE_BYTES }), fc.nat(79), (bytes, bit) => {
        const other = bytes.with(bit >> 3, (bytes[bit >> 3] ?? 0) ^ (1 << (bit & 7)));
        expect(randomCodeOf(other)).not.toBe(randomCodeOf(bytes));
      }),
    );
  });

  test('with one wrong character, or two exchanged, is misspelt', () => {
    fc.assert(
      fc.property(codes, fc.nat(16), fc.constantFrom(...ALPHABET), fc.nat(16), (code, at, char, with_) => {
        const wrong = code.slice(0, at) + char + code.slice(at + 1);
        if (wrong !== code) expect(readVoucherCode(wrong)).toBeNull();
        const chars = [...code];
        [chars[at], chars[with_]] = [chars[with_] ?? '', chars[at] ?? ''];
        const exchanged = chars.join('');
        if (exchanged !== code) expect(readVoucherCode(exchanged)).toBeNull();
      }),
    );
  });

  test('is not what any other barcode is taken for', () => {
    for (const text of ['', '2000000000015', 'FV', 'FV123', 'lnbc1pvjluezpp5', '0123456789ABCDEFG']) expect(isMeantAsVoucher(text)).toBe(false);
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(isMeantAsVoucher(text)).toBe(false);
        expect(readVoucherCode(text)).toBeNull();
      }),
    );
  });
});

test.each([
  ['2026-11-22', 12, '2027-11-22'],
  ['2026-01-31', 1, '2026-02-28'],
  ['2028-02-29', 12, '2029-02-28'],
  ['2026-08-31', 18, '2028-02-29'],
  ['2026-12-31', 2, '2027-02-28'],
])('a voucher of %s that is good for %d months pays until %s', (day, months, last) => {
  expect(lastDayOf(day, months)).toBe(last);
});

test('a voucher without an end has none', () => expect(lastDayOf('2026-11-22', null)).toBeNull());
