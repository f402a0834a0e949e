// A line of a sale: what was rung up, how much of it, and at which price and tax. Pure, the same on both sides.
import { mulDivRound } from './money.ts';

/** A name in each language the shop keeps; `ko` and `en` for the sample shop. Never empty. */
export type Names = Record<string, string>;

/** What an article is sold by. Its price is that of a piece, or of a kilogram. */
export const UNITS = ['piece', 'kg'] as const;
export type Unit = (typeof UNITS)[number];

/** What the customer has chosen with an article: oat milk, an extra shot. */
export interface Modifier {
  id: string;
  names: Names;
  /** What it costs more with each piece (once with what is weighed); zero or more. */
  priceMinor: number;
}

/** Taken off a line or off a whole sale by somebody, for a reason. */
export type Discount = { kind: 'percent'; ppm: number; reason: string } | { kind: 'amount'; amountMinor: number; reason: string };

export interface LineItem {
  id: string;
  /** Null for an open amount. */
  articleId: string | null;
  names: Names;
  unit: Unit;
  /** Of a piece, or of a kilogram; without the modifiers. */
  unitPriceMinor: number;
  /** What it would have cost, where somebody gave it another price by hand. */
  usualPriceMinor: number | null;
  /** Whole pieces, 1 to 9999; or grams. */
  quantity: number;
  modifiers: Modifier[];
  /** What a piece weighs where a label said its price: so much leaves the stock of what is sold by the kilogram. Null for all else. */
  pieceGrams: number | null;
  /** The day in its code (YYYY-MM-DD) that was past when it was sold all the same; null for all else. */
  expiredOn: string | null;
  /** The article's own tax class; `taxClassId` is another one where it is taken away. */
  ownTaxClassId: string;
  taxClassId: string;
  /** The rate when the line was rung up: an old sale keeps its rate. */
  taxRatePpm: number;
  discount: Discount | null;
  /** The promotions that were in force for it when it was rung up; totals.ts says what they come to. */
  promotionIds: string[];
  note: string;
}

/** The most that is weighed at once: a tonne. */
export const MAX_GRAMS = 1_000_000;
const GRAMS_PER_KG = 1000;

/** What a line costs before anything is taken off: pieces times price, or grams times the price of a kilogram, rounded half away from zero. */
export function listMinorOf({
  unit,
  unitPriceMinor,
  quantity,
  modifiers,
}: Pick<LineItem, 'unit' | 'unitPriceMinor' | 'quantity' | 'modifiers'>): number {
  const withEachMinor = modifiers.reduce((sum, { priceMinor }) => sum + priceMinor, 0);
  return unit === 'kg' ? mulDivRound(unitPriceMinor, quantity, GRAMS_PER_KG) + withEachMinor : (unitPriceMinor + withEachMinor) * quantity;
}

/** What of a stock a line is, in the unit that it is counted in. */
export function stockOf({ unit, quantity, pieceGrams }: Pick<LineItem, 'unit' | 'quantity' | 'pieceGrams'>): { unit: Unit; quantity: number } {
  return pieceGrams === null ? { unit, quantity } : { unit: 'kg', quantity: quantity * pieceGrams };
}

/** What a piece at that price weighs, at the price of a kilogram; null where that says nothing. */
export function gramsAt(priceMinor: number, kilogramMinor: number | null): number | null {
  if (kilogramMinor === null || kilogramMinor === 0) return null;
  const grams = mulDivRound(priceMinor, GRAMS_PER_KG, kilogramMinor);
  return grams > 0 && grams <= MAX_GRAMS ? grams : null;
}

/** How many things a line is: what is weighed is one. */
export function itemCountOf({ unit, quantity }: Pick<LineItem, 'unit' | 'quantity'>): number {
  return unit === 'kg' ? 1 : quantity;
}

/** What of a line's goods is sold: pieces, or grams of what was weighed. The two are never added to one another. */
export function soldOf({ unit, quantity }: Pick<LineItem, 'unit' | 'quantity'>): { quantity: number; grams: number } {
  return unit === 'kg' ? { quantity: 0, grams: quantity } : { quantity, grams: 0 };
}

/** What a discount takes off an amount: never more than there is. */
export function discountMinorOf(discount: Discount | null, fromMinor: number): number {
  if (discount === null) return 0;
  return Math.min(fromMinor, discount.kind === 'percent' ? mulDivRound(fromMinor, discount.ppm, 1_000_000) : discount.amountMinor);
}
