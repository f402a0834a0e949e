// Promotions as data, and what they take off a sale: the same lines always come to the same, and to what is best for the customer.
// A line carries the promotions that were in force for it when it was rung up, so a later change of the clock or of the shop's
// offers changes nothing of it. Modifiers are paid for whatever is free. Pure.
import type { Sellable } from './article.ts';
import type { LineItem, Names } from './line-item.ts';
import { discountMinorOf } from './line-item.ts';
import { inForce, meant, type PriceTarget, type ShopTime, type Validity } from './price-list.ts';
import { spread } from './spread.ts';
import type { PromotionTotal } from './totals.ts';

export type PromotionRule =
  /** "3 for 2": of each `count` pieces, dearest first, the cheapest `count - pay` are free. */
  | { kind: 'n_for_m'; targets: PriceTarget[]; count: number; pay: number }
  /** "A sandwich and a drink for 6.50": so many of each part, whichever of its articles or variants, for one price. */
  | { kind: 'bundle'; parts: { articleIds: string[]; quantity: number }[]; priceMinor: number }
  /** "10 % off from 50.00", on what is left after the others. The best one counts. */
  | { kind: 'threshold'; fromMinor: number; off: { kind: 'percent'; ppm: number } | { kind: 'amount'; amountMinor: number } };

/** Never changed once it is made: whoever wants another one ends it, and makes that. */
export interface Promotion {
  id: string;
  names: Names;
  rule: PromotionRule;
  validity: Validity;
  endedAtMs: number | null;
}

/** Those that hold now for what is rung up; `null` is an open amount, for which only whole sales count. */
export function promotionIdsFor(
  promotions: readonly Promotion[],
  of: Pick<Sellable, 'id' | 'articleId' | 'categoryId'> | null,
  now: ShopTime,
): string[] {
  return promotions
    .filter(({ endedAtMs, validity, rule }) => endedAtMs === null && inForce({ active: true, validity }, now) && isFor(rule, of))
    .map(({ id }) => id)
    .sort();
}

function isFor(rule: PromotionRule, of: Pick<Sellable, 'id' | 'articleId' | 'categoryId'> | null): boolean {
  if (rule.kind === 'threshold') return true;
  if (of === null) return false;
  if (rule.kind === 'bundle') return rule.parts.some(({ articleIds }) => articleIds.includes(of.id));
  return rule.targets.some((target) => meant(target, of));
}

/** A line, and what it costs before anything is taken off. */
interface Listed {
  line: LineItem;
  listMinor: number;
}

/** What promotions take off each of the lines, in their order, and each promotion in all. */
export interface Promoted {
  offMinor: number[];
  promotions: PromotionTotal[];
}

/** Of more than so many on one sale not every order is tried, but each of them once as the first. */
const MOST_IN_EVERY_ORDER = 4;

/** The lines are to come in an order of their own (by id), so that theirs on the screen does not matter. */
export function promotedBy(lines: readonly Listed[], promotions: readonly Promotion[]): Promoted {
  const carried = new Set(lines.flatMap(({ line }) => line.promotionIds));
  const all = promotions.filter(({ id }) => carried.has(id)).sort((a, b) => (a.id < b.id ? -1 : 1));
  const none: Promoted = { offMinor: lines.map(() => 0), promotions: [] };
  if (all.length === 0) return none;
  const thresholds = all.filter(({ rule }) => rule.kind === 'threshold');
  const ofPieces = all
    .filter(({ rule }) => rule.kind !== 'threshold')
    .map((promotion) => ({ promotion, dearestFirst: dearestFirst(lines, promotion.id) }));
  // Fewer pieces that are free may leave enough to reach a threshold: none of them is tried as well.
  let best = withBestThreshold(lines, none, thresholds);
  for (const order of ordersOf(ofPieces)) {
    const tried = withBestThreshold(lines, inThisOrder(lines, order), thresholds);
    if (sumOff(tried) > sumOff(best)) best = tried;
  }
  return best;
}

interface OfPieces {
  promotion: Promotion;
  /** The positions of the lines that it is for. */
  dearestFirst: number[];
}

function dearestFirst(lines: readonly Listed[], id: string): number[] {
  const positions = [...lines.keys()].filter((at) => lines[at]?.line.unit === 'piece' && lines[at].line.promotionIds.includes(id));
  return positions.sort((a, b) => (lines[b]?.line.unitPriceMinor ?? 0) - (lines[a]?.line.unitPriceMinor ?? 0) || a - b);
}

function ordersOf<T>(items: readonly T[]): T[][] {
  if (items.length > MOST_IN_EVERY_ORDER) return items.map((_, first) => [...items.slice(first), ...items.slice(0, first)]);
  if (items.length <= 1) return [[...items]];
  return items.flatMap((item, at) => ordersOf(items.toSpliced(at, 1)).map((rest) => [item, ...rest]));
}

