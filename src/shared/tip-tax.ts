// The tax that a tip bears, in a shop whose country has it so. It is contained in what was given, and stands beside the taxes of the
// goods, never among them: a tip is in its own column everywhere. Pure.
import { mulDivRound } from './money.ts';
import type { Pricing, TaxTotal } from './totals.ts';

/** How an open sale is worked out: what it comes to, and what its tip bears (null: nothing). */
export interface SalePricing extends Pricing {
  tipTax: Pick<TaxTotal, 'taxClassId' | 'ratePpm'> | null;
}

/** Null where there is no tip, or tips bear no tax. An exempt sale's tip is as exempt as its goods. */
export function tipTaxOf(tipMinor: number, tipTax: SalePricing['tipTax'], exempt: boolean): TaxTotal | null {
  if (tipMinor === 0 || tipTax === null) return null;
  const ratePpm = exempt ? 0 : tipTax.ratePpm;
  const taxMinor = mulDivRound(tipMinor, ratePpm, 1_000_000 + ratePpm);
  return { taxClassId: tipTax.taxClassId, ratePpm, netMinor: tipMinor - taxMinor, taxMinor, grossMinor: tipMinor };
}

/** What of the tax goes with so much of the tip: its share of what is left, so that the last part ends at zero. */
export function tipTaxPart(left: TaxTotal | null, tipMinor: number): TaxTotal | null {
  if (left === null || tipMinor === 0) return null;
  const taxMinor = tipMinor === left.grossMinor ? left.taxMinor : mulDivRound(left.taxMinor, tipMinor, left.grossMinor);
  return { ...left, netMinor: tipMinor - taxMinor, taxMinor, grossMinor: tipMinor };
}

export function lessTipTax(left: TaxTotal | null, part: TaxTotal | null): TaxTotal | null {
  if (left === null || part === null) return left;
  return {
    ...left,
    netMinor: left.netMinor - part.netMinor,
    taxMinor: left.taxMinor - part.taxMinor,
    grossMinor: left.grossMinor - part.grossMinor,
  };
}
