// What refunds ask of the shop's vouchers: to take money back onto the one that paid, or to make a new one for it.
import type { RefundWay } from '../../shared/refund.ts';
import type { Append } from '../store/journal.ts';
import { refused } from './planning.ts';

export interface VoucherLeg {
  refundId: string;
  legId: string;
  amountMinor: number;
  /** The voucher that paid; null for a new one. */
  onto: string | null;
}

export interface RefundVouchers {
  /** The voucher's number; null where money cannot be put back onto it. */
  numberOf(voucherId: string): string | null;
  /** How many of those that the line of the sale sold nobody has used. */
  unusedCount(saleId: string, lineId: string): number;
  /** Within a running transaction, as are the next two: so many of them are worth nothing from here on. */
  takeBack(append: Append, sold: { refundId: string; saleId: string; lineId: string; count: number }, staffId: string): void;
  /** Nothing has gone back after all: they are good again. */
  restore(append: Append, refundId: string, staffId: string | null): void;
  put(append: Append, leg: VoucherLeg, staffId: string): Extract<RefundWay, { kind: 'voucher' }>;
}

export function putOnVoucher(vouchers: RefundVouchers | null, append: Append, leg: VoucherLeg, staffId: string): ReturnType<RefundVouchers['put']> {
  if (!vouchers) throw refused('way');
  return vouchers.put(append, leg, staffId);
}
