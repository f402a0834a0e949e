// What somebody typed as an amount of cash, in minor units. Pure.
import { type CurrencyCode, minorDigits } from '../../shared/money.ts';

/** "12.5", "12,50" and "12." of a currency with two decimals are 1250, 1250 and 1200; null for what is no amount. */
export function typedMinor(text: string, currency: CurrencyCode): number | null {
  const digits = minorDigits(currency);
  const match = /^\s*(\d{1,12})(?:[.,](\d*))?\s*$/.exec(text);
  if (!match) return null;
  const [, whole = '', part = ''] = match;
  if (part.length > digits || (digits === 0 && /[.,]/.test(text))) return null;
  return Number(whole) * 10 ** digits + Number(part.padEnd(digits, '0') || 0);
}
