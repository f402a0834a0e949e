// The journal: append-only, each entry chained to the one before by its hash. Whatever the till states as a fact goes
// through `transact`: rule checked, entries appended, tables projected, all in one FULL transaction; announced after it.
import { createHash } from 'node:crypto';
import { TillError } from '../../shared/errors.ts';
import type { Log } from '../log.ts';
import { canonicalJson } from './canonical-json.ts';
import type { TillDatabase } from './database.ts';
import { refuseInexact } from './exact-body.ts';
import type { FactBody, FactKind, JournalEntry } from './facts.ts';
import type { Projection } from './projection.ts';
import { asTillError } from './store-error.ts';

/** What the first entry has as the hash before it. */
export const GENESIS_HASH = '0'.repeat(64);

/** Every kind's body is at its first schema version. */
export const FACT_VERSION = 1;

/** The fields an entry's hash is over; `bodyText` is the body in canonical form (RFC 8785). */
export interface HashedFields {
  seq: number;
  atMs: number;
  terminalId: string;
  staffId: string | null;
  kind: string;
  version: number;
  bodyText: string;
  prevHash: string;
}

/** What is hashed: the entry's canonical JSON (RFC 8785: keys sorted, no white space) without its own hash. */
export function hashedText(entry: HashedFields): string {
  // The keys below are in canonical order, and the body is canonical already: it is not serialised twice.
  return `{"atMs":${entry.atMs},"body":${entry.bodyText},"kind":${JSON.stringify(entry.kind)},"prevHash":"${entry.prevHash}","seq":${entry.seq},"staffId":${JSON.stringify(entry.staffId)},"terminalId":${JSON.stringify(entry.terminalId)},"version":${entry.version}}`;
}

/** SHA-256 of it, lower-case hex. */
export function hashOf(entry: HashedFields): string {
  return createHash('sha256').update(hashedText(entry)).digest('hex');
}

/** Appends one entry within the running transaction. */
export type Append = <K extends FactKind>(kind: K, body: FactBody<K>, staffId: string | null) => JournalEntry<K>;

export interface Journal {
  /**
   * Runs `work` in one transaction at synchronous=FULL: all of it is on the disk when this returns, or nothing happened.
   * Throws what `work` throws; DISK_FULL or STORE_FAILED when the disk refuses.
   */
  transact<T>(work: (append: Append) => T): T;
  /** Told after each commit, in order, with the entries of that commit. Returns its disposer. */
  onCommitted(listener: (entries: readonly JournalEntry[]) => void): () => void;
  /** The last entry's number; 0 when there is none. */
  readonly seq: number;
}

export interface JournalParts {
  database: TillDatabase;
  project: Projection;
  terminalId: string;
  nowMs: () => number;
  log: Log;
}

export function createJournal({ database, project, terminalId, nowMs, log }: JournalParts): Journal {
  const db = database.facts;
  const insert = db.prepare(
    'INSERT INTO journal (seq, at_ms, terminal_id, staff_id, kind, version, body, prev_hash, hash) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)',
  );
  const last = db.prepare('SELECT seq, hash FROM journal ORDER BY seq DESC LIMIT 1').get() as { seq: number; hash: string } | undefined;
  let head = last ?? { seq: 0, hash: GENESIS_HASH };
  let pending: JournalEntry[] | null = null;
  const listeners = new Set<(entries: readonly JournalEntry[]) => void>();

  const append: Append = (kind, body, staffId) => {
    if (!pending) throw new Error('append outside of a transaction');
    refuseInexact(kind, body);
    const bodyText = canonicalJson(body);
    const fields = { seq: head.seq + 1, atMs: nowMs(), terminalId, staffId, kind, version: FACT_VERSION, prevHash: head.hash };
    const hash = hashOf({ ...fields, bodyText });
    insert.run(fields.seq, fields.atMs, terminalId, staffId, kind, FACT_VERSION, bodyText, head.hash, hash);
    // The body as it is read back, not as it was given: the tables get what a rebuild would give them.
    const entry = { ...fields, body: JSON.parse(bodyText) as typeof body, hash };
    project(entry as JournalEntry);
    head = { seq: fields.seq, hash };
    pending.push(entry as JournalEntry);
    return entry;
  };

  const transaction = db.transaction((work: (append: Append) => unknown) => work(append)).immediate;

  return {
    transact<T>(work: (append: Append) => T): T {
      if (pending) throw new Error('transactions do not nest');
      const before = head;
      const entries: JournalEntry[] = [];
      pending = entries;
      let result: T;
      try {
        result = transaction(work) as T;
      } catch (cause) {
        head = before;
        throw cause instanceof TillError ? cause : asTillError(cause);
      } finally {
        pending = null;
      }
      if (entries.length > 0) {
        for (const listener of listeners) {
          try {
            listener(entries);
          } catch (cause) {
            // The fact stands whatever a listener does with it.
            log.error('journal.listener_failed', cause);
          }
        }
      }
      return result;
    },
    onCommitted(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    get seq() {
      return head.seq;
    },
  };
}
