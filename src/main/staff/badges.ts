// Staff badges: printed codes and cards, made for a person by whoever may manage them, revoked one by one. The books have an HMAC of
// what opens each, so that neither the journal nor a copy of the file makes a badge.
import { isMeantAsBadge, readBadgeCode } from '../../shared/badge.ts';
import { TillError } from '../../shared/errors.ts';
import { mayManage } from '../../shared/rights.ts';
import { type BadgeTrouble, type BadgeView, badgeMark } from '../../shared/staff.ts';
import type { Screen } from '../../shared/state.ts';
import type { PrintedCodes } from '../secrets/printed-codes.ts';
import type { WrongCodes } from '../secrets/wrong-codes.ts';
import type { BadgeStore, StoredBadge } from '../store/badge-store.ts';
import type { Journal } from '../store/journal.ts';
import type { StaffMember, StaffStore } from '../store/staff-store.ts';
import type { Actor } from './actor.ts';
import { type CardKeys, isCardKey } from './card-keys.ts';

export interface BadgesParts {
  journal: Journal;
  store: BadgeStore;
  staff: StaffStore;
  codes: PrintedCodes;
  wrongCodes: WrongCodes;
  cards: CardKeys;
  /** An article has it: then it is no card's. */
  isBarcode: (text: string) => boolean;
  /** Whether there is a printer of receipts. */
  canPrint: () => boolean;
  /** Queues its paper, within the running transaction. */
  print: (badgeId: string, title: string, atMs: number) => void;
  newId: () => string;
  nowMs: () => number;
}

/** Whose badge was shown, and which. */
export interface ShownBadge {
  badgeId: string;
  staffId: string;
}

export interface Badges {
  /** Those that hold. NOT_FOUND. */
  of(staffId: string): BadgeView[];
  /** ROLE_TOO_HIGH, PRINTER_MISSING, SECRETS_CLOSED. */
  printOne(staffId: string, actor: Actor): void;
  /** What a card's reader typed. The card may be theirs already. BADGE_REFUSED (`no_badge`, `barcode`), BADGE_TAKEN, ROLE_TOO_HIGH, SECRETS_CLOSED. */
  enrol(staffId: string, typed: string, actor: Actor): void;
  /** ALREADY_DONE, ROLE_TOO_HIGH. */
  revoke(badgeId: string, actor: Actor): void;
  /** BADGE_REFUSED, BADGE_LOCKED, SECRETS_CLOSED. What is wrong counts, as wrong PINs do. */
  read(scanned: string, screen: Screen): ShownBadge;
  /** Whether what no article has is somebody's badge. Not more often than wrong badges are let try: nobody finds one out by it. */
  isBadge(scanned: string): boolean;
}

/** Looking up what is no article's barcode, for whether it is a card's: so often within so long. */
const MOST_LOOKED_UP = 30;
const LOOKED_UP_WITHIN_MS = 10 * 60_000;

const refused = (reason: BadgeTrouble) => new TillError('BADGE_REFUSED', { reason });

