// The spooler: sends queued papers to the printer one by one, and keeps on the disk what became of each. A job is marked
// before its first byte leaves, so after any end of the process it is known which papers nobody can vouch for: a person is
// asked about those, and nothing is ever sent a second time on the till's own account.
import { canPrint } from '../../hardware/printer/printer-status.ts';
import type { PrintOutcome, ReceiptPrinter } from '../../hardware/printer/receipt-printer.ts';
import { missingCase } from '../../shared/errors.ts';
import type { PaperName, PaperSubject } from '../../shared/papers.ts';
import type { PrintingState, PrintJobView } from '../../shared/state.ts';
import type { Log } from '../log.ts';
import type { PrintJob, PrintJobStore } from '../store/print-jobs.ts';

const JOBS_SHOWN = 50;
/** A printer that says it is ready and takes nothing, or a disk that refuses: asked again after this. */
const RETRY_MS = 1000;
/** How long the job under way may still take when its printer is about to be closed. */
const GRACE_MS = 2000;
/** The drawer opens for the customer at the counter, not minutes later when there is paper again. */
const KICK_WITHIN_MS = 30_000;

export interface SpoolerParts {
  jobs: PrintJobStore;
  /** Null while the printer is being changed: jobs stay where they are. */
  printer: ReceiptPrinter | null;
  /** The paper's bytes, laid out for the printer of now. A fault sets the job aside, to be seen. */
  render: (job: PrintJob) => Promise<Uint8Array>;
  /** Whether the drawer opens for the paper: with its original, the first time that it is sent, and never else. */
  kickDrawer: (paper: PaperSubject) => boolean;
  nowMs: () => number;
  log: Log;
  /** Told the state at once, and at each change. */
  onChange: (state: PrintingState) => void;
}

export interface Spooler {
  /** Something was queued or answered. */
  wake(): void;
  /** Goes over to another printer. Resolves when the one before may be closed: its job has ended, or had its time to. */
  setPrinter(printer: ReceiptPrinter | null): Promise<void>;
  /** Takes no further job, gives the one under way its time, closes the printer and writes down how that job ended. */
  close(): Promise<void>;
}

export function createSpooler({ jobs, printer: firstPrinter, render, kickDrawer, nowMs, log, onChange }: SpoolerParts): Spooler {
  let printer: ReceiptPrinter | null = null;
  let stopListening: (() => void) | undefined;
  let busy = false;
  /** The round of printing that runs, or ran last; and the job in it. */
  let round: Promise<void> = Promise.resolve();
  let job: Promise<unknown> = Promise.resolve();
  /** What became of the last job, until that is on the disk. Lost with the process, it is asked about: the job is still `sending`. */
  let unwritten: { id: string; outcome: PrintOutcome } | null = null;
  let retryTimer: NodeJS.Timeout | undefined;
  let interruptedMarked = false;
  let setAsideRetried = false;
  let told = '';
  const closing = new AbortController();

  function publish(): void {
    try {
      const newest = jobs.newestReceipt();
      const state: PrintingState = {
        condition: printer?.condition ?? 'connecting',
        jobs: jobs.undone(JOBS_SHOWN).map(viewOf),
        pendingCount: jobs.undoneCount(),
        last: newest ? { ...nameOf(newest), status: newest.status } : null,
      };
      const news = JSON.stringify(state);
      if (news === told) return;
      told = news;
      onChange(state);
    } catch (cause) {
      log.error('spooler.state_not_told', cause);
    }
  }

  function wake(): void {
    if (closing.signal.aborted) return;
    if (!busy) {
      busy = true;
      clearTimeout(retryTimer);
      round = printAll();
    }
    publish();
  }

  function wakeLater(): void {
    clearTimeout(retryTimer);
    if (!closing.signal.aborted) retryTimer = setTimeout(wake, RETRY_MS);
  }

  async function printAll(): Promise<void> {
    try {
      if (!interruptedMarked) jobs.markInterrupted();
      interruptedMarked = true;
      writeOutcome();
      if (!setAsideRetried) jobs.retrySetAside();
      setAsideRetried = true;
      while (!closing.signal.aborted && printer) {
        const next = jobs.next();
        if (!next) break;
        if (printer.condition === 'none') {
          // The shop has no printer: no paper is owed.
          jobs.settle(next.id);
        } else if (!canPrint(printer.condition)) {
          jobs.parkAll(printer.condition);
          break;
        } else if (!(await printOne(next, printer))) {
          wakeLater();
          break;
        }
      }
    } catch (cause) {
      log.error('spooler.stopped', cause);
      wakeLater();
    } finally {
      busy = false;
      publish();
    }
  }

  /** False when the printer took nothing although it seems ready. */
  async function printOne(next: PrintJob, to: ReceiptPrinter): Promise<boolean> {
    const { id, title } = next;
    let bytes: Uint8Array;
    let kicks: boolean;
    try {
      const firstTime = next.copyNumber === 0 && next.attempts === 0 && nowMs() - next.queuedAtMs <= KICK_WITHIN_MS;
      kicks = firstTime && kickDrawer(next);
      bytes = await render(next);
    } catch (cause) {
      log.error('spooler.not_laid_out', cause, { paper: title });
      jobs.setAside(id);
      publish();
      return true;
    }
    // All of this may have changed meanwhile: the printer, its condition, a person's mind about the receipt.
    if (closing.signal.aborted || to !== printer || !canPrint(to.condition) || !jobs.markSending(id)) return true;
    const printing = to.print({ bytes, kickDrawer: kicks });
    job = printing.catch(() => undefined);
    publish();
    const outcome = await printing.catch((cause: unknown): PrintOutcome => {
      log.error('spooler.printer_failed', cause, { paper: title });
      return { status: 'unconfirmed', reason: 'connection_lost' };
    });
    unwritten = { id, outcome };
    writeOutcome();
    publish();
    return outcome.status !== 'not_sent' || to !== printer || !canPrint(to.condition);
  }

  /** Nothing is printed before it is written down, however long the disk refuses. */
  function writeOutcome(): void {
    if (!unwritten) return;
    const { id, outcome } = unwritten;
    switch (outcome.status) {
      case 'confirmed':
        jobs.confirm(id);
        break;
      case 'not_sent':
        jobs.park(id, outcome.reason);
        break;
      case 'unconfirmed':
        jobs.unconfirm(id, outcome.reason);
        break;
      default:
        missingCase(outcome);
    }
    unwritten = null;
  }

  function listenTo(next: ReceiptPrinter | null): void {
    stopListening?.();
    printer = next;
    stopListening = next?.onCondition(wake);
    // What could not be laid out for the printer before may be for this one.
    setAsideRetried = false;
    wake();
  }

  listenTo(firstPrinter);
  return {
    wake,
    async setPrinter(next) {
      listenTo(next);
      await withinGrace(job);
    },
    async close() {
      closing.abort();
      clearTimeout(retryTimer);
      stopListening?.();
      await withinGrace(round);
      await printer?.close();
      await round;
    },
  };
}

function nameOf({ kind, subjectId, title }: PrintJob): PaperName {
  return { kind, subjectId, title };
}

function viewOf(job: PrintJob): PrintJobView {
  const { id, copyNumber, status, reason, queuedAtMs } = job;
  return { id, ...nameOf(job), copyNumber, status, reason, queuedAtMs };
}

function withinGrace(work: Promise<unknown>): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      resolve();
    };
    const timer = setTimeout(done, GRACE_MS);
    work.then(done, done);
  });
}
