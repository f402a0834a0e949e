// GS1-128 and GS1 DataMatrix: one code with several elements, each behind its application identifier. The library reads them;
// here is said which of them a till rings up by (GS1 General Specifications, 3). A code that is none is no element string.
import { parseBarcode } from 'gs1-barcode-parser-mod';
import { inUnits, normaliseBarcode } from '../../shared/barcode.ts';

/** An amount as it stands there: `digits` / 10^`decimals`. */
interface Amount {
  digits: number;
  decimals: number;
}

export interface Elements {
  /** (01), in the form barcodes are kept in. */
  gtin: string;
  /** (310n): the net weight. */
  grams: number | null;
  /** (30) or (37): how many. */
  count: number | null;
  /** (392n): what it costs, in the shop's currency. */
  price: Amount | null;
}

/** With a GTIN, 16 digits, and at least one more. */
const FEWEST_CHARACTERS = 18;

export function elementsOf(text: string): Elements | null {
  if (text.length < FEWEST_CHARACTERS) return null;
  let items: { ai: string; raw: string }[];
  try {
    items = parseBarcode(text).parsedCodeItems;
  } catch {
    // Its way to say that the text is none: most codes are.
    return null;
  }
  const raw = (ai: RegExp) => items.find((item) => ai.test(item.ai));
  const amount = (ai: RegExp): Amount | null => {
    const item = raw(ai);
    return item ? { digits: Number(item.raw), decimals: Number(item.ai.at(-1)) } : null;
  };
  const gtin = raw(/^01$/);
  if (!gtin) return null;
  const weight = amount(/^310\d$/);
  const count = raw(/^3[07]$/);
  return {
    gtin: normaliseBarcode(gtin.raw),
    grams: weight && inUnits(weight, 3),
    count: count ? Number(count.raw) || null : null,
    price: amount(/^392\d$/),
  };
}
