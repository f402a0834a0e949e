// Holds back a rate that moved more than a tenth since the last accepted one, until it has lasted: a real crash waits three
// minutes, a fault of the sources is over by then or seen.
import { apartPpm } from './combine.ts';

const JUMP_PPM = 100_000;
/** How far a new level may move while it is waited for. */
const SETTLED_PPM = 20_000;
const MUST_LAST_MS = 180_000;
/** After so long any level may be right. */
const FORGET_MS = 3_600_000;

export interface JumpGuard {
  /** Whether the rate may be used; times on a clock that only goes forward. */
  accepts(minorPerBtc: number, monoMs: number): boolean;
}

export function createJumpGuard(): JumpGuard {
  let accepted: { minorPerBtc: number; atMs: number } | null = null;
  let waiting: { minorPerBtc: number; sinceMs: number } | null = null;

  const accept = (minorPerBtc: number, atMs: number) => {
    accepted = { minorPerBtc, atMs };
    waiting = null;
    return true;
  };
  return {
    accepts(minorPerBtc, monoMs) {
      if (!accepted || monoMs - accepted.atMs > FORGET_MS || apartPpm(minorPerBtc, accepted.minorPerBtc) <= JUMP_PPM)
        return accept(minorPerBtc, monoMs);
      if (!waiting || apartPpm(minorPerBtc, waiting.minorPerBtc) > SETTLED_PPM) waiting = { minorPerBtc, sinceMs: monoMs };
      return monoMs - waiting.sinceMs >= MUST_LAST_MS && accept(minorPerBtc, monoMs);
    },
  };
}
