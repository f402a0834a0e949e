// What a practice shop is made of, and the short notation in which the three of them write their staff and articles.
import { practicePinHint } from '../../../shared/practice-pins.ts';
import { OWNER } from '../../../shared/rights.ts';
import type { Article, Category } from '../../../shared/state.ts';
import type { ShopSettings } from '../../store/facts/shop-facts.ts';

export interface SampleShop {
  settings: Omit<ShopSettings, 'terminalId' | 'practice'>;
  staff: { name: string; role: string; pin: string }[];
  /** Categories and articles in the order of their tiles. */
  categories: Category[];
  articles: Article[];
}

/** Its number in the shop (the barcode is made from it), id, English name, Korean name, price in minor units. */
export type SampleArticle = readonly [number: number, id: string, en: string, ko: string, priceMinor: number];

/**
 * An EAN-13 of the range 20 to 29, which GS1 leaves to each shop: no product sold elsewhere has it.
 * The check digit weighs the digits 1 and 3 in turn (GS1 General Specifications, 7.9).
 */
function inStoreBarcode(number: number): string {
  const digits = `20${String(number).padStart(10, '0')}`;
  const sum = [...digits].reduce((total, digit, index) => total + Number(digit) * (index % 2 === 0 ? 1 : 3), 0);
  return `${digits}${(10 - (sum % 10)) % 10}`;
}

export function articlesOf(categoryId: string, taxClassId: string, articles: readonly SampleArticle[]): Article[] {
  return articles.map(([number, id, en, ko, priceMinor]) => ({
    id,
    names: { en, ko },
    categoryId,
    priceMinor,
    taxClassId,
    barcodes: [inStoreBarcode(number)],
  }));
}

/** Two cashiers and an owner, with the PINs that the practice shop shows. */
export function staffOf(cashiers: readonly [string, string], owner: string): SampleShop['staff'] {
  const [first, second] = practicePinHint.cashier;
  return [
    { name: cashiers[0], role: 'cashier', pin: first },
    { name: cashiers[1], role: 'cashier', pin: second },
    { name: owner, role: OWNER, pin: practicePinHint.owner[0] },
  ];
}
