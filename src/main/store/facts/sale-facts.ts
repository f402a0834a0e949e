// The life of a sale: money asked for, taken and handed back, and how it ended.
import { z } from 'zod';
import { attention, int, lineSchema, quoteSchema, totalsSchema } from './fact-parts.ts';

/** A sale that money is asked for or taken for: with the lines beside it whole, should the draft be lost. */
const saleBegun = z.object({ saleId: z.string(), openedAtMs: int, totals: totalsSchema, removedLineCount: int });
const saleHead = z.object({
  saleId: z.string(),
  openedAtMs: int,
  day: z.string(),
  hour: int,
  lines: z.array(lineSchema),
  totals: totalsSchema,
  removedLineCount: int,
});

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
  /** Held money goes back: the cashier said so, nobody decided in time, or the till stopped in between. Its code is closed by it. */
  held_returned: z.object({ saleId: z.string(), tenderId: z.string(), paymentHash: z.string(), reason: z.enum(['cashier', 'time', 'restart']) }),
  cash_taken: saleBegun.extend({
    /** Null when nothing is due any more: they are in the sale's completion. */
    lines: z.array(lineSchema).nullable(),
    tenderId: z.string(),
    position: int,
    amountMinor: int,
    givenMinor: int,
    changeMinor: int,
    roundingMinor: int,
  }),
  cash_returned: z.object({ saleId: z.string(), tenderId: z.string(), amountMinor: int }),
  sale_completed: saleHead.extend({ receiptNumber: z.string(), receiptSeq: int }),
  /** `attention`: Lightning money that had been received for it, one item a settlement. */
  sale_cancelled: saleHead.extend({ attention: z.array(attention.extend({ settlementId: z.string() })) }),
  /** A customer's LNURL is about to be asked to pay a code of ours: once for each sale. `codeHash` stands for the customer's code. */
  withdrawal_asked: z.object({ saleId: z.string(), codeHash: z.string(), paymentHash: z.string(), domain: z.string() }),
} as const;
