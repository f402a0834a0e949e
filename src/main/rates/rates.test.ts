import fc from 'fast-check';
import { expect, test } from 'vitest';
import { TillError } from '../../shared/errors.ts';
import { minorForMsat, type RateMethod, type RateQuote, satForMinor } from '../../shared/money.ts';
import { inForce } from './in-force.ts';
import { lockQuote } from './lock-quote.ts';
import { createPracticeRates } from './practice-table.ts';
import type { RateAnswer } from './rate-source.ts';

const quoteOf = (method: RateMethod, minorPerBtc = 150_000_000): RateQuote => ({
  currency: 'KRW',
  minorPerBtc,
  method,
  sources: [],
  quotedAtMs: 1_000_000,
});
const judged = (quote: RateQuote, nowMs: number, currency = 'KRW') => inForce({ quote: () => ({ ok: true, quote }) }).quote(currency, nowMs);

test.each([
  ['market', 600_000],
  ['hand', 3_600_000],
  ['practice', 0],
] as const)('a quote of method %s is in force for %i ms, and then says how old it is', (method, maxAgeMs) => {
  const quote = quoteOf(method);
  expect(judged(quote, 1_000_000)).toEqual({ ok: true, quote });
  expect(judged(quote, 1_000_000 + maxAgeMs)).toEqual({ ok: true, quote });
  expect(judged(quote, 1_000_001 + maxAgeMs)).toEqual({ ok: false, reason: 'old', ageMs: maxAgeMs + 1 });
});

test('a quote from the future is let be as far as two clocks may differ', () => {
  expect(judged(quoteOf('market'), 999_000)).toMatchObject({ ok: true });
  expect(judged(quoteOf('market'), 900_000)).toEqual({ ok: false, reason: 'old', ageMs: -100_000 });
});

test.each([0, -1, 1.5, Number.NaN, Number.POSITIVE_INFINITY])('a rate of %s is missing', (minorPerBtc) => {
  expect(judged(quoteOf('market', minorPerBtc), 1_000_000)).toEqual({ ok: false, reason: 'missing' });
});

test('a quote of another currency than was asked for is missing', () => {
  expect(judged(quoteOf('market'), 1_000_000, 'EUR')).toEqual({ ok: false, reason: 'missing' });
});

test('a quote that is locked says when, and one that is not in force why', () => {
  const quote = quoteOf('market');
  expect(lockQuote({ quote: () => ({ ok: true, quote }) }, 'KRW', 1_060_000)).toEqual({ ...quote, lockedAtMs: 1_060_000 });
  const refusalOf = (answer: RateAnswer) => {
    try {
      lockQuote({ quote: () => answer }, 'KRW', 0);
    } catch (cause) {
      return cause instanceof TillError ? [cause.code, cause.detail] : cause;
    }
    return 'locked';
  };
  expect(refusalOf({ ok: false, reason: 'missing' })).toEqual(['RATE_MISSING', { currency: 'KRW' }]);
  expect(refusalOf({ ok: false, reason: 'old', ageMs: 700_000 })).toEqual(['RATE_OLD', { ageMs: 700_000 }]);
  expect(refusalOf({ ok: false, reason: 'spread' })).toEqual(['RATE_SPREAD', undefined]);
  expect(refusalOf({ ok: false, reason: 'jump' })).toEqual(['RATE_JUMP', undefined]);
});

test('the table says that it is one, at the time it was asked, in minor units of the currency', () => {
  expect(createPracticeRates().quote('KRW', 5000)).toEqual({
    ok: true,
    quote: { currency: 'KRW', minorPerBtc: 150_000_000, method: 'practice', sources: [], quotedAtMs: 5000 },
  });
  expect(createPracticeRates().quote('USD', 5000)).toMatchObject({ quote: { minorPerBtc: 10_500_000 } });
});

test.each(['XXX', 'krw', 'constructor', ''])('the table has no rate for %j, and stands nothing in for it', (currency) => {
  expect(createPracticeRates().quote(currency, 5000)).toEqual({ ok: false, reason: 'missing' });
});

test('the sat asked for at a rate of the table are worth the amount, and not a whole sat more', () => {
  const rates = createPracticeRates();
  fc.assert(
    fc.property(
      fc.constantFrom('KRW', 'EUR', 'USD', 'JPY', 'GBP', 'CHF', 'VND'),
      fc.integer({ min: 1, max: 1_000_000_000 }),
      (currency, amountMinor) => {
        const answer = rates.quote(currency, 0);
        if (!answer.ok) return expect.unreachable(currency);
        const { minorPerBtc } = answer.quote;
        const amountSat = satForMinor(amountMinor, minorPerBtc);
        expect(minorForMsat(amountSat * 1000, minorPerBtc)).toBeGreaterThanOrEqual(amountMinor);
        expect(BigInt(amountSat - 1) * BigInt(minorPerBtc)).toBeLessThan(BigInt(amountMinor) * 100_000_000n);
      },
    ),
  );
});
