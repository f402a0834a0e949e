// A shift: the stretch of the journal from one closing to the next, and the drawer that belongs to it. Pure, the same on both sides.
import { z } from 'zod';
import { MAX_AMOUNT_MINOR } from './money.ts';
import type { CarriedOver } from './z-report.ts';

const int = z.int();

/** How cash goes in and out of the drawer without a sale. `safe_drop`: to the safe or the bank, still the shop's. */
export const CASH_MOVEMENTS = ['paid_in', 'paid_out', 'safe_drop'] as const;
export type CashMovement = (typeof CASH_MOVEMENTS)[number];

/** Whether the drawer gains or loses by it. */
export const CASH_SIGN: Record<CashMovement, 1 | -1> = { paid_in: 1, paid_out: -1, safe_drop: -1 };

/** Cash of one currency; null is the shop's own. */
export const cashSchema = z.object({ currency: z.string().nullable(), amountMinor: int });
export type Cash = z.infer<typeof cashSchema>;

/** Cash of one currency as it was counted: so many of each piece, and what was not counted by pieces. */
export const pileSchema = z.object({
  currency: z
    .string()
    .regex(/^[A-Z]{3}$/)
    .nullable(),
  pieces: z.array(z.object({ valueMinor: int.min(1).max(MAX_AMOUNT_MINOR), count: int.min(1).max(100_000) })).max(40),
  looseMinor: int.min(0).max(MAX_AMOUNT_MINOR),
});
export type Pile = z.infer<typeof pileSchema>;

export function pileMinor({ pieces, looseMinor }: Pile): number {
  return pieces.reduce((sum, { valueMinor, count }) => sum + valueMinor * count, looseMinor);
}

/** Adds up by currency, the shop's own first; what comes to nothing is left out, but for the shop's own. */
export function sumCash(...parts: readonly (readonly Cash[])[]): Cash[] {
  const sums = new Map<string | null, number>([[null, 0]]);
  for (const { currency, amountMinor } of parts.flat()) sums.set(currency, (sums.get(currency) ?? 0) + amountMinor);
  return [...sums]
    .filter(([currency, amountMinor]) => currency === null || amountMinor !== 0)
    .sort(([a], [b]) => (a === null ? -1 : b === null ? 1 : a < b ? -1 : 1))
    .map(([currency, amountMinor]) => ({ currency, amountMinor }));
}

export function lessCash(from: readonly Cash[], cash: readonly Cash[]): Cash[] {
  return sumCash(
    from,
    cash.map(({ currency, amountMinor }) => ({ currency, amountMinor: -amountMinor })),
  );
}

export function cashOf(piles: readonly Pile[]): Cash[] {
  return sumCash(piles.map((pile) => ({ currency: pile.currency, amountMinor: pileMinor(pile) })));
}

/** What a shift counts, one row each. Amounts of what goes back are negative. */
export const SHIFT_ENTRY_KINDS = [
  'sale',
  'sale_cancelled',
  'tender', // money for a sale as it came
  'applied', // listed money that became a tender
  'tender_returned',
  'foreign_notes', // of another currency, in the drawer or out of it
  'refund',
  'refund_leg', // the part of it that went back in one way
  'listed', // money that came in and is on the manager's list
  'relisted', // money that had come in for a sale, or was applied, and is on the list (again)
  'unlisted', // off the list
  'lost', // counted on chain, and replaced there
  'sent', // by Lightning; with a row of kind fee
  'fee',
  'voucher_sold',
  'voucher_issued', // for a refund, or in another's place
  'account_paid',
  'cash_moved',
  'drawer_opened',
  'paper_copied',
  'refused',
  'approved',
] as const;
export type ShiftEntryKind = (typeof SHIFT_ENTRY_KINDS)[number];

/** The shift that is going on, as every screen of the staff sees it. */
export interface ShiftState {
  /** Its number. */
  id: number;
  /** Null until something has moved money or opened the drawer. */
  openedAtMs: number | null;
  openedBy: string;
  floatCounted: boolean;
  /** Nothing has moved in the drawer: its float can be counted. */
  canCountFloat: boolean;
  /** The newest Z; 0 while there is none. */
  lastZ: number;
}

/** One count of the drawer, and how it differed from what should have been there. */
export interface DrawerCount {
  id: string;
  atMs: number;
  staffName: string;
  counted: Pile[];
  expected: Cash[];
  difference: Cash[];
}

export interface ClosingState {
  shiftId: number;
  openedAtMs: number | null;
  openedBy: string;
  /** Whose coins and notes are to be counted; null is the shop's own currency. */
  currencies: (string | null)[];
  /** Oldest first; the last one stands. */
  counts: DrawerCount[];
  /** What it began with, as counted or as it was left; null before the drawer has been counted. */
  begunWith: Cash[] | null;
  /** What is in the drawer now by the last count and what has moved since; null before it was counted. */
  inDrawer: Cash[] | null;
  carriedOver: CarriedOver;
}
