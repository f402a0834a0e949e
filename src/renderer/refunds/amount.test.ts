import { expect, test } from 'vitest';
import { minorOf } from './amount.ts';

test.each([
  ['12.50', 2, 1250],
  ['12,5', 2, 1250],
  [' 12 ', 2, 1200],
  ['0.05', 2, 5],
  ['4500', 0, 4500],
  ['1.234', 3, 1234],
])('%j is %s decimals of money', (text, digits, minor) => {
  expect(minorOf(text, digits)).toBe(minor);
});

test.each(['', '-1', '1.', '.5', '1.005', '1,000.50', '1e3', 'twelve', '12345678901234'])('%j is no amount of two decimals', (text) => {
  expect(minorOf(text, 2)).toBeNull();
});
