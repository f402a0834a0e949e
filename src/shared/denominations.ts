// The coins and notes of a currency, for whoever counts a drawer. Pure.
import type { CurrencyCode } from './money.ts';

const CENTS_TO_NOTES = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000];

/** In minor units, ascending. Pieces that hardly anybody has (two dollars, half a dollar) are counted as a free amount. */
const DENOMINATIONS_MINOR: Record<CurrencyCode, readonly number[]> = {
  AUD: [5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10000],
  CAD: [5, 10, 25, 100, 200, 500, 1000, 2000, 5000, 10000],
  CHF: [5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10000, 20000, 100000],
  CNY: [10, 50, 100, 500, 1000, 2000, 5000, 10000],
  CZK: [100, 200, 500, 1000, 2000, 5000, 10000, 20000, 50000, 100000, 200000, 500000],
  DKK: [50, 100, 200, 500, 1000, 2000, 5000, 10000, 20000, 50000, 100000],
  EUR: [...CENTS_TO_NOTES, 10000, 20000, 50000],
  GBP: CENTS_TO_NOTES,
  HKD: [10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10000, 50000, 100000],
  JPY: [1, 5, 10, 50, 100, 500, 1000, 2000, 5000, 10000],
  KRW: [10, 50, 100, 500, 1000, 5000, 10000, 50000],
  NOK: [100, 500, 1000, 2000, 5000, 10000, 20000, 50000, 100000],
  NZD: [10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10000],
  PLN: [...CENTS_TO_NOTES, 10000, 20000, 50000],
  SEK: [100, 200, 500, 1000, 2000, 5000, 10000, 20000, 50000, 100000],
  SGD: [5, 10, 20, 50, 100, 200, 500, 1000, 5000, 10000],
  THB: [25, 50, 100, 200, 500, 1000, 2000, 5000, 10000, 50000, 100000],
  USD: [1, 5, 10, 25, 100, 500, 1000, 2000, 5000, 10000],
};

/** Largest first, as a drawer is counted; empty for a currency whose pieces we do not know. */
export function denominationsMinor(currency: CurrencyCode): number[] {
  return [...(DENOMINATIONS_MINOR[currency] ?? [])].reverse();
}
