// Brings a damaged shop back: the longest unbroken journal that the damaged file and the kept copies give together, and
// the tables made from it. The damaged file is put aside, never deleted, and only when the new one is whole on the disk.
import { closeSync, existsSync, openSync, readdirSync, renameSync, writeSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import Database from 'better-sqlite3';
import { type CarriedOver, carryOver } from './carry-over.ts';
import { BrokenEntry, type ChainHead, chainFault, GENESIS, hashOfRow, type JournalRow, readEntry } from './chain.ts';
import { listCopies } from './copies.ts';
import { createDatabaseFile } from './create-database.ts';
import { DATABASE_SUFFIXES, publishFile, removeDatabaseFiles } from './durable-file.ts';
import type { JournalEntry } from './facts.ts';
import { MIGRATIONS } from './migrations/index.ts';
import { createProjection } from './projection.ts';
import { apply, inOneGo } from './rebuild.ts';
import { salvageJournal } from './salvage.ts';
import { PUT_ASIDE } from './start-check.ts';
import { asOpenError, isDamage, StoreOpenError } from './store-error.ts';
import { verifyShop } from './verify.ts';

/** `whole`: nothing was wrong. `nothing_found`: there is not one entry to begin with. In both cases nothing was done. */
export type Restoration = { outcome: 'whole' } | { outcome: 'nothing_found' } | ({ outcome: 'restored'; putAside: string | null } & Restored);

export interface Restored {
  entries: number;
  completedSales: number;
  lastAtMs: number;
  lastReceiptNumber: string | null;
  /** Entries that were found, but not the ones that they follow: they cannot be joined, and are kept as text. */
  unjoined: { entries: number; completedSales: number; path: string } | null;
  carriedOver: CarriedOver[];
}

/**
 * Restores the database at `path`, which no till may have open (see data-lock.ts). Throws StoreOpenError `newer` for data of
 * a newer program. One that is cut short is run again.
 */
export function restoreDatabase(path: string, nowMs: number, onProgress: (entries: number) => void = () => undefined): Restoration {
  if (existsSync(path) && isWhole(path)) return { outcome: 'whole' };
  const before = existsSync(path) ? null : newestPutAside(path);
  const aside = before ?? `${path}${PUT_ASIDE}${new Date(nowMs).toISOString().replaceAll(':', '-')}`;
  // A restore that was cut short has moved the database, and perhaps not yet the WAL that belongs to it.
  if (before) putAside(path, aside);
  const damaged = before ?? path;
  const restored = build(damaged, path, `${aside}-unjoined.jsonl`, onProgress);
  if (!restored) return { outcome: 'nothing_found' };
  const moved = putAside(path, aside);
  publishFile(draftOf(path), path);
  return { outcome: 'restored', putAside: before ?? (moved ? aside : null), ...restored };
}

/** The new database, complete but for its name. */
function draftOf(path: string): string {
  return `${path}.restored`;
}

/** Throws StoreOpenError where the disk is full or fails: nothing has been moved then. */
function build(damaged: string, path: string, unjoinedPath: string, onProgress: (entries: number) => void): Restored | null {
  const copies = openCopies(path);
  const salvage = salvageJournal(damaged);
  try {
    const restored = createDatabaseFile(draftOf(path), MIGRATIONS, (db) =>
      inOneGo(db, () => {
        const head = fill(db, longestChain([salvage, ...copies.map(rowsOfCopy)], path), onProgress);
        return head.seq === 0
          ? null
          : { ...summaryOf(db), unjoined: keepUnjoined(salvage.rowsAbove(head.seq), unjoinedPath), carriedOver: carryOver(db, damaged, copies) };
      }),
    );
    if (!restored) removeDatabaseFiles(draftOf(path));
    return restored;
  } catch (cause) {
    throw asOpenError(path, cause);
  } finally {
    salvage.close();
    for (const copy of copies) copy.close();
  }
}

/** Every page, every entry and every table is as it should be. */
function isWhole(path: string): boolean {
  try {
    const found = verifyShop(path);
    return found.journal.ok && found.damage.length === 0;
  } catch (cause) {
    if (cause instanceof StoreOpenError && (cause.kind === 'damaged' || cause.kind === 'not_a_database')) return false;
    throw cause;
  }
}

/** Something that may have the entry with a given number: once or more often, right or wrong. */
interface Source {
  rowsAt(seq: number): JournalRow[];
}

/** Entries from the first on, each from whichever source has one that follows. */
function* longestChain(sources: readonly Source[], path: string): Generator<{ row: JournalRow; entry: JournalEntry }> {
  for (let head: ChainHead = GENESIS; ; ) {
    const row = following(sources, head);
    if (!row) return;
    const entry = readEntry(row);
    // What hashes right and is not known was written by a program that knows more.
    if (!entry) throw new StoreOpenError('newer', path, new BrokenEntry(row.seq, 'unknown'));
    yield { row, entry };
    head = row;
  }
}

function following(sources: readonly Source[], head: ChainHead): JournalRow | undefined {
  for (const source of sources) {
    const row = source.rowsAt(head.seq + 1).find((candidate) => chainFault(head, candidate) === null);
    if (row) return row;
  }
  return undefined;
}

function fill(db: Database.Database, chain: Iterable<{ row: JournalRow; entry: JournalEntry }>, onProgress: (entries: number) => void): ChainHead {
  const insert = db.prepare(
    `INSERT INTO journal (seq, at_ms, terminal_id, staff_id, kind, version, body, prev_hash, hash)
     VALUES (:seq, :at_ms, :terminal_id, :staff_id, :kind, :version, :body, :prev_hash, :hash)`,
  );
  const project = createProjection(db);
  let head: ChainHead = GENESIS;
  for (const { row, entry } of chain) {
    insert.run(row);
    apply(project, entry);
    head = row;
    if (row.seq % 10_000 === 0) onProgress(row.seq);
  }
  return head;
}

function summaryOf(db: Database.Database): Pick<Restored, 'entries' | 'completedSales' | 'lastAtMs' | 'lastReceiptNumber'> {
  const summary = db
    .prepare<[], Pick<Restored, 'entries' | 'completedSales' | 'lastAtMs' | 'lastReceiptNumber'>>(
      `SELECT seq AS entries, at_ms AS lastAtMs, (SELECT count(*) FROM sale WHERE status = 'completed') AS completedSales,
         (SELECT json_extract(body, '$.receiptNumber') FROM journal WHERE kind = 'sale_completed' ORDER BY seq DESC LIMIT 1) AS lastReceiptNumber
       FROM journal ORDER BY seq DESC LIMIT 1`,
    )
    .get();
  if (!summary) throw new Error('the restored journal is empty');
  return summary;
}

/** Writes the rows that are whole in themselves to `path`, a line of JSON each: for a person to ring up again. */
function keepUnjoined(rows: Iterable<JournalRow>, path: string): Restored['unjoined'] {
  let file: number | null = null;
  let lastHash = '';
  const kept = { entries: 0, completedSales: 0, path };
  try {
    for (const row of rows) {
      if (row.hash === lastHash || hashOfRow(row) !== row.hash) continue;
      lastHash = row.hash;
      file ??= openSync(path, 'w', 0o600);
      writeSync(file, `${JSON.stringify({ ...row, body: JSON.parse(row.body) })}\n`);
      kept.entries++;
      if (row.kind === 'sale_completed') kept.completedSales++;
    }
  } finally {
    if (file !== null) closeSync(file);
  }
  return kept.entries > 0 ? kept : null;
}

/** The copies that can be opened, newest first. */
function openCopies(path: string): Database.Database[] {
  const copies: Database.Database[] = [];
  for (const copy of listCopies(path)) {
    const db = new Database(copy.path, { readonly: true });
    if (rowsOfCopy(db).rowsAt(1).length > 0) copies.push(db);
    else db.close();
  }
  return copies;
}

function rowsOfCopy(copy: Database.Database): Source {
  return {
    rowsAt(seq) {
      try {
        return copy.prepare<[number], JournalRow>('SELECT * FROM journal WHERE seq = ?').all(seq);
      } catch (cause) {
        // A copy can be damaged too.
        if (isDamage(cause)) return [];
        throw cause;
      }
    },
  };
}

/** Moves what there is of the database at `path`; the file first, so that it never stands without its WAL. */
function putAside(path: string, aside: string): boolean {
  const present = DATABASE_SUFFIXES.toReversed().filter((suffix) => existsSync(`${path}${suffix}`));
  for (const suffix of present) renameSync(`${path}${suffix}`, `${aside}${suffix}`);
  return present.length > 0;
}

function newestPutAside(path: string): string | null {
  const prefix = `${basename(path)}${PUT_ASIDE}`;
  if (!existsSync(dirname(path))) return null;
  const names = readdirSync(dirname(path)).filter((name) => name.startsWith(prefix) && name.endsWith('Z'));
  const newest = names.sort().at(-1);
  return newest === undefined ? null : join(dirname(path), newest);
}
