// What a sale comes to: its lines added up and their tax. Pure, the same on both sides.
// Tax is computed per rate over the whole sale, so that lines + tax = total to the minor unit.
import { type LineItem, lineTotalMinor } from './line-item.ts';
import { mulDivRound } from './money.ts';

/** Prices contain the tax (Europe, Korea) or the tax is added at the end (United States). */
export type TaxMode = 'included' | 'added';

export interface TaxClass {
  id: string;
  /** The name printed beside the rate, in the shop's words. */
  name: string;
  /** The rate in parts per million: 10 % is 100_000, 8.875 % is 88_750. */
  ratePpm: number;
}

export interface TaxTotal {
  taxClassId: string;
  ratePpm: number;
  netMinor: number;
  taxMinor: number;
  grossMinor: number;
}

export interface SaleTotals {
  /** Sum over the rates. */
  netMinor: number;
  taxMinor: number;
  /** What the customer owes: net + tax. */
  totalMinor: number;
  taxes: TaxTotal[];
  itemCount: number;
}

export const EMPTY_TOTALS: SaleTotals = { netMinor: 0, taxMinor: 0, totalMinor: 0, taxes: [], itemCount: 0 };

/** Totals of the lines; one rounding per tax rate (half away from zero). Rates ascend, then class ids. */
export function totalsOf(lines: readonly LineItem[], mode: TaxMode): SaleTotals {
  const groups = new Map<string, { taxClassId: string; ratePpm: number; sumMinor: number }>();
  let itemCount = 0;
  for (const line of lines) {
    itemCount += line.quantity;
    const key = `${line.taxRatePpm}|${line.taxClassId}`;
    const group = groups.get(key);
    if (group) group.sumMinor += lineTotalMinor(line);
    else groups.set(key, { taxClassId: line.taxClassId, ratePpm: line.taxRatePpm, sumMinor: lineTotalMinor(line) });
  }
  const taxes = [...groups.values()]
    .sort((a, b) => a.ratePpm - b.ratePpm || (a.taxClassId < b.taxClassId ? -1 : 1))
    .map(({ taxClassId, ratePpm, sumMinor }): TaxTotal => {
      if (mode === 'included') {
        const taxMinor = mulDivRound(sumMinor, ratePpm, 1_000_000 + ratePpm);
        return { taxClassId, ratePpm, netMinor: sumMinor - taxMinor, taxMinor, grossMinor: sumMinor };
      }
      const taxMinor = mulDivRound(sumMinor, ratePpm, 1_000_000);
      return { taxClassId, ratePpm, netMinor: sumMinor, taxMinor, grossMinor: sumMinor + taxMinor };
    });
  let netMinor = 0;
  let taxMinor = 0;
  for (const tax of taxes) {
    netMinor += tax.netMinor;
    taxMinor += tax.taxMinor;
  }
  return { netMinor, taxMinor, totalMinor: netMinor + taxMinor, taxes, itemCount };
}
