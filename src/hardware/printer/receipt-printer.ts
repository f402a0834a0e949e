// A receipt printer as the spooler sees it: print one job, tell its condition. Nothing about sales in here.
import type { PrinterCondition } from '../../shared/state.ts';

export type PrintOutcome =
  /** The printer answered that it printed the job. */
  | { status: 'confirmed' }
  /** Nothing of the job was sent: it may be tried again without a second paper. */
  | { status: 'not_sent'; reason: PrinterCondition }
  /** Bytes went out and no answer came: only a person can tell whether it is on paper. */
  | { status: 'unconfirmed'; reason: 'connection_lost' | 'no_answer' };

export interface ReceiptPrinter {
  readonly condition: PrinterCondition;
  /** Called at each change of condition. Returns its disposer. */
  onCondition(listener: (condition: PrinterCondition) => void): () => void;
  /**
   * Sends one job and waits for the printer's own word. `bytes` is a whole receipt without the acknowledgement request,
   * `kickDrawer` opens the drawer first. Jobs never overlap: the caller waits for the outcome. Paper that runs out in mid-job is waited for, since the printer goes on by itself.
   */
  print(job: { bytes: Uint8Array; kickDrawer: boolean }): Promise<PrintOutcome>;
  close(): Promise<void>;
}
