// Receipts to be mailed: work in progress, like papers to be printed, so not in the journal. Every change waits for the disk: a
// mail that is forgotten, or goes out twice, is a broken promise to a customer.
import type { Database } from 'better-sqlite3';
import type { AskedMail, MailJobStatus, MailJobView, MailTrouble } from '../../shared/mail.ts';

export interface NewMailJob {
  id: string;
  saleId: string;
  receiptNumber: string;
  address: string;
  staffId: string;
  queuedAtMs: number;
}

/** `attempts`: how often a server has asked to come back later with it. */
export type MailJob = MailJobView & { address: string | null; staffId: string | null; answer: string; attempts: number; nextAtMs: number };

export interface MailEnd {
  status: Exclude<MailJobStatus, 'queued' | 'sending'>;
  reason: MailTrouble | null;
  answer: string;
  atMs: number;
}

export interface MailJobStore {
  /** Nothing where there is one of this id already. */
  insert(job: NewMailJob): void;
  find(id: string): MailJob | undefined;
  /** Of those whose time has come the one that has waited longest. */
  due(nowMs: number): MailJob | undefined;
  /** When the next one's time comes; undefined where none waits. */
  nextAtMs(): number | undefined;
  waitingCount(): number;
  askCount(): number;
  /** `stuck` and `unknown`, oldest first. */
  asked(limit: number): AskedMail[];
  /** Newest first. */
  newest(limit: number): MailJobView[];
  /** On the disk before the first byte of the message leaves. False when it is not to be sent any more. */
  markSending(id: string): boolean;
  /** To be tried again: nothing of it was taken. `attempts` counts those that the server put off, `queuedAtMs` since when. */
  putOff(id: string, later: { reason: MailTrouble | null; answer: string; attempts: number; nextAtMs: number; queuedAtMs: number }): void;
  /** Those that have waited since before then wait for a person (`too_long`). */
  expire(beforeMs: number, atMs: number): void;
  end(id: string, end: MailEnd): void;
  /** Those that were being sent when the process ended: nobody knows whether the server took them. */
  markInterrupted(atMs: number): void;
  /** Forgets the addresses of mails that were done with before then, and what the server said, which mostly has them in it. */
  removeAddresses(beforeMs: number): void;
}

interface Row {
  id: string;
  saleId: string;
  receiptNumber: string;
  address: string | null;
  staffId: string | null;
  status: MailJobStatus;
  reason: MailTrouble | null;
  answer: string;
  attempts: number;
  nextAtMs: number;
  queuedAtMs: number;
}

/** `db` is the connection at synchronous=FULL. */
export function createMailJobStore(db: Database): MailJobStore {
  const view = 'id, sale_id AS saleId, receipt_number AS receiptNumber, status, reason, queued_at_ms AS queuedAtMs';
  const all = `${view}, address, staff_id AS staffId, answer, attempts, next_at_ms AS nextAtMs`;
  const insert = db.prepare(
    `INSERT INTO mail_job (id, sale_id, receipt_number, address, staff_id, status, next_at_ms, queued_at_ms)
     VALUES (:id, :saleId, :receiptNumber, :address, :staffId, 'queued', :queuedAtMs, :queuedAtMs) ON CONFLICT (id) DO NOTHING`,
  );
  const find = db.prepare<[string], Row>(`SELECT ${all} FROM mail_job WHERE id = ?`);
  const due = db.prepare<[number], Row>(
    `SELECT ${all} FROM mail_job WHERE status = 'queued' AND next_at_ms <= ? ORDER BY next_at_ms, queued_at_ms, id LIMIT 1`,
  );
  const nextAt = db.prepare<[], number | null>("SELECT min(next_at_ms) FROM mail_job WHERE status = 'queued'").pluck();
  const waiting = db.prepare<[], number>("SELECT count(*) FROM mail_job WHERE status = 'queued'").pluck();
  // Spelt as the partial index mail_job_asked has it: mails that are done with are never walked over.
  const asks = "status IN ('stuck', 'unknown', 'sending')";
  const askCount = db.prepare<[], number>(`SELECT count(*) FROM mail_job WHERE ${asks} AND status <> 'sending'`).pluck();
  const asked = db.prepare<[number], AskedMail>(
    `SELECT ${view}, address, answer FROM mail_job WHERE ${asks} AND status <> 'sending' ORDER BY queued_at_ms, id LIMIT ?`,
  );
  const newest = db.prepare<[number], MailJobView>(`SELECT ${view} FROM mail_job ORDER BY queued_at_ms DESC, id DESC LIMIT ?`);
  const markSending = db.prepare("UPDATE mail_job SET status = 'sending', reason = NULL, answer = '' WHERE id = ? AND status = 'queued'");
  const putOff = db.prepare(
    `UPDATE mail_job SET status = 'queued', reason = :reason, answer = :answer, attempts = :attempts, next_at_ms = :nextAtMs,
       queued_at_ms = :queuedAtMs, ended_at_ms = NULL
     WHERE id = :id`,
  );
  const end = db.prepare('UPDATE mail_job SET status = :status, reason = :reason, answer = :answer, ended_at_ms = :atMs WHERE id = :id');
  const expire = db.prepare(
    "UPDATE mail_job SET status = 'stuck', reason = 'too_long', ended_at_ms = ? WHERE status = 'queued' AND queued_at_ms < ?",
  );
  const interrupt = db.prepare(`UPDATE mail_job SET status = 'unknown', reason = 'restarted', ended_at_ms = ? WHERE ${asks} AND status = 'sending'`);
  const removeAddresses = db.prepare(
    "UPDATE mail_job SET address = NULL, answer = '' WHERE address IS NOT NULL AND ended_at_ms IS NOT NULL AND ended_at_ms < ?",
  );
  return {
    insert: (job) => void insert.run(job),
    find: (id) => find.get(id),
    due: (nowMs) => due.get(nowMs),
    nextAtMs: () => nextAt.get() ?? undefined,
    waitingCount: () => waiting.get() ?? 0,
    askCount: () => askCount.get() ?? 0,
    asked: (limit) => asked.all(limit),
    newest: (limit) => newest.all(limit),
    markSending: (id) => markSending.run(id).changes === 1,
    putOff: (id, later) => void putOff.run({ id, ...later }),
    expire: (beforeMs, atMs) => void expire.run(atMs, beforeMs),
    end: (id, ended) => void end.run({ id, ...ended }),
    markInterrupted: (atMs) => void interrupt.run(atMs),
    removeAddresses: (beforeMs) => void removeAddresses.run(beforeMs),
  };
}
