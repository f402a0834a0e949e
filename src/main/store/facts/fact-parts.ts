// What bodies of facts are made of, where several have it.
import { z } from 'zod';
import { UNITS } from '../../../shared/line-item.ts';
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
const modifierSchema = z.object({ id: z.string(), names, priceMinor: int });
const discountSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('percent'), ppm: int, reason: z.string() }),
  z.object({ kind: z.literal('amount'), amountMinor: int, reason: z.string() }),
]);
export const lineSchema = z.object({
  id: z.string(),
  articleId: z.string().nullable(),
  names,
  unit: z.enum(UNITS),
  unitPriceMinor: int,
  usualPriceMinor: int.nullable(),
  quantity: int,
  modifiers: z.array(modifierSchema),
  pieceGrams: int.nullable(),
  expiredOn: z.string().nullable(),
  ownTaxClassId: z.string(),
  taxClassId: z.string(),
  taxRatePpm: int,
  discount: discountSchema.nullable(),
  promotionIds: z.array(z.string()),
  note: z.string(),
});
export const taxTotal = z.object({ taxClassId: z.string(), ratePpm: int, netMinor: int, taxMinor: int, grossMinor: int });
const lineTotals = z.object({
  lineId: z.string(),
  listMinor: int,
  promotionMinor: int,
  discountMinor: int,
  totalMinor: int,
  netMinor: int,
  taxMinor: int,
});
export const promotionTotal = z.object({ id: z.string(), names, amountMinor: int });
const totalsSchema = z.object({
  netMinor: int,
  taxMinor: int,
  totalMinor: int,
  taxes: z.array(taxTotal),
  itemCount: int,
  discountMinor: int,
  promotions: z.array(promotionTotal),
  lines: z.array(lineTotals),
});
/** In so many equal parts the sale is being paid. */
export const evenlySchema = z.object({ parts: int, dueMinor: int, totalMinor: int });
/** A sale that money is asked for or taken for, or that ends: with the lines beside it whole, should the draft be lost. */
export const saleBegun = z.object({
  saleId: z.string(),
  openedAtMs: int,
  removedLineCount: int,
  discount: discountSchema.nullable(),
  dining: z.enum(['here', 'takeaway']).nullable(),
  taxExempt: z.object({ reason: z.string() }).nullable(),
  totals: totalsSchema,
  tipMinor: int,
  /** What the tip contains; null where it bears no tax. */
  tipTax: taxTotal.nullable(),
  label: z.string(),
  /** Whose sale it is; who does what the fact says stands in the entry. */
  staffId: z.string().nullable(),
});
export type SaleBegun = z.infer<typeof saleBegun>;
/** An item of the manager's list. */
export const attention = z.object({
  id: z.string(),
  kind: z.enum(['late', 'double', 'excess', 'unexplained', 'cancelled_sale', 'lost']),
  amountMsat: int,
  amountMinor: int.nullable(),
});
