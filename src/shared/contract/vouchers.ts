// Vouchers: sold and looked at by cashiers, listed, blocked and replaced by who looks after the shop's money.
import { type } from '@orpc/contract';
import { z } from 'zod';
import type { VoucherDetail, VoucherPage } from '../voucher.ts';
import { amountMinor, atRegister, atTill, id, nothing, text } from './access.ts';

/** As it was scanned or typed, spaces and all. */
export const voucherCode = z.string().trim().min(1).max(60);
const reason = z.string().trim().min(1).max(200);

export const vouchersContract = {
  /** Puts a voucher over the amount on the sale. SECRETS_CLOSED where no code could be made for it. */
  sell: atRegister('sell').input(z.object({ amountMinor })).output(nothing),
  /** What is on it, and how much of the sale in hand it can pay. VOUCHER_REFUSED, VOUCHER_LOCKED. */
  look: atRegister('sell')
    .input(z.object({ code: voucherCode }))
    .output(type<{ number: string; balanceMinor: number; lastDay: string | null; reachMinor: number }>()),
  /** Those that the sale has just sold, with their codes, while it is still on the screen. */
  sold: atRegister('sell')
    .input(z.object({ saleId: id }))
    .output(type<{ number: string; amountMinor: number; code: string }[]>()),
  page: atTill('manage_money')
    .input(z.object({ text: text(40), spent: z.boolean(), cursor: z.int().min(1).nullable().default(null) }))
    .output(type<VoucherPage>()),
  detail: atTill('manage_money')
    .input(z.object({ voucherId: id }))
    .output(type<VoucherDetail>()),
  /** ALREADY_DONE unless it is active. */
  block: atTill('manage_money')
    .input(z.object({ voucherId: id, reason }))
    .output(nothing),
  unblock: atTill('manage_money')
    .input(z.object({ voucherId: id }))
    .output(nothing),
  /** A new one with all that is on it, and a code of its own; its paper prints. */
  replace: atTill('manage_money')
    .input(z.object({ voucherId: id, reason }))
    .output(type<{ voucherId: string; voucherNumber: string }>()),
};
