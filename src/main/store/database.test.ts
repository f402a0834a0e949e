import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createLog } from '../log.ts';
import { createCheckpoints } from './checkpoints.ts';
import { keepCopy } from './copies.ts';
import { openTillDatabase, type TillDatabase } from './database.ts';
import { createJournal, type Journal } from './journal.ts';
import { MIGRATIONS } from './migrations/index.ts';
import { createProjection } from './projection.ts';
import { StoreOpenError, type StoreOpenErrorKind } from './store-error.ts';

let dir: string;
let path: string;
let opened: TillDatabase[];
let logged: string[];
const log = createLog(
  (line) => logged.push(line),
  () => 0,
);

beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'flash-till-database-'));
  path = join(dir, 'practice', 'till.sqlite');
  opened = [];
  logged = [];
});
afterEach(() => {
  for (const database of opened) database.close();
  rmSync(dir, { recursive: true, force: true });
});

function open(migrations = MIGRATIONS): TillDatabase {
  const database = openTillDatabase(path, { nowMs: () => 1_000, log, migrations });
  opened.push(database);
  return database;
}

function journalOf(database: TillDatabase): Journal {
  return createJournal({ database, project: createProjection(database.facts), terminalId: 'T1', nowMs: () => 1_000, log });
}

function write(count: number): void {
  const database = open();
  const journal = journalOf(database);
  for (let i = 0; i < count; i++) journal.transact((append) => append('signed_in', { screen: 'cashier' }, 's1'));
  database.close();
}

/** Runs `sql` past the till, as a person with a database viewer could. */
function tamper(sql: string): void {
  const db = new Database(path);
  db.exec(sql);
  db.close();
}

/** Expects the next start to be refused for this reason, and every byte of the data to stay as it was. */
function expectRefused(kind: StoreOpenErrorKind): StoreOpenError {
  const before = bytes();
  let error: unknown;
  try {
    open();
  } catch (cause) {
    error = cause;
  }
  expect(error).toBeInstanceOf(StoreOpenError);
  expect(error).toMatchObject({ kind });
  expect(bytes()).toEqual(before);
  return error as StoreOpenError;
}

/** SQLite may leave an empty WAL behind, which is the same as none. */
function bytes(): string[] {
  return [path, `${path}-wal`].map((file) => (existsSync(file) ? readFileSync(file, 'base64') : ''));
}

/** The files as a killed process leaves them: with a WAL that nobody has moved. */
function kill(database: TillDatabase): void {
  for (const file of [path, `${path}-wal`]) copyFileSync(file, `${file}.kept`);
  database.close();
  for (const file of [path, `${path}-wal`]) renameSync(`${file}.kept`, file);
}

describe('an opened database', () => {
  it('is durable for facts and quick for drafts at its first and at every later open', () => {
    for (let start = 0; start < 3; start++) {
      const { facts, drafts, close } = open();
      const pragmas = (db: Database.Database) =>
        ['journal_mode', 'synchronous', 'foreign_keys', 'trusted_schema', 'recursive_triggers', 'cell_size_check'].map((name) =>
          db.pragma(name, { simple: true }),
        );
      expect(pragmas(facts)).toEqual(['wal', 2, 1, 0, 1, 1]);
      expect(pragmas(drafts)).toEqual(['wal', 1, 1, 0, 1, 1]);
      close();
    }
  });

  it('has what was committed on either connection after the process was killed', () => {
    const database = open();
    journalOf(database).transact((append) => append('signed_in', { screen: 'cashier' }, 's1'));
    database.drafts.exec("INSERT INTO draft (id, body) VALUES (1, '{}')");
    kill(database);
    const { facts } = open();
    expect(facts.prepare('SELECT count(*) FROM journal').pluck().get()).toBe(1);
    expect(facts.prepare('SELECT count(*) FROM draft').pluck().get()).toBe(1);
  });

  it.each([
    ['UPDATE', "UPDATE journal SET kind = 'x'"],
    ['DELETE', 'DELETE FROM journal'],
    [
      'INSERT OR REPLACE',
      "INSERT OR REPLACE INTO journal SELECT seq, at_ms, terminal_id, staff_id, 'x', version, body, prev_hash, hash FROM journal",
    ],
  ])('refuses to change the journal by %s', (_, sql) => {
    write(1);
    const { facts, drafts } = open();
    for (const db of [facts, drafts]) expect(() => db.exec(sql)).toThrow('the journal is never changed');
  });

  it('starts over when a first start was cut short', () => {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(`${path}.new`, 'half a database');
    expect(open().facts.prepare('SELECT count(*) FROM journal').pluck().get()).toBe(0);
    expect(existsSync(`${path}.new`)).toBe(false);
  });
});

