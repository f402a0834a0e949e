// Which characters a printer has glyphs for, and how wide they are there. What has none is printed as a picture.
import { missingCase } from '../../shared/errors.ts';
import type { PrinterCodePage } from '../../shared/printers.ts';
import { charactersOf, characterWidth, isOneByOne } from '../../shared/receipt-text.ts';
import { DOUBLE_BYTE_SETS } from './double-byte-sets.ts';
import { HANGUL_OFF, selectPage } from './escpos-commands.ts';
import { pagesOf } from './single-byte-pages.ts';

export interface CodePage {
  /** Columns the text takes on this printer; characters without a code count as in any fixed-width font. */
  width(text: string): number;
  /** Whether every character has a code. */
  covers(text: string): boolean;
  /** Whether a character is two bytes: such glyphs exist in one size only, 24 x 24 dots. */
  hasWideGlyphs(text: string): boolean;
  /** Sent once after ESC @. */
  select: Uint8Array;
  /** Bytes of a text that it covers, with changes of page (ESC t) where one is needed; each text goes on with the page of the one before. */
  encode(text: string): Uint8Array;
}

const NO_BREAK_SPACE = '\u00a0';

// Typography that no code page has, or (curly quotes in KS X 1001) only as wide glyphs, in its plain form.
const PLAIN: Record<string, string> = {
  '\u2018': "'",
  '\u2019': "'",
  '\u201c': '"',
  '\u201d': '"',
  '\u2010': '-',
  '\u2011': '-',
  '\u2013': '-',
  '\u2014': '-',
  '\u2212': '-',
  '\u2026': '...',
  '\u2007': NO_BREAK_SPACE,
  '\u2009': ' ',
  '\u202f': NO_BREAK_SPACE,
};

/** The text with plain quotes, dashes and spaces, so that a typographic apostrophe does not turn its line into a picture. */
export function plainTypography(text: string): string {
  return text.replace(/[\u2007\u2009-\u2011\u2013-\u201d\u2026\u202f\u2212]/g, (character) => PLAIN[character] ?? character);
}

interface Codes {
  select: Uint8Array;
  /** The page that `select` leaves the printer in; null where there are none. */
  page: number | null;
  /** Bytes of one character, those that change the page apart; null when it has none. */
  find(character: string): { page: number | null; bytes: Uint8Array } | null;
}

function doubleByte(name: keyof typeof DOUBLE_BYTE_SETS): Codes {
  const { select, encode } = DOUBLE_BYTE_SETS[name];
  return {
    select,
    page: null,
    find(character) {
      const bytes = encode(character);
      return bytes && { page: null, bytes };
    },
  };
}

/** Models without a script of two bytes: text changes from page to page where the model is known to have more than one. */
function singleByte(first: Parameters<typeof pagesOf>[0], profile: Readonly<Record<string, number>> | null): Codes {
  const pages = pagesOf(first, profile);
  const [own] = pages;
  return {
    select: Buffer.concat([...(own ? [selectPage(own.number)] : []), HANGUL_OFF]),
    page: own?.number ?? null,
    find(character) {
      if (/^[\x20-\x7e]$/.test(character)) return { page: null, bytes: Uint8Array.of(character.charCodeAt(0)) };
      for (const { number, codes } of pages) {
        const byte = codes.get(character);
        if (byte !== undefined) return { page: number, bytes: Uint8Array.of(byte) };
      }
      return null;
    },
  };
}

function codesOf(name: PrinterCodePage, profile: Readonly<Record<string, number>> | null): Codes {
  switch (name) {
    case 'cp949':
    case 'shift_jis':
    case 'gb18030':
      return doubleByte(name);
    case 'pc858':
    case 'pc852':
    case 'pc866':
    case 'wpc1252':
      return singleByte(name, profile);
    default:
      return missingCase(name);
  }
}

interface FoundCode {
  /** Null when the page has none. */
  code: ReturnType<Codes['find']>;
  /** Columns. A glyph of two bytes is two wide, whatever Unicode says of it. */
  width: number;
}

/** What was looked up, for the receipts to come: most have the same characters. */
interface CodeBook {
  codes: Codes;
  /** Each character's, in order. */
  look(text: string, each: (found: FoundCode) => void): void;
}

/** Of characters that stand alone, by their UTF-16 unit; the last is Hangul's. */
const UNITS = 0xd7a4;
const MOST_OTHERS_KEPT = 10_000;
const books = new Map<string, CodeBook>();

function bookOf(name: PrinterCodePage, profile: Readonly<Record<string, number>> | null): CodeBook {
  const key = `${name} ${JSON.stringify(profile)}`;
  let book = books.get(key);
  if (book === undefined) {
    book = openBook(codesOf(name, profile));
    books.set(key, book);
  }
  return book;
}

function openBook(codes: Codes): CodeBook {
  const byUnit = new Array<FoundCode | null>(UNITS).fill(null);
  const others = new Map<string, FoundCode>();
  const find = (character: string): FoundCode => {
    const code = codes.find(character === NO_BREAK_SPACE ? ' ' : character);
    return { code, width: code?.bytes.length ?? characterWidth(character) };
  };
  return {
    codes,
    look(text, each) {
      if (isOneByOne(text)) {
        for (let at = 0; at < text.length; at += 1) {
          const unit = text.charCodeAt(at);
          let found = byUnit[unit] ?? null;
          if (found === null) {
            found = find(text.charAt(at));
            byUnit[unit] = found;
          }
          each(found);
        }
        return;
      }
      for (const character of charactersOf(text)) {
        let found = others.get(character);
        if (found === undefined) {
          if (others.size >= MOST_OTHERS_KEPT) others.clear();
          found = find(character);
          others.set(character, found);
        }
        each(found);
      }
    },
  };
}

const PRINTABLE_ASCII = /^[\x20-\x7e]*$/;

/** `profile`: the pages of the printer's model by the names of their encodings, with their numbers; null where it is not known. For one receipt. */
export function openCodePage(name: PrinterCodePage, profile: Readonly<Record<string, number>> | null = null): CodePage {
  const {
    codes: { select, page: firstPage },
    look,
  } = bookOf(name, profile);
  let page = firstPage;
  return {
    select,
    width(text) {
      if (PRINTABLE_ASCII.test(text)) return text.length;
      let columns = 0;
      look(text, ({ width }) => {
        columns += width;
      });
      return columns;
    },
    covers(text) {
      let all = true;
      look(text, ({ code }) => {
        all &&= code !== null;
      });
      return all;
    },
    hasWideGlyphs(text) {
      let some = false;
      look(text, ({ code }) => {
        some ||= code?.bytes.length === 2;
      });
      return some;
    },
    encode(text) {
      // At most two bytes a character, and a change of page before it.
      const bytes = new Uint8Array(text.length * 5);
      let end = 0;
      const put = (more: Uint8Array) => {
        for (let at = 0; at < more.length; at += 1) bytes[end + at] = more[at] ?? 0;
        end += more.length;
      };
      look(text, ({ code }) => {
        if (!code) throw new Error(`no code for a character of ${text}`);
        if (code.page !== null && code.page !== page) put(selectPage(code.page));
        page = code.page ?? page;
        put(code.bytes);
      });
      return bytes.subarray(0, end);
    },
  };
}
