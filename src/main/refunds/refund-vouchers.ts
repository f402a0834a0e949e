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
  /** Within a running transaction. */
  put(append: Append, leg: VoucherLeg, staffId: string): Extract<RefundWay, { kind: 'voucher' }>;
}

export function putOnVoucher(vouchers: RefundVouchers | null, append: Append, leg: VoucherLeg, staffId: string): ReturnType<RefundVouchers['put']> {
  if (!vouchers) throw refused('way');
  return vouchers.put(append, leg, staffId);
}
