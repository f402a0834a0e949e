// The tax of a tip, as the tables of sales and refunds have it beside the tip: one way to write it, to read it and to add it up.
import type { TaxTotal } from '../../shared/totals.ts';

export interface TipTaxColumns {
  tipTaxClassId: string | null;
  tipTaxRatePpm: number | null;
  tipTaxMinor: number | null;
}

export function tipTaxColumns(tipTax: TaxTotal | null): TipTaxColumns {
  return { tipTaxClassId: tipTax?.taxClassId ?? null, tipTaxRatePpm: tipTax?.ratePpm ?? null, tipTaxMinor: tipTax?.taxMinor ?? null };
}

export function tipTaxIn({ tipMinor, tipTaxClassId, tipTaxRatePpm, tipTaxMinor }: TipTaxColumns & { tipMinor: number }): TaxTotal | null {
  if (tipTaxClassId === null || tipTaxRatePpm === null || tipTaxMinor === null) return null;
  return { taxClassId: tipTaxClassId, ratePpm: tipTaxRatePpm, netMinor: tipMinor - tipTaxMinor, taxMinor: tipTaxMinor, grossMinor: tipMinor };
}

/** Selects a `TaxTotal` a rate of the tips of sales or refunds. `from`: `FROM ... WHERE ...` */
export function sumTipTaxes(from: string): string {
  return `SELECT tip_tax_class_id AS taxClassId, tip_tax_rate_ppm AS ratePpm, sum(tip_minor - tip_tax_minor) AS netMinor,
      sum(tip_tax_minor) AS taxMinor, sum(tip_minor) AS grossMinor
    ${from} AND tip_tax_class_id IS NOT NULL GROUP BY tip_tax_rate_ppm, tip_tax_class_id ORDER BY tip_tax_rate_ppm, tip_tax_class_id`;
}
