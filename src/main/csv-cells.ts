// A value as a cell of a CSV for people and their spreadsheets: amounts as decimals with a point, texts that are no formulas.
import { minorDigits, minorToDecimal } from '../shared/money.ts';

/** What somebody has typed: a spreadsheet would reckon with what begins like a formula, an East Asian one also with its wide signs. */
export function textCell(text: string): string {
  return /^[=+\-@＝＋－＠\t\r]/.test(text) ? `'${text}` : text;
}

export function moneyCell(amountMinor: number, currency: string): string {
  return minorToDecimal(amountMinor, minorDigits(currency));
}

/** In sat, with three decimals for the msat. */
export function satCell(msat: number): string {
  return minorToDecimal(msat, 3);
}

export function utcCell(atMs: number): string {
  return new Date(atMs).toISOString();
}

const clocks = new Map<string, Intl.DateTimeFormat>();

/** "2026-11-23 09:41:05" by the clock on the shop's wall. */
export function localCell(atMs: number, timeZone: string): string {
  let clock = clocks.get(timeZone);
  if (!clock) {
    clock = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'medium' });
    clocks.set(timeZone, clock);
  }
  return clock.format(atMs);
}
