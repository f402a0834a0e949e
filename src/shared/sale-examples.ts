// A line and a sale as tests begin with them: each test says only what it is about.
import type { LineItem } from './line-item.ts';
import { emptySale, type Sale } from './sale.ts';
import type { SalePricing } from './tip-tax.ts';

export const TAX_INCLUDED: SalePricing = { taxMode: 'included', taxRounding: 'sale', promotions: [], tipTax: null };
export const TAX_ADDED: SalePricing = { taxMode: 'added', taxRounding: 'sale', promotions: [], tipTax: null };

export function exampleLine(more: Partial<LineItem> = {}): LineItem {
  return {
    id: 'line',
    articleId: 'article',
    names: { en: 'Americano', ko: '아메리카노' },
    unit: 'piece',
    unitPriceMinor: 4500,
    usualPriceMinor: null,
    quantity: 1,
    modifiers: [],
    pieceGrams: null,
    expiredOn: null,
    ownTaxClassId: more.taxClassId ?? 'standard',
    taxClassId: 'standard',
    taxRatePpm: 100_000,
    discount: null,
    promotionIds: [],
    note: '',
    ...more,
  };
}

export function exampleSaleInHand(more: Partial<Sale> = {}): Sale {
  return { ...emptySale('sale', 0), ...more };
}
