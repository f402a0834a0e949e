// The lines of receipts: what was sold and what went back, tips, rounding, and what is no turnover.
import type { TaxTotal } from '../../../shared/totals.ts';
import { isVoucherLine } from '../../../shared/voucher.ts';
import type { FactBody } from '../../store/facts.ts';

export interface BonLine {
  /** GV_TYP and GV_NAME. */
  typ: string;
  name: string;
  text: string;
  articleId: string | null;
  /** In thousandths of a piece or a kilogram. */
  quantityMilli: number;
  unit: 'piece' | 'kg';
  /** Null for what is no turnover. */
  tax: { taxClassId: string; ratePpm: number } | null;
  netMinor: number;
  taxMinor: number;
  grossMinor: number;
  /** Before anything was taken off, where something was. */
  listMinor: number | null;
}

export function saleLines({ lines, totals }: Pick<FactBody<'sale_completed'>, 'lines' | 'totals'>): BonLine[] {
  return lines.map((line, at) => {
    const { netMinor = 0, taxMinor = 0, totalMinor = 0, listMinor = 0, discountMinor = 0, promotionMinor = 0 } = totals.lines[at] ?? {};
    const isVoucher = isVoucherLine(line);
    return {
      typ: isVoucher ? 'MehrzweckgutscheinKauf' : 'Umsatz',
      name: '',
      text: Object.values(line.names)[0] ?? '',
      articleId: line.articleId,
      quantityMilli: line.unit === 'kg' ? line.quantity : line.quantity * 1000,
      unit: line.unit,
      tax: isVoucher ? null : { taxClassId: line.taxClassId, ratePpm: rateIn(totals.taxes, line) },
      netMinor,
      taxMinor,
      grossMinor: totalMinor,
      listMinor: discountMinor + promotionMinor === 0 ? null : listMinor,
    };
  });
}

/** Zero in an exempt sale, whatever the line's own rate. */
function rateIn(taxes: readonly TaxTotal[], { taxClassId, taxRatePpm }: { taxClassId: string; taxRatePpm: number }): number {
  return taxes.some((tax) => tax.taxClassId === taxClassId && tax.ratePpm === taxRatePpm) ? taxRatePpm : 0;
}

export function refundLines({ lines, taxes }: Pick<FactBody<'refund_completed'>, 'lines' | 'taxes'>): BonLine[] {
  return lines.map((line) => {
    const isVoucher = isVoucherLine(line);
    return {
      typ: isVoucher ? 'MehrzweckgutscheinKauf' : 'Umsatz',
      name: '',
      text: Object.values(line.names)[0] ?? '',
      articleId: line.articleId,
      quantityMilli: -(line.unit === 'kg' ? line.quantity : line.quantity * 1000),
      unit: line.unit,
      tax: isVoucher ? null : { taxClassId: line.taxClassId, ratePpm: rateIn(taxes, line) },
      netMinor: -line.netMinor,
      taxMinor: -line.taxMinor,
      grossMinor: -line.grossMinor,
      listMinor: null,
    };
  });
}

/** What of a tip bears tax is the shop's; the rest is the staff's. */
export function tipLines(tipMinor: number, tipTax: TaxTotal | null, sign: 1 | -1): BonLine[] {
  const restMinor = tipMinor - (tipTax?.grossMinor ?? 0);
  const line = other('TrinkgeldAN', 'Tip', sign * restMinor);
  const taxed = tipTax && {
    ...line,
    typ: 'TrinkgeldAG',
    tax: { taxClassId: tipTax.taxClassId, ratePpm: tipTax.ratePpm },
    netMinor: sign * tipTax.netMinor,
    taxMinor: sign * tipTax.taxMinor,
    grossMinor: sign * tipTax.grossMinor,
  };
  return [...(taxed ? [taxed] : []), ...(restMinor === 0 ? [] : [line])];
}

export function rounding(amountMinor: number): BonLine[] {
  return amountMinor === 0 ? [] : [other(amountMinor > 0 ? 'Aufschlag' : 'Rabatt', 'Cash rounding', amountMinor)];
}

/** What is no turnover. */
export function other(typ: string, name: string, amountMinor: number): BonLine {
  return {
    typ,
    name,
    text: name,
    articleId: null,
    quantityMilli: 1000,
    unit: 'piece',
    tax: null,
    netMinor: amountMinor,
    taxMinor: 0,
    grossMinor: amountMinor,
    listMinor: null,
  };
}
