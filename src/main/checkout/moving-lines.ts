// Splitting a bill by item, moving lines to another open sale, and making one sale of two: each one fact, with both sales whole.
import { TillError } from '../../shared/errors.ts';
import { emptySale, type Sale } from '../../shared/sale.ts';
import type { SalePricing } from '../../shared/tip-tax.ts';
import type { Actor } from '../staff/actor.ts';
import type { ShopSettings } from '../store/facts/shop-facts.ts';
import type { FactBody } from '../store/facts.ts';
import type { ParkedStore } from '../store/parked-store.ts';
import { factOfSale } from './fact-of-sale.ts';
import type { Hand } from './hand.ts';
import { numberFor, requireOwner } from './parking.ts';
import { repriced } from './sale-rules.ts';
import { type Choice, joinSales, refuseUnlessMovable, type SplittingParts, takeLines } from './splitting.ts';

export interface MovingLinesParts {
  hand: Hand;
  store: ParkedStore;
  /** How the shop works out what a sale comes to. */
  pricing: () => SalePricing;
  shop: () => ShopSettings;
  newId: () => string;
  nowMs: () => number;
}

export interface MovingLines {
  /** `of`: the quantity as it was seen. To a new sale (null), which is in hand then, or to a parked one. */
  move(request: { saleId: string; lines: readonly (Choice & { of: number })[]; toSaleId: string | null }, actor: Actor): void;
  /** A parked sale is added to the one in hand. */
  merge(request: { saleId: string; fromSaleId: string }, actor: Actor): void;
}

export function createMovingLines({ hand, store, pricing, shop, newId, nowMs }: MovingLinesParts): MovingLines {
  const parts = (): SplittingParts => ({ pricing: pricing(), language: shop().languages.receipt, newId });
  const parked = (saleId: string): Sale => {
    const found = store.sale(saleId);
    if (!found) throw new TillError('SALE_CHANGED');
    return found.sale;
  };
  const record = (body: FactBody<'lines_moved'>, inHand: Sale, staffId: string) =>
    hand.record((append) => {
      append('lines_moved', body, staffId);
      return { sale: inHand, lastLineId: null, staffId };
    });
  const whole = (sale: Sale) => ({ ...factOfSale(sale), lines: sale.lines });

  /** `Window` becomes `Window` and `Window/2`. */
  const split = (sale: Sale, choices: readonly Choice[], staffId: string) => {
    const labels = [...store.all().map((other) => other.sale.label), sale.label];
    const label = sale.label || numberFor(labels);
    let part = 2;
    while (labels.includes(`${label}/${part}`)) part += 1;
    const empty = { ...emptySale(newId(), sale.openedAtMs), label: `${label}/${part}` };
    const { taken, rest } = takeLines({ ...sale, label }, choices, empty, parts());
    if (rest.lines.length === 0) throw new TillError('SALE_EMPTY');
    record({ why: 'split', moved: taken.lines, from: whole(rest), to: whole(taken), inHand: taken.id }, taken, staffId);
  };

  const moveTo = (sale: Sale, choices: readonly Choice[], target: Sale, staffId: string) => {
    const { taken, rest } = takeLines(sale, choices, emptySale(newId(), nowMs()), parts());
    const isGone = rest.lines.length === 0 && rest.tenders.length === 0;
    const to = joinSales(target, isGone ? sale : taken, parts());
    const inHand = isGone ? emptySale(newId(), nowMs()) : rest;
    const from = isGone ? { ...rest, removedLineCount: 0, tipMinor: 0, tipTax: null } : rest;
    record({ why: 'move', moved: taken.lines, from: whole(from), to: whole(to), inHand: inHand.id }, inHand, staffId);
  };

  return {
    move({ saleId, lines, toSaleId }, actor) {
      const { sale } = hand;
      const asSeen = lines.every(({ lineId, of }) => sale.lines.some(({ id, quantity }) => id === lineId && quantity === of));
      if (sale.id !== saleId || !asSeen) throw new TillError('SALE_CHANGED');
      if (toSaleId === null) return split(sale, lines, actor.staffId);
      const target = parked(toSaleId);
      requireOwner(target, actor);
      moveTo(sale, lines, target, actor.staffId);
    },
    merge({ saleId, fromSaleId }, actor) {
      const { sale } = hand;
      if (sale.id !== saleId) throw new TillError('SALE_CHANGED');
      const other = parked(fromSaleId);
      requireOwner(other, actor);
      if (sale.lines.length === 0) throw new TillError('SALE_EMPTY');
      for (const each of [sale, other]) refuseUnlessMovable(each);
      // The one that money was asked for stays: some may still come for it.
      if (sale.tenders.length > 0 && other.tenders.length > 0) throw new TillError('SALE_HAS_PAYMENT');
      const [stays, goes] = other.tenders.length > 0 ? [other, sale] : [sale, other];
      const to = { ...joinSales(stays, goes, parts()), label: sale.label || other.label, staffId: actor.staffId };
      const from = repriced({ ...goes, removedLineCount: 0, tipMinor: 0 }, { lines: [], discount: null }, pricing());
      record({ why: 'merge', moved: goes.lines, from: whole(from), to: whole(to), inHand: to.id }, to, actor.staffId);
    },
  };
}
