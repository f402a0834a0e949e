// People and roles as they are managed: what is asked for and what is shown. Who may sign in is in the state (StaffState).
import type { Role } from './rights.ts';
import type { StaffTile } from './state.ts';

export interface SecondFactor {
  /** An owner asks it of them: without one they do nothing at the manager's screen. */
  asked: boolean;
  set: boolean;
  recoveryLeft: number;
}

/** `used`: it was right, and taken before. `clock`: it is of another time. */
export const CODE_TROUBLES = ['wrong', 'used', 'clock'] as const;
export type CodeTrouble = (typeof CODE_TROUBLES)[number];

export interface PersonView extends StaffTile {
  secondFactor: SecondFactor;
  /** Whether they may sign in. */
  active: boolean;
  /** `long`: of at least LONG_PIN figures. `none`: lost with a restore, or never set. */
  pin: 'none' | 'short' | 'long';
}

export interface NewPerson {
  name: string;
  role: string;
  pin: string;
}

/** What is left out stays. */
export interface PersonChange {
  staffId: string;
  name?: string | undefined;
  role?: string | undefined;
  active?: boolean | undefined;
  /** Together with a role that needs a longer one. */
  pin?: string | undefined;
}

/** `id` is null for a new one. */
export type RoleInput = Omit<Role, 'id'> & { id: string | null };

/** A slip with a code, or a card of any kind that has a number. */
export const BADGE_KINDS = ['printed', 'card'] as const;
export type BadgeKind = (typeof BADGE_KINDS)[number];

export interface BadgeView {
  id: string;
  kind: BadgeKind;
  madeAtMs: number;
  /** Null while it was never used. */
  lastUsedAtMs: number | null;
  /** Its paper has not come out yet. */
  unprinted: boolean;
}

/** By what people tell badges apart: it opens nothing. */
export function badgeMark(badgeId: string): string {
  return badgeId.slice(-4).toUpperCase();
}

/** `no_badge`: neither a badge's code nor a card's number. `barcode`: of an article, so no card is enrolled with it. */
export type BadgeTrouble = 'no_badge' | 'unknown' | 'revoked' | 'barcode';
