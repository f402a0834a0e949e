// Customers who may pay later: who they are, how much they may owe, and what became of it. Pure.
export interface Customer {
  id: string;
  name: string;
  /** Empty where it is not known. */
  phone: string;
  email: string;
  /** How much they may owe without anybody's approval. */
  limitMinor: number;
  /** What they owe; below zero what the shop owes them. */
  balanceMinor: number;
  /** Customers who are not any more still owe what they owe. */
  active: boolean;
}

/** By which they are known; which card it is, nobody is told. */
export interface CustomerCard {
  id: string;
  linkedAtMs: number;
}

/** `over`: no card, or held to the reader too long ago. */
export type Whose = { kind: 'customer'; customer: Customer } | { kind: 'badge' | 'nobody' | 'over' };

/** `sale`: put on the account. `returned`: taken off it before the sale ended. `credited`: by a refund. */
export type AccountMovementKind = 'sale' | 'returned' | 'payment' | 'credited';

export interface AccountMovement {
  atMs: number;
  kind: AccountMovementKind;
  /** What it adds to what they owe; below zero what it takes off. */
  amountMinor: number;
  /** After it. */
  balanceMinor: number;
  staffName: string;
  saleId: string | null;
  /** Of the payment's or the refund's own receipt. */
  receiptNumber: string | null;
}

export interface AccountStatement {
  customer: Customer;
  /** Newest first. */
  movements: AccountMovement[];
  nextCursor: number | null;
}

/** By which a payment on an account comes. */
export const ACCOUNT_PAYMENT_WAYS = ['cash', 'card'] as const;
export type AccountPaymentWay = (typeof ACCOUNT_PAYMENT_WAYS)[number];

/** A payment on an account: no sale, and no revenue. */
export interface AccountPayment {
  id: string;
  receiptNumber: string;
  customerId: string;
  customerName: string;
  atMs: number;
  amountMinor: number;
  way: AccountPaymentWay;
  /** Of cash; zero otherwise. givenMinor - changeMinor = amountMinor + roundingMinor. */
  givenMinor: number;
  changeMinor: number;
  roundingMinor: number;
  /** What the card terminal calls it. */
  reference: string;
  /** What is owed after it. */
  balanceMinor: number;
  staffId: string | null;
}
