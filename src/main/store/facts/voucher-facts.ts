// Vouchers: issued, replaced, blocked. What is redeemed of them is a tender (tender-facts.ts), and what a refund puts back onto
// them one of its legs (refund-facts.ts).
import { z } from 'zod';
import type { VoucherOrigin } from '../../../shared/voucher.ts';
import { int } from './fact-parts.ts';

const origin: z.ZodType<VoucherOrigin> = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('sale'), saleId: z.string(), lineId: z.string(), receiptNumber: z.string() }),
  z.object({ kind: z.literal('refund'), refundId: z.string() }),
  z.object({ kind: z.literal('replacement'), voucherId: z.string(), voucherNumber: z.string() }),
]);
const named = { voucherId: z.string(), voucherNumber: z.string() };

export const VOUCHER_FACTS = {
  /** `codeHash`: HMAC-SHA256 of its code under the shop's own key; null where that could not be had: then a manager replaces it. */
  voucher_issued: z.object({
    ...named,
    voucherSeq: int,
    codeHash: z.string().nullable(),
    amountMinor: int,
    lastDay: z.string().nullable(),
    origin,
  }),
  /** It is worth nothing any more: what was on it is on the one issued beside this. */
  voucher_replaced: z.object({ ...named, balanceMinor: int, reason: z.string(), byVoucherId: z.string(), byVoucherNumber: z.string() }),
  voucher_blocked: z.object({ ...named, balanceMinor: int, reason: z.string() }),
  voucher_unblocked: z.object({ ...named, balanceMinor: int }),
  /** So many codes in a row that are no voucher's: none is looked at for a while. */
  voucher_codes_refused: z.object({ wrongCount: int, untilMs: int }),
} as const;
