// How long a quote holds: the one place that judges it. A shop's source of rates is wrapped in this once, so that nobody who
// asks is given an old or a senseless one.
import type { RateMethod } from '../../shared/money.ts';
import type { RateSource } from './rate-source.ts';

/** How long a rate that a manager set stands. */
export const HAND_RATE_MS = 3_600_000;

const MAX_AGE_MS: Record<RateMethod, number> = { market: 600_000, hand: HAND_RATE_MS, practice: 0 };
/** Two clocks may differ: up to this much a quote may be from the future. */
export const AHEAD_MS = 60_000;

/** The source, whose quotes are `old` past their limit, and `missing` when they are of another currency or no positive integer. */
export function inForce(source: RateSource): RateSource {
  return {
    quote(currency, nowMs) {
      const answer = source.quote(currency, nowMs);
      if (!answer.ok) return answer;
      const { minorPerBtc, method, quotedAtMs } = answer.quote;
      if (answer.quote.currency !== currency || !Number.isSafeInteger(minorPerBtc) || minorPerBtc <= 0) return { ok: false, reason: 'missing' };
      const ageMs = nowMs - quotedAtMs;
      return ageMs > MAX_AGE_MS[method] || ageMs < -AHEAD_MS ? { ok: false, reason: 'old', ageMs } : answer;
    },
  };
}
