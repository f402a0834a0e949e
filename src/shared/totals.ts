// What a sale comes to: its lines, what is taken off them, and their tax. Pure, the same on both sides.
// Everything is worked out for the whole sale first and then spread over the lines to the minor unit, so that the lines, the
// rates and the total say the same, whatever the order of the lines.
import { type Discount, discountMinorOf, itemCountOf, type LineItem, listMinorOf, type Names } from './line-item.ts';
import { mulDivRound } from './money.ts';
import { type Promotion, promotedBy } from './promotion.ts';
import { spread } from './spread.ts';
import { isVoucherLine } from './voucher.ts';

/** Prices contain the tax (Europe, Korea) or the tax is added at the end (United States). */
export const TAX_MODES = ['included', 'added'] as const;
export type TaxMode = (typeof TAX_MODES)[number];

/** Whether tax is rounded once a rate, or on each line: as the country has it. */
export const TAX_ROUNDINGS = ['sale', 'line'] as const;
export type TaxRounding = (typeof TAX_ROUNDINGS)[number];

export interface TaxTotal {
  taxClassId: string;
  /** Zero in an exempt sale, whatever the lines' own rates. */
  ratePpm: number;
  netMinor: number;
  taxMinor: number;
  grossMinor: number;
}

/** What one line comes to, with its share of all that was worked out for the whole sale. */
export interface LineTotals {
  lineId: string;
  /** Before anything was taken off. */
  listMinor: number;
  /** What promotions take off. */
  promotionMinor: number;
  /** What was taken off by hand after that: the line's own discount, and its share of the sale's. */
  discountMinor: number;
  /** What is paid for it: net + tax. */
  totalMinor: number;
  netMinor: number;
  taxMinor: number;
}

/** What a promotion takes off a sale. */
export interface PromotionTotal {
  id: string;
  names: Names;
  amountMinor: number;
}

export interface SaleTotals {
  /** Sum over the rates. */
  netMinor: number;
  taxMinor: number;
  /** What the customer owes for the lines: net + tax. A tip comes on top of it. */
  totalMinor: number;
  taxes: TaxTotal[];
  itemCount: number;
  /** What was taken off by hand, off lines and off the sale; promotions come beside it. */
  discountMinor: number;
  /** Those that take something off. */
  promotions: PromotionTotal[];
  /** One a line, in the order of the lines. */
  lines: LineTotals[];
}

export const EMPTY_TOTALS: SaleTotals = {
  netMinor: 0,
  taxMinor: 0,
  totalMinor: 0,
  taxes: [],
  itemCount: 0,
  discountMinor: 0,
  promotions: [],
  lines: [],
};

/** What of a sale its totals are made of. */
export interface Priced {
  lines: readonly LineItem[];
  discount: Discount | null;
  taxExempt: { reason: string } | null;
}

/** How a shop works out what a sale comes to. */
export interface Pricing {
  taxMode: TaxMode;
  taxRounding: TaxRounding;
  /** All that lines may carry, those that have ended included. */
  promotions: readonly Promotion[];
}

/**
 * First what each line costs, less what promotions take off; then its own discount; then the sale's, off what is left; then the tax. Taxes are listed by
 * rate, ascending, then by class id.
 */
export function totalsOf({ lines, discount, taxExempt }: Priced, { taxMode, taxRounding, promotions: offers }: Pricing): SaleTotals {
  const inOrder = lines.map((line, position) => ({ line, position, listMinor: listMinorOf(line) })).sort((a, b) => compare(a.line.id, b.line.id));
  const { offMinor, promotions } = promotedBy(inOrder, offers);
  const lessOwn = inOrder.map(({ line, listMinor }, index) => {
    const leftMinor = listMinor - (offMinor[index] ?? 0);
    return isVoucherLine(line) ? leftMinor : leftMinor - discountMinorOf(line.discount, leftMinor);
  });
  // A voucher is money: it is sold at what it is worth.
  const discountable = inOrder.map(({ line }, index) => (isVoucherLine(line) ? 0 : (lessOwn[index] ?? 0)));
  const shares = spread(discountMinorOf(discount, sum(discountable)), discountable);
  const priced = inOrder.map((one, index) => ({
    ...one,
    promotionMinor: offMinor[index] ?? 0,
    priceMinor: (lessOwn[index] ?? 0) - (shares[index] ?? 0),
  }));

  const byRate = Map.groupBy(priced, ({ line }) => `${line.taxRatePpm}|${line.taxClassId}`);
  const lineTotals: LineTotals[] = [];
  const taxesByRate = new Map<string, TaxTotal>();
  for (const group of byRate.values()) {
    const prices = group.map(({ priceMinor }) => priceMinor);
    const ratePpm = group[0]?.line.taxRatePpm ?? 0;
    const taxOf = (priceMinor: number) => mulDivRound(priceMinor, ratePpm, taxMode === 'included' ? 1_000_000 + ratePpm : 1_000_000);
    const taxes = taxRounding === 'line' ? prices.map(taxOf) : spread(taxOf(sum(prices)), prices);
    for (const [index, { line, position, listMinor, promotionMinor, priceMinor }] of group.entries()) {
      const priceTaxMinor = taxes[index] ?? 0;
      const netMinor = taxMode === 'included' ? priceMinor - priceTaxMinor : priceMinor;
      const taxMinor = taxExempt ? 0 : priceTaxMinor;
      const totalMinor = netMinor + taxMinor;
      lineTotals[position] = {
        lineId: line.id,
        listMinor,
        promotionMinor,
        discountMinor: listMinor - promotionMinor - priceMinor,
        totalMinor,
        netMinor,
        taxMinor,
      };
      addTax(taxesByRate, { taxClassId: line.taxClassId, ratePpm: taxExempt ? 0 : ratePpm, netMinor, taxMinor, grossMinor: totalMinor });
    }
  }
  const netMinor = sum(lineTotals.map((line) => line.netMinor));
  const taxMinor = sum(lineTotals.map((line) => line.taxMinor));
  return {
    netMinor,
    taxMinor,
    totalMinor: netMinor + taxMinor,
    taxes: [...taxesByRate.values()].sort((a, b) => a.ratePpm - b.ratePpm || compare(a.taxClassId, b.taxClassId)),
    itemCount: sum(lines.map(itemCountOf)),
    discountMinor: sum(lineTotals.map((line) => line.discountMinor)),
    promotions,
    lines: lineTotals,
  };
}

function addTax(taxes: Map<string, TaxTotal>, tax: TaxTotal): void {
  const key = `${tax.ratePpm}|${tax.taxClassId}`;
  const before = taxes.get(key);
  if (!before) taxes.set(key, tax);
  else {
    before.netMinor += tax.netMinor;
    before.taxMinor += tax.taxMinor;
    before.grossMinor += tax.grossMinor;
  }
}

function compare(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
