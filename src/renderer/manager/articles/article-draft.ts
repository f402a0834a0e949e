// An article as it is typed: prices as text, lists as lines. Into what the till keeps, or null while something of it cannot be read. Pure.
import type { Article, TileColour } from '../../../shared/article.ts';
import { barcodeKind } from '../../../shared/barcode.ts';
import type { ArticleInput } from '../../../shared/contract/catalogue.ts';
import type { Names, Unit } from '../../../shared/line-item.ts';
import { type CurrencyCode, minorDigits, minorToDecimal } from '../../../shared/money.ts';
import { LANGUAGES } from '../../../shared/state.ts';
import { minorOf } from '../../refunds/amount.ts';

export interface VariantDraft {
  /** Null until it is kept. */
  id: string | null;
  /** For the list on the screen. */
  key: number;
  names: Names;
  price: string;
  barcodes: string[];
}

export interface ArticleDraft {
  id: string | null;
  names: Names;
  categoryId: string;
  unit: Unit;
  /** Empty: it is asked for. */
  price: string;
  taxClassId: string;
  barcodes: string[];
  code: string;
  colour: TileColour | null;
  picture: string | null;
  minimumAge: string;
  variants: VariantDraft[];
  modifierGroupIds: string[];
  stockCounted: boolean;
  lowStock: string;
}

export function priceText(minor: number | null, currency: CurrencyCode): string {
  return minor === null ? '' : minorToDecimal(minor, minorDigits(currency));
}

/** Undefined for what is no price; null for none. */
export function typedPrice(text: string, currency: CurrencyCode): number | null | undefined {
  return text.trim() === '' ? null : (minorOf(text, minorDigits(currency)) ?? undefined);
}

export function draftOf(article: Article, currency: CurrencyCode): ArticleDraft {
  return {
    ...article,
    price: priceText(article.priceMinor, currency),
    minimumAge: article.minimumAge === 0 ? '' : String(article.minimumAge),
    lowStock: article.lowStock === null ? '' : String(article.lowStock),
    variants: article.variants.map(({ id, names, priceMinor, barcodes }, key) => ({
      id,
      key,
      names,
      price: priceText(priceMinor, currency),
      barcodes,
    })),
  };
}

export function newDraft(categoryId: string, taxClassId: string, barcode: string | null): ArticleDraft {
  return {
    id: null,
    names: {},
    categoryId,
    unit: 'piece',
    price: '',
    taxClassId,
    barcodes: barcode === null ? [] : [barcode],
    code: '',
    colour: null,
    picture: null,
    minimumAge: '',
    variants: [],
    modifierGroupIds: [],
    stockCounted: false,
    lowStock: '',
  };
}

/** The names that are said, without white space around them. */
export function saidNames(names: Names): Names {
  return Object.fromEntries(
    LANGUAGES.flatMap((language) => ((names[language] ?? '').trim() === '' ? [] : [[language, (names[language] ?? '').trim()]])),
  );
}

const whole = (text: string): number | null | undefined => (text.trim() === '' ? null : /^\d{1,9}$/.test(text.trim()) ? Number(text) : undefined);

/** Whether a barcode can be kept: what is a GTIN by its length has its check digit. */
export function isGoodBarcode(barcode: string): boolean {
  return barcode.trim() !== '' && barcode.length <= 80 && barcodeKind(barcode).checks;
}

export function inputOf(draft: ArticleDraft, currency: CurrencyCode): ArticleInput | null {
  const names = saidNames(draft.names);
  const priceMinor = typedPrice(draft.price, currency);
  const minimumAge = whole(draft.minimumAge);
  const lowStock = whole(draft.lowStock);
  const variants = draft.variants.map(({ id, names: said, price, barcodes }) => ({
    id,
    names: saidNames(said),
    priceMinor: typedPrice(price, currency),
    barcodes,
  }));
  const unread = priceMinor === undefined || minimumAge === undefined || (minimumAge ?? 0) > 99 || lowStock === undefined;
  if (unread || Object.keys(names).length === 0 || draft.categoryId === '') return null;
  if (![draft.barcodes, ...variants.map(({ barcodes }) => barcodes)].flat().every(isGoodBarcode)) return null;
  const read = variants.flatMap((variant) =>
    variant.priceMinor === undefined || Object.keys(variant.names).length === 0 ? [] : [{ ...variant, priceMinor: variant.priceMinor }],
  );
  if (read.length < variants.length) return null;
  return {
    ...draft,
    names,
    code: draft.code.trim(),
    priceMinor: draft.variants.length > 0 ? null : priceMinor,
    minimumAge: minimumAge ?? 0,
    lowStock,
    variants: read,
  };
}
