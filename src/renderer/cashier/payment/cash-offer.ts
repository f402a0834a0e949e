// What the cash in the cashier's hand would do to the sale, before it is taken. Main decides by the same rules. Pure.
import { type CurrencyCode, cashStepMinor, roundForCash } from '../../../shared/money.ts';

export type CashOffer =
  /** It pays what is due; `roundingMinor` is what the coins make of it. */
  | { kind: 'whole'; givenMinor: number; changeMinor: number; roundingMinor: number }
  | { kind: 'part'; givenMinor: number; leftMinor: number }
  /** No coins make this amount. */
  | { kind: 'not_payable'; stepMinor: number };

/** With nothing entered, the exact amount. */
export function cashOffer(dueMinor: number, enteredMinor: number, currency: CurrencyCode): CashOffer {
  const cashDueMinor = roundForCash(dueMinor, currency);
  const givenMinor = enteredMinor === 0 ? cashDueMinor : enteredMinor;
  const stepMinor = cashStepMinor(currency);
  if (givenMinor % stepMinor !== 0) return { kind: 'not_payable', stepMinor };
  if (givenMinor < cashDueMinor) return { kind: 'part', givenMinor, leftMinor: dueMinor - givenMinor };
  return { kind: 'whole', givenMinor, changeMinor: givenMinor - cashDueMinor, roundingMinor: cashDueMinor - dueMinor };
}
