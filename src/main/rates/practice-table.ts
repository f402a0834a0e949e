// The rates of the practice shop: a fixed table that says so. Nothing but practice ever charges with it.
import { type CurrencyCode, minorDigits } from '../../shared/money.ts';
import { inForce } from './in-force.ts';
import type { RateSource } from './rate-source.ts';

/** What one bitcoin costs in practice, in whole units of each currency. */
const UNITS_PER_BTC: Record<CurrencyCode, number> = {
  AUD: 152_000,
  BRL: 540_000,
  CAD: 139_000,
  CHF: 80_000,
  CNY: 712_000,
  CZK: 2_090_000,
  DKK: 639_000,
  EUR: 86_000,
  GBP: 75_000,
  HKD: 778_000,
  HUF: 33_400_000,
  INR: 8_800_000,
  JPY: 15_400_000,
  KRW: 145_000_000,
  MXN: 1_850_000,
  NOK: 1_010_000,
  NZD: 175_000,
  PHP: 5_860_000,
  PLN: 365_000,
  SEK: 950_000,
  SGD: 130_000,
  THB: 3_240_000,
  USD: 100_000,
  VND: 2_630_000_000,
  ZAR: 1_720_000,
};

/** A quote of the table is made at the moment it is asked for, so it is never old. */
export function practiceTable(): RateSource {
  return {
    quote(currency, nowMs) {
      const units = Object.hasOwn(UNITS_PER_BTC, currency) ? UNITS_PER_BTC[currency] : undefined;
      const quote =
        units === undefined
          ? undefined
          : { currency, minorPerBtc: units * 10 ** minorDigits(currency), sources: ['practice-table'], quotedAtMs: nowMs };
      return inForce(quote, nowMs, 0);
    },
  };
}
