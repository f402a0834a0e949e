// The shop itself: what it is called, how it taxes, where it prints.
import { z } from 'zod';
import { chartSchema } from '../../../shared/accounting.ts';
import { articleSettingsSchema } from '../../../shared/contract/catalogue.ts';
import { lockAfterMinutesSchema, taxClassSchema } from '../../../shared/contract.ts';
import { devicesSchema } from '../../../shared/devices.ts';
import { digitalReceiptSettingsSchema } from '../../../shared/digital-receipt.ts';
import { lightningSettingsSchema } from '../../../shared/lightning.ts';
import { logoSchema } from '../../../shared/logo.ts';
import { mailSettingsSchema } from '../../../shared/mail.ts';
import { officePrinterAddressSchema } from '../../../shared/office-printer.ts';
import { printersSchema } from '../../../shared/printers.ts';
import { CODES_ON_PAPER } from '../../../shared/receipt.ts';
import { sellingSettingsSchema } from '../../../shared/selling.ts';
import { LANGUAGES } from '../../../shared/state.ts';
import { tenderSettingsSchema } from '../../../shared/tender-settings.ts';
import { TAX_MODES, TAX_ROUNDINGS } from '../../../shared/totals.ts';
import { typingScannersSchema } from '../../../shared/typing-scanners.ts';
import { roleSchema } from './staff-facts.ts';

const language = z.enum(LANGUAGES);

export const shopSettingsSchema = z.object({
  name: z.string(),
  addressLines: z.array(z.string()),
  footerLines: z.array(z.string()),
  codeOnPaper: z.enum(CODES_ON_PAPER),
  logo: logoSchema.nullable(),
  terminalId: z.string(),
  currency: z.string(),
  taxMode: z.enum(TAX_MODES),
  taxRounding: z.enum(TAX_ROUNDINGS),
  taxClasses: z.array(taxClassSchema).min(1),
  selling: sellingSettingsSchema,
  timeZone: z.string(),
  dayStartsAtHour: z.int(),
  languages: z.object({ cashier: language, customer: language, receipt: language }),
  printers: printersSchema,
  devices: devicesSchema,
  officePrinter: officePrinterAddressSchema.nullable(),
  lightning: lightningSettingsSchema,
  tenders: tenderSettingsSchema,
  articles: articleSettingsSchema,
  typingScanners: typingScannersSchema,
  digitalReceipts: digitalReceiptSettingsSchema,
  mail: mailSettingsSchema.nullable(),
  lockAfterMinutes: lockAfterMinutesSchema,
  accounting: chartSchema,
  practice: z.boolean(),
});
export type ShopSettings = z.infer<typeof shopSettingsSchema>;

export const SHOP_FACTS = {
  till_founded: z.object({
    settings: shopSettingsSchema,
    roles: z.array(roleSchema),
    staff: z.array(z.object({ id: z.string(), name: z.string(), role: z.string() })),
  }),
  shop_changed: z.object({ settings: shopSettingsSchema }),
} as const;
