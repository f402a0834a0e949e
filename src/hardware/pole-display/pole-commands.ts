// The two command sets of pole displays: Epson's ESC/POS for DM-D displays, and CD5220. Pure.

import type { POLE_DISPLAY_COMMANDS } from '../../shared/devices.ts';
import { missingCase } from '../../shared/errors.ts';
import type { PoleCodePage } from './pole-text.ts';

export type PoleCommandSet = (typeof POLE_DISPLAY_COMMANDS)[number];

const INITIALISE = [0x1b, 0x40];

/** ESC t n, where the page has a number; displays with two bytes a glyph have no other. */
const CODE_TABLE: Partial<Record<PoleCodePage, number>> = { cp437: 0, pc858: 19 };

/** As after it was switched on, with no cursor. */
export function initialise(commands: PoleCommandSet, codePage: PoleCodePage): Uint8Array {
  switch (commands) {
    case 'escpos': {
      const table = CODE_TABLE[codePage];
      // US MD1 overwrites; US C 0 hides the cursor.
      return Uint8Array.of(...INITIALISE, ...(table === undefined ? [] : [0x1b, 0x74, table]), 0x1f, 0x01, 0x1f, 0x43, 0x00);
    }
    case 'cd5220':
      // ESC DC1 overwrites; ESC _ 0 hides the cursor.
      return Uint8Array.of(...INITIALISE, 0x1b, 0x11, 0x1b, 0x5f, 0x00);
    default:
      return missingCase(commands);
  }
}

/** Both lines, written over what is there: nothing flickers. Each is twenty bytes. */
export function writeLines(commands: PoleCommandSet, upper: Uint8Array, lower: Uint8Array): Uint8Array {
  switch (commands) {
    case 'escpos':
      // US $ x y moves the cursor.
      return Buffer.concat([Uint8Array.of(0x1f, 0x24, 1, 1), upper, Uint8Array.of(0x1f, 0x24, 1, 2), lower]);
    case 'cd5220':
      // ESC Q A .. CR and ESC Q B .. CR write a line each.
      return Buffer.concat([Uint8Array.of(0x1b, 0x51, 0x41), upper, Uint8Array.of(0x0d, 0x1b, 0x51, 0x42), lower, Uint8Array.of(0x0d)]);
    default:
      return missingCase(commands);
  }
}
