// A spooler on a real database file, for its tests: it can be killed and started again.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ReceiptPrinter } from '../../hardware/printer/receipt-printer.ts';
import type { PrintingState, PrintJobStatus } from '../../shared/state.ts';
import { createLog } from '../log.ts';
import { openTillDatabase } from '../store/database.ts';
import { createPrintJobStore, insertPrintJob, type NewPrintJob, type PrintJob, type PrintJobStore, type PrintQueue } from '../store/print-jobs.ts';
import { createPrintingBoard } from './printing-board.ts';
import { createSpooler, type Spooler, type SpoolerParts } from './spooler.ts';

export interface SpoolingBench {
  readonly jobs: PrintJobStore;
  /** All of them, as the spooler has them. */
  readonly queue: PrintQueue;
  readonly spooler: Spooler;
  /** What the spooler told last. */
  readonly state: PrintingState;
  readonly logged: string;
  /** The clock; moved by tests. */
  nowMs: number;
  start(printer: ReceiptPrinter | null, parts?: Partial<SpoolerParts>): void;
  /** Queues a job (its sale has the same id unless said) and wakes the spooler that runs. */
  send(id: string, job?: Partial<NewPrintJob>): void;
  until(fits: (state: PrintingState) => boolean): Promise<void>;
  /** Waits until the job is in that state, and has been told to be. */
  untilJob(id: string, status: PrintJobStatus): Promise<PrintJob>;
  /** As after a SIGKILL: the spooler is told nothing more, and the file is opened again. */
  kill(): void;
  close(): Promise<void>;
}

export function openSpoolingBench(): SpoolingBench {
  const directory = mkdtempSync(join(tmpdir(), 'spooler-'));
  let logged = '';
  const log = createLog((line) => {
    logged += line;
  }, Date.now);
  const open = () => {
    const database = openTillDatabase(join(directory, 'till.sqlite'), { nowMs: () => bench.nowMs, log });
    const jobs = createPrintJobStore(database.facts);
    return { database, jobs, queue: jobs.queue({ printerId: null, receipts: () => true }), insert: insertPrintJob(database.facts) };
  };
  let running: Spooler | null = null;
  let state: PrintingState = { condition: 'none', printers: [], drawer: null, jobs: [], pendingCount: 0, recent: [] };
  let changed = Promise.withResolvers<void>();
  const bench: SpoolingBench = {
    get jobs() {
      return file.jobs;
    },
    get queue() {
      return file.queue;
    },
    get spooler() {
      if (!running) throw new Error('no spooler runs');
      return running;
    },
    get state() {
      return state;
    },
    get logged() {
      return logged;
    },
    nowMs: 1_795_000_000_000,
    start(printer, parts = {}) {
      const tell = createPrintingBoard({
        jobs: file.jobs,
        printers: () => ({ condition: running?.condition ?? printer?.condition ?? 'connecting', printers: [], drawer: null }),
        publish: (next) => {
          state = next;
          changed.resolve();
          changed = Promise.withResolvers();
        },
        log,
      });
      running = null;
      running = createSpooler({
        queue: file.queue,
        printer,
        render: async ({ subjectId, copyNumber }) => Buffer.from(`${subjectId}#${copyNumber}`),
        kickDrawer: () => false,
        nowMs: () => bench.nowMs,
        log,
        onChange: tell,
        ...parts,
      });
    },
    send(id, job = {}) {
      file.insert({ id, kind: 'receipt', subjectId: id, title: `T1-${id}`, copyNumber: 0, printerId: null, queuedAtMs: bench.nowMs, ...job });
      running?.wake();
    },
    async until(fits) {
      while (!fits(state)) await changed.promise;
    },
    async untilJob(id, status) {
      await bench.until(() => file.jobs.find(id)?.status === status);
      const job = file.jobs.find(id);
      if (!job) throw new Error(`no job ${id}`);
      return job;
    },
    kill() {
      file.database.close();
      running = null;
      file = open();
    },
    async close() {
      await running?.close();
      file.database.close();
      rmSync(directory, { recursive: true });
    },
  };
  let file = open();
  return bench;
}
