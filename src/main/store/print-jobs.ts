// Print jobs: what is to be printed, what is being printed and what a person has to answer. Work in progress, so not in
// the journal; every change waits for the disk, since a job that is forgotten or printed twice is a wrong receipt.
import type { Database } from 'better-sqlite3';
import type { PrinterCondition, PrintJobStatus, PrintJobView } from '../../shared/state.ts';

/** A receipt to be printed: 0 is the original, 1, 2, ... its copies. `id` ascends with time (UUIDv7): jobs print in its order. */
export interface NewPrintJob {
  id: string;
  saleId: string;
  receiptNumber: string;
  copyNumber: number;
  queuedAtMs: number;
}

/** `attempts`: how often bytes of it may have gone out. */
export type PrintJob = NewPrintJob & Pick<PrintJobView, 'status' | 'reason'> & { attempts: number };

/** Why a job waits: the printer's condition, or `fault` when we could not lay the receipt out (the log says why). */
export type WaitingReason = PrinterCondition | 'fault';

export interface PrintJobStore {
  /** The oldest job that is to be sent. One that could not be laid out is left aside until `retryFaults`. */
  next(): PrintJob | undefined;
  find(id: string): PrintJob | undefined;
  /** Jobs that are not done, oldest first. */
  undone(limit: number): PrintJob[];
  undoneCount(): number;
  /** The job queued last, whatever became of it. */
  newest(): PrintJob | undefined;
  /** On the disk before the first byte leaves. False when the job is not to be sent any more. */
  markSending(id: string): boolean;
  /** Nothing of it was sent. */
  park(id: string, reason: WaitingReason): void;
  /** All jobs that are to be sent wait for the printer. True when that is new. */
  parkAll(reason: PrinterCondition): boolean;
  confirm(id: string): void;
  unconfirm(id: string, reason: 'connection_lost' | 'no_answer'): void;
  /** A person's answer: done with, or to be sent (again). */
  settle(id: string): void;
  requeue(id: string): void;
  /** Jobs that were being sent when the process ended: only a person can tell what is on paper. */
  markInterrupted(): void;
  /** Jobs that could not be laid out are to be sent again: the printer is another one, or the program. */
  retryFaults(): void;
}

interface Row {
  id: string;
  sale_id: string;
  receipt_number: string;
  copy_number: number;
  status: PrintJobStatus;
  reason: PrintJob['reason'];
  queued_at_ms: number;
  attempts: number;
}

const fromRow = (row: Row): PrintJob => ({
  id: row.id,
  saleId: row.sale_id,
  receiptNumber: row.receipt_number,
  copyNumber: row.copy_number,
  status: row.status,
  reason: row.reason,
  queuedAtMs: row.queued_at_ms,
  attempts: row.attempts,
});

/** Prepares the insert that a checkout runs within its own transaction, with the fact that the receipt is about. */
export function insertPrintJob(db: Database): (job: NewPrintJob) => void {
  const insert = db.prepare(
    `INSERT INTO print_job (id, sale_id, receipt_number, copy_number, status, queued_at_ms)
     VALUES (:id, :saleId, :receiptNumber, :copyNumber, 'queued', :queuedAtMs)`,
  );
  return (job) => {
    insert.run(job);
  };
}

/** `db` is the connection at synchronous=FULL. */
export function createPrintJobStore(db: Database): PrintJobStore {
  // Spelt as the partial index print_job_undone has it, so that SQLite uses it: done jobs are never walked over.
  const undone = `status NOT IN ('confirmed', 'settled')`;
  const toBeSent = `${undone} AND status IN ('queued', 'waiting') AND reason IS NOT 'fault'`;
  const nextRow = db.prepare(`SELECT * FROM print_job WHERE ${toBeSent} ORDER BY id LIMIT 1`);
  const findRow = db.prepare('SELECT * FROM print_job WHERE id = ?');
  const undoneRows = db.prepare(`SELECT * FROM print_job WHERE ${undone} ORDER BY id LIMIT ?`);
  const countUndone = db.prepare(`SELECT count(*) AS count FROM print_job WHERE ${undone}`);
  const newestRow = db.prepare('SELECT * FROM print_job ORDER BY id DESC LIMIT 1');
  const sending = db.prepare(
    `UPDATE print_job SET status = 'sending', reason = NULL, attempts = attempts + 1 WHERE id = ? AND status IN ('queued', 'waiting')`,
  );
  const change = db.prepare('UPDATE print_job SET status = ?, reason = ? WHERE id = ?');
  const parkAll = db.prepare(`UPDATE print_job SET status = 'waiting', reason = :reason WHERE ${toBeSent} AND reason IS NOT :reason`);
  const interrupt = db.prepare(`UPDATE print_job SET status = 'unconfirmed', reason = 'restarted' WHERE ${undone} AND status = 'sending'`);
  const retryFaults = db.prepare(`UPDATE print_job SET status = 'queued', reason = NULL WHERE ${undone} AND reason = 'fault'`);

  const set = (id: string, status: PrintJobStatus, reason: PrintJob['reason']) => {
    if (change.run(status, reason, id).changes !== 1) throw new Error(`print job ${id} is not there`);
  };
  const one = (row: unknown) => (row === undefined ? undefined : fromRow(row as Row));

  return {
    next: () => one(nextRow.get()),
    find: (id) => one(findRow.get(id)),
    undone: (limit) => (undoneRows.all(limit) as Row[]).map(fromRow),
    undoneCount: () => (countUndone.get() as { count: number }).count,
    newest: () => one(newestRow.get()),
    markSending: (id) => sending.run(id).changes === 1,
    park: (id, reason) => set(id, 'waiting', reason),
    parkAll: (reason) => parkAll.run({ reason }).changes > 0,
    confirm: (id) => set(id, 'confirmed', null),
    unconfirm: (id, reason) => set(id, 'unconfirmed', reason),
    settle: (id) => set(id, 'settled', null),
    requeue: (id) => set(id, 'queued', null),
    markInterrupted: () => {
      interrupt.run();
    },
    retryFaults: () => {
      retryFaults.run();
    },
  };
}
