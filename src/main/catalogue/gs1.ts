// GS1-128, GS1 DataMatrix and GS1 Digital Link: one code with several elements, each behind its application identifier. A library reads
// element strings; here is said which elements a till rings up by (GS1 General Specifications, 3). A code that is none has no elements.
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
  /** (15) best before and (17) use by, YYYY-MM-DD. */
  days: string[];
}

interface Item {
  ai: string;
  raw: string;
}

/** With a GTIN, 16 digits, and at least one more. */
const FEWEST_CHARACTERS = 18;
/** GS1-128 holds 48, a DataMatrix of a label some hundred; the library takes more time than that for more. */
const MOST_CHARACTERS = 512;

/** `today`, YYYY-MM-DD: which century two digits of a year are of. */
export function elementsOf(text: string, today: string): Elements | null {
  if (text.length < FEWEST_CHARACTERS || text.length > MOST_CHARACTERS) return null;
  const items = /^https?:\/\//i.test(text) ? itemsOfLink(text) : itemsOfString(text);
  const raw = (ai: RegExp) => items.find((item) => ai.test(item.ai));
  const amount = (ai: RegExp): Amount | null => {
    const item = raw(ai);
    return item && isWhole(item.raw) ? { digits: Number(item.raw), decimals: Number(item.ai.at(-1)) } : null;
  };
  const gtin = raw(/^01$/);
  if (!gtin) return null;
  const weight = amount(/^310[0-5]$/);
  const count = raw(/^3[07]$/);
  return {
    gtin: normaliseBarcode(gtin.raw),
    grams: weight && inUnits(weight, 3),
    count: count && isWhole(count.raw) ? Number(count.raw) || null : null,
    price: amount(/^392[0-9]$/),
    days: items.flatMap(({ ai, raw: date }) => (ai === '15' || ai === '17' ? (dayOf(date, today) ?? []) : [])),
  };
}

function itemsOfString(text: string): Item[] {
  try {
    // Dates come back as the library's own; what was printed is cut out of the same text.
    return parseBarcode(text).parsedCodeItems;
  } catch {
    // Its way to say that the text is none: most codes are.
    return [];
  }
}

/** Which of the values that a link can carry are read, and what they look like. */
const LINK_VALUES: [ai: RegExp, value: RegExp][] = [
  [/^(?:15|17|310[0-5])$/, /^\d{6}$/],
  [/^3[07]$/, /^\d{1,8}$/],
  [/^392[0-9]$/, /^\d{1,15}$/],
];

/** GS1 Digital Link, by any domain: `https://id.gs1.org/01/09506000134352/10/ABC?17=261231` (GS1 Digital Link: URI syntax, 4). */
function itemsOfLink(text: string): Item[] {
  const url = URL.parse(text);
  const gtin = url && /\/(?:01|gtin)\/(\d{8}|\d{12,14})(?:\/|$)/.exec(url.pathname)?.[1];
  if (!url || !gtin) return [];
  const others = [...url.searchParams].flatMap(([ai, raw]) => (LINK_VALUES.some(([of, like]) => of.test(ai) && like.test(raw)) ? { ai, raw } : []));
  return [{ ai: '01', raw: gtin.padStart(14, '0') }, ...others];
}

function isWhole(digits: string): boolean {
  return /^\d{1,15}$/.test(digits);
}

/** YYMMDD, of the century that is nearest (GS1 General Specifications, 7.12); the day 00 is the month's last. */
function dayOf(date: string, today: string): string | null {
  const [, yy, month, day] = /^(\d\d)(0[1-9]|1[0-2])([0-2]\d|3[01])$/.exec(date) ?? [];
  if (yy === undefined || month === undefined || day === undefined) return null;
  const thisYear = Number(today.slice(0, 4));
  const inCentury = thisYear - (thisYear % 100) + Number(yy);
  const year = inCentury - thisYear > 50 ? inCentury - 100 : thisYear - inCentury > 49 ? inCentury + 100 : inCentury;
  const lastOfMonth = new Date(Date.UTC(year, Number(month), 0)).getUTCDate();
  const dayOfMonth = day === '00' ? lastOfMonth : Number(day);
  return dayOfMonth > lastOfMonth ? null : `${year}-${month}-${String(dayOfMonth).padStart(2, '0')}`;
}
