// Giving money of a completed sale back over Lightning. A manager's, and each time with the manager's PIN.
import { type } from '@orpc/contract';
import { z } from 'zod';
import type { RefundOffer } from '../refund.ts';
import { amountMinor, atTill, id, nothing, pin } from './access.ts';

/** A BOLT 11 code, an LNURL or a Lightning address, as it was typed or scanned. */
export const payee = z.string().trim().min(3).max(4000);

export const refundsContract = {
  /** What a refund would be at the sale's rate and at today's: of all that is left, or of a part. REFUND_REFUSED when there is nothing. */
  offer: atTill('refund')
    .input(z.object({ saleId: id, amountMinor: amountMinor.optional() }))
    .output(type<RefundOffer>()),
  /**
   * Sends what was offered. Ends when it has arrived; REFUND_UNKNOWN when that is not known yet: then the sale's own refunds say
   * what becomes of it, and nobody sends it again in another way.
   */
  send: atTill('pay_out')
    .input(z.object({ offerId: id, to: payee, pin }))
    .output(nothing),
  /** Hands a refund of unknown outcome to the node again: the same code, which the node pays once. */
  sendAgain: atTill('pay_out')
    .input(z.object({ refundId: id, pin }))
    .output(nothing),
};
