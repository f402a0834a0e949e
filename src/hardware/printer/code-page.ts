// Which characters a printer has glyphs for, and how wide they are there. What has none is printed as a picture.
import { missingCase } from '../../shared/errors.ts';
import type { PrinterCodePage } from '../../shared/printers.ts';
import { charactersOf, characterWidth } from '../../shared/receipt-text.ts';
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

/** `profile`: the pages of the printer's model by the names of their encodings, with their numbers; null where it is not known. For one receipt. */
export function openCodePage(name: PrinterCodePage, profile: Readonly<Record<string, number>> | null = null): CodePage {
  const { select, page: firstPage, find } = codesOf(name, profile);
  const found = new Map<string, ReturnType<typeof find>>();
  const codeOf = (character: string) => {
    let code = found.get(character);
    if (code === undefined) {
      code = find(character === NO_BREAK_SPACE ? ' ' : character);
      found.set(character, code);
    }
    return code;
  };
  let page = firstPage;
  return {
    select,
    // A glyph of two bytes is two columns wide, whatever Unicode says of it.
    width: (text) => charactersOf(text).reduce((sum, character) => sum + (codeOf(character)?.bytes.length ?? characterWidth(character)), 0),
    covers: (text) => charactersOf(text).every((character) => codeOf(character) !== null),
    hasWideGlyphs: (text) => charactersOf(text).some((character) => codeOf(character)?.bytes.length === 2),
    encode(text) {
      const parts = charactersOf(text).flatMap((character) => {
        const code = codeOf(character);
        if (!code) throw new Error(`no code for ${character}`);
        const change = code.page !== null && code.page !== page ? [selectPage(code.page)] : [];
        page = code.page ?? page;
        return [...change, code.bytes];
      });
      return Buffer.concat(parts);
    },
  };
}
