// Sales that are put aside: what a screen shows of them, and how a bill is cut into equal parts. Pure, the same on both sides.
import type { Names, Unit } from './line-item.ts';
import { type Sale, toPayMinor } from './sale.ts';
import { spread } from './spread.ts';

/** So many lines of a parked sale are named in the list, for those who look for theirs. */
export const LINES_NAMED = 4;

export interface ParkedSale {
  id: string;
  /** Its name, or the number that it was given. */
  label: string;
  /** Whose it is. */
  staffId: string | null;
  staffName: string;
  openedAtMs: number;
  parkedAtMs: number;
  /** The first of its lines. */
  lines: { id: string; names: Names; unit: Unit; quantity: number }[];
  lineCount: number;
  itemCount: number;
  totalMinor: number;
  tipMinor: number;
  paidMinor: number;
  /** A payment is under way for it: it completes by itself, and until then nothing of it can be changed. */
  awaitsPayment: boolean;
  /** How many of its lines have something that the kitchen was not told, and whether it was told of any. */
  kitchen: { unsentLines: number; told: boolean };
}

export interface ParkingState {
  /** The one that has waited longest first. */
  sales: ParkedSale[];
}

/** The most parts that a bill is cut into evenly. */
export const MOST_PARTS = 50;

/** The amount in equal parts, to the minor unit: what cannot be divided is paid by the first ones. */
export function evenParts(amountMinor: number, parts: number): number[] {
  return spread(
    amountMinor,
    Array.from({ length: parts }, () => 1),
  );
}

/** The part whose turn it is: its number, of how many, and what is left of it to pay. Null where the sale is not paid in parts. */
export function partOf(sale: Pick<Sale, 'totals' | 'tipMinor' | 'dueMinor' | 'evenly'>): { part: number; parts: number; amountMinor: number } | null {
  const { evenly, dueMinor } = sale;
  if (!evenly || evenly.totalMinor !== toPayMinor(sale) || dueMinor <= 0 || dueMinor > evenly.dueMinor) return null;
  let paidMinor = evenly.dueMinor - dueMinor;
  for (const [index, minor] of evenParts(evenly.dueMinor, evenly.parts).entries()) {
    if (paidMinor < minor) return { part: index + 1, parts: evenly.parts, amountMinor: minor - paidMinor };
    paidMinor -= minor;
  }
  return null;
}

/** What the one who pays next is to pay. */
export function payNowMinor(sale: Parameters<typeof partOf>[0]): number {
  return partOf(sale)?.amountMinor ?? sale.dueMinor;
}
