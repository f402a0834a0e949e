// What screens know of the rates: why there may be none, what each source said last, and the rate that a manager set by hand.

/** Why no rate is in force. The till refuses rather than guesses. */
export const RATE_TROUBLES = [
  'missing', // too few sources answer, or none has this currency
  'old', // what they said is too long ago
  'spread', // they contradict one another
  'jump', // it moved so far so fast that it has to last first
] as const;
export type RateTrouble = (typeof RATE_TROUBLES)[number];

/** Why a source has no answer of now. */
export const SOURCE_TROUBLES = [
  'unreachable', // no connection, or it broke
  'slow', // no whole answer in time
  'refused', // another HTTP status than 200
  'redirected', // it pointed elsewhere; nobody follows
  'too_large', // more than any answer of its kind
  'unreadable', // not what its documentation says
  'no_price', // zero, negative, or beyond any price
] as const;
export type SourceTrouble = (typeof SOURCE_TROUBLES)[number];

/**
 * What became of a source's last answer. `used`: it is part of the rate. `outlier`: too far from the others. `old`: too long ago,
 * or from the future. `alone`: nothing to compare it with. `none`: it has not answered yet.
 */
export type SourceUse = 'used' | 'outlier' | 'old' | 'alone' | 'none';

export interface RateSourceView {
  /** An exchange; a cross rate names its way: `Kraken × USD/SEK`. */
  name: string;
  /** Its last readable answer. */
  last: { minorPerBtc: number; quotedAtMs: number } | null;
  use: SourceUse;
  /** Since its last readable answer something has gone wrong. */
  trouble: SourceTrouble | null;
}

/** A manager's own rate: it stands instead of any other until then. */
export interface HandRate {
  minorPerBtc: number;
  setAtMs: number;
  untilMs: number;
  staffName: string;
}

export interface RatesState {
  /** In the order of trust; empty in practice, and while no node is connected. */
  sources: RateSourceView[];
  hand: HandRate | null;
  /** What a rate by hand has to be between; null while nothing is known to compare it with. */
  handLimits: { lowestMinorPerBtc: number; highestMinorPerBtc: number } | null;
}
