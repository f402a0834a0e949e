// What a person has chosen of a sale to go back, and what that is worth as it stands: the till's own rules, so that the figure
// on the button is the one that is offered. Pure.

import type { RefundWish } from '../../shared/refund.ts';
import { grossOf, type LineLeft, partOf, withoutVouchers } from '../../shared/refund-goods.ts';
import type { RefundableSale } from '../../shared/refund-state.ts';

/** Pieces or grams by line; what is not in it stays sold. */
export type Quantities = ReadonlyMap<string, number>;

export interface Chosen {
  quantities: Quantities;
  tip: boolean;
  restock: boolean;
}

export const NOTHING_CHOSEN: Chosen = { quantities: new Map(), tip: false, restock: true };

export const everything = ({ goods, tipLeftMinor }: RefundableSale, restock: boolean): Chosen => ({
  quantities: new Map(goods.filter(({ quantity }) => quantity > 0).map(({ line, quantity }) => [line.id, quantity])),
  tip: tipLeftMinor > 0,
  restock,
});

export function worthOf(left: LineLeft, quantity: number): number {
  return quantity === 0 ? 0 : partOf(left, quantity, false).grossMinor;
}

export function chosenMinor({ goods, tipLeftMinor }: RefundableSale, { quantities, tip }: Chosen): number {
  return goods.reduce((sum, left) => sum + worthOf(left, quantities.get(left.line.id) ?? 0), tip ? tipLeftMinor : 0);
}

export function isEverything(sale: RefundableSale, { quantities, tip }: Chosen): boolean {
  return sale.goods.every(({ line, quantity }) => (quantities.get(line.id) ?? 0) === quantity) && (tip || sale.tipLeftMinor === 0);
}

/** All of it is asked for as such: what earlier refunds have taken as an amount goes with it. */
export function wishOf(sale: RefundableSale, chosen: Chosen): RefundWish {
  if (isEverything(sale, chosen)) return { kind: 'whole', restock: chosen.restock };
  const lines = [...chosen.quantities].filter(([, quantity]) => quantity > 0);
  return {
    kind: 'lines',
    lines: lines.map(([lineId, quantity]) => ({ lineId, quantity, restock: chosen.restock })),
    tipMinor: chosen.tip ? sale.tipLeftMinor : 0,
  };
}

/** How much of a sale's goods is left for an amount: the tip goes back as a tip only. */
export function mostAsAmount({ goods, leftMinor }: RefundableSale): number {
  return Math.min(grossOf(withoutVouchers(goods)), leftMinor);
}
