// The rules by which money is taken at once, pure: each kind of tender as it would be for the sale, or the TillError that says why not.
import type { Customer } from '../../shared/account.ts';
import { looksLikeCardNumber } from '../../shared/card-number.ts';
import { TillError } from '../../shared/errors.ts';
import { foreignCashOffer } from '../../shared/foreign-cash.ts';
import { type CurrencyCode, cashStepMinor, roundForCash } from '../../shared/money.ts';
import type { Sale } from '../../shared/sale.ts';
import type { AccountTender, CardTender, CashTender, ForeignCashTender, VoucherTender } from '../../shared/tender.ts';
import type { ForeignCashSettings } from '../../shared/tender-settings.ts';
import { isVoucherLine, type Voucher } from '../../shared/voucher.ts';
import { refuseUnlessPayable } from './sale-rules.ts';

/**
 * Cash for what is due, or for a part that is asked of one of several payers. Enough of it gives change, rounded to the currency's
 * coins; less is a part, taken at its face value.
 */
export function cashTender(sale: Sale, givenMinor: number, currency: CurrencyCode, id: string, partMinor = sale.dueMinor): CashTender {
  refuseUnlessPayable(sale);
  if (partMinor > sale.dueMinor) throw new TillError('SALE_CHANGED');
  const stepMinor = cashStepMinor(currency);
  if (givenMinor % stepMinor !== 0) throw new TillError('CASH_NOT_PAYABLE', { stepMinor });
  return { kind: 'cash', id, status: 'paid', ...overTheCounter(partMinor, givenMinor, currency) };
}

/** Cash that pays the whole amount, and its change. AMOUNT_TOO_SMALL for less. */
export function cashFor(amountMinor: number, givenMinor: number, currency: CurrencyCode): Omit<ReturnType<typeof overTheCounter>, 'amountMinor'> {
  const stepMinor = cashStepMinor(currency);
  if (givenMinor % stepMinor !== 0) throw new TillError('CASH_NOT_PAYABLE', { stepMinor });
  if (givenMinor < roundForCash(amountMinor, currency)) throw new TillError('AMOUNT_TOO_SMALL');
  const { amountMinor: _, ...cash } = overTheCounter(amountMinor, givenMinor, currency);
  return cash;
}

/** Notes of another currency, for what is due or for one payer's part of it. What they are worth is rounded down; what is too much of it goes back in the shop's own coins. */
export function foreignCashTender(
  sale: Sale,
  foreignMinor: number,
  { currency, microMinorPerUnit, stepMinor }: ForeignCashSettings,
  own: CurrencyCode,
  id: string,
  partMinor = sale.dueMinor,
): ForeignCashTender {
  refuseUnlessPayable(sale);
  if (partMinor > sale.dueMinor) throw new TillError('SALE_CHANGED');
  if (foreignMinor % stepMinor !== 0) throw new TillError('CASH_NOT_PAYABLE', { stepMinor, currency });
  const notes = foreignCashOffer(partMinor, foreignMinor, { currency, microMinorPerUnit }, own);
  if (notes.givenMinor <= 0) throw new TillError('AMOUNT_TOO_SMALL');
  return { kind: 'foreign_cash', id, status: 'paid', currency, foreignMinor, microMinorPerUnit, ...notes };
}

function overTheCounter(dueMinor: number, givenMinor: number, currency: CurrencyCode) {
  const cashDueMinor = roundForCash(dueMinor, currency);
  if (givenMinor >= cashDueMinor)
    return { amountMinor: dueMinor, givenMinor, changeMinor: givenMinor - cashDueMinor, roundingMinor: cashDueMinor - dueMinor };
  if (givenMinor <= 0) throw new TillError('AMOUNT_TOO_SMALL');
  return { amountMinor: givenMinor, givenMinor, changeMinor: 0, roundingMinor: 0 };
}

/** What gives no change takes no more than is due. */
function refuseUnlessWithin(sale: Sale, amountMinor: number): void {
  refuseUnlessPayable(sale);
  if (amountMinor > sale.dueMinor) throw new TillError('NO_CHANGE', { maxMinor: sale.dueMinor });
}

/** CARD_NUMBER_REFUSED. */
export function refuseCardNumber(reference: string): void {
  if (looksLikeCardNumber(reference)) throw new TillError('CARD_NUMBER_REFUSED');
}

export function cardTender(sale: Sale, amountMinor: number, reference: string, id: string): CardTender {
  refuseUnlessWithin(sale, amountMinor);
  refuseCardNumber(reference);
  return { kind: 'card', id, status: 'paid', amountMinor, reference };
}

/** What a voucher pays of a sale at most: its balance, what is due, and nothing of another voucher. */
export function voucherReachMinor(sale: Pick<Sale, 'lines' | 'totals' | 'tipMinor' | 'tenders' | 'dueMinor'>, balanceMinor: number): number {
  const soldMinor = sale.lines.reduce((sum, line) => (isVoucherLine(line) ? sum + line.unitPriceMinor * line.quantity : sum), 0);
  const redeemedMinor = sale.tenders.reduce(
    (sum, { kind, status, amountMinor }) => (kind === 'voucher' && status === 'paid' ? sum + amountMinor : sum),
    0,
  );
  return Math.max(0, Math.min(balanceMinor, sale.dueMinor, sale.totals.totalMinor + sale.tipMinor - soldMinor - redeemedMinor));
}

/** `amountMinor` is null for as much as it can pay. */
export function voucherTender(sale: Sale, voucher: Voucher, amountMinor: number | null, id: string): VoucherTender {
  refuseUnlessPayable(sale);
  const reachMinor = voucherReachMinor(sale, voucher.balanceMinor);
  if (reachMinor === 0) throw new TillError('VOUCHER_REFUSED', { reason: 'buys_voucher' });
  const taken = amountMinor ?? reachMinor;
  if (taken > reachMinor) throw new TillError('NO_CHANGE', { maxMinor: reachMinor });
  return {
    kind: 'voucher',
    id,
    status: 'paid',
    amountMinor: taken,
    voucherId: voucher.id,
    voucherNumber: voucher.number,
    balanceMinor: voucher.balanceMinor - taken,
  };
}

export function accountTender(sale: Sale, customer: Customer, amountMinor: number, id: string): AccountTender {
  refuseUnlessWithin(sale, amountMinor);
  if (!customer.active) throw new TillError('NOT_FOUND');
  return { kind: 'account', id, status: 'paid', amountMinor, customerId: customer.id, customerName: customer.name };
}
