// What a simulated printer can be told to do wrong, and how it reports that in its status bytes (Epson GS a, DLE EOT).

export type PrinterFault =
  | 'none'
  | 'paper_low'
  /** The next four stop it: what it has received stays in its buffer, and it goes on when the fault is over. */
  | 'paper_out'
  | 'cover_open'
  | 'offline'
  | 'too_hot'
  /** These two stop it until somebody has freed what is stuck and the host has said so (DLE ENQ); the third for good. */
  | 'cutter_error'
  | 'mechanical_error'
  | 'needs_service'
  /** Drops the connection and forgets its buffer in the middle of the next receipt, then is as new. */
  | 'reset_in_job'
  /** Prints, and never says so. */
  | 'no_ack'
  /** Sends nonsense before each answer. */
  | 'garbage'
  | { bytesPerSecond: number };

const STOPS: ReadonlySet<PrinterFault> = new Set<PrinterFault>([
  'paper_out',
  'cover_open',
  'offline',
  'too_hot',
  'cutter_error',
  'mechanical_error',
  'needs_service',
]);

export function stopsPrinting(fault: PrinterFault): boolean {
  return STOPS.has(fault);
}

/** As in GS a's second byte and in the answer to DLE EOT 3. */
function errorBits(fault: PrinterFault): number {
  if (fault === 'mechanical_error') return 0x04;
  if (fault === 'cutter_error') return 0x08;
  if (fault === 'needs_service') return 0x20;
  return fault === 'too_hot' ? 0x40 : 0;
}

/** The four bytes of automatic status. `drawerHigh`: pin 3 of the drawer's socket. */
export function automaticStatus(fault: PrinterFault, drawerHigh = false): Uint8Array {
  const printer = 0x10 | (drawerHigh ? 0x04 : 0) | (stopsPrinting(fault) ? 0x08 : 0) | (fault === 'cover_open' ? 0x20 : 0);
  const paper = fault === 'paper_out' ? 0x0f : fault === 'paper_low' ? 0x03 : 0;
  return Uint8Array.of(printer, errorBits(fault), paper, 0x0f);
}

/** The answer to DLE EOT `query`. */
export function statusAnswer(fault: PrinterFault, query: number, drawerHigh = false): number {
  const flags: Record<number, number> = {
    1: (stopsPrinting(fault) ? 0x08 : 0) | (drawerHigh ? 0x04 : 0),
    2: (fault === 'cover_open' ? 0x04 : 0) | (fault === 'paper_out' ? 0x20 : 0) | (errorBits(fault) !== 0 ? 0x40 : 0),
    3: errorBits(fault),
    4: fault === 'paper_out' ? 0x6c : fault === 'paper_low' ? 0x0c : 0,
  };
  return 0x12 | (flags[query] ?? 0);
}