describe('a start is refused, and nothing is touched,', () => {
  it('when the database is newer than the program, also where the killed newer one left its WAL', () => {
    const later = { version: MIGRATIONS.length + 1, sql: 'CREATE TABLE later (id INTEGER PRIMARY KEY) STRICT' };
    open([...MIGRATIONS, later]).close();
    expect(expectRefused('newer').message).toContain('newer Flash Till');
    const newest = open([...MIGRATIONS, later, { version: later.version + 1, sql: 'DROP TABLE later' }]);
    kill(newest);
    expectRefused('newer');
  });

  it.each([
    ['altered', 'UPDATE journal SET body = \'{"screen":"manager"}\' WHERE seq = 58'],
    ['removed', 'DELETE FROM journal WHERE seq = 58'],
    ['cut off at its beginning', 'DELETE FROM journal WHERE seq < 58'],
  ])('when one of the last entries of the journal was %s', (_, sql) => {
    write(60);
    const triggers = ['update', 'delete'].map((verb) =>
      open().facts.prepare<[string], string>('SELECT sql FROM sqlite_schema WHERE name = ?').pluck().get(`journal_no_${verb}`),
    );
    for (const database of opened) database.close();
    tamper(`DROP TRIGGER journal_no_update; DROP TRIGGER journal_no_delete; ${sql}; ${triggers.join(';')}`);
    const error = expectRefused('damaged');
    expect(error.message).toContain(`npm run restore -- --data "${dir}"`);
    expect(String(error.cause)).toMatch(/^journal entry \d+: (altered|gap)$/);
  });

  it('when the triggers that guard the journal are gone', () => {
    write(1);
    tamper('DROP TRIGGER journal_no_update');
    expect(expectRefused('damaged').cause).toContain('journal_no_update');
  });

  it('when the file is cut short', () => {
    write(500);
    truncateSync(path, 20 * 4096);
    expectRefused('damaged');
  });

  it('when the file is empty, while its WAL may still hold sales', () => {
    const database = open();
    journalOf(database).transact((append) => append('signed_in', { screen: 'cashier' }, 's1'));
    kill(database);
    truncateSync(path, 0);
    expectRefused('damaged');
  });

  it('when something else was written over the file', () => {
    write(1);
    writeFileSync(path, 'not a database at all');
    expectRefused('not_a_database');
  });

  it('when it is the database of another program', () => {
    mkdirSync(dirname(path), { recursive: true });
    tamper('CREATE TABLE note (text TEXT)');
    expectRefused('not_a_database');
  });

  it('when the file is gone and a copy, a WAL or what a restore put aside is there', () => {
    write(1);
    const database = open();
    keepCopy(database.facts, 'daily', 1_000);
    database.close();
    rmSync(path);
    expect(expectRefused('missing').cause).toContain('daily-');
    rmSync(join(dirname(path), 'copies'), { recursive: true });
    for (const remains of [`${path}-wal`, `${path}.damaged-2026-01-01`]) {
      writeFileSync(remains, 'remains');
      expectRefused('missing');
      rmSync(remains);
    }
  });

  it('when another program keeps the file to itself', () => {
    write(1);
    const other = new Database(path);
    other.pragma('locking_mode = EXCLUSIVE');
    other.exec('BEGIN IMMEDIATE; COMMIT');
    expectRefused('locked');
    other.close();
    open();
  });
});

describe('checkpoints between sales', () => {
  const pendingPages = ({ drafts }: TillDatabase) => {
    const [state] = drafts.pragma('wal_checkpoint(NOOP)') as [{ log: number; checkpointed: number }];
    return state.log - state.checkpointed;
  };
  const bulk = 'x'.repeat(2 * 1024 * 1024);

  it('wait until a call finds that nothing was written since the call before', () => {
    const database = open();
    const checkpoint = createCheckpoints(database, log);
    checkpoint();
    database.drafts.prepare('INSERT INTO draft (id, body) VALUES (1, ?)').run(bulk);
    const pending = pendingPages(database);
    expect(pending).toBeGreaterThan(500);
    checkpoint();
    expect(pendingPages(database)).toBe(pending);
    checkpoint();
    expect(pendingPages(database)).toBeLessThan(3);
  });

  it('come in the midst of a rush once the WAL is large', () => {
    const database = open();
    const checkpoint = createCheckpoints(database, log);
    database.drafts.prepare('INSERT INTO draft (id, body) VALUES (1, ?)').run(bulk.repeat(10));
    checkpoint();
    expect(pendingPages(database)).toBeLessThan(3);
  });

  it('leave what a reader still needs and go on after it', () => {
    const database = open();
    const checkpoint = createCheckpoints(database, log);
    const reader = new Database(path, { readonly: true });
    reader.exec('BEGIN');
    reader.prepare('SELECT count(*) FROM draft').get();
    database.drafts.prepare('INSERT INTO draft (id, body) VALUES (1, ?)').run(bulk);
    for (let call = 0; call < 3; call++) checkpoint();
    expect(pendingPages(database)).toBeGreaterThan(500);
    expect(reader.prepare('SELECT count(*) FROM draft').pluck().get()).toBe(0);
    reader.close();
    checkpoint();
    expect(pendingPages(database)).toBeLessThan(3);
    expect(logged).toEqual([]);
  });
});
