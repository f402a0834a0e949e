import fc from 'fast-check';
import { expect, test } from 'vitest';
import { minorForMsat, type RateQuote, satForMinor } from '../../shared/money.ts';
import { inForce } from './in-force.ts';
import { createPracticeRates } from './practice-table.ts';

const quote: RateQuote = { currency: 'KRW', minorPerBtc: 150_000_000, sources: ['a source'], quotedAtMs: 1_000_000 };

test('a quote is in force until it is older than its limit, and then says how old it is', () => {
  expect(inForce(quote, 1_000_000, 60_000)).toEqual({ ok: true, quote });
  expect(inForce(quote, 1_060_000, 60_000)).toEqual({ ok: true, quote });
  expect(inForce(quote, 1_060_001, 60_000)).toEqual({ ok: false, reason: 'old', ageMs: 60_001 });
});

test('a quote from the future is let be as far as two clocks may differ', () => {
  expect(inForce(quote, 999_000, 10)).toEqual({ ok: true, quote });
  expect(inForce(quote, 900_000, 600_000)).toEqual({ ok: false, reason: 'old', ageMs: -100_000 });
});

test.each([undefined, 0, -1, 1.5, Number.NaN, Number.POSITIVE_INFINITY])('a rate of %s is missing', (minorPerBtc) => {
  expect(inForce(minorPerBtc === undefined ? undefined : { ...quote, minorPerBtc }, 1_000_000, 60_000)).toEqual({ ok: false, reason: 'missing' });
});

test('the table says that it is one, at the time it was asked, in minor units of the currency', () => {
  expect(createPracticeRates().quote('KRW', 5000)).toEqual({
    ok: true,
    quote: { currency: 'KRW', minorPerBtc: 150_000_000, sources: ['practice-table'], quotedAtMs: 5000 },
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
