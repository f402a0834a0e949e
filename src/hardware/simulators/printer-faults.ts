// What a simulated printer can be told to do wrong, and how it reports that in its status bytes (Epson GS a, DLE EOT).

export type PrinterFault =
  | 'none'
  | 'paper_low'
  /** The next four stop it: what it has received stays in its buffer, and it goes on when the fault is over. */
  | 'paper_out'
  | 'cover_open'
  | 'offline'
  | 'cutter_error'
  /** Drops the connection and forgets its buffer in the middle of the next receipt, then is as new. */
  | 'reset_in_job'
  /** Prints, and never says so. */
  | 'no_ack'
  /** Sends nonsense before each answer. */
  | 'garbage'
  | { bytesPerSecond: number };

export function stopsPrinting(fault: PrinterFault): boolean {
  return fault === 'paper_out' || fault === 'cover_open' || fault === 'offline' || fault === 'cutter_error';
}

/** The four bytes of automatic status. */
export function automaticStatus(fault: PrinterFault): Uint8Array {
  const printer = 0x10 | (stopsPrinting(fault) ? 0x08 : 0) | (fault === 'cover_open' ? 0x20 : 0);
  const errors = fault === 'cutter_error' ? 0x08 : 0;
  const paper = fault === 'paper_out' ? 0x0f : fault === 'paper_low' ? 0x03 : 0;
  return Uint8Array.of(printer, errors, paper, 0x0f);
}

/** The answer to DLE EOT `query`. */
export function statusAnswer(fault: PrinterFault, query: number): number {
  const flags: Record<number, number> = {
    1: stopsPrinting(fault) ? 0x08 : 0,
    2: (fault === 'cover_open' ? 0x04 : 0) | (fault === 'paper_out' ? 0x20 : 0) | (fault === 'cutter_error' ? 0x40 : 0),
    3: fault === 'cutter_error' ? 0x08 : 0,
    4: fault === 'paper_out' ? 0x6c : fault === 'paper_low' ? 0x0c : 0,
  };
  return 0x12 | (flags[query] ?? 0);
}
