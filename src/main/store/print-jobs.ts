// Print jobs: what is to be printed, what is being printed and what a person has to answer. Work in progress, so not in
// the journal; every change waits for the disk, since a job that is forgotten or printed twice is a wrong receipt.
import type { Database } from 'better-sqlite3';
import type { PaperName, PrintKind } from '../../shared/papers.ts';
import type { PrinterCondition, PrintJobStatus, PrintJobView } from '../../shared/state.ts';

/** A paper to be printed. `id` ascends with time (UUIDv7): jobs print in its order. */
export interface NewPrintJob extends PaperName {
  id: string;
  /** 0 is the original, 1, 2, ... its copies. */
  copyNumber: number;
  /** Null: whichever printer prints receipts at that time. */
  printerId: string | null;
  queuedAtMs: number;
}

/** `attempts`: how often bytes of it may have gone out. */
export type PrintJob = NewPrintJob & Pick<PrintJobView, 'status' | 'reason'> & { attempts: number };

/** The jobs of one printer, as its spooler works on them. */
export interface PrintQueue {
  /** The oldest job that is to be sent. One that was set aside is not, until `retrySetAside`. */
  next(): PrintJob | undefined;
  /** The newest one of those. */
  newest(): PrintJob | undefined;
  /** All jobs that are to be sent wait for the printer. */
  parkAll(reason: PrinterCondition): void;
  /** We could not lay it out (reason `fault`): others go first. */
  setAside(id: string): void;
  retrySetAside(): void;

  /** On the disk before the first byte leaves. False when the job is not to be sent any more. */
  markSending(id: string): boolean;
  /** What became of the job being sent. `park`: nothing of it was. */
  confirm(id: string): void;
  /** To a printer that never says more. */
  leave(id: string): void;
  park(id: string, reason: PrinterCondition): void;
  unconfirm(id: string, reason: 'connection_lost' | 'no_answer'): void;
  /** No paper is owed. */
  settle(id: string): void;
  /** Jobs of any printer that were being sent when the process ended: only a person can tell what is on paper. Once after the start. */
  markInterrupted(): void;
}

/** Whose jobs they are: the printer's own, and those for the printer of receipts while it is that one. */
export interface QueueOwner {
  /** Null: none of its own. */
  printerId: string | null;
  receipts: () => boolean;
}

export interface PrintJobStore {
  queue(owner: QueueOwner): PrintQueue;
  find(id: string): PrintJob | undefined;
  /** Jobs that are not done, oldest first. */
  undone(limit: number): PrintJob[];
  undoneCount(): number;
  /** The papers queued last, newest first, whatever became of them; those that test a printer are left out. */
  newest(limit: number): PrintJob[];

  /** Jobs of printers that are not among these any more wait to be sent to another (reason `none`). */
  strand(printerIds: readonly string[]): void;
  /** A person's answer: done with, to be sent (again), to be sent to another printer. Within the transaction that journals it. */
  settle(id: string): void;
  requeue(id: string): void;
  moveTo(id: string, printerId: string): void;
}

interface Row {
  id: string;
  kind: PrintKind;
  subject_id: string;
  title: string;
  copy_number: number;
  printer_id: string | null;
  status: PrintJobStatus;
  reason: PrintJob['reason'];
  queued_at_ms: number;
  attempts: number;
}

const fromRow = (row: Row): PrintJob => ({
  id: row.id,
  kind: row.kind,
  subjectId: row.subject_id,
  title: row.title,
  copyNumber: row.copy_number,
  printerId: row.printer_id,
  status: row.status,
  reason: row.reason,
  queuedAtMs: row.queued_at_ms,
  attempts: row.attempts,
});

/** Prepares the insert that runs within the transaction of the fact that the paper is about. */
export function insertPrintJob(db: Database): (job: NewPrintJob) => void {
  const insert = db.prepare(
    `INSERT INTO print_job (id, kind, subject_id, title, copy_number, printer_id, status, queued_at_ms)
     VALUES (:id, :kind, :subjectId, :title, :copyNumber, :printerId, 'queued', :queuedAtMs)`,
  );
  return (job) => {
    insert.run(job);
  };
}

