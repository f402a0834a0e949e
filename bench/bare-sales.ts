// The floor of a durable sale: what SQLite itself takes for a transaction of nine rows and 1.1 kB under synchronous=FULL,
// with keys that ascend with time, as the till's do.
import { rmSync } from 'node:fs';
import Database from 'better-sqlite3';

const TABLES = ['journal', 'sale', 'line', 'tax', 'tender', 'job'] as const;
/** One sale: two entries of the journal, the sale, three lines, a tax, a tender, a print job. */
const ROWS: readonly (typeof TABLES)[number][] = ['journal', 'journal', 'sale', 'line', 'line', 'line', 'tax', 'tender', 'job'];
const ROW_BYTES = Math.round(1100 / ROWS.length);

export interface BareSales {
  /** One sale, on the disk when it returns. */
  sell(): void;
  /** Between two sales, as the till does it: no sale pays for it. */
  checkpoint(): void;
  close(): void;
}

/** A new file at `path` that holds as many sales already. */
export function openBareSales(path: string, sales: number): BareSales {
  for (const file of [path, `${path}-wal`, `${path}-shm`]) rmSync(file, { force: true });
  const db = new Database(path);
  db.pragma('journal_mode = WAL');
  db.pragma('wal_autocheckpoint = 16384');
  db.pragma('cache_size = -32768');
  const body = 'x'.repeat(ROW_BYTES);
  for (const table of TABLES) db.exec(`CREATE TABLE ${table} (id INTEGER PRIMARY KEY, body TEXT NOT NULL) STRICT`);
  db.pragma('synchronous = OFF');
  for (const table of TABLES) {
    const rows = sales * ROWS.filter((name) => name === table).length;
    db.exec(`WITH RECURSIVE n (i) AS (SELECT 1 WHERE ${rows} > 0 UNION ALL SELECT i + 1 FROM n WHERE i < ${rows})
      INSERT INTO ${table} (body) SELECT '${body}' FROM n`);
  }
  db.pragma('wal_checkpoint(TRUNCATE)');
  db.pragma('synchronous = FULL');
  if (db.pragma('synchronous', { simple: true }) !== 2) throw new Error('SQLite does not wait for the disk');
  const inserts = ROWS.map((table) => db.prepare(`INSERT INTO ${table} (body) VALUES (?)`));
  const sell = db.transaction(() => {
    for (const insert of inserts) insert.run(body);
  }).immediate;
  return {
    sell: () => void sell(),
    checkpoint: () => void db.pragma('wal_checkpoint(PASSIVE)'),
    close: () => void db.close(),
  };
}
