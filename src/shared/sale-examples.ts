// A line and a sale as tests begin with them: each test says only what it is about.
import type { LineItem } from './line-item.ts';
import type { Sale } from './sale.ts';
import { EMPTY_TOTALS, type Pricing } from './totals.ts';

export const TAX_INCLUDED: Pricing = { taxMode: 'included', taxRounding: 'sale', promotions: [] };
export const TAX_ADDED: Pricing = { taxMode: 'added', taxRounding: 'sale', promotions: [] };

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
  return {
    id: 'sale',
    status: 'open',
    openedAtMs: 0,
    lines: [],
    removedLineCount: 0,
    discount: null,
    dining: null,
    taxExempt: null,
    totals: EMPTY_TOTALS,
    tipMinor: 0,
    tenders: [],
    dueMinor: 0,
    label: '',
    evenly: null,
    staffId: null,
    receiptNumber: null,
    completedAtMs: null,
    ...more,
  };
}
