import { expect, test } from 'vitest';
import { createWrongCodes } from './wrong-codes.ts';

const MINUTE_MS = 60_000;

test('eight wrong codes within ten minutes lock for ten, and then all begins anew', () => {
  let nowMs = 0;
  const wrong = createWrongCodes(() => nowMs, 'VOUCHER_LOCKED');
  for (let n = 1; n < 8; n += 1) expect(wrong.count()).toBeNull();
  expect(wrong.count()).toEqual({ wrongCount: 8, untilMs: 10 * MINUTE_MS });
  expect(() => wrong.refuseWhileLocked()).toThrow('VOUCHER_LOCKED');
  nowMs = 10 * MINUTE_MS;
  wrong.refuseWhileLocked();
  expect(wrong.count()).toBeNull();
});

test('wrong codes now and then lock nothing', () => {
  let nowMs = 0;
  const wrong = createWrongCodes(() => nowMs, 'VOUCHER_LOCKED');
  for (let n = 0; n < 50; n += 1) {
    expect(wrong.count()).toBeNull();
    nowMs += 2 * MINUTE_MS;
  }
});

test('a clock that is set back by a day locks nobody out for a day', () => {
  let nowMs = 100 * 24 * 60 * MINUTE_MS;
  const wrong = createWrongCodes(() => nowMs, 'BADGE_LOCKED');
  for (let n = 0; n < 8; n += 1) wrong.count();
  expect(() => wrong.refuseWhileLocked()).toThrow('BADGE_LOCKED');
  nowMs -= 24 * 60 * MINUTE_MS;
  wrong.refuseWhileLocked();
});
