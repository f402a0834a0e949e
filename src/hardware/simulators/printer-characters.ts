// The characters of a simulated printer, by the model's country: its pages of one byte (ESC t), its two-byte characters, and what
// stands in the place of an ASCII sign (ESC R). From Epson's command reference, apart from the encoder in ../printer.
import iconv from 'iconv-lite';
import { characterWidth } from '../../shared/receipt-text.ts';

export type PrinterModel = 'korean' | 'japanese' | 'chinese' | 'western';

/** What is printed for a code that has no glyph. */
const NO_GLYPH = '□';

const CODE_PAGES: Record<number, string> = {
  0: 'cp437',
  2: 'cp850',
  3: 'cp860',
  4: 'cp863',
  5: 'cp865',
  16: 'windows-1252',
  17: 'cp866',
  18: 'cp852',
  19: 'cp858',
  13: 'cp857',
  14: 'cp737',
  33: 'cp775',
  34: 'cp855',
  35: 'cp861',
  38: 'cp869',
  39: 'iso8859-2',
  40: 'iso8859-15',
  45: 'windows-1250',
  46: 'windows-1251',
  47: 'windows-1253',
  48: 'windows-1254',
  51: 'windows-1257',
};
/** ESC t 1 on a Japanese model. */
const KATAKANA = 'katakana';
const DOUBLE_BYTE: Record<PrinterModel, string | null> = { korean: 'cp949', japanese: 'shift_jis', chinese: 'gb18030', western: null };
/** Whether the byte begins a character of two. */
const LEADS: Record<PrinterModel, (byte: number) => boolean> = {
  korean: (byte) => byte >= 0x81 && byte !== 0xff,
  chinese: (byte) => byte >= 0x81 && byte !== 0xff,
  japanese: (byte) => (byte >= 0x81 && byte <= 0x9f) || (byte >= 0xe0 && byte <= 0xfc),
  western: () => false,
};
/** ESC R n: what stands in the place of an ASCII sign. */
const INTERNATIONAL: Record<number, Record<string, string>> = { 13: { '\\': '₩' }, 8: { '\\': '¥' }, 15: { $: '¥' } };

/** The page that ESC t selects by that number. */
export function pageNumbered(number: number): string {
  return number === 1 ? KATAKANA : (CODE_PAGES[number] ?? 'cp437');
}

/** Whether the byte is the first of two. A Japanese model reads Shift-JIS when FS C has said so. */
export function beginsTwo(model: PrinterModel, byte: number, shiftJis: boolean): boolean {
  return (model !== 'japanese' || shiftJis) && LEADS[model](byte);
}

export function wideCharacter(model: PrinterModel, lead: number, trail: number): string {
  const decoded = iconv.decode(Buffer.of(lead, trail), DOUBLE_BYTE[model] ?? 'cp437');
  return decoded.length === 1 && decoded !== '\ufffd' ? decoded : NO_GLYPH;
}

export function narrowCharacter(byte: number, international: number, page: string): string {
  if (byte < 0x80) {
    const ascii = String.fromCharCode(byte);
    return INTERNATIONAL[international]?.[ascii] ?? ascii;
  }
  const decoded = iconv.decode(Buffer.of(byte), page === KATAKANA ? 'shift_jis' : page);
  return characterWidth(decoded) === 1 && decoded !== '\ufffd' ? decoded : NO_GLYPH;
}
