// How many of an article there are, where the shop counts them: in pieces, or in grams of what is sold by the kilogram.
import type { Names, Unit } from './line-item.ts';

/** `sold` and `returned` follow from sales and refunds; the others are what a person says. */
export const STOCK_KINDS = ['sold', 'returned', 'received', 'counted', 'lost'] as const;
export type StockKind = (typeof STOCK_KINDS)[number];

/** Why something is not there any more. */
export const LOSS_REASONS = ['broken', 'expired', 'stolen', 'own_use', 'sent_back', 'other'] as const;
export type LossReason = (typeof LOSS_REASONS)[number];

/** More of one thing is a slip of the finger: a tonne in grams, a million pieces. */
export const MAX_STOCK = 1_000_000_000;

export interface StockMovement {
  /** The journal entry that says it. */
  seq: number;
  kind: StockKind;
  /** What it added or took, and what there was after it. */
  change: number;
  after: number;
  reason: LossReason | null;
  note: string;
  atMs: number;
  staffName: string;
}

/** What there is of one sellable; less than nothing when more was sold than anybody had counted. */
export interface StockLevel {
  sellableId: string;
  articleId: string;
  names: Names;
  unit: Unit;
  quantity: number;
  lowStock: number | null;
}
