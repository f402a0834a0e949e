// What moves over the shop's card terminal: payments, and money that goes back to cards. Pure, the same on both sides. Nothing in
// here is a card's number.
import { z } from 'zod';
import type { DeviceCondition } from './devices.ts';

/** `reversal`: a payment taken back whole, on its day. `refund`: money given to a card that is held to the terminal. */
export const CARD_MOVE_KINDS = ['payment', 'reversal', 'refund'] as const;
export type CardMoveKind = (typeof CARD_MOVE_KINDS)[number];

/**
 * `asking`: it is on the disk, and the terminal was asked or is about to be. `unknown`: its answer is not known, and it is asked
 * for until it is. The others are final: the money moved, or it did not.
 */
export const CARD_MOVE_STATUSES = ['asking', 'unknown', 'approved', 'declined', 'not_sent'] as const;
export type CardMoveStatus = (typeof CARD_MOVE_STATUSES)[number];

/** Of a sale: what the terminal is asked for it, or was asked and has not answered. Nothing else of the sale's money moves meanwhile. */
export interface LiveCardMove {
  id: string;
  /** `reversal`: a tender's money goes back, by a refund where it cannot be reversed any more. */
  kind: 'payment' | 'reversal';
  status: 'asking' | 'unknown';
  amountMinor: number;
}

/** Why the terminal took, or gave, nothing; `person`: somebody looked there and said so. */
export const CARD_REFUSALS = [
  'declined',
  'aborted',
  'timed_out',
  'card_error',
  'wrong_pin',
  'busy',
  'currency',
  'amount',
  'not_registered',
  'needs_end_of_day',
  'offline',
  'not_made',
  /** Its day at the terminal has ended, say: the money goes back by a refund. */
  'not_reversible',
  'not_sent',
  'person',
  'other',
] as const;
export type CardRefusal = (typeof CARD_REFUSALS)[number];

/** What the terminal says of money that it took, as it stands with a tender. */
export const cardReceiptSchema = z.object({
  moveId: z.string(),
  deviceId: z.string(),
  /** By which it can be reversed there. */
  receiptNumber: z.string(),
  traceNumber: z.string(),
  terminalId: z.string(),
  authorisationCode: z.string(),
  cardName: z.string(),
  /** As it goes on the customer's receipt, line by line. */
  customerLines: z.array(z.string()),
});
export type CardReceipt = z.infer<typeof cardReceiptSchema>;

/** That the terminal took, or gave back, nothing for the sale in hand, as the customer is told it too. */
export interface RefusedCard {
  kind: CardMoveKind;
  reason: CardRefusal;
}

/** A move as lists show it. */
export interface CardMoveView {
  id: string;
  kind: CardMoveKind;
  amountMinor: number;
  begunAtMs: number;
  saleId: string | null;
  /** The sale's receipt, if it has one. */
  receiptNumber: string | null;
}

/** What is asked for until it is known. */
export interface UnknownCardMove extends CardMoveView {
  /** By what the day that it belongs to differs, if that was ended since (the terminal's less the till's): what the terminal had booked then. */
  dayDifferenceMinor: number | null;
}

/** What somebody answered, and the terminal says otherwise: `moved` is what they said. */
export interface ContradictedAnswer extends CardMoveView {
  moved: boolean;
}

/** Money that the terminal took and that is in no sale: it came late, or its amount is another. */
export interface ListedCardMoney extends CardMoveView {
  cardName: string;
  /** The terminal's own number of it. */
  terminalReceipt: string;
  /** Whether it can still be made a tender of its sale. */
  canApply: boolean;
  /** How it goes back at the terminal: `reversal` on its day, by its number there; else a refund, to a card that is held to it. */
  goesBackBy: 'reversal' | 'refund';
}

export interface CardTotals {
  count: number;
  totalMinor: number;
}

/** The end of a day at the terminal, beside what the till knows by now of what was asked for there since the one before. */
export interface CardDay {
  /** The entry of the journal that it is. */
  seq: number;
  endedAtMs: number;
  terminal: CardTotals;
  till: CardTotals;
  /** The terminal's less the till's. */
  differenceMinor: number;
}

/** The terminal's less the till's. Terminals that have no sign for a sum (ZVT) say zero, or how much, where more went back than came in. */
export function cardDayDifference(terminalMinor: number, tillMinor: number): number {
  return tillMinor < 0 && (terminalMinor === 0 || terminalMinor === -tillMinor) ? 0 : terminalMinor - tillMinor;
}

/** A day that differs, for a manager to look into. */
export interface DifferingCardDay extends CardDay {
  /** Payments of that day of exactly this difference that somebody said were not booked. */
  suspects: CardMoveView[];
}

export type CardStep = 'insert_card' | 'enter_pin' | 'authorising' | 'remove_card' | 'printing' | 'please_wait' | 'other';

export interface CardsState {
  /** Null where the shop has no terminal that the till drives. */
  terminal: { deviceId: string; name: string; condition: DeviceCondition } | null;
  /** What runs there at this moment; `text` is the terminal's own. */
  underWay: { moveId: string; kind: CardMoveKind; step: CardStep; text: string } | null;
  /** What came of the last try for a sale, if it took nothing. */
  refused: (RefusedCard & { saleId: string; text: string }) | null;
  /** What is asked for until it is known, oldest first. */
  unknown: UnknownCardMove[];
  /** For a manager to decide. */
  listed: ListedCardMoney[];
  /** What somebody answered last, and the terminal says otherwise. */
  contradicted: ContradictedAnswer | null;
  /** Days that differ, oldest first; but not while something of that day is not known. */
  differing: DifferingCardDay[];
}

export const NO_CARDS: CardsState = { terminal: null, underWay: null, refused: null, unknown: [], listed: [], contradicted: null, differing: [] };
