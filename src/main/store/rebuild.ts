// The tables made anew from journal entries alone, by the code that makes them in the live till: to be compared with the
// live ones (verify.ts), or to take their place (restore.ts).
import Database from 'better-sqlite3';
import { BrokenEntry } from './chain.ts';
import type { JournalEntry } from './facts.ts';
import { migrate } from './migrate.ts';
import { MIGRATIONS } from './migrations/index.ts';
import { createProjection, PROJECTED_TABLES, type Projection } from './projection.ts';
import { isDamage } from './store-error.ts';

/** The tables of `entries` in a private database on disk, which is gone when it is closed. Throws BrokenEntry. */
export function rebuildTables(entries: Iterable<JournalEntry>): Database.Database {
  const db = new Database('');
  try {
    migrate(db, MIGRATIONS);
    const project = createProjection(db);
    inOneGo(db, () => {
      for (const entry of entries) apply(project, entry);
    });
    return db;
  } catch (cause) {
    db.close();
    throw cause;
  }
}

/** Projects one entry of the past. Throws BrokenEntry `inapplicable` where the tables refuse it. */
export function apply(project: Projection, entry: JournalEntry): void {
  try {
    project(entry);
  } catch (cause) {
    const refused = cause instanceof Database.SqliteError && cause.code.startsWith('SQLITE_CONSTRAINT');
    throw refused ? new BrokenEntry(entry.seq, 'inapplicable', { cause }) : cause;
  }
}

/** One large transaction that nobody would want back in parts: it keeps no journal of its own and does not wait for the disk. */
export function inOneGo<T>(db: Database.Database, work: () => T): T {
  db.pragma('journal_mode = OFF');
  db.pragma('synchronous = OFF');
  db.pragma('cache_size = -65536');
  return db.transaction(work)();
}

export type TableDifference = { table: string } & (
  | { fault: 'unreadable' }
  /** `key` is the primary key of the first row that differs; the row in each, null where there is none. */
  | { fault: 'differs'; key: string; live: Record<string, unknown> | null; rebuilt: Record<string, unknown> | null }
);

/** The first row, by table and primary key, that is not the same in both; null when all projected tables are equal. */
export function firstDifference(live: Database.Database, rebuilt: Database.Database): TableDifference | null {
  for (const table of PROJECTED_TABLES) {
    const difference = differenceIn(table, live, rebuilt);
    if (difference) return difference;
  }
  return null;
}

function differenceIn(table: string, live: Database.Database, rebuilt: Database.Database): TableDifference | null {
  const columns = rebuilt.prepare<[string], { name: string; pk: number }>('SELECT name, pk FROM pragma_table_info(?)').all(table);
  const keys = columns
    .filter(({ pk }) => pk > 0)
    .sort((a, b) => a.pk - b.pk)
    .map(({ name }) => columns.findIndex((column) => column.name === name));
  const names = columns.map(({ name }) => name);
  const sql = `SELECT ${names.join(', ')} FROM ${table} ORDER BY ${keys.map((key) => names[key]).join(', ')}`;
  const rows = (db: Database.Database) => db.prepare<[], unknown[]>(sql).raw().iterate();
  const named = (row: unknown[]) => Object.fromEntries(names.map((name, index) => [name, row[index]]));
  const keyOf = (row: unknown[]) => keys.map((key) => `${names[key]} ${row[key]}`).join(', ');

  const liveRows = rows(live);
  const rebuiltRows = rows(rebuilt);
  try {
    for (;;) {
      const a = liveRows.next().value as unknown[] | undefined;
      const b = rebuiltRows.next().value as unknown[] | undefined;
      if (!a && !b) return null;
      if (a && b && a.every((value, index) => value === b[index])) continue;
      const order = a && b ? compareKeys(a, b, keys) : a ? -1 : 1;
      const first = (order <= 0 ? a : b) as unknown[];
      return { table, fault: 'differs', key: keyOf(first), live: a && order <= 0 ? named(a) : null, rebuilt: b && order >= 0 ? named(b) : null };
    }
  } catch (cause) {
    if (isDamage(cause)) return { table, fault: 'unreadable' };
    throw cause;
  } finally {
    liveRows.return?.();
    rebuiltRows.return?.();
  }
}

function compareKeys(a: unknown[], b: unknown[], keys: readonly number[]): number {
  for (const key of keys) {
    const [left, right] = [a[key], b[key]] as [string, string] | [number, number];
    if (left !== right) return left < right ? -1 : 1;
  }
  return 0;
}
