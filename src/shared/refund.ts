// Giving money back: what a refund is of (goods of a sale, or brought without a receipt), and by which legs the money goes.
// One refund, one or more legs; each leg says which tenders of the sale it takes from, and by which way it reaches the customer.
import type { CurrencyCode, LockedQuote } from './money.ts';
import type { RefundLine } from './refund-goods.ts';
import type { TenderKind } from './tender.ts';
import type { TaxTotal } from './totals.ts';

/** Which rate turns the refunded amount into sat. */
export type RefundRate = 'original' | 'today';

/**
 * `under_way`: the intent is on the disk, and the node has not said yet what became of it. `to_hand_over`: the Lightning part has
 * arrived, and the rest is still to be given. `failed`: nothing has gone back.
 */
export type RefundStatus = 'under_way' | 'to_hand_over' | 'refunded' | 'failed';

/** What a leg takes off a tender of the sale; the msat are those that came in for it. */
export interface Take {
  tenderId: string;
  amountMinor: number;
  msat: number;
}

/** How a leg's money reaches the customer. */
export type RefundWay =
  /** Handed over: the leg's amount and the rounding. */
  | { kind: 'cash'; roundingMinor: number }
  | { kind: 'foreign_cash'; currency: CurrencyCode; foreignMinor: number }
  /** By hand at the terminal, which calls it so; empty where nobody wrote it down. */
  | { kind: 'card'; reference: string }
  /** Onto the voucher that paid, or onto a new one. */
  | { kind: 'voucher'; voucherId: string; voucherNumber: string; issued: boolean }
  | { kind: 'account'; customerId: string; customerName: string }
  /** To the credit of the sale in hand. */
  | { kind: 'exchange' }
  | {
      kind: 'lightning';
      /** What is sent, at which rate; today's quote where that was used. */
      amountMsat: number;
      rate: RefundRate;
      quote: LockedQuote | null;
      paymentHash: string;
      /** The customer's Lightning address, where one was given. */
      address: string | null;
      /** Until when the customer's code can be paid. */
      expiresAtMs: number;
    };

/** `planned`: its turn comes when the Lightning leg has arrived. */
export type LegStatus = 'planned' | 'under_way' | 'paid' | 'failed';

export interface RefundLeg {
  id: string;
  status: LegStatus;
  amountMinor: number;
  takes: Take[];
  way: RefundWay;
  /** Why it goes another way than it came; empty where it goes the same. */
  reason: string;
  /** What sending it cost; null but for Lightning that has arrived. */
  feeMsat: number | null;
}

export interface Refund {
  id: string;
  /** Null without a receipt. */
  saleId: string | null;
  saleReceiptNumber: string | null;
  status: RefundStatus;
  lines: RefundLine[];
  /** A part of the tip that goes back; nothing else of a refund is tip. */
  tipMinor: number;
  /** What that part contains; null where tips bear none. */
  tipTax: TaxTotal | null;
  taxes: TaxTotal[];
  /** Lines and tip: what the legs add up to. */
  amountMinor: number;
  legs: RefundLeg[];
  /** Why the customer gets it back; empty where nobody asked. */
  reason: string;
  /** Why it failed, in the node's words or `not_sent`; empty otherwise. */
  failure: string;
  startedAtMs: number;
  endedAtMs: number | null;
  staffId: string | null;
  /** Of the refund's own receipt. */
  receiptNumber: string | null;
  copyCount: number;
}

/** What became of a refund so far. */
export type RefundOutcome = Pick<Refund, 'id' | 'status' | 'receiptNumber' | 'amountMinor'>;

/** Which part of a sale is to go back; `restock`: it can be sold again. */
export type RefundWish =
  | { kind: 'whole'; restock: boolean }
  | { kind: 'lines'; lines: { lineId: string; quantity: number; restock: boolean }[]; tipMinor: number }
  | { kind: 'amount'; amountMinor: number };

/** A leg as it would be, and the ways that it can go instead of the one it came by. */
export interface OfferedLeg {
  id: string;
  /** How it came; null without a receipt. */
  from: TenderKind | null;
  amountMinor: number;
  /** The first one is taken when nobody says otherwise. Any but `from` needs a reason. */
  ways: OfferedWay[];
}

export type OfferedWay =
  | { kind: 'cash'; handedMinor: number }
  | { kind: 'foreign_cash'; currency: CurrencyCode; foreignMinor: number }
  | { kind: 'card'; reference: string }
  /** Onto this one; a new one where there is none. */
  | { kind: 'voucher'; voucherNumber: string | null }
  | { kind: 'account'; customerName: string }
  | { kind: 'exchange' }
  | {
      kind: 'lightning';
      /** At the sale's rate. */
      originalSat: number;
      /** At today's; null when there is none. */
      today: { amountSat: number; quote: LockedQuote } | null;
      /** The rate that the settings name, and so what is sent; null when it is today's and there is none. */
      rate: RefundRate;
      amountSat: number | null;
      /** Why nobody at this screen can send it now: no node, or this person has nothing set up to pay out with. */
      obstacle: 'no_node' | 'no_spending' | null;
    };

/** What a refund would be, and where its money would go; good until `expiresAtMs`. */
export interface RefundOffer {
  id: string;
  saleId: string | null;
  lines: RefundLine[];
  tipMinor: number;
  tipTax: TaxTotal | null;
  taxes: TaxTotal[];
  amountMinor: number;
  /** What is to pay a part of the sale in hand is in it as a leg of its own, the first. */
  legs: OfferedLeg[];
  expiresAtMs: number;
}

/** How one leg of an offer is to go, where it is not its first way. */
export type LegChoice = { legId: string; kind: 'cash' | 'voucher'; reason: string } | { legId: string; kind: 'card'; reference: string };
