// A card terminal as the checkout sees it, whatever protocol it speaks. It deals with the card; the till learns only what became
// of a payment. Nothing in here is a card's number.
import type { DeviceCondition } from '../../shared/devices.ts';
import type { DeviceDriver } from '../keep-connected.ts';

export interface TerminalPayment {
  /** Our own id of it: where the protocol can carry it, it is asked for again by it. */
  paymentId: string;
  /** Minor units of `currency` (ISO 4217). */
  amountMinor: number;
  currency: string;
  /**
   * The terminal's `mark` just before it was asked, kept on disk with the payment. By it `ask` tells, after a restart too, whether
   * what the terminal calls its last is this one or the one before.
   */
  mark: string;
}

/** What is asked of it: money from a card, a payment taken back, money to a card. */
export type TerminalTask = 'payment' | 'reversal' | 'refund';

/** What a terminal says of a payment that it made. What is empty it did not say. */
export interface TerminalReceipt {
  amountMinor: number;
  /** By which it can be reversed at this terminal. */
  receiptNumber: string;
  traceNumber: string;
  terminalId: string;
  authorisationCode: string;
  /** `girocard`, `VISA`: what kind of card it was. */
  cardName: string;
  /** As the terminal wants it on paper, line by line. */
  customerLines: string[];
  merchantLines: string[];
  /** The merchant's copy is to be printed and signed by the customer. */
  signatureNeeded: boolean;
}

/** Why a terminal took no money. `other`: `text` says what it said. */
export const DECLINE_REASONS = [
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
  /** Asked again later: it has no such payment. */
  'not_made',
  /** A payment that it does not take back any more, its day having ended: its money goes back by a refund. */
  'not_reversible',
  'other',
] as const;
export type DeclineReason = (typeof DECLINE_REASONS)[number];

export type TerminalOutcome =
  | { status: 'approved'; receipt: TerminalReceipt }
  /** The terminal's word that no money was taken. `code`: the protocol's own. */
  | { status: 'declined'; reason: DeclineReason; code: string; text: string; customerLines: string[] }
  /** Nothing went out to it: no money can have been taken. */
  | { status: 'not_sent'; reason: DeviceCondition | 'busy' }
  /** It was asked, and its answer is not known: it may have taken money. Never to be asked for again before it is known. */
  | { status: 'unknown'; reason: 'line_lost' | 'no_answer' };

/** What it waits for at this moment, for the screens: closed words, and the terminal's own text where it sends one. */
export interface TerminalProgress {
  step: 'insert_card' | 'enter_pin' | 'authorising' | 'remove_card' | 'printing' | 'please_wait' | 'other';
  text: string;
}

/** `refused`: its day goes on. `unknown`: the answer was lost, or did not say what was settled. */
export type DayEnd = { status: 'ended'; totals: DayTotals } | { status: 'refused' | 'unknown' };

export interface DayTotals {
  count: number;
  totalMinor: number;
  byCard: { cardName: string; count: number; totalMinor: number }[];
  lines: string[];
}

/** Whether the terminal takes this till's commands. `code`: the protocol's own. `away`: it could not be asked. */
export type Registration = { ok: true } | { ok: false; reason: DeclineReason | 'away'; code: string };

export interface PaymentTerminal extends DeviceDriver<DeviceCondition> {
  /** What it called itself when it said last what it booked last; empty where it did not. A receipt's number is that of this terminal. */
  readonly terminalId: string;
  /**
   * What it booked last, as it says itself when asked; opaque. Wait for it, put it on disk with the payment, then `pay`: one that has
   * another mark than the terminal by then is not sent (`busy`), since something was booked in between. Where the terminal cannot be
   * asked, what it said last.
   */
  mark(): Promise<string>;
  /** One at a time. Resolves when the terminal has said what became of it, or can't be asked any more. */
  pay(payment: TerminalPayment, onProgress: (progress: TerminalProgress) => void): Promise<TerminalOutcome>;
  /** Asks it to give up what it does; the outcome is that of `pay`. */
  abort(): Promise<void>;
  /**
   * What became of one whose outcome is unknown: asks as often as it is called, sends none anew. To be asked before anything else is
   * paid at this terminal: it can be asked for its last booking only. `unknown` again while the terminal is still at it, cannot be
   * reached, or says what does not decide it: then a person looks into the terminal's own journal.
   */
  ask(payment: TerminalPayment, task: TerminalTask): Promise<TerminalOutcome>;
  /** Takes a payment back whole, on the day it was made. */
  reverse(payment: TerminalPayment, receiptNumber: string, onProgress: (progress: TerminalProgress) => void): Promise<TerminalOutcome>;
  /** Gives money to a card that is held to it. */
  refund(payment: TerminalPayment, onProgress: (progress: TerminalProgress) => void): Promise<TerminalOutcome>;
  /** Registers the till anew, and says what the terminal says to that: nothing is paid. */
  register(): Promise<Registration>;
  /** Settles the terminal's day. */
  endOfDay(): Promise<DayEnd>;
}
