// The shop's printers: how each is reached, how wide its paper is, and what it prints. Receipts come out of one of them (or
// none); the slips of a category (kitchen, bar) out of one, too.
import { z } from 'zod';
import { connections } from './connections.ts';

export const MOST_PRINTERS = 8;

const printerConnectionSchema = z.discriminatedUnion('kind', [connections.simulated, connections.tcp, connections.serial, connections.file]);

/**
 * The glyphs that a printer has; what has none goes as raster. `cp949`: Korean (EUC-KR), `shift_jis`: Japanese, `gb18030`: Chinese,
 * each beside ASCII, double byte. The others are of one byte: `pc858` and `wpc1252` Western, `pc852` Central European, `pc866` Cyrillic.
 */
export const PRINTER_CODE_PAGES = ['cp949', 'shift_jis', 'gb18030', 'pc858', 'pc852', 'pc866', 'wpc1252'] as const;
export type PrinterCodePage = (typeof PRINTER_CODE_PAGES)[number];

/** `escpos`: Epson's language, and that of most others. `star`: Star Line Mode and StarPRNT. */
export const PRINTER_FAMILIES = ['escpos', 'star'] as const;
export type PrinterFamily = (typeof PRINTER_FAMILIES)[number];

/** When the sensor's pin says that the drawer is open. `learned`: whichever way it goes when the drawer is opened. */
export const DRAWER_SENSORS = ['learned', 'high', 'low', 'none'] as const;

const drawerSchema = z.object({
  /** Which pin of the printer's socket opens it. */
  kickPin: z.union([z.literal(2), z.literal(5)]),
  /** The pulse, and the rest after it, ms. */
  onMs: z.int().min(10).max(500),
  offMs: z.int().min(10).max(500),
  sensor: z.enum(DRAWER_SENSORS),
});
export type DrawerSettings = z.infer<typeof drawerSchema>;
/** What every drawer opens with. */
export const USUAL_DRAWER: DrawerSettings = { kickPin: 2, onMs: 50, offMs: 500, sensor: 'learned' };

/** By the id of its capability profile. */
export interface PrinterModel {
  id: string;
  vendor: string;
  model: string;
  family: PrinterFamily;
}

export const printerSchema = z.object({
  id: z.string().min(1).max(64),
  /** What people call it: "Counter", "Kitchen". */
  name: z.string().trim().min(1).max(40),
  connection: printerConnectionSchema,
  family: z.enum(PRINTER_FAMILIES),
  /** What it can do: `auto` asks it who it is, anything else is a model's profile. */
  profile: z.string().min(1).max(40),
  /** It never answers anything: its papers are sent, and nobody knows more. */
  oneWay: z.boolean(),
  widthMm: z.union([z.literal(58), z.literal(80)]),
  codePage: z.enum(PRINTER_CODE_PAGES),
  /** The cash drawer on its socket; the till opens that of the printer of receipts. */
  drawer: drawerSchema.nullable(),
  /** Receipts and all other papers of the counter. */
  receipts: z.boolean(),
  /** Whose articles it prints slips of. */
  categoryIds: z.array(z.string().min(1).max(64)).max(500),
});
export type Printer = z.infer<typeof printerSchema>;
/** What is usual, where nobody has said otherwise. */
export const USUAL_PRINTER = {
  family: 'escpos',
  profile: 'auto',
  oneWay: false,
  widthMm: 80,
  codePage: 'cp949',
  drawer: USUAL_DRAWER,
} as const satisfies Partial<Printer>;

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
