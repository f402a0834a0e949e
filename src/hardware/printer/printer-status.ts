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
  /** Something is stuck: goes on when it is freed (recoverable). */
  mechanicalError: boolean;
  /** Does not go on until it was switched off, if then (unrecoverable). */
  fatalError: boolean;
  /** The print head is too hot, and goes on by itself (auto-recoverable). */
  tooHot: boolean;
  /** Pin 3 of the drawer's socket. Which level is an open drawer, the drawer decides. */
  drawerHigh: boolean;
}

export const NOTHING_KNOWN: PrinterStatus = {
  offline: false,
  coverOpen: false,
  paperOut: false,
  paperLow: false,
  cutterError: false,
  mechanicalError: false,
  fatalError: false,
  tooHot: false,
  drawerHigh: false,
};

/** Bits 2, 3, 5 and 6 say the same in GS a's second byte and in the answer to DLE EOT 3. */
function errorsOf(byte: number) {
  return {
    mechanicalError: (byte & 0x04) !== 0,
    cutterError: (byte & 0x08) !== 0,
    fatalError: (byte & 0x20) !== 0,
    tooHot: (byte & 0x40) !== 0,
  };
}

/** Automatic status, Epson GS a: four bytes, of which the fourth tells nothing. */
export function statusOfAutomatic(bytes: Uint8Array): PrinterStatus {
  const [printer = 0, errors = 0, paper = 0] = bytes;
  return {
    drawerHigh: (printer & 0x04) !== 0,
    offline: (printer & 0x08) !== 0,
    coverOpen: (printer & 0x20) !== 0,
    ...errorsOf(errors),
    paperLow: (paper & 0x03) !== 0,
    paperOut: (paper & 0x0c) !== 0,
  };
}

/** What the answer to DLE EOT `query` tells; the rest of the status stays as it is. */
export function statusOfAnswer(query: StatusQuery, byte: number): Partial<PrinterStatus> {
  switch (query) {
    case 1:
      return { offline: (byte & 0x08) !== 0, drawerHigh: (byte & 0x04) !== 0 };
    case 2:
      return { coverOpen: (byte & 0x04) !== 0 };
    case 3:
      return errorsOf(byte);
    case 4:
      return { paperLow: (byte & 0x0c) !== 0, paperOut: (byte & 0x60) !== 0 };
    default:
      return missingCase(query);
  }
}

/** The one condition to tell a person, the one that has to be mended first. */
export function conditionOf(status: Omit<PrinterStatus, 'drawerHigh'>): PrinterCondition {
  if (status.fatalError) return 'needs_service';
  if (status.cutterError) return 'cutter_error';
  if (status.coverOpen) return 'cover_open';
  if (status.paperOut) return 'paper_out';
  if (status.mechanicalError) return 'mechanical_error';
  if (status.tooHot) return 'too_hot';
  if (status.offline) return 'offline';
  return status.paperLow ? 'paper_low' : 'ready';
}

/** Whether a printer in this condition takes a job and prints it at once. */
export function canPrint(condition: PrinterCondition): boolean {
  return condition === 'ready' || condition === 'paper_low';
}

/** Why one that was asked did not say that it is on-line; null: its line has ended. */
export function whyNotOnline(condition: PrinterCondition | null): PrinterCondition {
  if (condition === null) return 'connecting';
  return canPrint(condition) ? 'silent' : condition;
}

/** Whether it goes on only when a person says that it is mended (DLE ENQ). */
export function waitsForPerson(condition: PrinterCondition): boolean {
  return condition === 'cutter_error' || condition === 'mechanical_error';
}
