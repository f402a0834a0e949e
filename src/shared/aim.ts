// The symbology identifier that a scanner may send before each code, when it is told to (ISO/IEC 15424, once AIM): `]E0` an EAN-13,
// `]d2` a GS1 DataMatrix. It says how the code is to be read, and is no part of it. Pure, for scanners on a line and those that type.

/** FNC1 between the elements of a GS1 code, as scanners send it. */
export const GROUP_SEPARATOR = '\u001d';

/** The code characters of ISO/IEC 15424 that a shop can meet: ] and one of these, and a modifier. */
const IDENTIFIER = /^\](?<symbology>[ACEFGHIJKLMNOPQRSTUXZcdehz])(?<modifier>[0-9A-Za-z])/;

/** Of which symbology and modifier the data has ECI designators (`\000026`), and each backslash twice. */
const WITH_ECI = /^(?:Q[246]|d[456]|L1|z[3459AB]|h1)$/;

export interface ReadCode {
  /** What the identifier says of it, without the bracket: `E0`. Null where none came. */
  identifier: string | null;
  /** Whether the data has designators that say in which character set it is. */
  eci: boolean;
  /** As it is on the paper. */
  code: string;
}

/** What is left when the identifier is off; null for the two or five digits beside a magazine's code, which are no code. */
export function readIdentifier(text: string): ReadCode | null {
  const found = IDENTIFIER.exec(text)?.groups;
  if (!found) return { identifier: null, eci: false, code: withoutFirstSeparator(text) };
  const identifier = `${found.symbology}${found.modifier}`;
  const code = withoutFirstSeparator(text.slice(3));
  if (identifier === 'E1' || identifier === 'E2') return null;
  return { identifier, eci: WITH_ECI.test(identifier), code: identifier === 'E3' ? withoutAddOn(code) : code };
}

/** A code in several character sets: each part with the number of its set; -1 before the first designator. */
export function eciParts(code: string): { eci: number; text: string }[] {
  const parts: { eci: number; text: string }[] = [];
  let eci = -1;
  let text = '';
  for (const [token, number] of code.matchAll(/\\(?:(\d{6})|\\)|[^\\]+|\\/gu)) {
    if (number === undefined) text += token === '\\\\' ? '\\' : token;
    else {
      if (text !== '') parts.push({ eci, text });
      eci = Number(number);
      text = '';
    }
  }
  if (text !== '') parts.push({ eci, text });
  return parts;
}

/** As a scanner that types has it: its characters are already those of the keyboard. Null where nothing is to be read. */
export function codeOfTyped(typed: string): string | null {
  const read = readIdentifier(typed);
  if (!read) return null;
  return read.eci
    ? eciParts(read.code)
        .map(({ text }) => text)
        .join('')
    : read.code;
}

/** Some scanners send FNC1 at the front as well, where it is a flag and separates nothing. */
function withoutFirstSeparator(code: string): string {
  return code.startsWith(GROUP_SEPARATOR) ? code.slice(1) : code;
}

/** EAN-13 with the two or five digits beside it, in one. */
function withoutAddOn(code: string): string {
  return /^\d{13}(?:\d{2}|\d{5})$/.test(code) ? code.slice(0, 13) : code;
}
