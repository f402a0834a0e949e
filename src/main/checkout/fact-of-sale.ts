// What a sale says of itself in the journal: all but its lines, which a fact has beside it, or leaves to the one that follows.
import type { Sale } from '../../shared/sale.ts';
import type { SaleBegun } from '../store/facts/fact-parts.ts';

export function factOfSale(sale: Sale): SaleBegun {
  const { id: saleId, openedAtMs, removedLineCount, discount, dining, taxExempt, totals, tipMinor, tipTax, label, staffId } = sale;
  return { saleId, openedAtMs, removedLineCount, discount, dining, taxExempt, totals, tipMinor, tipTax, label, staffId };
}
