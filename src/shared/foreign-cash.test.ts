import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { foreignCashOffer, foreignFor, foreignRateWords, worthMinor } from './foreign-cash.ts';
import { cashStepMinor } from './money.ts';

const USD = { currency: 'USD', microMinorPerUnit: 1_350_250_000, stepMinor: 100 };
const currencies = fc.constantFrom('KRW', 'EUR', 'CHF', 'JPY', 'KWD', 'HUF');
const notes = fc.record({
  currency: currencies,
  microMinorPerUnit: fc.integer({ min: 1_000, max: 10_000_000_000_000 }),
  stepMinor: fc.constantFrom(1, 5, 100, 1000),
});

describe('foreign notes', () => {
  test('are worth what the rate says, rounded down', () => {
    expect(worthMinor(1_000, 'USD', USD.microMinorPerUnit)).toBe(13_502);
    expect(worthMinor(1_000, 'JPY', 9_050_000)).toBe(9_050);
  });

  test('take no more than is due, and give change in coins that there are; not a minor unit is lost', () => {
    fc.assert(
      fc.property(notes, currencies, fc.integer({ min: 1, max: 10_000_000 }), fc.integer({ min: 1, max: 100_000 }), (of, own, dueMinor, steps) => {
        const offer = foreignCashOffer(dueMinor, steps * of.stepMinor, of, own);
        expect(offer.givenMinor - offer.changeMinor).toBe(offer.amountMinor + offer.roundingMinor);
        expect(offer.amountMinor).toBeLessThanOrEqual(dueMinor);
        expect(offer.changeMinor % cashStepMinor(own)).toBe(0);
        expect(offer.changeMinor).toBeGreaterThanOrEqual(0);
        expect(Math.abs(offer.roundingMinor)).toBeLessThan(2 * cashStepMinor(own));
        if (offer.amountMinor < dueMinor) expect([offer.changeMinor, offer.roundingMinor]).toEqual([0, 0]);
      }),
    );
  });

  test('that are asked for pay what is due, and one step less does not', () => {
    fc.assert(
      fc.property(notes, fc.integer({ min: 1, max: 1_000_000 }), ({ currency, microMinorPerUnit, stepMinor }, dueMinor) => {
        const least = foreignFor(dueMinor, currency, microMinorPerUnit, stepMinor);
        fc.pre(Number.isSafeInteger(least));
        expect(worthMinor(least, currency, microMinorPerUnit)).toBeGreaterThanOrEqual(dueMinor);
        expect(worthMinor(least - stepMinor, currency, microMinorPerUnit)).toBeLessThan(dueMinor);
      }),
    );
  });

  test('have their rate said with all its decimals', () => {
    expect(foreignRateWords('USD', 1_350_250_000, 'KRW', 'en-GB')).toBe('1 USD = ₩1,350.25');
    expect(foreignRateWords('USD', 1_350_000_000, 'KRW', 'en-GB')).toBe('1 USD = ₩1,350');
    expect(foreignRateWords('GBP', 117_345_000, 'EUR', 'en-GB')).toBe('1 GBP = €1.17345');
  });
});
