// What a manager may mean by the text in the sales search: a receipt, an amount, a payment hash, an article. It can be
// several at once; 1200 is a receipt's number, an amount and part of a name.
import { type CurrencyCode, MAX_AMOUNT_MINOR, minorDigits } from '../../shared/money.ts';
import { receiptNumber } from '../receipts/receipt-number.ts';

export interface SearchMeaning {
  receiptNumbers: string[];
  amountsMinor: number[];
  /** Lower-case hex, the beginning of a payment hash or of a transaction's id; at least eight digits, or it is not meant as one. */
  paymentHashStart: string | null;
  namePart: string;
}

/** Null when nothing was typed. A receipt of `terminalId` is also found by its number alone, with or without zeros before it. */
export function meaningOf(text: string, { currency, terminalId }: { currency: CurrencyCode; terminalId: string }): SearchMeaning | null {
  const typed = text.trim();
  if (typed === '') return null;
  const number = /^\d{1,15}$/.test(typed) ? Number(typed) : 0;
  return {
    receiptNumbers: [...new Set([typed, typed.toUpperCase(), ...(number > 0 ? [receiptNumber(terminalId, number)] : [])])],
    amountsMinor: amountsOf(typed, minorDigits(currency)),
    paymentHashStart: /^[0-9a-f]{8,64}$/i.test(typed) ? typed.toLowerCase() : null,
    namePart: typed,
  };
}

/**
 * The amounts, in minor units, that a text can stand for: "12.50", "12,5" and "€ 12.50" are 1250 cents; "1,250" is 1250
 * of the major unit; a bare "1250" may be either. Whatever is not a number stands for none.
 */
function amountsOf(typed: string, digits: number): number[] {
  const bare = typed.replaceAll(/[\p{Sc}\s]/gu, '').replaceAll(/^\p{L}{1,3}|\p{L}{1,3}$/gu, '');
  if (!/^\d[\d.,']*$/.test(bare)) return [];
  const [, major, minor] = (digits > 0 && new RegExp(`^(.+)[.,](\\d{1,${digits}})$`).exec(bare)) || [undefined, bare, ''];
  const majorUnits = Number(major?.replaceAll(/[.,']/g, ''));
  const meant = [majorUnits * 10 ** digits + Number(minor?.padEnd(digits, '0'))];
  if (/^\d+$/.test(bare)) meant.push(Number(bare));
  return [...new Set(meant)].filter((amountMinor) => amountMinor <= MAX_AMOUNT_MINOR);
}
