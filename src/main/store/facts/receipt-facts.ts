// Papers: copies that were asked for, and what a person said became of one.
import { z } from 'zod';
import { int } from './fact-parts.ts';

export const RECEIPT_FACTS = {
  /** `refundId`: it is a refund's receipt. */
  receipt_copied: z.object({
    saleId: z.string(),
    refundId: z.string().nullable(),
    receiptNumber: z.string(),
    copyNumber: int,
    printJobId: z.string(),
  }),
  print_answered: z.object({ printJobId: z.string(), receiptNumber: z.string(), answer: z.enum(['printed', 'again', 'not_wanted']) }),
} as const;
