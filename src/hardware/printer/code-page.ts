// Which characters a printer has glyphs for, and how wide they are there. What has none is printed as a picture.
import iconv from 'iconv-lite';
import type { PrinterCodePage } from '../../shared/printers.ts';
import { charactersOf, characterWidth } from '../../shared/receipt-text.ts';

export interface CodePage {
  /** Columns the text takes on this printer; characters without a code count as in any fixed-width font. */
  width(text: string): number;
  /** Whether every character has a code. */
  covers(text: string): boolean;
  /** Whether a character is two bytes: such glyphs exist in one size only, 24 x 24 dots. */
  hasWideGlyphs(text: string): boolean;
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

/** Bytes of one character in PC858 (ESC t 19), or null. */
function encodePc858(character: string): Uint8Array | null {
  const bytes = iconv.encode(character, 'cp858');
  return bytes.length === 1 && (bytes[0] !== 0x3f || character === '?') ? bytes : null;
}

/**
 * Bytes of one character on a Korean model, or null. Only KS X 1001:1992 (both bytes from A1): the rare syllables that CP949
 * adds, and the euro and registered signs of 1998, are missing from many models. With the Korean international set (ESC R 13)
 * 5C is the won sign, so there is no backslash.
 */
function encodeKorean(character: string): Uint8Array | null {
  if (character === '₩') return Uint8Array.of(0x5c);
  if (character === '\\') return null;
  const bytes = iconv.encode(character, 'cp949');
  const [lead = 0, trail = 0] = bytes;
  if (bytes.length === 1) return lead < 0x80 && (lead !== 0x3f || character === '?') ? bytes : null;
  const addedLater = lead === 0xa2 && trail >= 0xe6;
  return bytes.length === 2 && lead >= 0xa1 && trail >= 0xa1 && !addedLater ? bytes : null;
}

export function openCodePage(name: PrinterCodePage): CodePage {
  const encode = name === 'cp949' ? encodeKorean : encodePc858;
  const codes = new Map<string, number>();
  /** Bytes of the character's code; 0 when it has none. */
  const codeLength = (character: string): number => {
    let length = codes.get(character);
    if (length === undefined) {
      length = character === NO_BREAK_SPACE ? 1 : (encode(character)?.length ?? 0);
      codes.set(character, length);
    }
    return length;
  };
  return {
    // A Korean glyph of two bytes is two columns wide, whatever Unicode says of it.
    width: (text) => charactersOf(text).reduce((sum, character) => sum + (codeLength(character) || characterWidth(character)), 0),
    covers: (text) => charactersOf(text).every((character) => codeLength(character) > 0),
    hasWideGlyphs: (text) => charactersOf(text).some((character) => codeLength(character) === 2),
  };
}
