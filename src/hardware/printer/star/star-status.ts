// Star's status, as it is sent by itself and when asked for: its length, its version, then a byte for each thing that it is about
// ("Automatic Status", bytes 1 to 9). Pure.
import type { PrinterStatus } from '../printer-status.ts';

export interface StarStatus extends PrinterStatus {
  /** How many ETB were printed up to, 0 to 31; null from a printer that does not count. */
  counter: number | null;
}

const LONGEST = 31;
const COUNTER_AT = 7;

/** Five bits that lie at 1, 2, 3, 5 and 6: the others are fixed, so that a status is told from all else. */
function spread(byte: number): number {
  return ((byte >> 1) & 0x07) | ((byte >> 2) & 0x18);
}

/** Returns a function that takes the stream in pieces of any size and returns each status that a piece completes. */
export function createStarFramer(): (piece: Uint8Array) => StarStatus[] {
  let held: number[] = [];
  const take = (byte: number): StarStatus | null => {
    // Header 1 is 0xx0xxx1, all others are 0xx0xxx0. XON and XOFF have bit 4.
    if ((byte & 0x90) !== 0) return null;
    if ((byte & 0x01) !== 0) held = [byte];
    else if (held.length > 0) held.push(byte);
    const length = spread(held[0] ?? 0);
    if (held.length > LONGEST || (held.length > 0 && length < 6)) held = [];
    if (held.length === 0 || held.length < length) return null;
    const status = statusOf(held);
    held = [];
    return status;
  };
  return (piece) => Array.from(piece, take).filter((status) => status !== null);
}

function statusOf(bytes: readonly number[]): StarStatus {
  const [, , printer = 0, errors = 0, moreErrors = 0, paper = 0] = bytes;
  const counter = bytes[COUNTER_AT];
  return {
    // The switch is open or closed, as the level at the pin is low or high: which one is an open drawer, the drawer decides.
    drawerHigh: (printer & 0x04) !== 0,
    offline: (printer & 0x48) !== 0,
    coverOpen: (printer & 0x20) !== 0,
    mechanicalError: (errors & 0x04) !== 0 || (moreErrors & 0x06) !== 0,
    cutterError: (errors & 0x08) !== 0,
    fatalError: (errors & 0x20) !== 0,
    tooHot: (errors & 0x40) !== 0,
    paperLow: (paper & 0x06) !== 0,
    paperOut: (paper & 0x08) !== 0,
    counter: counter === undefined ? null : spread(counter),
  };
}
