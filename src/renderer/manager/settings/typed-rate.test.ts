import fc from 'fast-check';
import { expect, test } from 'vitest';
import { microMinorOf, typedOf } from './typed-rate.ts';

test('a rate is read in whole units of the shop’s currency, with as many decimals as there are', () => {
  expect(microMinorOf('1350.25', 'KRW')).toBe(1_350_250_000);
  expect(microMinorOf('9,05', 'KRW')).toBe(9_050_000);
  expect(microMinorOf('0.92', 'EUR')).toBe(92_000_000);
  for (const text of ['', '0', '-1', '1.', 'one', '1,350.25', '0.0000000001']) expect(microMinorOf(text, 'KRW')).toBeNull();
});

test('a rate that is kept is typed as it was', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 1_000_000_000_000 }), fc.constantFrom('KRW', 'EUR', 'KWD'), (micro, own) => {
      expect(microMinorOf(typedOf(micro, own), own)).toBe(micro);
    }),
  );
});
