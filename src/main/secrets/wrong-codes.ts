// Guessing codes: random bits are not to be guessed, and still nobody is let try for long. A misspelt code is no guess.
import { type ErrorCode, TillError } from '../../shared/errors.ts';

const MOST_WRONG = 8;
const WITHIN_MS = 10 * 60_000;
const LOCKED_MS = 10 * 60_000;

export interface WrongCodes {
  /** The error `locked`, while too many were wrong. */
  refuseWhileLocked(): void;
  /** Tells until when no code is looked at, if this one was the last of too many. */
  count(): { wrongCount: number; untilMs: number } | null;
}

/** So long ago a wrong code may still count. */
export const WRONG_CODES_COUNT_MS = Math.max(WITHIN_MS, LOCKED_MS);

/** `locked` is thrown with `retryAfterMs`. `before`: what was wrong before the till was started, oldest first. */
export function createWrongCodes(
  nowMs: () => number,
  locked: Extract<ErrorCode, 'VOUCHER_LOCKED' | 'BADGE_LOCKED'>,
  before: readonly { atMs: number; locked: boolean }[] = [],
): WrongCodes {
  const lastLock = before.findLast((one) => one.locked);
  let lockedUntilMs = lastLock ? lastLock.atMs + LOCKED_MS : 0;
  let wrongAtMs = before.slice(lastLock ? before.lastIndexOf(lastLock) + 1 : 0).map(({ atMs }) => atMs);
  return {
    refuseWhileLocked() {
      const retryAfterMs = lockedUntilMs - nowMs();
      // More than was ever set: the clock went back. Nobody is kept out until it comes round again.
      if (retryAfterMs > 0 && retryAfterMs <= LOCKED_MS) throw new TillError(locked, { retryAfterMs });
    },
    count() {
      const now = nowMs();
      wrongAtMs = [...wrongAtMs.filter((atMs) => atMs > now - WITHIN_MS), now];
      if (wrongAtMs.length < MOST_WRONG) return null;
      const wrongCount = wrongAtMs.length;
      wrongAtMs = [];
      lockedUntilMs = now + LOCKED_MS;
      return { wrongCount, untilMs: lockedUntilMs };
    },
  };
}
