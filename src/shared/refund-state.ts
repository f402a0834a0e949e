// What screens are shown of refunds at all times: those that are begun and not at their end, and credit of exchanges that was not
// used. Nothing of it may be forgotten, so it is listed until somebody deals with it.
import type { Names } from './line-item.ts';
import type { RefundStatus } from './refund.ts';
import type { LineLeft } from './refund-goods.ts';
import type { TenderKind } from './tender.ts';

/** What is left of what was given back for a sale in hand, which was cancelled, or came to less. */
export interface RefundCredit {
  refundId: string;
  /** Of the refund's own receipt. */
  receiptNumber: string;
  leftMinor: number;
  madeAtMs: number;
}

export interface UnfinishedRefund {
  refundId: string;
  saleId: string | null;
  saleReceiptNumber: string | null;
  status: Extract<RefundStatus, 'under_way' | 'to_hand_over'>;
  amountMinor: number;
  /** The legs that are still to be given, once what is on its way has arrived. */
  toHandOver: { kind: 'cash' | 'foreign_cash' | 'card' | 'voucher' | 'account' | 'exchange'; amountMinor: number }[];
  startedAtMs: number;
}

export interface RefundsState {
  unfinished: UnfinishedRefund[];
  credits: RefundCredit[];
}

/** A completed sale in a short list. */
export interface SaleOfLate {
  saleId: string;
  receiptNumber: string;
  completedAtMs: number;
  /** With the tip. */
  totalMinor: number;
  /** What is on its first lines. */
  names: Names[];
  lineCount: number;
}

/** A completed sale with what can still go back of it. */
export interface RefundableSale {
  saleId: string;
  receiptNumber: string;
  completedAtMs: number;
  totalMinor: number;
  tipMinor: number;
  goods: LineLeft[];
  tipLeftMinor: number;
  /** Goods and tip, as far as there is money left of it. */
  leftMinor: number;
  /** How it was paid, in that order. */
  tenderKinds: TenderKind[];
}
