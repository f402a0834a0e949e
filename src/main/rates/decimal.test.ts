import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseExactJson, scaledDecimal } from './decimal.ts';

test.each([
  ['64123.45', 2, 6_412_345n],
  ['64123.455', 2, 6_412_346n],
  ['64123.4549999', 2, 6_412_345n],
  ['154230000.00000000', 0, 154_230_000n],
  ['1.5423E8', 0, 154_230_000n],
  ['5e-3', 2, 1n],
  ['4e-3', 2, 0n],
  ['0', 2, 0n],
  ['0.1', 9, 100_000_000n],
])('%s in units of 10^-%i is %i', (text, digits, units) => {
  expect(scaledDecimal(text, digits)).toBe(units);
});

test.each(['', '-1', '+1', '1.', '.5', '1,000', '0x10', 'NaN', 'Infinity', '1e999', ' 1', '1_0', '9'.repeat(40)])('%j is no decimal', (text) => {
  expect(scaledDecimal(text, 2)).toBeNull();
});

test('no digit is lost or made up, however long', () => {
  fc.assert(
    fc.property(fc.bigInt({ min: 0n, max: 10n ** 24n }), fc.integer({ min: 0, max: 6 }), (units, digits) => {
      const padded = String(units).padStart(digits + 1, '0');
      const text = digits === 0 ? padded : `${padded.slice(0, -digits)}.${padded.slice(-digits)}`;
      expect(scaledDecimal(text, digits)).toBe(units);
      expect(scaledDecimal(`${text}${digits === 0 ? '.' : ''}49`, digits)).toBe(units);
      expect(scaledDecimal(`${text}${digits === 0 ? '.' : ''}5`, digits)).toBe(units + 1n);
    }),
  );
});

test('JSON keeps the digits of its numbers, which a float would not', () => {
  expect(parseExactJson('{"price":9007199254740993.10,"list":[1e2,"2",true,null]}')).toEqual({
    price: '9007199254740993.10',
    list: ['1e2', '2', true, null],
  });
  expect(() => parseExactJson('<html>')).toThrow(SyntaxError);
});
