import fc from 'fast-check';
import { expect, test } from 'vitest';
import { percentOfPpm, ppmOfPercent } from './percent.ts';

test('a rate is read as people write it, with a point or a comma', () => {
  expect(['8.875', '8,875', ' 19 ', '0', '100', '7.', '0.0001'].map(ppmOfPercent)).toEqual([88_750, 88_750, 190_000, 0, 1_000_000, 70_000, 1]);
});

test('what is no rate is refused', () => {
  expect(['', '-1', '100.1', '1e1', 'ten', '8.87501', '1000', '.5'].map(ppmOfPercent)).toEqual(Array.from({ length: 8 }, () => null));
});

test('every rate is written so that it reads the same again', () => {
  fc.assert(fc.property(fc.integer({ min: 0, max: 1_000_000 }), (ratePpm) => ppmOfPercent(percentOfPpm(ratePpm)) === ratePpm));
});
