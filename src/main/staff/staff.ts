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

const LOOK_EVERY_MS = 1_000;
/** So long after a badge its PIN may be entered, and is said to be of it. */
const BADGE_WAITS_MS = 2 * 60_000;

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

export interface Staff {
  state(): StaffState;
  session(sessionKey: string): SessionState;
  signedIn(sessionKey: string): SignedIn | null;
  /** Whoever is signed in where the call was made, with what they may; NOT_SIGNED_IN. */
  act(call: CallMade): ActingCall;
  /** NOT_ALLOWED when the approver lacks the right as well; APPROVAL_OVER; PIN_WRONG, PIN_LOCKED. */
  approve(sessionKey: string, refusalId: string, staffId: string, pin: string): Promise<void>;
  /** PIN_NEEDED where the badge does not suffice; BADGE_REFUSED, BADGE_LOCKED; besides, as `approve`. */
  approveWithBadge(sessionKey: string, screen: Screen, refusalId: string, scanned: string): void;
  /** Also in the place of somebody else. PIN_WRONG, or PIN_LOCKED with `retryAfterMs` while a delay runs. */
  signIn(sessionKey: string, screen: Screen, staffId: string, pin: string): Promise<void>;
  /** PIN_NEEDED where the badge does not suffice; BADGE_REFUSED, BADGE_LOCKED. */
  signInWithBadge(sessionKey: string, screen: Screen, scanned: string): void;
  signOut(sessionKey: string, screen: Screen): void;
  /** Somebody touches this screen. */
  touched(sessionKey: string, screen: Screen): void;
  /** People or roles have changed: who may not sign in any more is signed out. */
  changed(): void;
  close(): void;
}

export function createStaff({ journal, store, pins, badges, sessions, rest, newId, nowMs, onChange, onSwitch, log }: StaffParts): Staff {
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
  const signedIn = (sessionKey: string): SignedIn | null => {
    const session = open(sessionKey);
    return session && person(session.staffId);
  };
  /** Badges that were shown at a screen and did not suffice: a PIN of the same person soon after goes with them. */
  const shownBadges = new Map<string, ShownBadge & { atMs: number }>();
  const badgeBefore = (sessionKey: string, staffId: string): { badgeId?: string } => {
    const shown = shownBadges.get(sessionKey);
    shownBadges.delete(sessionKey);
    return shown?.staffId === staffId && Math.abs(nowMs() - shown.atMs) < BADGE_WAITS_MS ? { badgeId: shown.badgeId } : {};
  };
  /** Whose badge was shown, where it suffices for what they may do. */
  const bearer = (sessionKey: string, screen: Screen, scanned: string): ShownBadge & { who: SignedIn } => {
    const shown = badges.read(scanned, screen);
    const who = person(shown.staffId);
    const role = store.roles().find(({ id }) => id === who?.role);
    if (!who || !role?.badgeSuffices) {
      shownBadges.set(sessionKey, { ...shown, atMs: nowMs() });
      throw new TillError('PIN_NEEDED', { staffId: shown.staffId, name: who?.name ?? '' });
    }
    return { ...shown, who };
  };
  const comeIn = (append: Append, sessionKey: string, screen: Screen, staffId: string, badge: { badgeId?: string }) => {
    const before = open(sessionKey);
    if (before && before.staffId !== staffId) append('signed_out', { screen: before.screen, reason: 'switch' }, before.staffId);
    append('signed_in', { screen, ...badge }, staffId);
  };
  /** It is on the disk that they have come. */
  const seat = (sessionKey: string, screen: Screen, staffId: string) => {
    const from = sessions.get(sessionKey)?.staffId ?? null;
    if (from !== staffId) approvals.forget(sessionKey);
    sessions.set(sessionKey, { staffId, screen, activeAtMs: nowMs(), locked: false });
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
    session(sessionKey) {
      const session = sessions.get(sessionKey);
      const staff = signedIn(sessionKey);
      return { staff, lockedFor: session && !staff ? session.staffId : null };
    },
    signedIn,
    act(call) {
      const who = signedIn(call.sessionKey);
      if (!who) throw new TillError('NOT_SIGNED_IN');
      return actIn(who, call, approvals);
    },
    async approve(sessionKey, refusalId, staffId, pin) {
      const { right, detail } = approvals.refused(sessionKey, refusalId);
      await pins.check(staffId, pin, 'approval');
      const { id, name } = approver(staffId, right, detail);
      approvals.approve(sessionKey, refusalId, { id, name, ...badgeBefore(sessionKey, staffId) });
    },
    approveWithBadge(sessionKey, screen, refusalId, scanned) {
      const { right, detail } = approvals.refused(sessionKey, refusalId);
      const { badgeId, who } = bearer(sessionKey, screen, scanned);
      const { id, name } = approver(who.id, right, detail);
      approvals.approve(sessionKey, refusalId, { id, name, badgeId });
    },
    async signIn(sessionKey, screen, staffId, pin) {
      await pins.check(staffId, pin, screen, (append) => comeIn(append, sessionKey, screen, staffId, badgeBefore(sessionKey, staffId)));
      seat(sessionKey, screen, staffId);
    },
    signInWithBadge(sessionKey, screen, scanned) {
      const { badgeId, staffId } = bearer(sessionKey, screen, scanned);
      journal.transact((append) => comeIn(append, sessionKey, screen, staffId, { badgeId }));
      seat(sessionKey, screen, staffId);
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
