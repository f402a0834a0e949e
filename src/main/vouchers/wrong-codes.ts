// Guessing codes: 80 random bits are not to be guessed, and still nobody is let try for long. A misspelt code is no guess.
import { TillError } from '../../shared/errors.ts';

const MOST_WRONG = 8;
const WITHIN_MS = 10 * 60_000;
const LOCKED_MS = 10 * 60_000;

export interface WrongCodes {
  /** VOUCHER_LOCKED while too many were wrong. */
  refuseWhileLocked(): void;
  /** Tells until when no code is looked at, if this one was the last of too many. */
  count(): { wrongCount: number; untilMs: number } | null;
}

export function createWrongCodes(nowMs: () => number): WrongCodes {
  let wrongAtMs: number[] = [];
  let lockedUntilMs = 0;
  return {
    refuseWhileLocked() {
      const retryAfterMs = lockedUntilMs - nowMs();
      if (retryAfterMs > 0) throw new TillError('VOUCHER_LOCKED', { retryAfterMs });
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
