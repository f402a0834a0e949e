// Proves a shop's data: the journal's chain is unbroken from its first entry, and the tables are what the journal makes
// them. It reads one snapshot while the till goes on selling, and its memory does not grow with the journal.
import Database from 'better-sqlite3';
import { BrokenEntry, type ChainHead, chainFault, type EntryFault, GENESIS, type JournalRow, readEntry } from './chain.ts';
import type { JournalEntry } from './facts.ts';
import { latestVersion } from './migrate.ts';
import { MIGRATIONS } from './migrations/index.ts';
import { firstDifference, rebuildTables, type TableDifference } from './rebuild.ts';
import { absentObjects, BUSY_TIMEOUT_MS, checkedVersion, checkFile } from './start-check.ts';
import { asOpenError, isDamage } from './store-error.ts';
import { damageOf } from './upkeep.ts';

export type Problem = { kind: 'entry'; seq: number; fault: EntryFault } | { kind: 'table'; difference: TableDifference };

/** `entries` and what follows: what was found good, from the first entry on. */
export type Verification = { entries: number; completedSales: number; lastAtMs: number | null } & ({ ok: true } | { ok: false; problem: Problem });

export interface ShopVerification {
  journal: Verification;
  /** False for data of an older version: its tables are another program's, until a start brings them to this one's. */
  tablesCompared: boolean;
  /** What is wrong with the file's pages and its schema, in a technician's words. */
  damage: string[];
}

/** Verifies all of the file at `path`, which a till may have open. Throws StoreOpenError where it cannot even be read. */
export function verifyShop(path: string, onProgress?: (entries: number) => void): ShopVerification {
  try {
    checkFile(path);
    const db = new Database(path, { readonly: true, timeout: BUSY_TIMEOUT_MS });
    try {
      const version = checkedVersion(db, MIGRATIONS);
      const tablesCompared = version === latestVersion(MIGRATIONS);
      const absent = absentObjects(db, MIGRATIONS, version).map((name) => `the schema lacks ${name}`);
      return { journal: verifyJournal(db, onProgress, tablesCompared), tablesCompared, damage: [...absent, ...damageOf(db)] };
    } finally {
      db.close();
    }
  } catch (cause) {
    throw asOpenError(path, cause);
  }
}

/** `db` may be read-only. `onProgress` is told how many entries were read, now and then. */
export function verifyJournal(db: Database.Database, onProgress: (entries: number) => void = () => undefined, compareTables = true): Verification {
  const good: { entries: number; completedSales: number; lastAtMs: number | null } = { entries: 0, completedSales: 0, lastAtMs: null };
  function* counted(): Generator<JournalEntry> {
    for (const entry of readChain(db)) {
      yield entry;
      good.entries = entry.seq;
      good.lastAtMs = entry.atMs;
      if (entry.kind === 'sale_completed') good.completedSales++;
      if (entry.seq % 10_000 === 0) onProgress(entry.seq);
    }
  }
  // The journal and the tables of one moment, although entries are added meanwhile.
  db.exec('BEGIN');
  try {
    const rebuilt = rebuildTables(counted());
    try {
      const difference = compareTables ? firstDifference(db, rebuilt) : null;
      return difference ? { ...good, ok: false, problem: { kind: 'table', difference } } : { ...good, ok: true };
    } finally {
      rebuilt.close();
    }
  } catch (cause) {
    if (!(cause instanceof BrokenEntry)) throw cause;
    return { ...good, ok: false, problem: { kind: 'entry', seq: cause.seq, fault: cause.fault } };
  } finally {
    db.exec('ROLLBACK');
  }
}

/** The entries in their order, each checked against the one before. Throws BrokenEntry at the first that is not right. */
function* readChain(db: Database.Database): Generator<JournalEntry> {
  let head: ChainHead = GENESIS;
  try {
    for (const row of db.prepare<[], JournalRow>('SELECT * FROM journal ORDER BY seq').iterate()) {
      const fault = chainFault(head, row);
      if (fault) throw new BrokenEntry(head.seq + 1, fault);
      const entry = readEntry(row);
      if (!entry) throw new BrokenEntry(row.seq, 'unknown');
      yield entry;
      head = row;
    }
  } catch (cause) {
    throw isDamage(cause) ? new BrokenEntry(head.seq + 1, 'unreadable', { cause }) : cause;
  }
}
