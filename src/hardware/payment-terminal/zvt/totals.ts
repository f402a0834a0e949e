// What a terminal settles at the end of its day (PA00P015, bitmap 60): receipt numbers from and to, then for each of seven groups of
// cards how many, and how much.
import type { DayTotals } from '../payment-terminal.ts';
import { decodeBcd } from './bcd.ts';
import type { TerminalRecord } from './messages.ts';

const CARD_GROUPS = ['girocard', 'JCB', 'Mastercard', 'American Express', 'VISA', 'Diners', 'other'] as const;

const RECEIPT_NUMBERS_BYTES = 4;
const GROUP_BYTES = 7;

/** Null where it did not say its totals. */
export function dayTotalsOf({ totals, amountMinor }: TerminalRecord, lines: string[]): DayTotals | null {
  if (!totals || totals.length < RECEIPT_NUMBERS_BYTES + GROUP_BYTES * CARD_GROUPS.length) return null;
  const byCard: DayTotals['byCard'] = [];
  let count = 0;
  let sumMinor = 0;
  for (const [at, cardName] of CARD_GROUPS.entries()) {
    const begin = RECEIPT_NUMBERS_BYTES + at * GROUP_BYTES;
    const ofGroup = totals[begin] ?? 0;
    const totalMinor = decodeBcd(totals.subarray(begin + 1, begin + GROUP_BYTES));
    if (totalMinor === null) return null;
    if (ofGroup > 0 || totalMinor > 0) byCard.push({ cardName, count: ofGroup, totalMinor });
    count += ofGroup;
    sumMinor += totalMinor;
  }
  return { count, totalMinor: amountMinor ?? sumMinor, byCard, lines };
}
