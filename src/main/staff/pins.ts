// PINs: argon2id. After three wrong ones in a row each next try waits longer, across restarts, whatever the PIN is asked for.
import { hash, verify } from '@node-rs/argon2';
import { TillError } from '../../shared/errors.ts';
import type { FactBody } from '../store/facts.ts';
import type { Append, Journal } from '../store/journal.ts';
import type { StaffStore } from '../store/staff-store.ts';

const FREE_TRIES = 3;
const FIRST_DELAY_MS = 5_000;
const LONGEST_DELAY_MS = 15 * 60_000;

/** How long after the `wrongCount`-th wrong PIN in a row the next try is refused. */
export function delayAfterMs(wrongCount: number): number {
  return wrongCount < FREE_TRIES ? 0 : Math.min(FIRST_DELAY_MS * 2 ** (wrongCount - FREE_TRIES), LONGEST_DELAY_MS);
}

/** Too easy to guess for a shop of one's own: all the same digit, or a run up or down. */
export function isSimplePin(pin: string): boolean {
  const steps = new Set([...pin].slice(1).map((digit, index) => Number(digit) - Number(pin[index])));
  const [step] = steps;
  return steps.size === 1 && step !== undefined && Math.abs(step) <= 1;
}

/** argon2id with the library's defaults (OWASP: 19 MiB, 2 passes), in PHC form. */
export function hashPin(pin: string): Promise<string> {
  return hash(pin);
}

/** What a PIN is asked for. */
export type PinUse = FactBody<'pin_refused'>['at'];
export type TryPin = (pin: string, use: PinUse, whenRight?: (append: Append) => void) => Promise<void>;

export interface Pins {
  /** NOT_FOUND, PIN_WRONG, or PIN_LOCKED with `retryAfterMs` while a delay runs. */
  check(staffId: string, ...tried: Parameters<TryPin>): Promise<void>;
  /** For work about one person's PIN: while it runs, nobody else tries or changes it. */
  alone<T>(staffId: string, work: (tryPin: TryPin) => Promise<T>): Promise<T>;
}

export function createPins({ journal, store, nowMs }: { journal: Journal; store: StaffStore; nowMs: () => number }): Pins {
  const busy = new Set<string>();
  /** Wrong PINs that the disk had no room for: they count all the same, as long as the till runs. */
  const unwritten = new Map<string, { wrongCount: number; retryAtMs: number }>();

  const tryPinOf =
    (staffId: string): TryPin =>
    async (pin, use, whenRight) => {
      const kept = store.pin(staffId);
      if (!kept) throw new TillError('NOT_FOUND');
      const stored = { ...kept, ...unwritten.get(staffId) };
      const waitMs = stored.retryAtMs - nowMs();
      // More than was ever set: the clock went back. Nobody is kept out until it comes round again.
      if (waitMs > 0 && waitMs <= delayAfterMs(stored.wrongCount)) throw new TillError('PIN_LOCKED', { retryAfterMs: waitMs });
      if (!(await verify(stored.pinHash, pin))) {
        const wrongCount = stored.wrongCount + 1;
        const delayMs = delayAfterMs(wrongCount);
        const retryAtMs = nowMs() + delayMs;
        unwritten.set(staffId, { wrongCount, retryAtMs });
        journal.transact((append) => {
          append('pin_refused', { staffId, at: use, wrongCount }, null);
          store.setWrongPins(staffId, wrongCount, retryAtMs);
        });
        unwritten.delete(staffId);
        throw new TillError('PIN_WRONG', { retryAfterMs: delayMs });
      }
      if (whenRight || stored.wrongCount > 0) {
        journal.transact((append) => {
          whenRight?.(append);
          if (stored.wrongCount > 0) store.setWrongPins(staffId, 0, 0);
        });
      }
      unwritten.delete(staffId);
    };

  const alone: Pins['alone'] = async (staffId, work) => {
    if (!store.active().some((person) => person.id === staffId)) throw new TillError('NOT_FOUND');
    // One try at a time: many at once would all be checked against the same count.
    if (busy.has(staffId)) throw new TillError('PIN_LOCKED', { retryAfterMs: 1000 });
    busy.add(staffId);
    try {
      return await work(tryPinOf(staffId));
    } finally {
      busy.delete(staffId);
    }
  };

  return { alone, check: (staffId, ...tried) => alone(staffId, (tryPin) => tryPin(...tried)) };
}
