import fc from 'fast-check';
import { expect, test } from 'vitest';
import { minorDigits } from '../../shared/money.ts';
import { inForce } from './in-force.ts';
import { createPracticeRates } from './practice-table.ts';

const quote = { currency: 'EUR', minorPerBtc: 9_500_000, sources: ['practice-table'], quotedAtMs: 1_000_000 };

test('the practice table says so, and has minor units of each currency', () => {
  const rates = createPracticeRates();
  for (const currency of ['KRW', 'JPY', 'EUR', 'USD', 'GBP', 'CHF']) {
    const answer = rates.quote(currency, 5);
    if (!answer.ok) throw new Error(`no rate for ${currency}`);
    expect(answer.quote).toMatchObject({ currency, sources: ['practice-table'], quotedAtMs: 5 });
    expect(answer.quote.minorPerBtc % 10 ** minorDigits(currency)).toBe(0);
  }
});

test('a currency without a rate is missing, and never another one', () => {
  expect(createPracticeRates().quote('XAF', 5)).toEqual({ ok: false, reason: 'missing' });
});

test('a quote holds until its age is reached, and not before its time', () => {
  expect(inForce(quote, 1_060_000, 60_000)).toEqual({ ok: true, quote });
  expect(inForce(quote, 1_060_001, 60_000)).toEqual({ ok: false, reason: 'old', ageMs: 60_001 });
  expect(inForce(quote, 1_000_000 - 60_001, 60_000)).toMatchObject({ ok: false, reason: 'old' });
  expect(inForce(undefined, 0, 1)).toEqual({ ok: false, reason: 'missing' });
});

test('what is no positive integer is no quote', () => {
  fc.assert(
    fc.property(fc.oneof(fc.integer({ max: 0 }), fc.double({ noInteger: true }), fc.constantFrom(Number.NaN, Number.POSITIVE_INFINITY, 2 ** 60)), (minorPerBtc) => {
      expect(inForce({ ...quote, minorPerBtc }, quote.quotedAtMs, 60_000)).toEqual({ ok: false, reason: 'missing' });
    }),
  );
});
