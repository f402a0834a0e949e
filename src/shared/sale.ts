// A sale: its line items, its totals, its tenders and where it stands. Pure, the same on both sides.
import type { LiveCardMove } from './card-payment.ts';
import type { Discount, LineItem } from './line-item.ts';
import { cashRoundingMinorOf, paidMinor, type Tender } from './tender.ts';
import { EMPTY_TOTALS, type SaleTotals, type TaxTotal } from './totals.ts';

/** `open`: being rung up. `tendering`: money has been asked for or taken. The last two are final. */
export type SaleStatus = 'open' | 'tendering' | 'completed' | 'cancelled';

/** Where it is eaten, in a shop that asks: what is taken away may have another tax class. */
export type Dining = 'here' | 'takeaway';

/** What was due then is paid in so many equal parts. It counts as long as the sale comes to what it came to. */
export interface EvenSplit {
  parts: number;
  dueMinor: number;
  totalMinor: number;
}

export interface Sale {
  id: string;
  status: SaleStatus;
  openedAtMs: number;
  lines: LineItem[];
  /** How many line items were taken off again before payment; a number managers look at. */
  removedLineCount: number;
  /** Off the whole sale; spread over the lines in the totals. */
  discount: Discount | null;
  /** Null in a shop that does not ask. */
  dining: Dining | null;
  /** Why it bears no tax; null for nearly every sale. */
  taxExempt: { reason: string } | null;
  totals: SaleTotals;
  /** On top of the total, and no part of it. */
  tipMinor: number;
  /** What the tip contains; null where it bears none. */
  tipTax: TaxTotal | null;
  tenders: Tender[];
  /** What the card terminal is asked for it; null while it is asked nothing. */
  cardMove: LiveCardMove | null;
  /** Total and tip less paid tenders; zero when completed. */
  dueMinor: number;
  /** What it is called while it is parked; empty without a name. */
  label: string;
  /** Null where it is paid as it comes. */
  evenly: EvenSplit | null;
  /** Whose it is; null while nobody has rung up anything. */
  staffId: string | null;
  /** Set when completed: gap-free per terminal. */
  receiptNumber: string | null;
  completedAtMs: number | null;
}

/** What the customer pays in all. */
export function toPayMinor({ totals, tipMinor }: Pick<Sale, 'totals' | 'tipMinor'>): number {
  return totals.totalMinor + tipMinor;
}

/** What was paid for a completed sale, change taken off: what it came to, as the cash for it was rounded. */
export function tookMinor(sale: Pick<Sale, 'totals' | 'tipMinor' | 'tenders'>): number {
  return toPayMinor(sale) + cashRoundingMinorOf(sale.tenders);
}

/** What is still to be paid of a sale. */
export function dueMinorOf({ totals, tipMinor, tenders }: Pick<Sale, 'totals' | 'tipMinor' | 'tenders'>): number {
  return totals.totalMinor + tipMinor - paidMinor(tenders);
}

export function emptySale(id: string, nowMs: number): Sale {
  return {
    id,
    status: 'open',
    openedAtMs: nowMs,
    lines: [],
    removedLineCount: 0,
    discount: null,
    dining: null,
    taxExempt: null,
    totals: EMPTY_TOTALS,
    tipMinor: 0,
    tipTax: null,
    tenders: [],
    cardMove: null,
    dueMinor: 0,
    label: '',
    evenly: null,
    staffId: null,
    receiptNumber: null,
    completedAtMs: null,
  };
}
