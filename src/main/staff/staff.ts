// Who is signed in at which screen, with which rights at this moment; who lets whose action pass; and the lock of a screen at rest.
import { TillError } from '../../shared/errors.ts';
import { type Right, type RightDetail, reaches } from '../../shared/rights.ts';
import type { Screen, SessionState, SignedIn, StaffState } from '../../shared/state.ts';
import type { Log } from '../log.ts';
import type { FactBody } from '../store/facts.ts';
import type { Append, Journal } from '../store/journal.ts';
import type { StaffStore } from '../store/staff-store.ts';
import { type ActingCall, actIn } from './actor.ts';
import { type CallMade, createApprovals } from './approvals.ts';
import type { Badges, ShownBadge } from './badges.ts';
import type { Pins } from './pins.ts';
import { isAtRest, type Rest, type Session, type Sessions } from './rest.ts';
import type { CodeUse, SecondFactors } from './second-factor.ts';

const LOOK_EVERY_MS = 1_000;
/** So long after a badge its PIN may be entered, and is said to be of it. */
const BADGE_WAITS_MS = 2 * 60_000;
/** So long a code holds for what is grave. */
const CODE_HOLDS_MS = 5 * 60_000;
const CODE_OF_THE_DAY_MS = 8 * 60 * 60_000;

/** Somebody came to a screen, or left it: `from` had it last, also while it was locked. Null is nobody. */
export interface Switch {
  from: string | null;
  to: string | null;
  screen: Screen;
}

export interface StaffParts {
  journal: Journal;
  store: StaffStore;
  pins: Pins;
  badges: Pick<Badges, 'read'>;
  secondFactors: Pick<SecondFactors, 'of' | 'check'>;
  sessions: Sessions;
  rest: () => Rest;
  newId: () => string;
  nowMs: () => number;
  /** Told when somebody signs in or out at the screen of a session. */
  onChange: () => void;
  /** Told after it is on the disk; it stands whatever becomes of that. */
  onSwitch: (change: Switch) => void;
  log: Log;
}

export interface GivenPin {
  staffId: string;
  pin: string;
  /** Of the second factor. */
  code?: string | undefined;
}

export interface Staff {
  state(): StaffState;
  session(sessionKey: string, screen: Screen): SessionState;
  /** At the manager's screen who has a second factor is, once they have given a code of it. */
  signedIn(sessionKey: string, screen: Screen): SignedIn | null;
  /** Whoever is signed in where the call was made, with what they may; NOT_SIGNED_IN. */
  act(call: CallMade): ActingCall;
  /** For what is grave: CODE_AGAIN where they have a second factor and gave no code of it of late; SECOND_FACTOR_MISSING. */
  requireCode(call: Pick<CallMade, 'name' | 'grave' | 'screen' | 'sessionKey'>): void;
  /** Whoever is signed in gives a code. NOT_SIGNED_IN; CODE_WRONG, CODE_LOCKED. */
  giveCode(sessionKey: string, screen: Screen, code: string): void;
  /** They have just set up their second factor here. */
  gaveCode(sessionKey: string): void;
  /** NOT_ALLOWED when the approver lacks the right as well; APPROVAL_OVER; PIN_WRONG, PIN_LOCKED; CODE_NEEDED, CODE_WRONG, CODE_LOCKED, SECOND_FACTOR_MISSING. */
  approve(sessionKey: string, refusalId: string, given: GivenPin): Promise<void>;
  /** PIN_NEEDED where the badge does not suffice; BADGE_REFUSED, BADGE_LOCKED; besides, as `approve`. */
  approveWithBadge(sessionKey: string, screen: Screen, refusalId: string, scanned: string): void;
  /**
   * Also in the place of somebody else. PIN_WRONG, or PIN_LOCKED with `retryAfterMs` while a delay runs. CODE_NEEDED at the manager's
   * screen where they have a second factor; CODE_WRONG, CODE_LOCKED.
   */
  signIn(sessionKey: string, screen: Screen, given: GivenPin): Promise<void>;
  /** PIN_NEEDED where the badge does not suffice; BADGE_REFUSED, BADGE_LOCKED. */
  signInWithBadge(sessionKey: string, screen: Screen, scanned: string): void;
  signOut(sessionKey: string, screen: Screen): void;
  /** Somebody touches this screen. */
  touched(sessionKey: string, screen: Screen): void;
  /** People or roles have changed: who may not sign in any more is signed out. */
  changed(): void;
  close(): void;
}

