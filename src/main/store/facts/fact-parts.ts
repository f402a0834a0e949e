// What bodies of facts are made of, where several have it.
import { z } from 'zod';
import { RATE_METHODS } from '../../../shared/money.ts';

export const int = z.int();
export const names = z.record(z.string(), z.string());
export const quoteSchema = z.object({
  currency: z.string(),
  minorPerBtc: int,
  method: z.enum(RATE_METHODS),
  sources: z.array(z.string()),
  quotedAtMs: int,
  lockedAtMs: int,
});
export const lineSchema = z.object({
  id: z.string(),
  articleId: z.string().nullable(),
  names,
  unitPriceMinor: int,
  quantity: int,
  taxClassId: z.string(),
  taxRatePpm: int,
  note: z.string(),
});
export const taxTotal = z.object({ taxClassId: z.string(), ratePpm: int, netMinor: int, taxMinor: int, grossMinor: int });
export const totalsSchema = z.object({ netMinor: int, taxMinor: int, totalMinor: int, taxes: z.array(taxTotal), itemCount: int });
/** An item of the manager's list. */
export const attention = z.object({
  id: z.string(),
  kind: z.enum(['late', 'double', 'excess', 'unexplained', 'cancelled_sale', 'lost']),
  amountMsat: int,
  amountMinor: int.nullable(),
});
