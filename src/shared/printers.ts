// The shop's printers: how each is reached, how wide its paper is, and what it prints. Receipts come out of one of them (or
// none); the slips of a category (kitchen, bar) out of one, too.
import { z } from 'zod';
import { connections } from './connections.ts';

export const MOST_PRINTERS = 8;

export const printerConnectionSchema = z.discriminatedUnion('kind', [connections.simulated, connections.tcp, connections.serial, connections.file]);
export type PrinterConnection = z.infer<typeof printerConnectionSchema>;

/**
 * The glyphs that a printer has; what has none goes as raster. `cp949`: Korean (EUC-KR), `shift_jis`: Japanese, `gb18030`: Chinese,
 * each beside ASCII, double byte. The others are of one byte: `pc858` and `wpc1252` Western, `pc852` Central European, `pc866` Cyrillic.
 */
export const PRINTER_CODE_PAGES = ['cp949', 'shift_jis', 'gb18030', 'pc858', 'pc852', 'pc866', 'wpc1252'] as const;
export type PrinterCodePage = (typeof PRINTER_CODE_PAGES)[number];

export const printerSchema = z.object({
  id: z.string().min(1).max(64),
  /** What people call it: "Counter", "Kitchen". */
  name: z.string().trim().min(1).max(40),
  connection: printerConnectionSchema,
  widthMm: z.union([z.literal(58), z.literal(80)]),
  codePage: z.enum(PRINTER_CODE_PAGES),
  /** Receipts and all other papers of the counter; the cash drawer hangs on it. */
  receipts: z.boolean(),
  /** Whose articles it prints slips of. */
  categoryIds: z.array(z.string().min(1).max(64)).max(500),
});
export type Printer = z.infer<typeof printerSchema>;

export const printersSchema = z
  .array(printerSchema)
  .max(MOST_PRINTERS)
  .refine((printers) => allDiffer(printers.map(({ id }) => id)), 'two printers with one id')
  .refine((printers) => allDiffer(printers.map(({ name }) => name)), 'two printers with one name')
  .refine((printers) => printers.filter(({ receipts }) => receipts).length <= 1, 'receipts come out of one printer')
  .refine((printers) => allDiffer(printers.flatMap(({ categoryIds }) => categoryIds)), 'the slips of a category come out of one printer');

function allDiffer(names: readonly string[]): boolean {
  return new Set(names).size === names.length;
}

/** Undefined in a shop without one. */
export function receiptPrinterOf(printers: readonly Printer[]): Printer | undefined {
  return printers.find(({ receipts }) => receipts);
}
