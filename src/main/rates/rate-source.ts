// Where quotes come from: the practice shop has a fixed table, a shop of one's own the exchanges, and either a manager's hand.
import type { CurrencyCode, RateQuote } from '../../shared/money.ts';
import type { RateTrouble } from '../../shared/rates.ts';

export type RateAnswer =
  | { ok: true; quote: RateQuote }
  | { ok: false; reason: Exclude<RateTrouble, 'old'> }
  | { ok: false; reason: 'old'; ageMs: number };

export interface RateSource {
  /** The quote in force at `nowMs`, at once; never a constant that stands in for one that is missing. */
  quote(currency: CurrencyCode, nowMs: number): RateAnswer;
}
