// Papers once they exist: shown again, printed again as a counted copy, and a person's word on one that nobody can vouch for.
import { TillError } from '../../shared/errors.ts';
import type { PaperSubject } from '../../shared/papers.ts';
import type { Printer } from '../../shared/printers.ts';
import type { ReceiptDocument } from '../../shared/receipt.ts';
import type { ShopSettings } from '../store/facts/shop-facts.ts';
import type { Journal } from '../store/journal.ts';
import type { PaperCopies } from '../store/paper-copies.ts';
import type { NewPrintJob, PrintJob, PrintJobStore } from '../store/print-jobs.ts';
import type { PaperMaker, PaperMakers } from './paper-makers.ts';

export interface PaperDeskParts {
  journal: Journal;
  makers: PaperMakers;
  jobs: PrintJobStore;
  copies: PaperCopies;
  insertPrintJob: (job: NewPrintJob) => void;
  shop: () => Pick<ShopSettings, 'printers'>;
  newId: () => string;
  nowMs: () => number;
  /** A paper was queued outside of a fact. */
  wake: () => void;
}

export interface PaperDesk {
  /** NOT_FOUND when there is no such paper. */
  show(paper: PaperSubject): ReceiptDocument;
  copy(paper: PaperSubject, staffId: string): void;
  /** ALREADY_DONE when the job waits for no answer. */
  answer(jobId: string, answer: 'printed' | 'again' | 'not_wanted', staffId: string): void;
  /** Sends a paper to another printer that waits for its own, or is asked about: there it is printed (again). */
  move(jobId: string, printerId: string, staffId: string): void;
  /** Prints what shows whether the printer is set right. Work for the spooler, and no fact. */
  test(printerId: string): void;
}

export function createPaperDesk({ journal, makers, jobs, copies, insertPrintJob, shop, newId, nowMs, wake }: PaperDeskParts): PaperDesk {
  const idle = (jobId: string): PrintJob => {
    const job = jobs.find(jobId);
    if (!job) throw new TillError('NOT_FOUND');
    if (job.status === 'sending') throw new TillError('PRINTER_BUSY');
    return job;
  };
  const printerOf = (printerId: string): Printer => {
    const printer = shop().printers.find(({ id }) => id === printerId);
    if (!printer) throw new TillError('NOT_FOUND');
    return printer;
  };
  const shownMaker = (kind: PaperSubject['kind']): PaperMaker => {
    if (makers[kind].onPaperOnly) throw new TillError('NOT_FOUND');
    return makers[kind];
  };
  return {
    show: ({ kind, subjectId }) => shownMaker(kind).document(subjectId, 0),
    copy({ kind, subjectId }, staffId) {
      const copyNumber = copies.count({ kind, subjectId }) + 1;
      const maker = shownMaker(kind);
      const { title } = maker.document(subjectId, copyNumber);
      const own = maker.printerId?.(subjectId);
      const printerId = shop().printers.find(({ id }) => id === own)?.id ?? null;
      journal.transact((append) => {
        const printJobId = newId();
        const { atMs } = append('paper_copied', { kind, subjectId, title, copyNumber, printJobId }, staffId);
        insertPrintJob({ id: printJobId, kind, subjectId, title, copyNumber, printerId, queuedAtMs: atMs });
      });
    },
    answer(jobId, answer, staffId) {
      const job = idle(jobId);
      const waits = job.status === 'unconfirmed' || (job.status === 'waiting' && answer === 'not_wanted');
      if (!waits) throw new TillError('ALREADY_DONE');
      journal.transact((append) => {
        append('print_answered', { printJobId: jobId, kind: job.kind, subjectId: job.subjectId, title: job.title, answer }, staffId);
        if (answer !== 'again') return jobs.settle(jobId);
        jobs.requeue(jobId);
        // Its printer may be none of the shop's any more: nobody would ever send it.
        jobs.strand(shop().printers.map(({ id }) => id));
      });
    },
    move(jobId, printerId, staffId) {
      const { kind, subjectId, title, status } = idle(jobId);
      if (status === 'sent' || status === 'confirmed' || status === 'settled') throw new TillError('ALREADY_DONE');
      const { id, name } = printerOf(printerId);
      journal.transact((append) => {
        append('print_moved', { kind, subjectId, title, printJobId: jobId, printer: { id, name } }, staffId);
        jobs.moveTo(jobId, printerId);
      });
    },
    test(printerId) {
      const { name } = printerOf(printerId);
      insertPrintJob({ id: newId(), kind: 'test', subjectId: printerId, title: name, copyNumber: 0, printerId, queuedAtMs: nowMs() });
      wake();
    },
  };
}
