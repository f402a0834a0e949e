// How a shop takes money: by which tenders, how long its vouchers are good, and which foreign notes at which rate.
import { z } from 'zod';
import { TENDER_KINDS } from './tender.ts';

/** What a shop can decide about: an exchange is part of a refund. */
export const OFFERED_KINDS = TENDER_KINDS.filter((kind) => kind !== 'exchange');
export type OfferedKind = (typeof OFFERED_KINDS)[number];

/** The dearest currency in cents is well below it. */
const MAX_MICRO_MINOR_PER_UNIT = 1_000_000_000_000_000;

export const foreignCashSchema = z.object({
  currency: z.string().regex(/^[A-Z]{3}$/),
  /** What one unit of it is worth, in millionths of a minor unit of the shop's currency. */
  microMinorPerUnit: z.int().min(1).max(MAX_MICRO_MINOR_PER_UNIT),
  /** The smallest note that is taken, in its minor units. */
  stepMinor: z.int().min(1).max(100_000_000),
});
export type ForeignCashSettings = z.infer<typeof foreignCashSchema>;

export const tenderSettingsSchema = z.object({
  /** The usual one first. */
  kinds: z
    .array(z.enum(OFFERED_KINDS))
    .min(1)
    .refine((kinds) => new Set(kinds).size === kinds.length),
  /** How many months a voucher is good; null is for ever. */
  voucherMonths: z.int().min(1).max(240).nullable(),
  foreignCash: z
    .array(foreignCashSchema)
    .max(8)
    .refine((all) => new Set(all.map(({ currency }) => currency)).size === all.length),
});
export type TenderSettings = z.infer<typeof tenderSettingsSchema>;

export const FIRST_TENDER_SETTINGS: TenderSettings = {
  kinds: ['lightning', 'cash', 'card', 'voucher', 'account'],
  voucherMonths: null,
  foreignCash: [],
};
