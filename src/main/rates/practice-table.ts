// The rates of the practice shop: a fixed table that says so on every code and receipt. Round figures, near enough to train on.
import { type CurrencyCode, minorDigits } from '../../shared/money.ts';
import type { RateSource } from './rate-source.ts';

/** What one bitcoin costs in practice, in whole units of each currency. */
const UNITS_PER_BTC = new Map<CurrencyCode, number>(
  Object.entries({
    AUD: 160_000,
    BRL: 570_000,
    CAD: 145_000,
    CHF: 90_000,
    CNY: 750_000,
    CZK: 2_300_000,
    DKK: 710_000,
    EUR: 95_000,
    GBP: 80_000,
    HKD: 815_000,
    HUF: 37_000_000,
    INR: 9_200_000,
    JPY: 16_000_000,
    KRW: 150_000_000,
    MXN: 1_950_000,
    NOK: 1_100_000,
    NZD: 180_000,
    PHP: 6_100_000,
    PLN: 400_000,
    SEK: 1_050_000,
    SGD: 135_000,
    THB: 3_400_000,
    USD: 105_000,
    VND: 2_750_000_000,
    ZAR: 1_850_000,
  }),
);

/** A quote of the table is made at the moment it is asked for, so it is never old. */
export function createPracticeRates(): RateSource {
  return {
    quote(currency, nowMs) {
      const units = UNITS_PER_BTC.get(currency);
      if (units === undefined) return { ok: false, reason: 'missing' };
      return { ok: true, quote: { currency, minorPerBtc: units * 10 ** minorDigits(currency), method: 'practice', sources: [], quotedAtMs: nowMs } };
    },
  };
}
