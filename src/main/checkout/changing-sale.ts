// What is changed of a sale by hand after it was rung up: quantities, notes, modifiers, prices, discounts, where it is eaten, its
// tax. What takes something off needs the right to, as far as the role reaches, or somebody else's approval.
import { TillError } from '../../shared/errors.ts';
import { type Discount, stockOf } from '../../shared/line-item.ts';
import { chosenModifiers, type ModifierGroup } from '../../shared/offers.ts';
import type { Dining, Sale } from '../../shared/sale.ts';
import { isVoucherLine } from '../../shared/voucher.ts';
import type { KitchenSlips } from '../kitchen/slips.ts';
import type { Actor } from '../staff/actor.ts';
import type { Draft, Hand } from './hand.ts';
import { changeLine, changeSale, isFinal, type LineChange, largestDiscountPpm, MAX_QUANTITY, quantityOf, removeLine } from './sale-rules.ts';
import type { Terms } from './terms.ts';

export interface ChangingSaleParts {
  hand: Hand;
  terms: Terms;
  /** Those of what was rung up; none for an open amount. NOT_FOUND, ARTICLE_ARCHIVED. */
  groupsOf: (articleId: string | null) => ModifierGroup[];
  /** OUT_OF_STOCK in a shop that sells only what is there. */
  refuseUnlessThere: (sellableId: string, quantity: number) => void;
  kitchen: Pick<KitchenSlips, 'hasLess' | 'tellLess'>;
}

/** What is left out stays. */
export interface LineChangeRequest {
  lineId: string;
  quantity?: number | undefined;
  note?: string | undefined;
  modifierIds?: string[] | undefined;
  priceMinor?: number | undefined;
  discount?: Discount | null | undefined;
}

export interface ChangingSale {
  /** NOT_ALLOWED with the right that is missing. */
  changeLine(request: LineChangeRequest, by: Actor): void;
  removeLine(lineId: string, by: Actor): void;
  discount(request: { saleId: string; discount: Discount | null }, by: Actor): void;
  /** `reason` null: it bears its tax again. */
  exempt(request: { saleId: string; reason: string | null }, by: Actor): void;
  eat(request: { saleId: string; dining: Dining }, by: Actor): void;
  /** What can be chosen with the line. SALE_CHANGED when it is not there. */
  modifierGroups(lineId: string): ModifierGroup[];
}

export function createChangingSale({ hand, terms, groupsOf, refuseUnlessThere, kitchen }: ChangingSaleParts): ChangingSale {
  /** A larger share off than before is a discount, however it came about: by a percentage, or by fewer pieces for the same amount. */
  const put = (next: Sale, by: Actor, more: Partial<Draft> = {}) => {
    const ppm = largestDiscountPpm(next);
    if (ppm > largestDiscountPpm(hand.sale)) by.require('discount', { ppm, amountMinor: next.totals.discountMinor });
    const draft = { ...more, sale: next, staffId: by.staffId };
    if (!kitchen.hasLess(next)) return hand.tap(draft);
    // What nobody wants any more is being made: the kitchen hears of it in the same moment.
    hand.record((append) => {
      kitchen.tellLess(append, next, by.staffId);
      return draft;
    });
  };
  const inHand = (saleId: string): Sale => {
    const { sale } = hand;
    if (sale.id !== saleId || isFinal(sale)) throw new TillError('SALE_CHANGED');
    return sale;
  };
  const lineOf = (lineId: string) => {
    const line = hand.sale.lines.find(({ id }) => id === lineId);
    if (!line) throw new TillError('SALE_CHANGED');
    return line;
  };

  return {
    changeLine({ lineId, quantity, note, modifierIds, priceMinor, discount }, by) {
      const line = lineOf(lineId);
      const change: LineChange = {};
      if (quantity !== undefined) {
        if (line.unit === 'piece' && quantity > MAX_QUANTITY) throw new TillError('BAD_INPUT');
        if (line.articleId !== null && quantity > line.quantity)
          refuseUnlessThere(line.articleId, quantityOf(hand.sale, line) - stockOf(line).quantity + stockOf({ ...line, quantity }).quantity);
        change.quantity = quantity;
      }
      if (note !== undefined) change.note = note;
      if (discount && isVoucherLine(line)) throw new TillError('VOUCHER_AT_FACE_VALUE');
      if (discount !== undefined) change.discount = discount;
      if (modifierIds !== undefined) {
        const modifiers = chosenModifiers(groupsOf(line.articleId), modifierIds);
        if (!modifiers) throw new TillError('NOT_FOUND');
        change.modifiers = modifiers;
      }
      const usualMinor = line.usualPriceMinor ?? line.unitPriceMinor;
      if (priceMinor !== undefined && priceMinor !== line.unitPriceMinor) {
        change.unitPriceMinor = priceMinor;
        change.usualPriceMinor = priceMinor === usualMinor ? null : usualMinor;
      }
      const next = changeLine(hand.sale, lineId, change, terms.pricing());
      // The article's own price, and an open amount that was typed wrongly, need nobody's leave.
      if (change.usualPriceMinor != null && line.articleId !== null)
        by.require('price_change', { priceMinor: usualMinor, newPriceMinor: change.unitPriceMinor ?? 0 });
      put(next, by, { lastLineId: lineId });
    },
    removeLine(lineId, by) {
      put(removeLine(hand.sale, lineId, terms.pricing()), by, { lastLineId: null });
    },
    discount({ saleId, discount }, by) {
      put(changeSale(inHand(saleId), { discount }, terms.pricing()), by);
    },
    exempt({ saleId, reason }, by) {
      const sale = inHand(saleId);
      const next = changeSale(sale, { taxExempt: reason === null ? null : { reason } }, terms.pricing());
      const lessMinor = sale.totals.totalMinor - next.totals.totalMinor;
      if (reason !== null) by.require('price_change', { doing: 'exempt', reason, ...(lessMinor > 0 && { amountMinor: lessMinor }) });
      put(next, by);
    },
    eat({ saleId, dining }, by) {
      const sale = inHand(saleId);
      const lines = sale.lines.map((line) => ({ ...line, ...terms.taxOf(line.ownTaxClassId, dining) }));
      put(changeSale(sale, { dining, lines }, terms.pricing()), by);
    },
    modifierGroups: (lineId) => groupsOf(lineOf(lineId).articleId),
  };
}
