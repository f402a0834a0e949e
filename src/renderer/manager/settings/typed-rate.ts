// The rate of foreign notes as people type it: what one unit is worth in the shop's own, exactly, so no rate goes through a float.
import { type CurrencyCode, minorDigits, minorToDecimal } from '../../../shared/money.ts';

const MICRO_DIGITS = 6;

/** "1350.25" in won is 1_350_250_000 millionths of a won; null for what is no rate above zero. */
export function microMinorOf(text: string, own: CurrencyCode): number | null {
  const digits = minorDigits(own) + MICRO_DIGITS;
  const match = /^(\d{1,9})(?:[.,](\d+))?$/.exec(text.trim());
  if (!match || (match[2] ?? '').length > digits) return null;
  const micro = Number((match[1] ?? '') + (match[2] ?? '').padEnd(digits, '0'));
  return micro > 0 && Number.isSafeInteger(micro) ? micro : null;
}

/** 1_350_250_000 is "1350.25" in won. */
export function typedOf(microMinorPerUnit: number, own: CurrencyCode): string {
  return minorToDecimal(microMinorPerUnit, minorDigits(own) + MICRO_DIGITS).replace(/\.?0+$/, '');
}
