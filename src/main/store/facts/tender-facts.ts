// What a sale was paid with at once, and what of that was given back before it ended. Money asked for by a code is in sale-facts.ts.
import { z } from 'zod';
import { cardReceiptSchema } from '../../../shared/card-payment.ts';
import type { TakenTender } from '../../../shared/tender.ts';
import { int, lineSchema, saleBegun } from './fact-parts.ts';

const common = { id: z.string(), amountMinor: int };
const overTheCounter = { givenMinor: int, changeMinor: int, roundingMinor: int };
const ofCash = z.object({ kind: z.literal('cash'), ...common, ...overTheCounter });
const ofCard = z.object({ kind: z.literal('card'), ...common, reference: z.string(), terminal: cardReceiptSchema.optional() });
const ofVoucher = z.object({ kind: z.literal('voucher'), ...common, voucherId: z.string(), voucherNumber: z.string(), balanceMinor: int });
const ofAccount = z.object({ kind: z.literal('account'), ...common, customerId: z.string(), customerName: z.string() });
const ofForeignCash = z.object({
  kind: z.literal('foreign_cash'),
  ...common,
  ...overTheCounter,
  currency: z.string(),
  foreignMinor: int,
  microMinorPerUnit: int,
});
const ofExchange = z.object({ kind: z.literal('exchange'), ...common, refundId: z.string(), receiptNumber: z.string() });

/** A tender as it was taken. */
const taken = z.discriminatedUnion('kind', [ofCash, ofCard, ofVoucher, ofAccount, ofForeignCash, ofExchange]);

/** The same with what became of it. */
const status = { status: z.enum(['paid', 'returned']) };
export const takenTenderSchema: z.ZodType<TakenTender> = z.discriminatedUnion('kind', [
  ofCash.extend(status),
  ofCard.extend(status),
  ofVoucher.extend(status),
  ofAccount.extend(status),
  ofForeignCash.extend(status),
  ofExchange.extend(status),
]);

export const TENDER_FACTS = {
  tender_taken: saleBegun.extend({
    /** Null when nothing is due any more: they are in the sale's completion. */
    lines: z.array(lineSchema).nullable(),
    position: int,
    tender: taken,
  }),
  /** Handed back, or put back where it came from. */
  tender_returned: z.object({ saleId: z.string(), tender: taken }),
} as const;
