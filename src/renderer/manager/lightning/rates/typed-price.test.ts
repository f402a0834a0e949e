import { expect, it } from 'vitest';
import { minorOfPrice } from './typed-price.ts';

it.each(['95000', '95,000', '95.000', '95 000', "95'000", ' 95000 '])('%j is 95,000 euros', (text) => {
  expect(minorOfPrice(text, 'EUR')).toBe(9_500_000);
});

it.each(['150000000', '150,000,000', '150.000.000'])('%j is 150 million won, which have no smaller unit', (text) => {
  expect(minorOfPrice(text, 'KRW')).toBe(150_000_000);
});

it.each(['', '0', '-5', '95000.00', '95000,5', '95,00', '1,95000', '95.000,00', '95,000.000', '9e4', '９５０００', 'x', '9'.repeat(16)])(
  '%j is no price',
  (text) => {
    expect(minorOfPrice(text, 'EUR')).toBeNull();
  },
);
