// What kitchens and bars were told, slip by slip: all slips of a line together are what was sold of it.
import { z } from 'zod';
import { UNITS } from '../../../shared/line-item.ts';
import { int, names } from './fact-parts.ts';

export const slipLineSchema = z.object({
  lineId: z.string(),
  articleId: z.string().nullable(),
  names,
  unit: z.enum(UNITS),
  modifiers: z.array(z.object({ id: z.string(), names })),
  note: z.string(),
  /** So much more, or (below zero) so much less; pieces, or grams. */
  quantity: int,
});

export const KITCHEN_FACTS = {
  kitchen_sent: z.object({
    slipId: z.string(),
    /** Counts the shop's slips without a gap: a kitchen sees that one is missing. */
    slipSeq: int,
    saleId: z.string(),
    /** The sale's name, its receipt where it has one by now, and where it is eaten. */
    label: z.string(),
    receiptNumber: z.string().nullable(),
    dining: z.enum(['here', 'takeaway']).nullable(),
    printer: z.object({ id: z.string(), name: z.string() }),
    lines: z.array(slipLineSchema),
  }),
} as const;
