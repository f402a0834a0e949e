// A sale: its line items, its totals, its tenders and where it stands. Pure, the same on both sides.
import type { LineItem } from './line-item.ts';
import type { Tender } from './tender.ts';
import type { SaleTotals } from './totals.ts';

/** `open`: being rung up. `tendering`: money has been asked for or taken. The last two are final. */
export type SaleStatus = 'open' | 'tendering' | 'completed' | 'cancelled';

export interface Sale {
  id: string;
  status: SaleStatus;
  openedAtMs: number;
  lines: LineItem[];
  /** How many line items were taken off again before payment; a number managers look at. */
  removedLineCount: number;
  totals: SaleTotals;
  tenders: Tender[];
  /** Total less paid tenders; zero when completed. */
  dueMinor: number;
  /** Set when completed: gap-free per terminal. */
  receiptNumber: string | null;
  completedAtMs: number | null;
}
