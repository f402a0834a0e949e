// What screens see of printing: every printer's condition, the papers that are not done, and what became of the last ones.
import type { PaperName } from '../../shared/papers.ts';
import type { PrintingState, PrintJobView } from '../../shared/state.ts';
import type { Log } from '../log.ts';
import type { PrintJob, PrintJobStore } from '../store/print-jobs.ts';

const JOBS_SHOWN = 50;
const RECENT_SHOWN = 10;

export interface PrintingBoardParts {
  jobs: PrintJobStore;
  /** The condition of the printer of receipts and its drawer, and of each printer. */
  printers: () => Pick<PrintingState, 'condition' | 'printers' | 'drawer'>;
  publish: (state: PrintingState) => void;
  log: Log;
}

/** Looks, and tells if something is another than it was told last. */
export function createPrintingBoard({ jobs, printers, publish, log }: PrintingBoardParts): () => void {
  let told = '';
  return () => {
    try {
      const state: PrintingState = {
        ...printers(),
        jobs: jobs.undone(JOBS_SHOWN).map(viewOf),
        pendingCount: jobs.undoneCount(),
        recent: jobs.newest(RECENT_SHOWN).map((job) => ({ id: job.id, ...nameOf(job), copyNumber: job.copyNumber, status: job.status })),
      };
      const news = JSON.stringify(state);
      if (news === told) return;
      told = news;
      publish(state);
    } catch (cause) {
      log.error('printing.state_not_told', cause);
    }
  };
}

function nameOf({ kind, subjectId, title }: PrintJob): PaperName {
  return { kind, subjectId, title };
}

function viewOf(job: PrintJob): PrintJobView {
  const { id, copyNumber, printerId, status, reason, queuedAtMs } = job;
  return { id, ...nameOf(job), copyNumber, printerId, status, reason, queuedAtMs };
}