/** `db` is the connection at synchronous=FULL. */
export function createPrintJobStore(db: Database): PrintJobStore {
  // Spelt as the partial index print_job_undone has it, so that SQLite uses it: done jobs are never walked over.
  const undone = `status NOT IN ('sent', 'confirmed', 'settled')`;
  const toBeSent = `${undone} AND status IN ('queued', 'waiting')`;
  const owned = `(printer_id = :printerId OR (printer_id IS NULL AND :receipts))`;
  const findRow = db.prepare('SELECT * FROM print_job WHERE id = ?');
  const undoneRows = db.prepare(`SELECT * FROM print_job WHERE ${undone} ORDER BY id LIMIT ?`);
  const countUndone = db.prepare(`SELECT count(*) FROM print_job WHERE ${undone}`).pluck();
  const newestRows = db.prepare("SELECT * FROM print_job WHERE kind <> 'test' ORDER BY id DESC LIMIT ?");
  const nextRow = db.prepare(`SELECT * FROM print_job WHERE ${toBeSent} AND reason IS NOT 'fault' AND ${owned} ORDER BY id LIMIT 1`);
  const newestToBeSent = db.prepare(`SELECT * FROM print_job WHERE ${toBeSent} AND reason IS NOT 'fault' AND ${owned} ORDER BY id DESC LIMIT 1`);
  const parkAll = db.prepare(
    `UPDATE print_job SET status = 'waiting', reason = :reason
     WHERE ${toBeSent} AND reason IS NOT 'fault' AND reason IS NOT :reason AND ${owned}`,
  );
  const setAside = db.prepare(`UPDATE print_job SET status = 'waiting', reason = 'fault' WHERE id = ? AND ${toBeSent}`);
  const retrySetAside = db.prepare(`UPDATE print_job SET status = 'queued', reason = NULL WHERE ${undone} AND reason = 'fault' AND ${owned}`);
  const markSending = db.prepare(`UPDATE print_job SET status = 'sending', reason = NULL, attempts = attempts + 1 WHERE id = ? AND ${toBeSent}`);
  const endSending = db.prepare(`UPDATE print_job SET status = ?, reason = ? WHERE id = ? AND status = 'sending'`);
  const interrupt = db.prepare(`UPDATE print_job SET status = 'unconfirmed', reason = 'restarted' WHERE ${undone} AND status = 'sending'`);
  const strand = db.prepare(
    `UPDATE print_job SET status = 'waiting', reason = 'none'
     WHERE ${toBeSent} AND printer_id IS NOT NULL AND printer_id NOT IN (SELECT value FROM json_each(?))`,
  );
  const answer = db.prepare('UPDATE print_job SET status = ?, reason = NULL WHERE id = ?');
  const move = db.prepare(`UPDATE print_job SET status = 'queued', reason = NULL, printer_id = ? WHERE id = ? AND ${undone}`);

  const one = (row: unknown) => (row === undefined ? undefined : fromRow(row as Row));
  const settle = (id: string) => void answer.run('settled', id);
  let interruptedMarked = false;

  return {
    queue({ printerId, receipts }) {
      const owner = () => ({ printerId, receipts: receipts() ? 1 : 0 });
      return {
        next: () => one(nextRow.get(owner())),
        newest: () => one(newestToBeSent.get(owner())),
        parkAll: (reason) => void parkAll.run({ ...owner(), reason }),
        setAside: (id) => void setAside.run(id),
        retrySetAside: () => void retrySetAside.run(owner()),
        markSending: (id) => markSending.run(id).changes === 1,
        confirm: (id) => void endSending.run('confirmed', null, id),
        leave: (id) => void endSending.run('sent', null, id),
        park: (id, reason) => void endSending.run('waiting', reason, id),
        unconfirm: (id, reason) => void endSending.run('unconfirmed', reason, id),
        settle,
        markInterrupted() {
          if (!interruptedMarked) interrupt.run();
          interruptedMarked = true;
        },
      };
    },
    find: (id) => one(findRow.get(id)),
    undone: (limit) => (undoneRows.all(limit) as Row[]).map(fromRow),
    undoneCount: () => countUndone.get() as number,
    newest: (limit) => (newestRows.all(limit) as Row[]).map(fromRow),
    strand: (printerIds) => void strand.run(JSON.stringify(printerIds)),
    settle,
    requeue: (id) => void answer.run('queued', id),
    moveTo: (id, printerId) => void move.run(printerId, id),
  };
}
