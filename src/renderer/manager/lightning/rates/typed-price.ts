// The price of a bitcoin as people type it: in whole units, with the thousands set apart in whatever way they are used to.
import { type CurrencyCode, MAX_MINOR_PER_BTC, minorDigits } from '../../../../shared/money.ts';

const WHOLE = /^\d{1,15}$|^\d{1,3}(?:([.,'’\s])\d{3}(?:\1\d{3})*)$/;

/** "95000", "95,000", "95.000" and "95 000" are 9_500_000 in euros. Null for anything else: cents of a bitcoin's price are a slip. */
export function minorOfPrice(text: string, currency: CurrencyCode): number | null {
  const typed = text.trim();
  if (!WHOLE.test(typed)) return null;
  const minor = Number(typed.replace(/\D/g, '')) * 10 ** minorDigits(currency);
  return minor > 0 && minor <= MAX_MINOR_PER_BTC ? minor : null;
}
