// Where quotes come from. The practice shop has a fixed table that says so; real sources come behind the same interface.
import type { CurrencyCode, RateQuote } from '../../shared/money.ts';

export type RateAnswer = { ok: true; quote: RateQuote } | { ok: false; reason: 'missing' | 'old'; ageMs?: number };

export interface RateSource {
  /** The quote in force at `nowMs`; never a constant that stands in for one that is missing. */
  quote(currency: CurrencyCode, nowMs: number): RateAnswer;
}