export function createBadges({ journal, store, staff, codes, wrongCodes, cards, isBarcode, canPrint, print, newId, nowMs }: BadgesParts): Badges {
  let lookedUpAtMs: number[] = [];

  const personOf = (staffId: string): StaffMember => {
    const person = staff.all().find(({ id }) => id === staffId);
    if (!person) throw new TillError('NOT_FOUND');
    return person;
  };
  /** Whose badges somebody makes they could sign in as: nobody makes one for those who may do more. */
  const managed = (staffId: string, actor: Actor): StaffMember => {
    const person = personOf(staffId);
    const role = staff.roles().find(({ id }) => id === person.role);
    if (role && !mayManage(actor, role)) throw new TillError('ROLE_TOO_HIGH');
    return person;
  };
  const mayHaveOne = (staffId: string, actor: Actor): StaffMember => {
    const person = managed(staffId, actor);
    if (!person.active) throw new TillError('NOT_FOUND');
    return person;
  };
  /** What its HMAC is over; null where it is neither a badge's code nor a card's number. */
  const keyOf = (scanned: string): string | null => {
    const code = readBadgeCode(scanned);
    if (code !== null) return code;
    return isMeantAsBadge(scanned) ? null : cards.keyOf(scanned);
  };
  const isActive = (staffId: string) => staff.active().some(({ id }) => id === staffId);
  const isGood = (badge: StoredBadge) => !badge.revoked && isActive(badge.staffId);

  return {
    of(staffId) {
      const kept = new Set(codes.kept());
      return store.ofPerson(personOf(staffId).id).map(({ id, kind, madeAtMs, lastUsedAtMs }) => ({
        id,
        kind,
        madeAtMs,
        lastUsedAtMs,
        unprinted: kept.has(id),
      }));
    },
    printOne(staffId, actor) {
      const { name } = mayHaveOne(staffId, actor);
      if (!canPrint()) throw new TillError('PRINTER_MISSING');
      journal.transact((append) => {
        const badgeId = newId();
        // Says in words what is the matter where none can be made.
        const hash = codes.make(badgeId) ?? codes.hashOf('');
        const { atMs } = append('badge_made', { badgeId, staffId, name, kind: 'printed', hash }, actor.staffId);
        print(badgeId, `${name} ${badgeMark(badgeId)}`, atMs);
      });
    },
    enrol(staffId, typed, actor) {
      const { name } = mayHaveOne(staffId, actor);
      const key = cards.keyOf(typed);
      // A printed badge's code that somebody wrote on a card is that badge.
      if (key === null || !isCardKey(key)) throw refused('no_badge');
      if (isBarcode(typed)) throw refused('barcode');
      const hash = codes.hashOf(key);
      journal.transact((append) => {
        const before = store.byHash(hash);
        if (before && !before.revoked) {
          if (before.staffId === staffId) return;
          // Whoever may not sign in any more has no use for it; and yet it is taken from them by name.
          throw new TillError('BADGE_TAKEN', { name: personOf(before.staffId).name });
        }
        append('badge_made', { badgeId: newId(), staffId, name, kind: 'card', hash }, actor.staffId);
      });
    },
    revoke(badgeId, actor) {
      const badge = store.find(badgeId);
      if (!badge) throw new TillError('NOT_FOUND');
      const { name } = managed(badge.staffId, actor);
      if (badge.revoked) throw new TillError('ALREADY_DONE');
      journal.transact((append) => {
        append('badge_revoked', { badgeId, staffId: badge.staffId, name, kind: badge.kind }, actor.staffId);
        codes.forget(badgeId);
      });
    },
    read(scanned, screen) {
      const key = keyOf(scanned);
      // A slip of the scanner, or goods: no guess at a badge.
      if (key === null || (!isMeantAsBadge(scanned) && isBarcode(scanned))) throw refused('no_badge');
      wrongCodes.refuseWhileLocked();
      const badge = store.byHash(codes.hashOf(key));
      if (badge && isGood(badge)) return { badgeId: badge.id, staffId: badge.staffId };
      const locked = wrongCodes.count();
      journal.transact((append) =>
        append('badge_refused', { screen, badgeId: badge?.id ?? null, wrongCount: locked?.wrongCount ?? null }, badge?.staffId ?? null),
      );
      throw refused(badge ? 'revoked' : 'unknown');
    },
    isBadge(scanned) {
      const key = keyOf(scanned);
      if (key === null) return false;
      const now = nowMs();
      lookedUpAtMs = lookedUpAtMs.filter((atMs) => Math.abs(now - atMs) < LOOKED_UP_WITHIN_MS);
      if (lookedUpAtMs.length >= MOST_LOOKED_UP) return false;
      try {
        const badge = store.byHash(codes.hashOf(key));
        if (badge && isGood(badge)) return true;
      } catch (cause) {
        // Then it is whatever it is as a barcode.
        if (cause instanceof TillError && cause.code === 'SECRETS_CLOSED') return false;
        throw cause;
      }
      lookedUpAtMs.push(now);
      return false;
    },
  };
}