export function createStaff({
  journal,
  store,
  pins,
  badges,
  secondFactors,
  sessions,
  rest,
  newId,
  nowMs,
  onChange,
  onSwitch,
  log,
}: StaffParts): Staff {
  const approvals = createApprovals({ journal, newId, nowMs });

  /** With the rights that their role has now. */
  const person = (staffId: string): SignedIn | null => {
    const tile = store.active().find(({ id }) => id === staffId);
    const role = tile && store.roles().find(({ id }) => id === tile.role);
    return role ? { ...tile, rights: role.rights, limits: role.limits } : null;
  };
  /** A session that is due to lock counts as locked before it is looked at. */
  const open = (sessionKey: string): Session | null => {
    const session = sessions.get(sessionKey);
    return session && !session.locked && !isAtRest(session, rest(), nowMs()) ? session : null;
  };
  const hasSecondFactor = (staffId: string) => secondFactors.of(staffId).set;
  const signedIn = (sessionKey: string, screen: Screen): SignedIn | null => {
    const session = open(sessionKey);
    // One browser's two screens share who is there: the cashier's opens with less.
    if (!session || (screen === 'manager' && session.codeAtMs === null && hasSecondFactor(session.staffId))) return null;
    return person(session.staffId);
  };
  const gaveCodeWithin = (session: Session | null | undefined, ms: number) =>
    session?.codeAtMs !== null && session?.codeAtMs !== undefined && Math.abs(nowMs() - session.codeAtMs) < ms;
  /** Badges that were shown at a screen and did not suffice: a PIN of the same person soon after goes with them. */
  const shownBadges = new Map<string, ShownBadge & { atMs: number }>();
  const badgeBefore = (sessionKey: string, staffId: string): { badgeId?: string } => {
    const shown = shownBadges.get(sessionKey);
    shownBadges.delete(sessionKey);
    return shown?.staffId === staffId && Math.abs(nowMs() - shown.atMs) < BADGE_WAITS_MS ? { badgeId: shown.badgeId } : {};
  };
  /** Whose badge was shown, where it suffices for what they may do. `strict`: never for who has a second factor. */
  const bearer = (sessionKey: string, screen: Screen, scanned: string, strict: boolean): ShownBadge & { who: SignedIn } => {
    const shown = badges.read(scanned, screen);
    const who = person(shown.staffId);
    const role = store.roles().find(({ id }) => id === who?.role);
    if (!who || !role?.badgeSuffices || (strict && hasSecondFactor(who.id))) {
      shownBadges.set(sessionKey, { ...shown, atMs: nowMs() });
      throw new TillError('PIN_NEEDED', { staffId: shown.staffId, name: who?.name ?? '' });
    }
    return { ...shown, who };
  };
  /** When they gave the code that still holds here: who goes on at a screen that has locked itself needs no other, for a working day. */
  const codeOfTheDay = (sessionKey: string, staffId: string): number | null => {
    const session = sessions.get(sessionKey);
    return session?.staffId === staffId && gaveCodeWithin(session, CODE_OF_THE_DAY_MS) ? session.codeAtMs : null;
  };
  const asksCode = (sessionKey: string, screen: Screen, staffId: string): boolean =>
    screen === 'manager' && hasSecondFactor(staffId) && codeOfTheDay(sessionKey, staffId) === null;
  /** What is grave is not let pass by who should have a second factor and has none. */
  const refuseWithout = (staffId: string) => {
    const { set, asked } = secondFactors.of(staffId);
    if (asked && !set) throw new TillError('SECOND_FACTOR_MISSING');
  };
  const checkCode = (staffId: string, code: string | undefined, use: CodeUse) => {
    if (code === undefined) throw new TillError('CODE_NEEDED');
    secondFactors.check(staffId, code, use);
  };
  const comeIn = (append: Append, sessionKey: string, screen: Screen, staffId: string, badge: { badgeId?: string }) => {
    const before = open(sessionKey);
    if (before && before.staffId !== staffId) append('signed_out', { screen: before.screen, reason: 'switch' }, before.staffId);
    append('signed_in', { screen, ...badge }, staffId);
  };
  /** It is on the disk that they have come. */
  const seat = (sessionKey: string, screen: Screen, staffId: string, codeAtMs: number | null) => {
    const before = sessions.get(sessionKey);
    const from = before?.staffId ?? null;
    if (from !== staffId) approvals.forget(sessionKey);
    sessions.set(sessionKey, { staffId, screen, activeAtMs: nowMs(), locked: false, codeAtMs });
    onChange();
    tellSwitch({ from, to: staffId, screen });
  };
  /** Looked at after the approver is known for who they are. */
  const approver = (staffId: string, right: Right, detail: RightDetail): SignedIn => {
    const who = person(staffId);
    if (!who || !reaches(who, right, detail)) throw new TillError('NOT_ALLOWED', { ...detail, right });
    return who;
  };
  const tellSwitch = (change: Switch) => {
    try {
      onSwitch(change);
    } catch (cause) {
      log.error('staff.switch_failed', cause);
    }
  };
  /** Whatever the disk says, nobody is signed in here any more. */
  const leave = (sessionKey: string, { staffId, screen }: Session, reason: FactBody<'signed_out'>['reason'], after: () => void) => {
    after();
    approvals.forget(sessionKey);
    try {
      journal.transact((append) => append('signed_out', { screen, reason }, staffId));
    } finally {
      onChange();
      tellSwitch({ from: staffId, to: null, screen });
    }
  };
  const lockThoseAtRest = () => {
    const how = rest();
    for (const [key, session] of sessions) {
      if (session.locked) continue;
      // When it is paid, the rest begins.
      if (how.paymentShown && session.screen === 'cashier') session.activeAtMs = nowMs();
      if (!isAtRest(session, how, nowMs())) continue;
      try {
        leave(key, session, 'rest', () => {
          session.locked = true;
        });
      } catch (cause) {
        log.error('staff.lock_not_written', cause);
      }
    }
  };
  const looking = setInterval(lockThoseAtRest, LOOK_EVERY_MS);

  return {
    state: () => ({ tiles: store.active(), roles: store.roles() }),
    session(sessionKey, screen) {
      const session = sessions.get(sessionKey);
      const staff = signedIn(sessionKey, screen);
      const { set, asked } = staff ? secondFactors.of(staff.id) : { set: false, asked: false };
      return { staff, lockedFor: session && !open(sessionKey) ? session.staffId : null, secondFactor: set ? 'set' : asked ? 'missing' : 'none' };
    },
    signedIn,
    act(call) {
      const who = signedIn(call.sessionKey, call.screen);
      if (!who) throw new TillError('NOT_SIGNED_IN');
      return actIn(who, call, approvals);
    },
    requireCode({ name, grave, screen, sessionKey }) {
      const session = open(sessionKey);
      if (!session) throw new TillError('NOT_SIGNED_IN');
      if ((screen === 'manager' || grave) && !name.startsWith('session.')) refuseWithout(session.staffId);
      if (grave && hasSecondFactor(session.staffId) && !gaveCodeWithin(session, CODE_HOLDS_MS)) throw new TillError('CODE_AGAIN');
    },
    giveCode(sessionKey, screen, code) {
      const session = open(sessionKey);
      const who = signedIn(sessionKey, screen);
      if (!session || !who) throw new TillError('NOT_SIGNED_IN');
      secondFactors.check(who.id, code, 'again');
      session.codeAtMs = nowMs();
    },
    gaveCode(sessionKey) {
      const session = open(sessionKey);
      if (session) session.codeAtMs = nowMs();
      onChange();
    },
    async approve(sessionKey, refusalId, { staffId, pin, code }) {
      const { right, detail, call } = approvals.refused(sessionKey, refusalId);
      await pins.check(staffId, pin, 'approval');
      const { id, name } = approver(staffId, right, detail);
      if (call.grave) refuseWithout(staffId);
      if (call.grave && hasSecondFactor(staffId)) checkCode(staffId, code, 'approval');
      approvals.approve(sessionKey, refusalId, { id, name, ...badgeBefore(sessionKey, staffId) });
    },
    approveWithBadge(sessionKey, screen, refusalId, scanned) {
      const { right, detail, call } = approvals.refused(sessionKey, refusalId);
      const { badgeId, who } = bearer(sessionKey, screen, scanned, call.grave);
      const { id, name } = approver(who.id, right, detail);
      if (call.grave) refuseWithout(who.id);
      approvals.approve(sessionKey, refusalId, { id, name, badgeId });
    },
    async signIn(sessionKey, screen, { staffId, pin, code }) {
      const come = (append: Append) => comeIn(append, sessionKey, screen, staffId, badgeBefore(sessionKey, staffId));
      if (!asksCode(sessionKey, screen, staffId)) {
        await pins.check(staffId, pin, screen, come);
        seat(sessionKey, screen, staffId, codeOfTheDay(sessionKey, staffId));
        return;
      }
      await pins.check(staffId, pin, screen);
      checkCode(staffId, code, screen);
      journal.transact(come);
      seat(sessionKey, screen, staffId, nowMs());
    },
    signInWithBadge(sessionKey, screen, scanned) {
      const { badgeId, staffId } = bearer(sessionKey, screen, scanned, screen === 'manager');
      // Once the screen has locked itself, the code of before takes at least the PIN: a badge alone never opens the manager's screen.
      const codeAtMs = open(sessionKey) ? codeOfTheDay(sessionKey, staffId) : null;
      journal.transact((append) => comeIn(append, sessionKey, screen, staffId, { badgeId }));
      seat(sessionKey, screen, staffId, codeAtMs);
    },
    signOut(sessionKey, screen) {
      const session = open(sessionKey);
      if (session) leave(sessionKey, { ...session, screen }, 'left', () => sessions.delete(sessionKey));
    },
    touched(sessionKey, screen) {
      const session = open(sessionKey);
      if (session) Object.assign(session, { screen, activeAtMs: nowMs() });
    },
    changed() {
      for (const [key, session] of sessions) {
        if (person(session.staffId)) continue;
        if (session.locked) sessions.delete(key);
        else leave(key, session, 'not_here', () => sessions.delete(key));
      }
      onChange();
    },
    close: () => clearInterval(looking),
  };
}
