// A quote taken for one code: with the moment of the taking, or the error that says why there is none.
import { missingCase, TillError } from '../../shared/errors.ts';
import type { CurrencyCode, LockedQuote } from '../../shared/money.ts';
import type { RateSource } from './rate-source.ts';

/** Throws RATE_MISSING, RATE_OLD, RATE_SPREAD or RATE_JUMP. */
export function lockQuote(rates: RateSource, currency: CurrencyCode, nowMs: number): LockedQuote {
  const answer = rates.quote(currency, nowMs);
  if (answer.ok) return { ...answer.quote, lockedAtMs: nowMs };
  switch (answer.reason) {
    case 'missing':
      throw new TillError('RATE_MISSING', { currency });
    case 'old':
      throw new TillError('RATE_OLD', { ageMs: answer.ageMs });
    case 'spread':
      throw new TillError('RATE_SPREAD');
    case 'jump':
      throw new TillError('RATE_JUMP');
    default:
      return missingCase(answer);
  }
}
