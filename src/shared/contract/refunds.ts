// Giving money back: of a completed sale, or for goods without a receipt. Looking is for whoever is signed in; giving needs the
// right, and what goes by Lightning a PIN each time.
import { type } from '@orpc/contract';
import { z } from 'zod';
import { MAX_AMOUNT_MINOR } from '../money.ts';
import type { RefundOffer, RefundOutcome } from '../refund.ts';
import type { RefundableSale, SaleOfLate } from '../refund-state.ts';
import { amountMinor, atTill, id, nothing, pin, text } from './access.ts';

/** A BOLT 11 code, an LNURL or a Lightning address, as it was typed or scanned. */
export const payee = z.string().trim().min(3).max(4000);

/** Pieces, or grams of up to a ton. */
const quantity = z.int().min(1).max(1_000_000);
const wish = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('whole'), restock: z.boolean() }),
  z.object({
    kind: z.literal('lines'),
    lines: z.array(z.object({ lineId: id, quantity, restock: z.boolean() })).max(1000),
    tipMinor: z.int().min(0).max(MAX_AMOUNT_MINOR),
  }),
  z.object({ kind: z.literal('amount'), amountMinor }),
]);
const choice = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('cash'), legId: id, reason: text(120) }),
  z.object({ kind: z.literal('voucher'), legId: id, reason: text(120) }),
  z.object({ kind: z.literal('card'), legId: id, reference: text(60) }),
]);

export const refundsContract = {
  /** The sales completed last, newest first. */
  salesOfLate: atTill('signed_in').output(type<SaleOfLate[]>()),
  /** What is left of a sale, by its receipt's number as it was scanned or typed (the last figures will do), or by the link to it on a phone. NOT_FOUND. */
  find: atTill('signed_in')
    .input(z.object({ receipt: z.string().trim().min(1).max(128) }))
    .output(type<RefundableSale>()),
  left: atTill('signed_in')
    .input(z.object({ saleId: id }))
    .output(type<RefundableSale>()),
  /** What a refund would be, and where its money would go. `exchange`: to the sale in hand, up to what is due. REFUND_REFUSED. */
  offer: atTill('signed_in')
    .input(z.object({ saleId: id, wish, exchange: z.boolean().default(false) }))
    .output(type<RefundOffer>()),
  /** The same for articles without a receipt, at today's prices; `priceMinor` where an article has none of its own. */
  offerWithoutReceipt: atTill('signed_in')
    .input(
      z.object({
        lines: z
          .array(z.object({ articleId: id, quantity, priceMinor: amountMinor.optional(), restock: z.boolean() }))
          .min(1)
          .max(100),
        exchange: z.boolean().default(false),
      }),
    )
    .output(type<RefundOffer>()),
  /**
   * Does what was offered; called again, it says what became of it. With a Lightning leg it ends when that has arrived, and
   * `to_hand_over` is left to be finished; REFUND_UNKNOWN when that is not known yet: then the refund says what becomes of it, and
   * nobody sends it again in another way. NOT_ALLOWED without the right `refund`, `refund_without_receipt`, or `pay_out`.
   */
  give: atTill('signed_in', 'refund', 'refund_without_receipt', 'pay_out', 'take_over')
    .input(
      z.object({
        offerId: id,
        reason: text(120).default(''),
        choices: z.array(choice).max(20).default([]),
        cardAtTerminal: z.boolean().default(false),
        lightning: z.object({ to: payee, pin }).optional(),
      }),
    )
    .output(type<RefundOutcome>()),
  /** The card leg that is left to hand over is given at the shop's terminal; what becomes of it the refund says. ALREADY_DONE, and what a card payment can end with. */
  giveAtTerminal: atTill('refund')
    .input(z.object({ refundId: id }))
    .output(nothing),
  /** What was left to hand over is handed over. ALREADY_DONE; CARD_TERMINAL_BUSY, CARD_UNKNOWN while the terminal may be giving it. */
  finish: atTill('refund')
    .input(z.object({ refundId: id }))
    .output(type<RefundOutcome>()),
  /** Hands a Lightning leg of unknown outcome to the node again: the same code, which the node pays once. */
  sendAgain: atTill('pay_out')
    .input(z.object({ refundId: id, pin }))
    .output(nothing),
  /** An exchange's credit that is listed: put to the sale in hand, or given back. ALREADY_DONE. */
  putCredit: atTill('sell', 'take_over')
    .input(z.object({ refundId: id }))
    .output(nothing),
  giveCreditBack: atTill('refund')
    .input(z.object({ refundId: id, kind: z.enum(['cash', 'voucher']), reason: text(120).default('') }))
    .output(nothing),
};
