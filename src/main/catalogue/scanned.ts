// What a scanned code rings up: an article or one of its variants, with the weight, price or count that the code says.
// First the code itself, then what the shop's own labels carry, then GS1's application identifiers.
import type { Sellable } from '../../shared/article.ts';
import { type BarcodeRule, embeddedIn, inUnits, normaliseBarcode, upcaOfUpce } from '../../shared/barcode.ts';
import { TillError } from '../../shared/errors.ts';
import { minorDigits } from '../../shared/money.ts';
import type { CatalogueStore } from '../store/catalogue-store.ts';
import { elementsOf } from './gs1.ts';
import type { Shelf } from './shelf.ts';

export interface Scanned {
  sellable: Sellable;
  /** Pieces, or grams of what is sold by the kilogram; null: one piece, or to be weighed. */
  quantity: number | null;
  /** What the label says it costs, as one piece; null where it says none. */
  labelPriceMinor: number | null;
  /** The day in its code that is past, YYYY-MM-DD: best before, or to be used by. */
  expiredOn: string | null;
}

/** One of it, or to be weighed. */
const plain = (sellable: Sellable): Scanned => ({ sellable, quantity: null, labelPriceMinor: null, expiredOn: null });

export interface ScannedParts {
  store: CatalogueStore;
  shelf: Shelf;
  rules: () => readonly BarcodeRule[];
  currency: () => string;
  /** The shop's, YYYY-MM-DD. */
  today: () => string;
}

/** UNKNOWN_BARCODE, ARTICLE_ARCHIVED, VARIANT_NEEDED. */
export function createScanned({ store, shelf, rules, currency, today }: ScannedParts): (barcode: string) => Scanned {
  const sellableWith = (barcode: string): Sellable | null => {
    const found = store.byBarcode(barcode);
    return found ? shelf.sellable(found.sellableId) : null;
  };

  const byLabel = (barcode: string): Scanned | null => {
    const embedded = embeddedIn(barcode, rules());
    const sellable = embedded && sellableWith(embedded.articleBarcode);
    if (!embedded || !sellable) return null;
    if (embedded.value === 'price') {
      const labelPriceMinor = inUnits(embedded, minorDigits(currency()));
      return labelPriceMinor === null ? null : { ...plain(sellable), labelPriceMinor };
    }
    // A weight on what is sold by the piece is a label of another thing.
    const grams = inUnits(embedded, 3);
    return sellable.unit === 'kg' && grams !== null && grams > 0 ? { ...plain(sellable), quantity: grams } : null;
  };

  /** Where the scanner sends a UPC-E as it is printed. */
  const byShortForm = (barcode: string): Scanned | null => {
    const whole = upcaOfUpce(barcode);
    const sellable = whole && sellableWith(normaliseBarcode(whole));
    return sellable ? plain(sellable) : null;
  };

  const byElements = (barcode: string): Scanned | null => {
    const elements = elementsOf(barcode, today());
    const sellable = elements && sellableWith(elements.gtin);
    if (!elements || !sellable) return null;
    const { price } = elements;
    const labelPriceMinor = price === null ? null : inUnits(price, minorDigits(currency()));
    const expiredOn = elements.days.find((day) => day < today()) ?? null;
    return { sellable, quantity: sellable.unit === 'kg' ? elements.grams : elements.count, labelPriceMinor, expiredOn };
  };

  return (text) => {
    const barcode = normaliseBarcode(text);
    const sellable = sellableWith(barcode);
    if (sellable) return plain(sellable);
    const scanned = byLabel(barcode) ?? byElements(text) ?? byShortForm(barcode);
    if (!scanned) throw new TillError('UNKNOWN_BARCODE', { barcode: text });
    return scanned;
  };
}
