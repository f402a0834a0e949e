// How long a quote holds. Every source of rates answers through this, so that an old quote is never charged with.
import type { RateQuote } from '../../shared/money.ts';
import type { RateAnswer } from './rate-source.ts';

/**
 * The last quote as the answer at `nowMs`: in force up to `maxAgeMs`, both ways, since a quote from the future means that
 * a clock is wrong. `undefined` is a quote that was never had.
 */
export function inForce(quote: RateQuote | undefined, nowMs: number, maxAgeMs: number): RateAnswer {
  if (!quote) return { ok: false, reason: 'missing' };
  const ageMs = nowMs - quote.quotedAtMs;
  return Math.abs(ageMs) <= maxAgeMs ? { ok: true, quote } : { ok: false, reason: 'old', ageMs };
}
