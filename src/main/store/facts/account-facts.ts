// Customers who may pay later, and what they pay. What is put on an account is a tender (tender-facts.ts), and what a refund takes
// off it one of its legs (refund-facts.ts).
import { z } from 'zod';
import { ACCOUNT_PAYMENT_WAYS } from '../../../shared/account.ts';
import { int } from './fact-parts.ts';

const named = { customerId: z.string(), customerName: z.string() };

export const ACCOUNT_FACTS = {
  customer_put: z.object({
    ...named,
    phone: z.string(),
    email: z.string(),
    limitMinor: int,
    active: z.boolean(),
  }),
  /** A card by which they are known from now on. `hash`: HMAC of what says which card it is, under a key that is sealed. */
  customer_card_linked: z.object({ ...named, cardId: z.string(), hash: z.string() }),
  customer_card_unlinked: z.object({ ...named, cardId: z.string() }),
  /** A payment on an account: no sale. `balanceMinor`: what is owed after it. */
  account_paid: z.object({
    ...named,
    paymentId: z.string(),
    amountMinor: int,
    way: z.enum(ACCOUNT_PAYMENT_WAYS),
    givenMinor: int,
    changeMinor: int,
    roundingMinor: int,
    reference: z.string(),
    balanceMinor: int,
    day: z.string(),
    receiptNumber: z.string(),
    receiptSeq: int,
  }),
} as const;
