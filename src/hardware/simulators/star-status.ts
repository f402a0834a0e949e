// The status of a simulated Star printer in its nine bytes, and the command that asks for it. From Star's specification and
// independent of the reader in ../printer/star.
import { type PrinterFault, stopsPrinting } from './printer-faults.ts';

/** `etbs`: 0 to 31, in bits 1, 2, 3, 5 and 6; null: an old model, which sends seven bytes and does not count. */
export function starStatus(fault: PrinterFault, etbs: number | null, drawerHigh: boolean): Uint8Array {
  const printer = (drawerHigh ? 0x04 : 0) | (stopsPrinting(fault) ? 0x08 : 0) | (fault === 'cover_open' ? 0x20 : 0);
  const errors = { mechanical_error: 0x04, cutter_error: 0x08, needs_service: 0x20, too_hot: 0x40 };
  const error = typeof fault === 'string' && fault in errors ? errors[fault as keyof typeof errors] : 0;
  const paper = fault === 'paper_out' ? 0x0c : fault === 'paper_low' ? 0x04 : 0;
  const sensors = [printer, error, 0, paper, 0];
  return etbs === null
    ? Uint8Array.from([0x0f, 0x06, ...sensors])
    : Uint8Array.from([0x23, 0x06, ...sensors, (etbs % 8) * 2 + Math.floor(etbs / 8) * 32, 0]);
}

/** ESC ACK SOH and ESC ACK CAN, obeyed when they arrive. Returns a function that takes the next byte that arrives. */
export function createStarScanner(askStatus: () => void, reset: () => void): (byte: number) => void {
  let [first, second] = [0, 0];
  return (byte) => {
    if (first === 0x1b && second === 0x06 && byte === 0x01) askStatus();
    if (first === 0x1b && second === 0x06 && byte === 0x18) reset();
    [first, second] = [second, byte];
  };
}
