// What a practice shop is made of, and the short notation in which the three of them write their staff and articles.
import { type Article, type Category, PLAIN_ARTICLE } from '../../../shared/article.ts';
import { checkDigit } from '../../../shared/barcode.ts';
import type { ModifierGroup } from '../../../shared/offers.ts';
import { practicePinHint } from '../../../shared/practice-pins.ts';
import { type Printer, USUAL_PRINTER } from '../../../shared/printers.ts';
import { OWNER } from '../../../shared/rights.ts';
import type { ShopSettings } from '../../store/facts/shop-facts.ts';

export interface SampleShop {
  settings: Omit<ShopSettings, 'terminalId' | 'practice'>;
  staff: { name: string; role: string; pin: string }[];
  /** Categories and articles in the order of their tiles. */
  categories: Category[];
  articles: SampleArticles;
  modifierGroups: ModifierGroup[];
}

export type SampleArticles = Omit<Article, 'position'>[];

/** Its number in the shop (the barcode is made from it), id, English name, Korean name, price in minor units. */
export type SampleArticle = readonly [number: number, id: string, en: string, ko: string, priceMinor: number];

/** The articles with these choices. */
export function choosing(modifierGroupIds: string[], articles: SampleArticles): SampleArticles {
  return articles.map((article) => ({ ...article, modifierGroupIds }));
}

/** An EAN-13 of the range 20 to 29, which GS1 leaves to each shop: no product sold elsewhere has it. */
function inStoreBarcode(number: number): string {
  const digits = `20${String(number).padStart(10, '0')}`;
  return `${digits}${checkDigit(digits)}`;
}

/** Prints to a picture on the screen. */
export const SIMULATED_PRINTER: Printer = {
  id: 'counter',
  name: 'Counter',
  connection: { kind: 'simulated' },
  ...USUAL_PRINTER,
  receipts: true,
  categoryIds: [],
};

export function articlesOf(categoryId: string, taxClassId: string, articles: readonly SampleArticle[]): SampleArticles {
  return articles.map(([number, id, en, ko, priceMinor]) => ({
    ...PLAIN_ARTICLE,
    id,
    names: { en, ko },
    categoryId,
    priceMinor,
    taxClassId,
    barcodes: [inStoreBarcode(number)],
  }));
}

/** An article in sizes, each with its price and a barcode of its own. */
export function inSizes(
  categoryId: string,
  taxClassId: string,
  [id, en, ko]: readonly [id: string, en: string, ko: string],
  sizes: readonly SampleArticle[],
): SampleArticles[number] {
  const variants = sizes.map(([number, size, sizeEn, sizeKo, priceMinor]) => ({
    id: `${id}-${size}`,
    names: { en: sizeEn, ko: sizeKo },
    priceMinor,
    barcodes: [inStoreBarcode(number)],
  }));
  return { ...PLAIN_ARTICLE, id, names: { en, ko }, categoryId, priceMinor: null, taxClassId, variants };
}

/** Sold by the kilogram, with the labels of the shop's scale. */
export function weighed(categoryId: string, taxClassId: string, [number, id, en, ko, priceMinor]: SampleArticle): SampleArticles[number] {
  return { ...PLAIN_ARTICLE, id, names: { en, ko }, categoryId, unit: 'kg', priceMinor, taxClassId, barcodes: [scaleBarcode(number)] };
}

/** The barcode that stands for a weighed article in the shop's nomenclature: a label has its grams in place of the zeros. */
function scaleBarcode(number: number): string {
  const digits = `21${String(number).padStart(5, '0')}00000`;
  return `${digits}${checkDigit(digits)}`;
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
