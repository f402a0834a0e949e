// The shop itself: what it is called, how it taxes, where it prints.
import { z } from 'zod';
import { printerSettingsSchema, taxClassSchema } from '../../../shared/contract.ts';
import { lightningSettingsSchema } from '../../../shared/lightning.ts';
import { LANGUAGES, ROLES } from '../../../shared/state.ts';

const language = z.enum(LANGUAGES);

export const shopSettingsSchema = z.object({
  name: z.string(),
  addressLines: z.array(z.string()),
  footerLines: z.array(z.string()),
  terminalId: z.string(),
  currency: z.string(),
  taxMode: z.enum(['included', 'added']),
  taxClasses: z.array(taxClassSchema).min(1),
  timeZone: z.string(),
  languages: z.object({ cashier: language, customer: language, receipt: language }),
  printer: printerSettingsSchema,
  lightning: lightningSettingsSchema,
  practice: z.boolean(),
});
export type ShopSettings = z.infer<typeof shopSettingsSchema>;

export const SHOP_FACTS = {
  till_founded: z.object({ settings: shopSettingsSchema, staff: z.array(z.object({ id: z.string(), name: z.string(), role: z.enum(ROLES) })) }),
  shop_changed: z.object({ settings: shopSettingsSchema }),
} as const;
