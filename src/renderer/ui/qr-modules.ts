// The modules of a QR code. What is in upper case goes in in alphanumeric mode, 5.5 bits a character instead of 8: a code that
// is only partly so (BIP 21) gets a smaller picture all the same, which is read from further away.
import qrcode from 'qrcode-generator';

const ALPHANUMERIC = '0-9A-Z $%*+./:\\-';
/** Shorter runs cost more in changing the mode than they save. */
const WORTH_A_SEGMENT = 16;
const SEGMENTS = new RegExp(`[${ALPHANUMERIC}]{${WORTH_A_SEGMENT},}|(?:(?![${ALPHANUMERIC}]{${WORTH_A_SEGMENT}}).)+`, 'gs');
const ONLY_ALPHANUMERIC = new RegExp(`^[${ALPHANUMERIC}]+$`);

/** How much of it may be unreadable: what is on a screen, and not on paper, can do with `L`, and has fewer modules then. */
export type Correction = 'L' | 'M';

/** Rows of modules, true for black, with the quiet zone around them. Throws when it is too much for a QR code. */
export function qrModules(text: string, quietZone: number, correction: Correction = 'M'): boolean[][] {
  const code = qrcode(0, correction);
  // Byte by byte, as UTF-8: what phones take text for.
  const bytes = String.fromCharCode(...new TextEncoder().encode(text));
  for (const [segment] of bytes.matchAll(SEGMENTS)) code.addData(segment, ONLY_ALPHANUMERIC.test(segment) ? 'Alphanumeric' : 'Byte');
  code.make();
  const count = code.getModuleCount();
  const places = Array.from({ length: count + 2 * quietZone }, (_, place) => place - quietZone);
  const inside = (place: number) => place >= 0 && place < count;
  return places.map((row) => places.map((column) => inside(row) && inside(column) && code.isDark(row, column)));
}
