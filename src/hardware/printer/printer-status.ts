// What a printer's status bytes mean: the four of automatic status (GS a) and the one of each DLE EOT n. Pure.
import { missingCase } from '../../shared/errors.ts';
import type { PrinterCondition } from '../../shared/state.ts';
import type { StatusQuery } from './escpos-commands.ts';

export interface PrinterStatus {
  offline: boolean;
  coverOpen: boolean;
  paperOut: boolean;
  paperLow: boolean;
  cutterError: boolean;
  /** A mechanical, temperature or voltage error. */
  otherError: boolean;
}

/** Automatic status, Epson GS a: four bytes, of which the fourth tells nothing. */
export function statusOfAutomatic(bytes: Uint8Array): PrinterStatus {
  const [printer = 0, errors = 0, paper = 0] = bytes;
  return {
    offline: (printer & 0x08) !== 0,
    coverOpen: (printer & 0x20) !== 0,
    cutterError: (errors & 0x08) !== 0,
    otherError: (errors & 0x64) !== 0,
    paperLow: (paper & 0x03) !== 0,
    paperOut: (paper & 0x0c) !== 0,
  };
}

/** What the answer to DLE EOT `query` tells; the rest of the status stays as it is. */
export function statusOfAnswer(query: StatusQuery, byte: number): Partial<PrinterStatus> {
  switch (query) {
    case 1:
      return { offline: (byte & 0x08) !== 0 };
    case 2:
      return { coverOpen: (byte & 0x04) !== 0 };
    case 3:
      return { cutterError: (byte & 0x08) !== 0, otherError: (byte & 0x64) !== 0 };
    case 4:
      return { paperLow: (byte & 0x0c) !== 0, paperOut: (byte & 0x60) !== 0 };
    default:
      return missingCase(query);
  }
}

/** The one condition to tell a person, the one that has to be mended first. */
export function conditionOf(status: PrinterStatus): PrinterCondition {
  if (status.cutterError) return 'cutter_error';
  if (status.coverOpen) return 'cover_open';
  if (status.paperOut) return 'paper_out';
  if (status.offline || status.otherError) return 'offline';
  return status.paperLow ? 'paper_low' : 'ready';
}

/** Whether a printer in this condition takes a job and prints it at once. */
export function canPrint(condition: PrinterCondition): boolean {
  return condition === 'ready' || condition === 'paper_low';
}
