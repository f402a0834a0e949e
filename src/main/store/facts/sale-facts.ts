// The life of a sale: money asked for by a code, and how it ended. What is taken at once is in tender-facts.ts.
import { z } from 'zod';
import { LNURL_TROUBLES } from '../../../shared/payment-text.ts';
import { attention, int, lineSchema, quoteSchema, saleBegun } from './fact-parts.ts';

const saleHead = saleBegun.extend({ day: z.string(), hour: int, lines: z.array(lineSchema) });

export const SALE_FACTS = {
  /** An invoice that is about to be shown: it is on disk before anyone sees its code. */
  invoice_created: saleBegun.extend({
    lines: z.array(lineSchema),
    tenderId: z.string(),
    position: int,
    amountMinor: int,
    amountSat: int,
    quote: quoteSchema,
    paymentHash: z.string(),
    paymentRequest: z.string(),
    expiresAtMs: int,
    /** Where it can be paid on chain too. */
    address: z.string().nullable(),
  }),
  invoice_closed: z.object({ saleId: z.string(), tenderId: z.string(), paymentHash: z.string(), outcome: z.enum(['expired', 'cancelled']) }),
  /** Held money is to be taken: on disk before the node hears of it. */
  held_taken: z.object({ saleId: z.string(), tenderId: z.string(), paymentHash: z.string() }),
  /** Held money goes back: the cashier said so, nobody decided in time, the till stopped in between, or its sale was put aside. Its code is closed by it. */
  held_returned: z.object({
    saleId: z.string(),
    tenderId: z.string(),
    paymentHash: z.string(),
    reason: z.enum(['cashier', 'time', 'restart', 'put_aside']),
  }),
  sale_completed: saleHead.extend({ receiptNumber: z.string(), receiptSeq: int }),
  /** `reason`: asked for where it was parked. `attention`: Lightning money that had been received for it, one item a settlement. */
  sale_cancelled: saleHead.extend({ reason: z.string(), attention: z.array(attention.extend({ settlementId: z.string() })) }),
  /** The service of a customer's code or card is about to be asked to pay a code of ours. `payerHash` stands for the code, or the card. */
  withdrawal_asked: z.object({ saleId: z.string(), payerHash: z.string(), paymentHash: z.string(), domain: z.string() }),
  /** It said no, or was not reached: until it is asked again nothing comes of it. */
  withdrawal_refused: z.object({ saleId: z.string(), payerHash: z.string(), paymentHash: z.string(), reason: z.enum(LNURL_TROUBLES) }),
} as const;
