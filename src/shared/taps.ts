// Cards that are held to the reader, as screens see them: whether one that pays would be asked to, and what became of the last one.
import type { ErrorCode, ErrorDetail } from './errors.ts';

/**
 * `asking`: the card's service is being asked. `accepted`: it says that it pays, and the money is waited for. `unpaid`: so it did, and
 * nothing has come for a while. `unknown`: it has our code and did not say what it makes of it. `hold_again`: the card lay there before
 * there was anything to pay. `nothing_due`: it pays, and nothing is to be paid by Lightning now. `tip_first`: the customer is being asked for a tip.
 * The others are what the reader says (card-taps.ts).
 */
export type TapNews =
  | { kind: 'asking' | 'accepted' | 'unpaid' | 'unknown'; domain: string }
  | { kind: 'refused'; code: ErrorCode; detail: NonNullable<ErrorDetail> }
  | { kind: 'torn_away' | 'several' | 'unreadable' | 'hold_again' | 'nothing_due' | 'tip_first' };

export interface TapsState {
  /** A reader is there, and reads. */
  ready: boolean;
  /** A card that is held there now is asked to pay what is due. */
  offered: boolean;
  /** `id` differs from tap to tap. */
  news: (TapNews & { id: number }) | null;
}

const HELD_CARD = 'CARD:';

/** What goes to screens in the place of a card's own number: it stands for the card that was held there a moment ago. */
export function heldCardText(tapId: string): string {
  return HELD_CARD + tapId;
}

export function isHeldCard(scanned: string): boolean {
  return scanned.startsWith(HELD_CARD);
}
