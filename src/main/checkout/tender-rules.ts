// The rules by which money is taken at once, pure: each kind of tender as it would be for the sale, or the TillError that says why not.
import { TillError } from '../../shared/errors.ts';
import { type CurrencyCode, cashStepMinor, roundForCash } from '../../shared/money.ts';
import type { Sale } from '../../shared/sale.ts';
import type { CashTender } from '../../shared/tender.ts';
import { refuseUnlessPayable } from './sale-rules.ts';

/**
 * Cash for what is due. Enough of it ends the sale with change, rounded to the currency's coins; less is a part,
 * taken at its face value.
 */
export function cashTender(sale: Sale, givenMinor: number, currency: CurrencyCode, id: string): CashTender {
  refuseUnlessPayable(sale);
  const stepMinor = cashStepMinor(currency);
  if (givenMinor % stepMinor !== 0) throw new TillError('CASH_NOT_PAYABLE', { stepMinor });
  const cashDueMinor = roundForCash(sale.dueMinor, currency);
  const common = { kind: 'cash', id, status: 'paid', givenMinor } as const;
  if (givenMinor >= cashDueMinor) {
    return { ...common, amountMinor: sale.dueMinor, changeMinor: givenMinor - cashDueMinor, roundingMinor: cashDueMinor - sale.dueMinor };
  }
  if (givenMinor === 0) throw new TillError('AMOUNT_TOO_SMALL');
  return { ...common, amountMinor: givenMinor, changeMinor: 0, roundingMinor: 0 };
}
