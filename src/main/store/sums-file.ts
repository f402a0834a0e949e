// reports.sqlite, beside the till's own file: the sums behind reports over ranges, one row a shop day, and how far the journal has
// been counted. Derived and never trusted over the journal: whatever does not fit is thrown away and made anew. Only the reports'
// thread has it open.
import { crc32 } from 'node:zlib';
import Database from 'better-sqlite3';
import type { DaySums } from '../reports/ranges/day-sums.ts';
import { removeDatabaseFiles } from './durable-file.ts';
import { isDamage } from './store-error.ts';

/** Goes up with every change of the tables, and of what is counted and how: a file of another version is made anew. */
const VERSION = 4;

const SCHEMA = `
  CREATE TABLE cursor (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    seq INTEGER NOT NULL,
    -- Of the journal's entry there: another one is another journal.
    hash TEXT NOT NULL,
    -- How the shop reckons its days there, as JSON; null before it was founded.
    calendar TEXT
  ) STRICT;
  CREATE TABLE day (
    day TEXT PRIMARY KEY,
    sums TEXT NOT NULL,
    articles BLOB NOT NULL,
    -- CRC-32 over both: SQLite notices a page that is broken, and not a number that is another.
    checksum INTEGER NOT NULL
  ) STRICT;
  -- What is known of sales and refunds that are not completed; with a checksum, as of the days that they will be added to.
  CREATE TABLE open_sale (id TEXT PRIMARY KEY, body TEXT NOT NULL, checksum INTEGER NOT NULL) STRICT, WITHOUT ROWID;
  CREATE TABLE open_refund (id TEXT PRIMARY KEY, body TEXT NOT NULL, checksum INTEGER NOT NULL) STRICT, WITHOUT ROWID;
  -- All that was ever sold or could be, numbered for the days' sums. Number 0 is open amounts, category 0 is none.
  CREATE TABLE sellable (
    number INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    article_id TEXT NOT NULL,
    names TEXT NOT NULL,
    category INTEGER NOT NULL,
    -- Whether it can be sold now.
    active INTEGER NOT NULL
  ) STRICT;
  CREATE INDEX sellable_article ON sellable (article_id);
  CREATE INDEX sellable_shelf ON sellable (number, category, active);
  CREATE TABLE category (number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE) STRICT;
  INSERT INTO cursor (id, seq, hash) VALUES (1, 0, '');
`;

/** The file is not what was written. */
export class SumsDamaged extends Error {
  constructor(what: string, options?: ErrorOptions) {
    super(`reports.sqlite is damaged: ${what}`, options);
    this.name = 'SumsDamaged';
  }
}

/** Opens the file at `path`; one that is not there, is of another version or damaged is made anew. */
export function openSumsFile(path: string): Database.Database {
  try {
    const db = connect(path);
    if (db.pragma('user_version', { simple: true }) === VERSION && isWhole(db)) return db;
    db.close();
  } catch (cause) {
    if (!isDamage(cause)) throw cause;
  }
  removeDatabaseFiles(path);
  const db = connect(path);
  db.transaction(() => {
    db.exec(SCHEMA);
    db.pragma(`user_version = ${VERSION}`);
  })();
  return db;
}

function connect(path: string): Database.Database {
  const db = new Database(path);
  try {
    db.pragma('journal_mode = WAL');
    // A power cut takes the last sums at most, and the cursor with them.
    db.pragma('synchronous = NORMAL');
    db.pragma('cell_size_check = ON');
    db.pragma('cache_size = -16384');
    return db;
  } catch (cause) {
    db.close();
    throw cause;
  }
}

const isWhole = (db: Database.Database) => db.pragma('quick_check(1)', { simple: true }) === 'ok';

/** Of a text that no number is summed up from: what cannot be read is made anew. */
export function readJson(text: string, what: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new SumsDamaged(what, { cause });
  }
}

export interface StoredDay {
  day: string;
  sums: DaySums;
  /** As article-sums.ts packs them. */
  articles: Buffer;
}
interface DayRow {
  day: string;
  sums: string;
  articles: Buffer;
  checksum: number;
}

const checksumOf = (sums: string, articles: Buffer) => crc32(articles, crc32(sums));

/** The days' rows. Throws SumsDamaged. */
export function createDayRows(db: Database.Database) {
  const between = db.prepare<[string, string], DayRow>('SELECT day, sums, articles, checksum FROM day WHERE day BETWEEN ? AND ? ORDER BY day');
  const put = db.prepare('INSERT OR REPLACE INTO day (day, sums, articles, checksum) VALUES (?, ?, ?, ?)');
  return {
    *between(from: string, to: string): Generator<StoredDay> {
      for (const { day, sums, articles, checksum } of between.iterate(from, to)) {
        if (checksumOf(sums, articles) !== checksum) throw new SumsDamaged(`the sums of ${day}`);
        yield { day, sums: JSON.parse(sums) as DaySums, articles };
      }
    },
    put({ day, sums, articles }: StoredDay): void {
      const text = JSON.stringify(sums);
      put.run(day, text, articles, checksumOf(text, articles));
    },
  };
}
