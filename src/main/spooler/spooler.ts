// The spooler of one printer: sends its queued papers one by one, and keeps on the disk what became of each. A job is marked
// before its first byte leaves, so after any end of the process it is known which papers nobody can vouch for: a person is
// asked about those, and nothing is ever sent a second time on the till's own account.
import { canPrint } from '../../hardware/printer/printer-status.ts';
import type { PrintOutcome, ReceiptPrinter } from '../../hardware/printer/receipt-printer.ts';
import { missingCase } from '../../shared/errors.ts';
import type { PaperSubject } from '../../shared/papers.ts';
import type { PrinterCondition } from '../../shared/state.ts';
import type { Log } from '../log.ts';
import type { PrintJob, PrintQueue } from '../store/print-jobs.ts';
import { createDrawerKicks } from './drawer-kicks.ts';

/** A printer that says it is ready and takes nothing, or a disk that refuses: asked again after this. */
const RETRY_MS = 1000;
/** How long the job under way may still take when its printer is about to be closed. */
const GRACE_MS = 2000;
/** The drawer opens for the customer at the counter, not later when there is paper again. A line that broke for a moment is back by then. */
const KICK_WITHIN_MS = 5000;

export interface SpoolerParts {
  queue: PrintQueue;
  /** Null while the printer is being changed: jobs stay where they are. */
  printer: ReceiptPrinter | null;
  /** The paper's bytes, laid out for the printer of now. A fault sets the job aside, to be seen. */
  render: (job: PrintJob) => Promise<Uint8Array>;
  /** Whether the drawer opens for the paper: with its original, the first time that it is sent, and never else. */
  kickDrawer: (paper: PaperSubject) => boolean;
  nowMs: () => number;
  log: Log;
  /** A job or the printer's condition may be another one now. */
  onChange: () => void;
}

export interface Spooler {
  /** `connecting` while the printer is being changed. */
  readonly condition: PrinterCondition;
  /** A paper that opens it could not, or somebody asked for it and it did not: until it is opened again. */
  readonly drawerDidNotOpen: boolean;
  /** Something was queued or answered. */
  wake(): void;
  /** Opens the drawer after the paper under way, and at once else. DRAWER_NOT_OPENED: it has not, and will not later. */
  openDrawer(): Promise<void>;
  /** What is stuck in the printer is free, a person says. */
  goOn(): void;
  /** Goes over to another printer. Resolves when the one before may be closed: its job has ended, or had its time to. */
  setPrinter(printer: ReceiptPrinter | null): Promise<void>;
  /** Takes no further job, gives the one under way its time, closes the printer and writes down how that job ended. */
  close(): Promise<void>;
}

