// Customers who may pay later: who they are, what they owe, and what they pay of it. What is put on an account is a tender.
import type { AccountPaymentWay, AccountStatement, Customer } from '../../shared/account.ts';
import { TillError } from '../../shared/errors.ts';
import { shopDay } from '../../shared/shop-day.ts';
import { cashFor, refuseCardNumber } from '../checkout/tender-rules.ts';
import { receiptNumber } from '../receipts/receipt-number.ts';
import type { AccountStore } from '../store/account-store.ts';
import type { ShopSettings } from '../store/facts/shop-facts.ts';
import type { Journal } from '../store/journal.ts';

export interface AccountsParts {
  journal: Journal;
  store: AccountStore;
  shop: () => ShopSettings;
  /** Queues the payment's paper, within the running transaction. */
  print: (paymentId: string, receiptNumber: string, atMs: number) => void;
  newId: () => string;
  nowMs: () => number;
}

export interface CustomerEntry {
  name: string;
  phone: string;
  email: string;
  limitMinor: number;
  active: boolean;
}

export type AccountMoney = { way: 'cash'; givenMinor: number } | { way: 'card'; reference: string };

export interface PaymentRequest {
  customerId: string;
  /** What the cashier saw as owed: if it is not that any more, SALE_CHANGED. */
  balanceMinor: number;
  amountMinor: number;
  money: AccountMoney;
}

export interface Accounts {
  /** NOT_FOUND. */
  find(customerId: string): Customer;
  search(text: string, everybody: boolean): Customer[];
  owedMinor(): number;
  statement(customerId: string, cursor: number | null): AccountStatement;
  /** Without an id a new customer; gives the id. */
  put(customerId: string | null, entry: CustomerEntry, staffId: string): string;
  /** What they owe, or a part of it, is paid. Pressing twice pays once: what is owed is then another amount. */
  pay(request: PaymentRequest, staffId: string): { receiptNumber: string; changeMinor: number };
}

export function createAccounts({ journal, store, shop, print, newId, nowMs }: AccountsParts): Accounts {
  const find = (customerId: string): Customer => {
    const customer = store.find(customerId);
    if (!customer) throw new TillError('NOT_FOUND');
    return customer;
  };
  const taken = (
    amountMinor: number,
    money: AccountMoney,
  ): { way: AccountPaymentWay; givenMinor: number; changeMinor: number; roundingMinor: number; reference: string } =>
    money.way === 'cash'
      ? { way: 'cash', reference: '', ...cashFor(amountMinor, money.givenMinor, shop().currency) }
      : { way: 'card', reference: money.reference, givenMinor: 0, changeMinor: 0, roundingMinor: 0 };
  return {
    find,
    search: store.search,
    owedMinor: store.owedMinor,
    statement(customerId, cursor) {
      const statement = store.statement(customerId, cursor);
      if (!statement) throw new TillError('NOT_FOUND');
      return statement;
    },
    put(customerId, { name, phone, email, limitMinor, active }, staffId) {
      const id = customerId === null ? newId() : find(customerId).id;
      journal.transact((append) => append('customer_put', { customerId: id, customerName: name, phone, email, limitMinor, active }, staffId));
      return id;
    },
    pay({ customerId, balanceMinor, amountMinor, money }, staffId) {
      const customer = find(customerId);
      if (customer.balanceMinor !== balanceMinor) throw new TillError('SALE_CHANGED');
      if (amountMinor > balanceMinor) throw new TillError('AMOUNT_TOO_LARGE', { maxMinor: balanceMinor });
      if (money.way === 'card') refuseCardNumber(money.reference);
      const received = taken(amountMinor, money);
      const receiptSeq = store.lastPaymentSeq() + 1;
      const number = receiptNumber(`A${shop().terminalId}`, receiptSeq);
      const paymentId = newId();
      journal.transact((append) => {
        const { atMs } = append(
          'account_paid',
          {
            paymentId,
            customerId,
            customerName: customer.name,
            amountMinor,
            ...received,
            balanceMinor: balanceMinor - amountMinor,
            day: shopDay(nowMs(), shop()).day,
            receiptNumber: number,
            receiptSeq,
          },
          staffId,
        );
        print(paymentId, number, atMs);
      });
      return { receiptNumber: number, changeMinor: received.changeMinor };
    },
  };
}
