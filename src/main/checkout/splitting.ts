// Lines that go from one sale to another before any of them is paid. Pure. What was rung up costs together what it cost before, to
// the minor unit: discounts and promotions are worked out anew for each sale, and where that would give another sum, each line keeps
// what was taken off it as an amount of its own. (Tax that is added is each sale's own: its receipt has to be right by itself.)
import { TillError } from '../../shared/errors.ts';
import { type Discount, type LineItem, listMinorOf } from '../../shared/line-item.ts';
import type { Sale } from '../../shared/sale.ts';
import { spread } from '../../shared/spread.ts';
import { liveLightningTender, paidMinor } from '../../shared/tender.ts';
import type { SalePricing } from '../../shared/tip-tax.ts';
import { isFinal, repriced } from './sale-rules.ts';

export interface SplittingParts {
  pricing: SalePricing;
  /** In which promotions are named in the reason of an amount. */
  language: string;
  newId: () => string;
}

/** So much of a line: whole lines only of what is weighed. */
export interface Choice {
  lineId: string;
  quantity: number;
}

/** What is asked for the lines, before tax is added to it. */
export function priceMinorOf({ totals }: Pick<Sale, 'totals'>): number {
  return totals.lines.reduce((sum, { listMinor, promotionMinor, discountMinor }) => sum + listMinor - promotionMinor - discountMinor, 0);
}

/** A code that can be paid, and money that was taken, are for the lines as they are. */
export function refuseUnlessMovable(sale: Sale): void {
  if (isFinal(sale)) throw new TillError('SALE_CHANGED');
  if (liveLightningTender(sale.tenders) || sale.cardMove || paidMinor(sale.tenders) > 0) throw new TillError('SALE_HAS_PAYMENT');
}

/** The chosen lines out of `sale`, as the only ones of `empty`; and what is left. SALE_CHANGED when they are not there. */
export function takeLines(sale: Sale, choices: readonly Choice[], empty: Sale, { pricing, language, newId }: SplittingParts) {
  refuseUnlessMovable(sale);
  const chosen = new Map(choices.map(({ lineId, quantity }) => [lineId, quantity]));
  if (chosen.size !== choices.length || choices.some(({ lineId }) => !sale.lines.some(({ id }) => id === lineId)))
    throw new TillError('SALE_CHANGED');
  const cuts = sale.lines.map((line) => cut(line, chosen.get(line.id) ?? 0, newId));
  const { dining, taxExempt } = sale;
  const build = (linesOf: (cutLine: Cut, index: number) => Cut, discount: Discount | null) => {
    const built = cuts.map(linesOf);
    const goes = built.flatMap((cutLine) => cutLine.goes ?? []);
    const stays = built.flatMap((cutLine) => cutLine.stays ?? []);
    const taken = repriced({ ...empty, dining, taxExempt, staffId: sale.staffId }, { lines: goes, discount }, pricing);
    return { taken, rest: repriced(sale, { lines: stays, discount: stays.length === 0 ? null : discount }, pricing) };
  };
  const anew = build((cutLine) => cutLine, sale.discount);
  // An amount off the whole sale is off it once.
  const kept = sale.discount?.kind !== 'amount' || anew.rest.lines.length === 0;
  if (kept && priceMinorOf(anew.taken) + priceMinorOf(anew.rest) === priceMinorOf(sale)) return anew;
  const off = takenOff(sale, language);
  return build(({ goes, stays }, index) => withAmounts([goes, stays], off[index]), null);
}

/** Both sales in one, which is `into`. SALES_DIFFER when one of them is taken away, or bears no tax, and the other not. */
export function joinSales(into: Sale, from: Sale, { pricing, language }: Omit<SplittingParts, 'newId'>): Sale {
  refuseUnlessMovable(into);
  refuseUnlessMovable(from);
  if (into.lines.length > 0 && (into.dining !== from.dining || into.taxExempt?.reason !== from.taxExempt?.reason))
    throw new TillError('SALES_DIFFER');
  const whole = {
    ...into,
    dining: from.dining,
    taxExempt: from.taxExempt,
    tipMinor: into.tipMinor + from.tipMinor,
    removedLineCount: into.removedLineCount + from.removedLineCount,
  };
  const alike = JSON.stringify(into.discount) === JSON.stringify(from.discount) && into.discount?.kind !== 'amount';
  if (alike || into.lines.length === 0) {
    const anew = repriced(whole, { lines: [...into.lines, ...from.lines], discount: from.discount }, pricing);
    if (priceMinorOf(anew) === priceMinorOf(into) + priceMinorOf(from)) return anew;
  }
  const amounts = [into, from].flatMap((sale) => {
    const off = takenOff(sale, language);
    return sale.lines.flatMap((line, index) => withAmounts([line, null], off[index]).goes ?? []);
  });
  return repriced(whole, { lines: amounts, discount: null }, pricing);
}

interface Cut {
  goes: LineItem | null;
  stays: LineItem | null;
}

function cut(line: LineItem, quantity: number, newId: () => string): Cut {
  if (quantity === 0) return { goes: null, stays: line };
  if (quantity === line.quantity) return { goes: line, stays: null };
  if (quantity > line.quantity || line.unit === 'kg') throw new TillError('SALE_CHANGED');
  const goes = { ...line, id: newId(), quantity };
  const stays = { ...line, quantity: line.quantity - quantity };
  if (line.discount?.kind !== 'amount') return { goes, stays };
  return withAmounts([goes, stays], { amountMinor: line.discount.amountMinor, reason: line.discount.reason }, line.promotionIds);
}

/** What is off each line of the sale, by whatever it was taken off. */
function takenOff({ lines, totals, discount }: Sale, language: string): { amountMinor: number; reason: string }[] {
  const promotions = totals.promotions.map(({ id, names }) => ({ id, name: names[language] ?? Object.values(names)[0] ?? '' }));
  return lines.map((line) => {
    const its = totals.lines.find(({ lineId }) => lineId === line.id);
    const reasons = [
      ...promotions.filter(({ id }) => line.promotionIds.includes(id)).map(({ name }) => name),
      line.discount?.reason ?? '',
      discount?.reason ?? '',
    ];
    return {
      amountMinor: (its?.promotionMinor ?? 0) + (its?.discountMinor ?? 0),
      reason: [...new Set(reasons)].filter((reason) => reason !== '').join(', '),
    };
  });
}

/** The two parts of a line, with their shares of what is off it as amounts of their own. */
function withAmounts(
  [goes, stays]: [LineItem | null, LineItem | null],
  off: { amountMinor: number; reason: string } | undefined,
  promotionIds: string[] = [],
): Cut {
  const { amountMinor, reason } = off ?? { amountMinor: 0, reason: '' };
  const shares = spread(
    amountMinor,
    [goes, stays].map((line) => (line ? listMinorOf(line) : 0)),
  );
  const less = (line: LineItem | null, minor = 0): LineItem | null =>
    line && { ...line, promotionIds, discount: minor > 0 ? { kind: 'amount', amountMinor: minor, reason } : null };
  return { goes: less(goes, shares[0]), stays: less(stays, shares[1]) };
}
