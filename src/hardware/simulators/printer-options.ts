// What a simulated printer can be: how it is reached, which model it is, and what it can answer.
import type { PrinterCodePage, PrinterFamily } from '../../shared/printers.ts';
import type { Confirmation } from '../printer/printer-probe.ts';
import type { PrinterIdentity } from '../printer/profiles/profiles.ts';
import type { PrinterModel } from './printer-characters.ts';

export interface PrinterSimulatorOptions {
  widthMm: 58 | 80;
  nowMs: () => number;
  /** 0, unless said, for a port that is free. */
  port?: number;
  /** 127.0.0.1 unless said. */
  host?: string;
  /** What it speaks: ESC/POS unless said. */
  family?: PrinterFamily;
  /** What the model has glyphs for: `cp949` unless said. */
  codePage?: PrinterCodePage;
  /** What it answers to GS I; null: nothing. An Epson unless said. */
  identity?: PrinterIdentity | null;
  /** What it can say of a job that is printed. */
  confirms?: Confirmation;
  /** A clone: of what it is asked, and does not know, it prints the letters. */
  printsUnknown?: boolean;
  /** Forgets what it has received when its cover is opened, as some do. */
  coverClears?: boolean;
  /** Which level of the drawer's sensor is an open drawer; null, unless said: it has no sensor. */
  drawerOpenIsHigh?: boolean | null;
  /** How many papers are kept. */
  keep?: number;
  /** The font of the pictures. */
  fontPath?: string;
  /** For the fault `garbage`. */
  random?: () => number;
}

/** The country's model that has those glyphs. */
export const MODELS: Record<PrinterCodePage, PrinterModel> = {
  cp949: 'korean',
  shift_jis: 'japanese',
  gb18030: 'chinese',
  pc858: 'western',
  pc852: 'western',
  pc866: 'western',
  wpc1252: 'western',
};
/** What it says that it is, unless said. */
export const EPSON: PrinterIdentity = { maker: 'EPSON', model: 'TM-T20II', firmware: '1.12 ESC/POS' };