export function createSpooler({ queue, printer: firstPrinter, render, kickDrawer, nowMs, log, onChange }: SpoolerParts): Spooler {
  let printer: ReceiptPrinter | null = null;
  let stopListening: (() => void) | undefined;
  let busy = false;
  /** The round of printing that runs, or ran last; and the job in it. */
  let round: Promise<void> = Promise.resolve();
  let job: Promise<unknown> = Promise.resolve();
  /** What became of the last job, until that is on the disk. Lost with the process, it is asked about: the job is still `sending`. */
  let unwritten: { id: string; outcome: PrintOutcome } | null = null;
  let drawerDidNotOpen = false;
  /** What was queued until then opens no drawer any more: it has been told that it did not. */
  let kicksLostAtMs = nowMs() - 1;
  let retryTimer: NodeJS.Timeout | undefined;
  let setAsideRetried = false;
  const kicks = createDrawerKicks();
  const closing = new AbortController();

  function wake(): void {
    if (closing.signal.aborted) return;
    if (!busy) {
      busy = true;
      clearTimeout(retryTimer);
      round = printAll();
    }
    onChange();
  }

  function wakeLater(): void {
    clearTimeout(retryTimer);
    if (!closing.signal.aborted) retryTimer = setTimeout(wake, RETRY_MS);
  }

  async function printAll(): Promise<void> {
    try {
      queue.markInterrupted();
      writeOutcome();
      if (!setAsideRetried) queue.retrySetAside();
      setAsideRetried = true;
      while (!closing.signal.aborted && printer) {
        if (kicks.asked) {
          drawerDidNotOpen = !(await kicks.take(printer, (kick) => {
            job = kick;
          }));
          continue;
        }
        const next = queue.next();
        if (!next) break;
        if (printer.condition === 'none') {
          // The shop has no printer: no paper is owed.
          queue.settle(next.id);
        } else if (!canPrint(printer.condition)) {
          loseKicks(printer.condition);
          queue.parkAll(printer.condition);
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
      onChange();
    }
  }

  /** A clock that was set back makes a loss of later than now: that one is over. */
  const kickIsLost = (job: PrintJob) => job.queuedAtMs <= kicksLostAtMs && kicksLostAtMs <= nowMs();
  const opensDrawer = (job: PrintJob) => job.copyNumber === 0 && job.attempts === 0 && !kickIsLost(job) && kickDrawer(job);

  function loseKicks(condition: PrinterCondition): void {
    // It may be back in a moment.
    if (condition === 'connecting') return;
    const newest = queue.newest();
    if (newest && opensDrawer(newest)) drawerDidNotOpen = true;
    kicksLostAtMs = nowMs();
  }

  /** False when the printer took nothing although it seems ready. */
  async function printOne(next: PrintJob, to: ReceiptPrinter): Promise<boolean> {
    const { id, title } = next;
    let bytes: Uint8Array;
    let kicksDrawer: boolean;
    try {
      kicksDrawer = opensDrawer(next);
      if (kicksDrawer && Math.abs(nowMs() - next.queuedAtMs) > KICK_WITHIN_MS) {
        kicksDrawer = false;
        drawerDidNotOpen = true;
      }
      bytes = await render(next);
    } catch (cause) {
      log.error('spooler.not_laid_out', cause, { paper: title });
      queue.setAside(id);
      onChange();
      return true;
    }
    // All of this may have changed meanwhile: the printer, its condition, a person's mind about the paper.
    if (closing.signal.aborted || to !== printer || !canPrint(to.condition) || !queue.markSending(id)) return true;
    const printing = to.print({ bytes, kickDrawer: kicksDrawer });
    job = printing.catch(() => undefined);
    onChange();
    const outcome = await printing.catch((cause: unknown): PrintOutcome => {
      log.error('spooler.printer_failed', cause, { paper: title });
      return { status: 'unconfirmed', reason: 'connection_lost' };
    });
    unwritten = { id, outcome };
    if (kicksDrawer) drawerDidNotOpen = outcome.status === 'not_sent' && to.known.drawer !== 'open';
    writeOutcome();
    onChange();
    return outcome.status !== 'not_sent' || to !== printer || !canPrint(to.condition);
  }

  /** Nothing is printed before it is written down, however long the disk refuses. */
  function writeOutcome(): void {
    if (!unwritten) return;
    const { id, outcome } = unwritten;
    switch (outcome.status) {
      case 'confirmed':
        queue.confirm(id);
        break;
      case 'sent':
        queue.leave(id);
        break;
      case 'not_sent':
        queue.park(id, outcome.reason);
        break;
      case 'unconfirmed':
        queue.unconfirm(id, outcome.reason);
        break;
      default:
        missingCase(outcome);
    }
    unwritten = null;
  }

  function listen(to: ReceiptPrinter): () => void {
    const stopCondition = to.onCondition(wake);
    const stopKnown = to.onKnown(() => {
      // By whatever key.
      if (to.known.drawer === 'open') drawerDidNotOpen = false;
    });
    return () => {
      stopCondition();
      stopKnown();
    };
  }

  function listenTo(next: ReceiptPrinter | null): void {
    stopListening?.();
    printer = next;
    stopListening = next ? listen(next) : undefined;
    // What could not be laid out for the printer before may be for this one.
    setAsideRetried = false;
    wake();
  }

  listenTo(firstPrinter);
  return {
    get condition() {
      return printer?.condition ?? 'connecting';
    },
    get drawerDidNotOpen() {
      return drawerDidNotOpen;
    },
    wake,
    openDrawer() {
      const opened = kicks.ask(closing.signal.aborted || !printer ? 'connecting' : printer.condition);
      wake();
      return opened;
    },
    goOn: () => printer?.goOn(),
    async setPrinter(next) {
      listenTo(next);
      await withinGrace(job);
    },
    async close() {
      closing.abort();
      clearTimeout(retryTimer);
      stopListening?.();
      kicks.refuseAll();
      await withinGrace(round);
      await printer?.close();
      await round;
    },
  };
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