/** Each takes the pieces it needs, as often as it helps; the next one what is left. */
function inThisOrder(lines: readonly Listed[], order: readonly OfPieces[]): Promoted {
  const left = lines.map(({ line }) => line.quantity);
  const promoted: Promoted = { offMinor: lines.map(() => 0), promotions: [] };
  for (const { promotion, dearestFirst: positions } of order) {
    const { rule } = promotion;
    if (rule.kind === 'n_for_m') add(promoted, promotion, freePieces(lines, left, positions, rule));
    if (rule.kind === 'bundle') add(promoted, promotion, bundled(lines, left, positions, rule));
  }
  return promoted;
}

type Off = Map<number, number>;

function add(promoted: Promoted, { id, names }: Promotion, off: Off): void {
  const amountMinor = [...off.values()].reduce((sum, minor) => sum + minor, 0);
  if (amountMinor === 0) return;
  for (const [at, minor] of off) promoted.offMinor[at] = (promoted.offMinor[at] ?? 0) + minor;
  promoted.promotions.push({ id, names, amountMinor });
}

function freePieces(lines: readonly Listed[], left: number[], positions: readonly number[], { count, pay }: { count: number; pay: number }): Off {
  const pieces = positions.reduce((sum, at) => sum + (left[at] ?? 0), 0);
  const taken = pieces - (pieces % count);
  /** How many of the first so many are free. */
  const freeOf = (first: number) => Math.floor(first / count) * (count - pay) + Math.max(0, (first % count) - pay);
  const off: Off = new Map();
  let start = 0;
  for (const at of positions) {
    const end = Math.min(taken, start + (left[at] ?? 0));
    const free = freeOf(end) - freeOf(start);
    if (free > 0) off.set(at, free * (lines[at]?.line.unitPriceMinor ?? 0));
    left[at] = (left[at] ?? 0) - (end - start);
    start = end;
  }
  return off;
}

function bundled(
  lines: readonly Listed[],
  left: number[],
  positions: readonly number[],
  { parts, priceMinor }: { parts: readonly { articleIds: string[]; quantity: number }[]; priceMinor: number },
): Off {
  const off: Off = new Map();
  const places = parts.map(({ articleIds, quantity }) => ({
    quantity,
    positions: positions.filter((at) => articleIds.includes(lines[at]?.line.articleId ?? '')),
  }));
  for (;;) {
    const picked = new Map<number, number>();
    for (const place of places) {
      let needed = place.quantity;
      for (const at of place.positions) {
        const pieces = Math.min(needed, (left[at] ?? 0) - (picked.get(at) ?? 0));
        if (pieces > 0) picked.set(at, (picked.get(at) ?? 0) + pieces);
        needed -= Math.max(0, pieces);
      }
      if (needed > 0) return off;
    }
    const chosen = [...picked];
    // The same bundle again and again, until a line of it has no more pieces.
    const times = Math.min(...chosen.map(([at, pieces]) => Math.floor((left[at] ?? 0) / pieces)));
    const prices = chosen.map(([at, pieces]) => pieces * (lines[at]?.line.unitPriceMinor ?? 0));
    const savedMinor = prices.reduce((sum, minor) => sum + minor, 0) - priceMinor;
    if (chosen.length === 0 || savedMinor <= 0) return off;
    const shares = spread(
      savedMinor * times,
      prices.map((minor) => minor * times),
    );
    for (const [index, [at, pieces]] of chosen.entries()) {
      off.set(at, (off.get(at) ?? 0) + (shares[index] ?? 0));
      left[at] = (left[at] ?? 0) - pieces * times;
    }
  }
}

function withBestThreshold(lines: readonly Listed[], before: Promoted, thresholds: readonly Promotion[]): Promoted {
  let best = before;
  for (const promotion of thresholds) {
    if (promotion.rule.kind !== 'threshold') continue;
    const leftMinor = lines.map(({ line, listMinor }, at) => (line.promotionIds.includes(promotion.id) ? listMinor - (before.offMinor[at] ?? 0) : 0));
    const wholeMinor = leftMinor.reduce((sum, minor) => sum + minor, 0);
    if (wholeMinor < promotion.rule.fromMinor) continue;
    const shares = spread(discountMinorOf({ ...promotion.rule.off, reason: '' }, wholeMinor), leftMinor);
    const tried: Promoted = { offMinor: [...before.offMinor], promotions: [...before.promotions] };
    add(tried, promotion, new Map(shares.entries()));
    if (sumOff(tried) > sumOff(best)) best = tried;
  }
  return best;
}

function sumOff({ offMinor }: Promoted): number {
  return offMinor.reduce((sum, minor) => sum + minor, 0);
}
