// What stands between the lines of a sale and what is paid for it, as receipts and screens list it. Pure.
import { type Discount, discountMinorOf, type LineItem, listMinorOf } from './line-item.ts';
import { minorToDecimal } from './money.ts';
import type { Sale } from './sale.ts';
import { isVoucherLine } from './voucher.ts';

/** What each line's own discount takes off it, in the order of the lines. */
export function ownDiscountsMinor({
  lines,
  totals,
}: {
  lines: readonly LineItem[];
  totals: { lines: readonly { promotionMinor: number }[] };
}): number[] {
  return lines.map((line, at) =>
    isVoucherLine(line) ? 0 : discountMinorOf(line.discount, listMinorOf(line) - (totals.lines[at]?.promotionMinor ?? 0)),
  );
}

/** What the discount of the whole sale takes off. */
export function saleDiscountMinor(sale: Pick<Sale, 'lines' | 'totals'>): number {
  return sale.totals.discountMinor - ownDiscountsMinor(sale).reduce((sum, minor) => sum + minor, 0);
}

/** What an exempt sale comes to less than its prices say: the tax that they contain. Zero where tax is added to prices. */
export function exemptMinor({ taxExempt, totals }: Pick<Sale, 'taxExempt' | 'totals'>): number {
  if (taxExempt === null) return 0;
  return totals.lines.reduce((sum, line) => sum + line.listMinor - line.promotionMinor - line.discountMinor - line.totalMinor, 0);
}

/** "12.5": the percentage of a discount by percent, as it was typed; null of an amount. */
export function percentOf(discount: Discount): string | null {
  if (discount.kind === 'amount') return null;
  return minorToDecimal(discount.ppm, 4).replace(/\.?0+$/, '');
}

/** "0.333": what was weighed, in kilograms. */
export function kilograms({ quantity }: Pick<LineItem, 'quantity'>): string {
  return minorToDecimal(quantity, 3);
}
