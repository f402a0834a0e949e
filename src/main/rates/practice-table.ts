// The practice shop's rates: a fixed table that says so on every code and receipt. Round figures, near enough to train on.
import type { CurrencyCode } from '../../shared/money.ts';
import type { RateSource } from './rate-source.ts';

/** Major units for one bitcoin. */
const TABLE: Record<CurrencyCode, number> = {
  KRW: 150_000_000,
  JPY: 16_000_000,
  EUR: 95_000,
  USD: 105_000,
  GBP: 80_000,
  CHF: 90_000,
  CAD: 145_000,
  AUD: 160_000,
  SEK: 1_050_000,
  NOK: 1_100_000,
  DKK: 710_000,
};

/** Minor units of a currency's major one, as ISO 4217 has them for the table's currencies. */
const MINOR_UNITS: Record<CurrencyCode, number> = { KRW: 1, JPY: 1 };

export function createPracticeRates(): RateSource {
  return {
    quote(currency, nowMs) {
      const major = TABLE[currency];
      if (major === undefined) return { ok: false, reason: 'missing' };
      return { ok: true, quote: { currency, minorPerBtc: major * (MINOR_UNITS[currency] ?? 100), sources: ['practice-table'], quotedAtMs: nowMs } };
    },
  };
}
