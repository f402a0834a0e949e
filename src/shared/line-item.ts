// A line of a sale: what was rung up, how much of it, and at which price and tax. Pure, the same on both sides.

/** A name in each language the shop keeps; `ko` and `en` for the sample shop. Never empty. */
export type Names = Record<string, string>;

export interface LineItem {
  id: string;
  /** Null for an open amount. */
  articleId: string | null;
  names: Names;
  unitPriceMinor: number;
  /** Whole pieces, 1 to 9999. */
  quantity: number;
  taxClassId: string;
  /** The rate when the line was rung up: an old sale keeps its rate. */
  taxRatePpm: number;
  note: string;
}

export function lineTotalMinor(line: Pick<LineItem, 'unitPriceMinor' | 'quantity'>): number {
  return line.unitPriceMinor * line.quantity;
}
