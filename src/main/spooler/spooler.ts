// The durable print queue. A job is marked on the disk before its first byte leaves, so after any end of the process it is
// known which papers nobody can vouch for: those are asked of a person, and never printed again on their own.
import { canPrint } from '../../hardware/printer/printer-status.ts';
import type { PrintOutcome, ReceiptPrinter } from '../../hardware/printer/receipt-printer.ts';
import { missingCase } from '../../shared/errors.ts';
import type { PrintingState } from '../../shared/state.ts';
import type { Log } from '../log.ts';
import type { PrintJob, PrintJobStore } from '../store/print-jobs.ts';

const JOBS_SHOWN = 50;
/** A printer that says it is ready and takes nothing, or a disk that refuses: asked again after this. */
const RETRY_MS = 1000;
/** The drawer opens for the sale at the counter, not minutes later when there is paper again. */
const KICK_WITHIN_MS = 15_000;

export interface SpoolerParts {
  jobs: PrintJobStore;
  /** Null while the printer is being changed: jobs stay where they are. */
  printer: ReceiptPrinter | null;
  /** The bytes of a receipt, laid out for the printer of now. */
  render: (saleId: string, copyNumber: number) => Promise<Uint8Array>;
  /** Whether the sale opens the drawer. */
  kickDrawer: (saleId: string) => boolean;
  nowMs: () => number;
  log: Log;
  onChange: (state: PrintingState) => void;
}

export interface Spooler {
  /** Something was queued or answered. */
  wake(): void;
  setPrinter(printer: ReceiptPrinter | null): void;
  /** Takes no further job; resolves when the one under way has ended. The printer is to be closed first. */
  close(): Promise<void>;
}

export function createSpooler({ jobs, printer: firstPrinter, render, kickDrawer, nowMs, log, onChange }: SpoolerParts): Spooler {
  let printer: ReceiptPrinter | null = null;
  let stopListening: (() => void) | null = null;
  let closed = false;
  let running: Promise<void> | null = null;
  let again = false;
  let retry: NodeJS.Timeout | undefined;

  const tell = () => {
    const newest = jobs.newest();
    onChange({
      condition: printer?.condition ?? 'connecting',
      jobs: jobs
        .undone(JOBS_SHOWN)
        .map(({ id, receiptNumber, copyNumber, status, queuedAtMs, reason }) => ({ id, receiptNumber, copyNumber, status, queuedAtMs, reason })),
      pendingCount: jobs.undoneCount(),
      last: newest ? { receiptNumber: newest.receiptNumber, status: newest.status } : null,
    });
  };

  const record = (job: PrintJob, outcome: PrintOutcome) => {
    switch (outcome.status) {
      case 'confirmed':
        return jobs.confirm(job.id);
      case 'not_sent':
        return jobs.park(job.id, outcome.reason);
      case 'unconfirmed':
        log.warn('spooler.unconfirmed', { receiptNumber: job.receiptNumber, reason: outcome.reason });
        return jobs.unconfirm(job.id, outcome.reason);
      default:
        return missingCase(outcome);
    }
  };

  /** Sends one job; false when the printer took nothing of it. */
  const send = async (to: ReceiptPrinter, job: PrintJob): Promise<boolean> => {
    let bytes: Uint8Array;
    try {
      bytes = await render(job.saleId, job.copyNumber);
    } catch (cause) {
      log.error('spooler.render_failed', cause, { receiptNumber: job.receiptNumber });
      jobs.park(job.id, 'fault');
      return true;
    }
    if (to !== printer || !jobs.markSending(job.id)) return true;
    tell();
    const kick = job.copyNumber === 0 && job.attempts === 0 && nowMs() - job.queuedAtMs < KICK_WITHIN_MS && kickDrawer(job.saleId);
    const outcome = await to.print({ bytes, kickDrawer: kick }).catch((cause: unknown): PrintOutcome => {
      log.error('spooler.print_failed', cause, { receiptNumber: job.receiptNumber });
      return { status: 'unconfirmed', reason: 'connection_lost' };
    });
    record(job, outcome);
    return outcome.status !== 'not_sent';
  };

  const work = async () => {
    for (;;) {
      again = false;
      const to = printer;
      const job = jobs.next();
      if (closed || !to || !job) return;
      if (to.condition === 'none') {
        // The shop has no printer: no paper is owed.
        jobs.settle(job.id);
      } else if (!canPrint(to.condition)) {
        jobs.parkAll(to.condition);
        return;
      } else if (!(await send(to, job)) && to === printer && canPrint(to.condition)) {
        retrySoon();
        return;
      }
      tell();
    }
  };

  const retrySoon = () => {
    clearTimeout(retry);
    if (!closed) retry = setTimeout(wake, RETRY_MS);
  };

  const wake = () => {
    again = true;
    if (closed || running !== null) return;
    running = work()
      .catch((cause: unknown) => {
        // The disk refused to say what became of a job: that is tried again, the job is not.
        log.error('spooler.failed', cause);
        retrySoon();
      })
      .finally(() => {
        running = null;
        if (closed) return;
        tell();
        if (again) wake();
      });
  };

  const setPrinter = (next: ReceiptPrinter | null) => {
    stopListening?.();
    stopListening = next?.onCondition(wake) ?? null;
    printer = next;
    if (next) jobs.retryFaults();
    wake();
  };

  jobs.markInterrupted();
  setPrinter(firstPrinter);
  tell();

  return {
    wake,
    setPrinter,
    async close() {
      closed = true;
      clearTimeout(retry);
      stopListening?.();
      await running;
    },
  };
}
