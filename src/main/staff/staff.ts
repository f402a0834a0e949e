// Who is signed in at which screen. PINs are argon2id; after three wrong ones in a row each next try waits longer, across restarts.
import { hash, verify } from '@node-rs/argon2';
import { TillError } from '../../shared/errors.ts';
import { reaches } from '../../shared/rights.ts';
import type { Screen, SignedIn, StaffState } from '../../shared/state.ts';
import type { Append, Journal } from '../store/journal.ts';
import type { StaffStore } from '../store/staff-store.ts';
import { type ActingCall, actIn } from './actor.ts';
import { type CallMade, createApprovals } from './approvals.ts';

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

/** Who is signed in, by session. It outlives a shop that closes to open again. */
export type Sessions = Map<string, string>;

export interface StaffParts {
  journal: Journal;
  store: StaffStore;
  sessions: Sessions;
  newId: () => string;
  nowMs: () => number;
  /** Told when somebody signs in or out at the screen of this session. */
  onChange: (sessionKey: string) => void;
}

export interface Staff {
  state(): StaffState;
  signedIn(sessionKey: string): SignedIn | null;
  /** Whoever is signed in where the call was made, with what they may; NOT_SIGNED_IN. */
  act(call: CallMade): ActingCall;
  /** NOT_ALLOWED when the approver lacks the right as well; APPROVAL_OVER; PIN_WRONG, PIN_LOCKED. */
  approve(sessionKey: string, refusalId: string, staffId: string, pin: string): Promise<void>;
  /** PIN_WRONG, or PIN_LOCKED with `retryAfterMs` while a delay runs. */
  signIn(sessionKey: string, screen: Screen, staffId: string, pin: string): Promise<void>;
  signOut(sessionKey: string, screen: Screen): void;
  /** Whether it is this person's PIN, for what is opened with it apart from signing in. Refuses as signing in does, and counts with it. */
  checkPin(staffId: string, pin: string): Promise<void>;
}

export function createStaff({ journal, store, sessions, newId, nowMs, onChange }: StaffParts): Staff {
  const approvals = createApprovals({ journal, newId, nowMs });
  const trying = new Set<string>();
  /** Wrong PINs that the disk had no room for: they count all the same, as long as the till runs. */
  const unwritten = new Map<string, { wrongCount: number; retryAtMs: number }>();

  /** With the rights that their role has now. */
  const person = (staffId: string | undefined): SignedIn | null => {
    const tile = store.active().find(({ id }) => id === staffId);
    const role = tile && store.roles().find(({ id }) => id === tile.role);
    return role ? { ...tile, rights: role.rights, limits: role.limits } : null;
  };
  const signedIn = (sessionKey: string): SignedIn | null => person(sessions.get(sessionKey));

  const tryPin = async (staffId: string, pin: string, at: Screen | 'spending' | 'approval', whenRight: (append: Append) => void) => {
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
        append('pin_refused', { staffId, at, wrongCount }, null);
        store.setWrongPins(staffId, wrongCount, retryAtMs);
      });
      unwritten.delete(staffId);
      throw new TillError('PIN_WRONG', { retryAfterMs: delayMs });
    }
    journal.transact((append) => {
      whenRight(append);
      if (stored.wrongCount > 0) store.setWrongPins(staffId, 0, 0);
    });
    unwritten.delete(staffId);
  };
  /** One try at a time: many at once would all be checked against the same count. */
  const alone = async (staffId: string, work: () => Promise<void>) => {
    if (!store.active().some((person) => person.id === staffId)) throw new TillError('NOT_FOUND');
    if (trying.has(staffId)) throw new TillError('PIN_LOCKED', { retryAfterMs: 1000 });
    trying.add(staffId);
    try {
      await work();
    } finally {
      trying.delete(staffId);
    }
  };

  return {
    state: () => ({ tiles: store.active(), roles: store.roles() }),
    signedIn,
    act(call) {
      const who = signedIn(call.sessionKey);
      if (!who) throw new TillError('NOT_SIGNED_IN');
      return actIn(who, call, approvals);
    },
    async approve(sessionKey, refusalId, staffId, pin) {
      const { right, detail } = approvals.refused(sessionKey, refusalId);
      const approver = person(staffId);
      if (!approver) throw new TillError('NOT_FOUND');
      await alone(staffId, () => tryPin(staffId, pin, 'approval', () => undefined));
      if (!reaches(approver, right, detail)) throw new TillError('NOT_ALLOWED', { ...detail, right });
      approvals.approve(sessionKey, refusalId, { id: approver.id, name: approver.name });
    },
    async signIn(sessionKey, screen, staffId, pin) {
      await alone(staffId, () => tryPin(staffId, pin, screen, (append) => append('signed_in', { screen }, staffId)));
      sessions.set(sessionKey, staffId);
      onChange(sessionKey);
    },
    signOut(sessionKey, screen) {
      const who = signedIn(sessionKey);
      if (!who) return;
      journal.transact((append) => append('signed_out', { screen }, who.id));
      sessions.delete(sessionKey);
      onChange(sessionKey);
    },
    checkPin: (staffId, pin) => alone(staffId, () => tryPin(staffId, pin, 'spending', () => undefined)),
  };
}
