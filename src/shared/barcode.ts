// Barcodes as shops have them: GTINs of 8, 12, 13 and 14 digits, free codes, and in-store codes in which a weight or a price
// stands at a place that the shop's settings say. Pure, the same on both sides.

/**
 * The form a barcode is kept and looked up in: without white space; a GTIN of 12 digits (UPC-A), or of 14 with a leading
 * zero, as the 13 digits of the same number. Check digits are not enforced: shops print in-store codes without them.
 */
export function normaliseBarcode(text: string): string {
  const code = text.replaceAll(/\s/gu, '');
  if (/^\d{12}$/.test(code)) return `0${code}`;
  if (/^0\d{13}$/.test(code)) return code.slice(1);
  return code;
}

/** The check digit that follows `digits`: weighed 3 and 1 in turn from the right (GS1 General Specifications, 7.9). */
export function checkDigit(digits: string): string {
  let sum = 0;
  for (let fromRight = 0; fromRight < digits.length; fromRight += 1)
    sum += Number(digits[digits.length - 1 - fromRight]) * (fromRight % 2 === 0 ? 3 : 1);
  return String((10 - (sum % 10)) % 10);
}

/** The UPC-A that an eight-digit UPC-E stands for (GS1 General Specifications, 5.2.2.4.2); null where it is none. */
export function upcaOfUpce(text: string): string | null {
  const [, system, body = '', check] = /^([01])(\d{6})(\d)$/.exec(text) ?? [];
  if (system === undefined) return null;
  const [a, b, c, d, e, last = ''] = body;
  const middle =
    last <= '2'
      ? `${a}${b}${last}0000${c}${d}${e}`
      : last === '3'
        ? `${a}${b}${c}00000${d}${e}`
        : last === '4'
          ? `${a}${b}${c}${d}00000${e}`
          : `${a}${b}${c}${d}${e}0000${last}`;
  const digits = `${system}${middle}`;
  return checkDigit(digits) === check ? `${digits}${check}` : null;
}

export const BARCODE_KINDS = ['ean13', 'ean8', 'upca', 'gtin14', 'other'] as const;
export type BarcodeKind = (typeof BARCODE_KINDS)[number];

const GTIN_KINDS: Record<number, BarcodeKind> = { 8: 'ean8', 12: 'upca', 13: 'ean13', 14: 'gtin14' };

/** What a code is by its form, and whether its check digit is right; a code of another form has none. */
export function barcodeKind(text: string): { kind: BarcodeKind; checks: boolean } {
  const code = text.replaceAll(/\s/gu, '');
  const kind = /^\d+$/.test(code) ? (GTIN_KINDS[code.length] ?? 'other') : 'other';
  if (kind === 'other') return { kind, checks: true };
  const checks = checkDigit(code.slice(0, -1)) === code.slice(-1);
  return { kind: kind === 'ean13' && code.startsWith('0') ? 'upca' : kind, checks };
}

/** What stands in an in-store code: what it weighs, in kilograms, or what it costs. */
export const EMBEDDED = ['weight', 'price'] as const;
export type Embedded = (typeof EMBEDDED)[number];

/**
 * One rule of the shop's nomenclature. `pattern` is of the 12 digits before the check digit: digits stand for themselves, a dot for
 * any digit of the article's number, and `{NNNDD}` for the value, with its decimals as D: `21.....{NNNDD}`.
 */
export interface BarcodeRule {
  pattern: string;
  value: Embedded;
}

const PATTERN = /^(\d[\d.]*)\{(N*)(D*)\}([\d.]*)$/;
const DIGITS_BEFORE_CHECK = 12;

/** What the pattern asks of a code, as an expression with the value as its second group; null for a pattern that is none. */
function readPattern(pattern: string): { expression: RegExp; decimals: number } | null {
  const [, before = '', whole = '', decimals = '', after = ''] = PATTERN.exec(pattern) ?? [];
  const width = whole.length + decimals.length;
  if (width === 0 || before.length + width + after.length !== DIGITS_BEFORE_CHECK || !before.includes('.')) return null;
  const digits = (part: string) => part.replaceAll('.', '\\d');
  return { expression: new RegExp(`^(${digits(before)})(\\d{${width}})(${digits(after)})$`), decimals: decimals.length };
}

export function isBarcodePattern(pattern: string): boolean {
  return readPattern(pattern) !== null;
}

export interface EmbeddedValue {
  /** The barcode that the article has in the catalogue: the value's digits zero, with its own check digit. */
  articleBarcode: string;
  value: Embedded;
  /** The value is `digits` / 10^`decimals`. */
  digits: number;
  decimals: number;
}

/** What the shop's rules read in a code of 13 digits with a right check digit; the first rule that fits counts. */
export function embeddedIn(barcode: string, rules: readonly BarcodeRule[]): EmbeddedValue | null {
  const code = normaliseBarcode(barcode);
  if (!/^\d{13}$/.test(code) || !barcodeKind(code).checks) return null;
  for (const { pattern, value } of rules) {
    const read = readPattern(pattern);
    const [, before, digits, after] = read?.expression.exec(code.slice(0, DIGITS_BEFORE_CHECK)) ?? [];
    if (!read || before === undefined || digits === undefined || after === undefined) continue;
    const article = `${before}${'0'.repeat(digits.length)}${after}`;
    return { articleBarcode: `${article}${checkDigit(article)}`, value, digits: Number(digits), decimals: read.decimals };
  }
  return null;
}

/** `digits` / 10^`decimals` in units of 10^-`to`; null where that is no whole number of them. */
export function inUnits({ digits, decimals }: Pick<EmbeddedValue, 'digits' | 'decimals'>, to: number): number | null {
  if (decimals <= to) return digits * 10 ** (to - decimals);
  const divisor = 10 ** (decimals - to);
  return digits % divisor === 0 ? digits / divisor : null;
}

/** What a shop says of its articles as a whole. */
export interface ArticleSettings {
  /** How its own barcodes carry a weight or a price; the first that fits counts. */
  barcodeRules: BarcodeRule[];
  /** Whether what is not there by the count can be sold. */
  sellBelowZero: boolean;
}

/** Labels of a scale that weighs in grams, as most of Europe and Korea print them, and those with a price. */
export const DEFAULT_ARTICLE_SETTINGS: ArticleSettings = {
  barcodeRules: [
    { pattern: '21.....{NNDDD}', value: 'weight' },
    { pattern: '22.....{NNNNN}', value: 'price' },
  ],
  sellBelowZero: true,
};
