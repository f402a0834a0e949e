// A receipt printer as the spooler sees it: print one job, tell its condition. Nothing about sales in here.
import type { DrawerState, PrinterCondition } from '../../shared/state.ts';
import type { PrinterIdentity } from './profiles/profiles.ts';

export type PrintOutcome =
  /** The printer answered that it printed the job. */
  | { status: 'confirmed' }
  /** All of it was sent, and nothing went wrong that could be seen; this printer never says more. */
  | { status: 'sent' }
  /** Nothing of the job was sent: it may be tried again without a second paper. */
  | { status: 'not_sent'; reason: PrinterCondition }
  /** Bytes went out and no answer came: only a person can tell whether it is on paper. */
  | { status: 'unconfirmed'; reason: 'connection_lost' | 'no_answer' };

/** What the printer has told about itself. */
export interface PrinterKnowledge {
  /** Null while it has not said. */
  identity: PrinterIdentity | null;
  /** Whether it says when a job is printed; null before it was asked. */
  confirms: boolean | null;
  /** Null where no sensor says. */
  drawer: DrawerState | null;
}

export interface ReceiptPrinter {
  readonly condition: PrinterCondition;
  /** Called at each change of condition. Returns its disposer. */
  onCondition(listener: (condition: PrinterCondition) => void): () => void;
  readonly known: PrinterKnowledge;
  /** Called when something else is known. Returns its disposer. */
  onKnown(listener: () => void): () => void;
  /**
   * Sends one job and waits for the printer's own word. `bytes` is a whole receipt without the acknowledgement request,
   * `kickDrawer` opens the drawer first. Jobs never overlap: the caller waits for the outcome. Paper that runs out in mid-job is waited for, since the printer goes on by itself.
   */
  print(job: { bytes: Uint8Array; kickDrawer: boolean }): Promise<PrintOutcome>;
  /** What the sensor says of the drawer that was told to open: at once when it is open or nothing can be known. */
  drawerAfterKick(): Promise<DrawerState | null>;
  /** A person says that what was stuck is free: the printer goes on where it stood. */
  goOn(): void;
  close(): Promise<void>;
}
