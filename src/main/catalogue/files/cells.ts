// What stands in a cell of a file, as it is kept: prices, yes and no, units. Null where it cannot be read. Pure.
import type { Unit } from '../../../shared/line-item.ts';
import { MAX_AMOUNT_MINOR } from '../../../shared/money.ts';

export type PriceFault = 'price_unreadable' | 'price_too_fine' | 'price_out_of_range';

/** "₩12,000", "1.234,50 €", "3.5": in minor units, exactly. */
export function priceOf(text: string, decimal: '.' | ',', digits: number): number | PriceFault {
  const figures = text.replaceAll(/[^\d.,'\-\s]/gu, '').trim();
  const grouping = decimal === '.' ? ',' : '.';
  const [, sign, whole = '', fraction = ''] =
    new RegExp(`^(-?)(\\d+|\\d{1,3}(?:[\\${grouping}'\\s]\\d{3})+)(?:\\${decimal}(\\d*))?$`).exec(figures) ?? [];
  if (whole === '') return 'price_unreadable';
  if (sign === '-') return 'price_out_of_range';
  const fine = fraction.replace(/0+$/, '');
  if (fine.length > digits) return 'price_too_fine';
  const minor = Number(`${whole.replaceAll(/\D/g, '')}${fine.padEnd(digits, '0')}`);
  return minor > MAX_AMOUNT_MINOR ? 'price_out_of_range' : minor;
}

const YES = new Set(['yes', 'y', 'true', '1', 'x', 'ja', '예', '네']);
const NO = new Set(['no', 'n', 'false', '0', 'nein', '아니오', '아니요', '']);

export function answerOf(text: string): boolean | null {
  const plain = text.toLowerCase();
  return YES.has(plain) ? true : NO.has(plain) ? false : null;
}

const UNIT_WORDS: Record<Unit, string[]> = {
  piece: ['piece', 'pieces', 'pc', 'pcs', 'ea', 'each', 'unit', 'stk', 'stück', '개', ''],
  kg: ['kg', 'kilogram', 'kilo', '킬로그램'],
};

export function unitOf(text: string): Unit | null {
  const plain = text.toLowerCase();
  if (UNIT_WORDS.piece.includes(plain)) return 'piece';
  return UNIT_WORDS.kg.includes(plain) ? 'kg' : null;
}

/** A whole number; empty is nothing. */
export function wholeOf(text: string, most: number): number | null {
  return /^\d{1,12}$/.test(text) && Number(text) <= most ? Number(text) : null;
}

/** Several in one cell: with spaces, commas, semicolons or bars between them. */
export function severalOf(text: string): string[] {
  return text.split(/[\s,;|]+/).filter((part) => part !== '');
}

/** With however many apostrophes before it: each that is written is one that is taken off again. */
const LIKE_A_FORMULA = /^'*[=+\-@＝＋－＠]/;

/** A supplier's list may have anything for a name, and a spreadsheet reckons with what begins like a formula: an apostrophe says that it is text. */
export function written(text: string): string {
  return LIKE_A_FORMULA.test(text) ? `'${text}` : text;
}

export function read(text: string): string {
  return text.startsWith("'") && LIKE_A_FORMULA.test(text) ? text.slice(1) : text;
}
