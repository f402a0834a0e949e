// For the tests of reports over ranges: a till's books with a journal, and the sums that follow it in a file.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { createExampleTill } from '../reports/example-sales.ts';
import { createExampleJournal } from './example-journal.ts';
import type { FactBody, FactKind, JournalEntry } from './facts.ts';
import { migrate } from './migrate.ts';
import { MIGRATIONS } from './migrations/index.ts';
import { createRangeStore, type RangeStore } from './range-store.ts';
import { createReportQueries, type ReportQueries } from './report-queries.ts';

export interface RangeBooks extends Pick<ReportQueries, 'day'> {
  till: ReturnType<typeof createExampleTill>;
  state<K extends FactKind>(kind: K, body: FactBody<K>, atMs: number, staffId?: string | null): void;
  store: RangeStore;
  /** As a start after it would find it. */
  reopen(): void;
  /** Every row of the sums' file. */
  rows(): Record<string, unknown[]>;
  path: string;
  db: Database.Database;
  close(): void;
}

/** A till's books whose facts are in a journal, too. */
export function openRangeBooks(timeZone = 'Asia/Seoul'): RangeBooks {
  const dir = mkdtempSync(join(tmpdir(), 'ranges-'));
  const path = join(dir, 'reports.sqlite');
  const db = new Database(':memory:');
  migrate(db, MIGRATIONS);
  const append = createExampleJournal(db);
  let store = createRangeStore(db, path);
  return {
    ...createReportQueries(db),
    db,
    path,
    till: createExampleTill(append, { timeZone, taxMode: 'included' }),
    state: (kind, body, atMs, staffId = 'ann') =>
      append({ seq: 0, atMs, terminalId: 'T1', staffId, kind, version: 1, body, prevHash: '', hash: '' } as JournalEntry),
    get store() {
      return store;
    },
    reopen() {
      store.close();
      store = createRangeStore(db, path);
    },
    rows() {
      store.close();
      const file = new Database(path, { readonly: true });
      try {
        const tables = file.prepare<[], string>("SELECT name FROM sqlite_schema WHERE type = 'table'").pluck().all();
        return Object.fromEntries(tables.map((table) => [table, file.prepare(`SELECT * FROM ${table} ORDER BY 1`).all()]));
      } finally {
        file.close();
      }
    },
    close() {
      store.close();
      db.close();
      rmSync(dir, { recursive: true });
    },
  };
}
