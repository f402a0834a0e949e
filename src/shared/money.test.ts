// The rules of money, for any amount: what the shop asks for is never too little, what it shows is never rounded.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  cashStepMinor,
  formatMinor,
  formatSat,
  MAX_AMOUNT_MINOR,
  minorDigits,
  minorForMsat,
  minorToDecimal,
  mulDivRound,
  quickCashMinor,
  roundForCash,
  satForMinor,
} from './money.ts';

const anyAmount = fc.integer({ min: 1, max: MAX_AMOUNT_MINOR });
const anySafeInteger = fc.maxSafeInteger();
/** From a bitcoin at a hundred cents to one at a hundred billion. */
const anyRate = fc.integer({ min: 100, max: 10_000_000_000_000 });
const anyCurrency = fc.constantFrom('KRW', 'JPY', 'EUR', 'USD', 'GBP', 'CHF', 'AUD', 'SEK', 'DKK', 'CZK', 'HUF', 'KWD', 'XTS');
const MAX_SAT = 2_100_000_000_000_000;

/** An amount and a rate at which it is not more than all bitcoin there will be. */
const amountAtRate = fc.tuple(anyAmount, anyRate).filter(([amount, rate]) => (amount / rate) * 1e8 < MAX_SAT);

describe('the sat for an amount', () => {
  it('are worth at least the amount at the same rate', () => {
    fc.assert(
      fc.property(amountAtRate, ([amountMinor, rate]) => {
        expect(minorForMsat(satForMinor(amountMinor, rate) * 1000, rate)).toBeGreaterThanOrEqual(amountMinor);
      }),
    );
  });

  it('are the fewest that are', () => {
    fc.assert(
      fc.property(amountAtRate, ([amountMinor, rate]) => {
        const fewer = satForMinor(amountMinor, rate) - 1;
        expect(minorForMsat(fewer * 1000, rate)).toBeLessThan(amountMinor);
      }),
    );
  });

  it.each([
    [10_000, 150_000_000, 6667, 'KRW 10,000 at KRW 150,000,000'],
    [1, 10_000_000, 10, 'a cent at USD 100,000'],
    [100, 10_000_000_000, 1, 'exactly one sat'],
    [101, 10_000_000_000, 2, 'a little more than one sat'],
  ])('%i at %i are %i sat: %s', (amountMinor, minorPerBtc, sat) => {
    expect(satForMinor(amountMinor, minorPerBtc)).toBe(sat);
  });
});

describe('the worth of received msat', () => {
  it('is never more than what came in', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1_000_000_000_000_000 }), anyRate, (msat, rate) => {
        fc.pre((msat / 1e11) * rate < Number.MAX_SAFE_INTEGER);
        const worth = BigInt(minorForMsat(msat, rate)) * 100_000_000_000n;
        const received = BigInt(msat) * BigInt(rate);
        expect(worth <= received && received - worth < 100_000_000_000n).toBe(true);
      }),
    );
  });

  it('of two parts is at most the worth of both together', () => {
    const part = fc.integer({ min: 0, max: 1_000_000_000_000 });
    fc.assert(
      fc.property(part, part, anyRate, (a, b, rate) => {
        expect(minorForMsat(a, rate) + minorForMsat(b, rate)).toBeLessThanOrEqual(minorForMsat(a + b, rate));
      }),
    );
  });
});

describe('multiplying by a fraction', () => {
  it('rounds half away from zero, exactly', () => {
    fc.assert(
      fc.property(anySafeInteger, fc.integer({ min: 0, max: 1_000_000 }), fc.integer({ min: 1, max: 2_000_000 }), (value, numerator, denominator) => {
        fc.pre(numerator <= denominator);
        const result = BigInt(mulDivRound(value, numerator, denominator));
        // |result - value * n / d| <= 1/2, and at exactly 1/2 the result is the one farther from zero.
        const twiceError = 2n * (result * BigInt(denominator) - BigInt(value) * BigInt(numerator));
        const bound = BigInt(denominator);
        expect(twiceError <= bound && twiceError >= -bound).toBe(true);
        if (twiceError === bound) expect(value > 0).toBe(true);
        if (twiceError === -bound) expect(value < 0).toBe(true);
      }),
    );
  });

  it('is the same below zero as above', () => {
    fc.assert(
      fc.property(anySafeInteger, fc.integer({ min: 0, max: 1_000_000 }), (value, ppm) => {
        expect(mulDivRound(-value, ppm, 1_000_000) + mulDivRound(value, ppm, 1_000_000)).toBe(0);
      }),
    );
  });
});

