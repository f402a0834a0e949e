// How a shop sells: for which reasons something is taken off, whether a tip is asked for, and whether it asks where it is eaten.
import { z } from 'zod';
import type { Dining } from './sale.ts';

export const DININGS = ['here', 'takeaway'] as const satisfies readonly Dining[];

export const sellingSettingsSchema = z.object({
  /** Offered when something is taken off; any other can be typed. */
  discountReasons: z.array(z.string().trim().min(1).max(60)).max(12),
  /**
   * Whether the customer is asked for a tip before a code is shown, the shares of the total that are offered, in parts per million, and the tax class
   * of what is given; null: it bears no tax.
   */
  tips: z.object({
    asked: z.boolean(),
    sharesPpm: z.array(z.int().min(1).max(1_000_000)).max(4),
    taxClassId: z.string().min(1).max(64).nullable(),
  }),
  /** Whether it is asked where it is eaten, and what it is until somebody says otherwise. */
  dining: z.object({ asked: z.boolean(), usual: z.enum(DININGS) }),
});
export type SellingSettings = z.infer<typeof sellingSettingsSchema>;

export const DEFAULT_SELLING_SETTINGS: SellingSettings = {
  discountReasons: [],
  tips: { asked: false, sharesPpm: [50_000, 100_000, 150_000], taxClassId: null },
  dining: { asked: false, usual: 'here' },
};
