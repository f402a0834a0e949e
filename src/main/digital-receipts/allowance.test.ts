import { expect, test } from 'vitest';
import { createAllowance } from './allowance.ts';

test('so many at once, then one each so often, for each who asks', () => {
  let now = 0;
  const allowance = createAllowance({ burst: 3, everyMs: 1_000, monoMs: () => now });
  const take = (who: string, times: number) => Array.from({ length: times }, () => allowance.take(who)).filter(Boolean).length;
  expect(take('one', 10)).toBe(3);
  expect(take('other', 10)).toBe(3);
  now += 1_000;
  expect(take('one', 10)).toBe(1);
  now += 60_000;
  expect(take('one', 10)).toBe(3);
});

test('whoever keeps asking in vain is let in again at the same time as who waits', () => {
  let now = 0;
  const allowance = createAllowance({ burst: 1, everyMs: 1_000, monoMs: () => now });
  expect(allowance.take('eager')).toBe(true);
  for (; now < 999; now += 100) expect(allowance.take('eager')).toBe(false);
  now = 1_000;
  expect(allowance.take('eager')).toBe(true);
});

test('however many ask, only so many are remembered', () => {
  const allowance = createAllowance({ burst: 1, everyMs: 1_000_000, monoMs: () => 0 });
  for (let who = 0; who < 5_000; who += 1) expect(allowance.take(String(who))).toBe(true);
  expect(allowance.take('4999')).toBe(false);
  expect(allowance.take('0')).toBe(true);
});