describe('showing an amount', () => {
  it('keeps every digit of any safe integer, in any currency and language', () => {
    fc.assert(
      fc.property(anySafeInteger, anyCurrency, fc.constantFrom('en', 'ko', 'en-IN', 'de-CH'), (amountMinor, currency, locale) => {
        const shown = formatMinor(amountMinor, currency, locale).replaceAll(/\D/g, '');
        expect(shown.padStart(17, '0')).toBe(String(Math.abs(amountMinor)).padStart(17, '0'));
      }),
    );
  });

  it('says below zero only of what is below zero', () => {
    fc.assert(
      fc.property(anySafeInteger, anyCurrency, (amountMinor, currency) => {
        expect(/[-−]/.test(formatMinor(amountMinor, currency, 'en'))).toBe(amountMinor < 0);
      }),
    );
  });

  it.each([
    [12_000, 'KRW', 'ko', '₩12,000'],
    [350, 'EUR', 'en', '€3.50'],
    [5, 'USD', 'en', '$0.05'],
    [-5, 'USD', 'en', '-$0.05'],
    [0, 'JPY', 'en', '¥0'],
    [1_234, 'KWD', 'en', 'KWD 1.234'],
    [199_000, 'HUF', 'en', 'Ft 1,990.00'],
    [Number.MAX_SAFE_INTEGER, 'EUR', 'en', '€90,071,992,547,409.91'],
  ])('%i of %s in %s is %s', (amountMinor, currency, locale, shown) => {
    expect(formatMinor(amountMinor, currency, locale).replaceAll(/\s/g, ' ')).toBe(shown);
  });

  it('knows how many decimals a currency has', () => {
    expect(['KRW', 'JPY', 'EUR', 'HUF', 'KWD'].map(minorDigits)).toEqual([0, 0, 2, 2, 3]);
  });

  it('writes decimals that read back as the same amount', () => {
    fc.assert(
      fc.property(anySafeInteger, fc.integer({ min: 0, max: 4 }), (amountMinor, digits) => {
        const decimal = minorToDecimal(amountMinor, digits);
        expect(decimal).toMatch(digits === 0 ? /^-?\d+$/ : new RegExp(`^-?\\d+\\.\\d{${digits}}$`));
        expect(Number(BigInt(decimal.replace('.', '')))).toBe(amountMinor === 0 ? 0 : amountMinor);
      }),
    );
  });

  it('groups sat as the language does', () => {
    expect(formatSat(1_234_567, 'en')).toBe('1,234,567');
  });
});

describe('rounding for cash', () => {
  it('gives the nearest amount that the coins can pay', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: MAX_AMOUNT_MINOR }), anyCurrency, (amountMinor, currency) => {
        const rounded = roundForCash(amountMinor, currency);
        expect(rounded % cashStepMinor(currency)).toBe(0);
        expect(Math.abs(rounded - amountMinor)).toBeLessThanOrEqual(cashStepMinor(currency) / 2);
        expect(roundForCash(rounded, currency)).toBe(rounded);
      }),
    );
  });

  it.each([
    [1002, 'CHF', 1000],
    [1003, 'CHF', 1005],
    [1007, 'CHF', 1005],
    [1008, 'CHF', 1010],
    [4504, 'KRW', 4500],
    [4505, 'KRW', 4510],
    [1049, 'SEK', 1000],
    [1050, 'SEK', 1100],
    [1234, 'EUR', 1234],
    [2, 'CHF', 0],
  ])('%i in %s is %i', (amountMinor, currency, rounded) => {
    expect(roundForCash(amountMinor, currency)).toBe(rounded);
  });
});

describe('the quick amounts of cash', () => {
  it('ascend, cover more than what is due, and are at most four', () => {
    fc.assert(
      fc.property(anyAmount, anyCurrency, (dueMinor, currency) => {
        const amounts = quickCashMinor(dueMinor, currency);
        expect(amounts.length).toBeLessThanOrEqual(4);
        for (const [index, amount] of amounts.entries()) {
          expect(amount).toBeGreaterThan(dueMinor);
          if (index > 0) expect(amount).toBeGreaterThan(amounts[index - 1] ?? 0);
        }
      }),
    );
  });

  it('can be given in coins and notes', () => {
    fc.assert(
      fc.property(anyAmount, anyCurrency, (dueMinor, currency) => {
        for (const amount of quickCashMinor(dueMinor, currency)) expect(roundForCash(amount, currency)).toBe(amount);
      }),
    );
  });

  it.each([
    [12_300, 'KRW', [13_000, 15_000, 20_000, 50_000]],
    [12_000, 'KRW', [15_000, 20_000, 50_000]],
    [50_000, 'KRW', []],
    [730, 'EUR', [1000, 2000, 5000, 10_000]],
    [395, 'USD', [400, 500, 1000, 2000]],
    [1_990_00, 'HUF', [2_000_00, 5_000_00, 10_000_00]],
    [1, 'HUF', [5_00, 10_00, 25_00, 50_00]],
    [6_40, 'XTS', [7_00, 8_00, 10_00]],
  ])('for %i %s are %j', (dueMinor, currency, amounts) => {
    expect(quickCashMinor(dueMinor, currency)).toEqual(amounts);
  });
});
