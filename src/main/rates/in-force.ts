// How long a quote holds. Every source of rates answers through this, so that nothing is charged with an old or senseless one.
import type { RateQuote } from '../../shared/money.ts';
import type { RateAnswer } from './rate-source.ts';

/** Two clocks may differ: up to this much a quote may be from the future. */
const AHEAD_MS = 60_000;

/** The last quote as the answer at `nowMs`: `old` past `maxAgeMs`, `missing` when there is none or it is no positive integer. */
export function inForce(quote: RateQuote | undefined, nowMs: number, maxAgeMs: number): RateAnswer {
  if (!quote || !Number.isSafeInteger(quote.minorPerBtc) || quote.minorPerBtc <= 0) return { ok: false, reason: 'missing' };
  const ageMs = nowMs - quote.quotedAtMs;
  return ageMs > maxAgeMs || ageMs < -AHEAD_MS ? { ok: false, reason: 'old', ageMs } : { ok: true, quote };
}
