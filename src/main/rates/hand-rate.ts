// A rate that a manager sets: it stands instead of any other for an hour, or until it is cleared. For when the exchanges cannot
// be asked, or do not agree.
import { TillError } from '../../shared/errors.ts';
import type { CurrencyCode } from '../../shared/money.ts';
import type { HandRate, RatesState } from '../../shared/rates.ts';
import type { HandRateStore } from '../store/hand-rate-store.ts';
import type { Journal } from '../store/journal.ts';
import { HAND_RATE_MS } from './in-force.ts';
import type { RateSource } from './rate-source.ts';

/** How far it may be from the last rate known: a slip of a digit is further. */
const LOWEST_PERCENT = 70;
const HIGHEST_PERCENT = 130;

export interface HandRateParts {
  currency: CurrencyCode;
  journal: Journal;
  store: HandRateStore;
  staffName: (staffId: string | null) => string;
  /** What quotes where no rate is set by hand. */
  otherwise: RateSource;
  /** The last rate of the other kind; null when none is known. */
  lastMinorPerBtc: () => number | null;
  nowMs: () => number;
  /** Told when the rate by hand begins, ends or is cleared. */
  onChange: () => void;
}

export interface HandRates extends RateSource {
  current(): HandRate | null;
  limits(): RatesState['handLimits'];
  /** RATE_UNLIKELY when it is outside of the limits. */
  set(minorPerBtc: number, staffId: string): void;
  /** ALREADY_DONE when none stands. */
  clear(staffId: string): void;
  close(): void;
}

export function createHandRates(parts: HandRateParts): HandRates {
  const { currency, journal, store, staffName, otherwise, lastMinorPerBtc, nowMs, onChange } = parts;
  let stored = store.current();
  let timer: NodeJS.Timeout | undefined;

  // A clock that was set back ends it too: nobody knows then how long it has stood.
  const standing = (atMs: number) => (stored && atMs >= stored.setAtMs && atMs - stored.setAtMs < HAND_RATE_MS ? stored : undefined);
  const limits = () => {
    const last = lastMinorPerBtc();
    const percentOf = (percent: number) => Number((BigInt(last ?? 0) * BigInt(percent)) / 100n);
    return last === null ? null : { lowestMinorPerBtc: percentOf(LOWEST_PERCENT), highestMinorPerBtc: percentOf(HIGHEST_PERCENT) };
  };
  const awaitEnd = () => {
    clearTimeout(timer);
    const stands = standing(nowMs());
    if (stands) timer = setTimeout(changed, stands.setAtMs + HAND_RATE_MS - nowMs());
  };
  const changed = () => {
    stored = store.current();
    awaitEnd();
    onChange();
  };
  awaitEnd();

  return {
    limits,
    quote(asked, atMs) {
      const stands = standing(atMs);
      if (!stands || asked !== currency) return otherwise.quote(asked, atMs);
      return { ok: true, quote: { currency, minorPerBtc: stands.minorPerBtc, method: 'hand', sources: [], quotedAtMs: stands.setAtMs } };
    },
    current() {
      const stands = standing(nowMs());
      if (!stands) return null;
      const { minorPerBtc, setAtMs, staffId } = stands;
      return { minorPerBtc, setAtMs, untilMs: setAtMs + HAND_RATE_MS, staffName: staffName(staffId) };
    },
    set(minorPerBtc, staffId) {
      const between = limits();
      if (between && (minorPerBtc < between.lowestMinorPerBtc || minorPerBtc > between.highestMinorPerBtc)) {
        throw new TillError('RATE_UNLIKELY', { currency, lowestMinor: between.lowestMinorPerBtc, highestMinor: between.highestMinorPerBtc });
      }
      journal.transact((append) => append('rate_set', { currency, minorPerBtc, untilMs: nowMs() + HAND_RATE_MS }, staffId));
      changed();
    },
    clear(staffId) {
      if (!standing(nowMs())) throw new TillError('ALREADY_DONE');
      journal.transact((append) => append('rate_cleared', {}, staffId));
      changed();
    },
    close: () => clearTimeout(timer),
  };
}
