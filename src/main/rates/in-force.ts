// Whether a quote may still be used: an old one stops Lightning with words, and nothing stands in for it.
import type { RateQuote } from '../../shared/money.ts';
import type { RateAnswer } from './rate-source.ts';

/** A clock that was set back makes a quote of the future; up to this much of it is let be. */
const AHEAD_MS = 60_000;

/** `quote` as an answer at `nowMs`: `old` past `maxAgeMs`, `missing` where there is none or it is no positive integer. */
export function inForce(quote: RateQuote | undefined, nowMs: number, maxAgeMs: number): RateAnswer {
  if (!quote || !Number.isSafeInteger(quote.minorPerBtc) || quote.minorPerBtc <= 0) return { ok: false, reason: 'missing' };
  const ageMs = nowMs - quote.quotedAtMs;
  return ageMs > maxAgeMs || ageMs < -AHEAD_MS ? { ok: false, reason: 'old', ageMs } : { ok: true, quote };
}
