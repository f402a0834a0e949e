import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createLog } from '../log.ts';
import { listCopies } from './copies.ts';
import { createDatabaseFile } from './create-database.ts';
import { openTillDatabase } from './database.ts';
import { latestVersion, type Migration, schemaVersion } from './migrate.ts';
import { MIGRATIONS } from './migrations/index.ts';
import { StoreOpenError } from './store-error.ts';

let dir: string;
let path: string;
const log = createLog(
  () => undefined,
  () => 0,
);

beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'flash-till-migrate-'));
  path = join(dir, 'practice', 'till.sqlite');
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

const open = (migrations?: readonly Migration[], nowMs = 1_000) =>
  openTillDatabase(path, { nowMs: () => nowMs, log, ...(migrations && { migrations }) });

function read<T>(sql: string, file = path): T[] {
  const db = new Database(file, { readonly: true });
  try {
    return db.prepare<[], T>(sql).all();
  } finally {
    db.close();
  }
}

/** What each released version could hold: a version's line is written when the version is, and is kept. */
const ROWS_OF_VERSION: Record<number, string> = {
  1: "INSERT INTO staff (id, name, role, active) VALUES ('s1', 'Kim', 'manager', 1); INSERT INTO draft (id, body) VALUES (1, '{}')",
};

describe('the released migrations', () => {
  it('are numbered from one without gaps', () => {
    expect(MIGRATIONS.map(({ version }) => version)).toEqual(MIGRATIONS.map((_, index) => index + 1));
  });

  it.each(MIGRATIONS.map(({ version }) => version))('bring version %i with its rows to the newest', (version) => {
    createDatabaseFile(path, MIGRATIONS.slice(0, version), (db) => db.exec(ROWS_OF_VERSION[version] ?? ''));
    const database = open();
    expect(schemaVersion(database.facts)).toBe(latestVersion(MIGRATIONS));
    expect(database.facts.prepare('SELECT name FROM staff').pluck().all()).toEqual(['Kim']);
    expect(database.facts.prepare('SELECT body FROM draft').pluck().all()).toEqual(['{}']);
    expect(database.facts.pragma('integrity_check', { simple: true })).toBe('ok');
    database.close();
  });
});

describe('a later migration', () => {
  const released = MIGRATIONS.slice(0, 1);
  const second: Migration = { version: 2, sql: "ALTER TABLE staff ADD COLUMN colour TEXT NOT NULL DEFAULT 'sand'" };
  const third: Migration = { version: 3, sql: "UPDATE staff SET colour = 'moss'; CREATE TABLE keepsake (staff_id TEXT NOT NULL) STRICT" };

  beforeEach(() => createDatabaseFile(path, released, (db) => db.exec(ROWS_OF_VERSION[1] as string)));

  it('runs once, in its turn', () => {
    for (let start = 0; start < 2; start++) open([...released, second, third]).close();
    expect(read('SELECT name, colour FROM staff')).toEqual([{ name: 'Kim', colour: 'moss' }]);
    expect(read('PRAGMA user_version')).toEqual([{ user_version: 3 }]);
  });

  it('leaves a copy of what was before it, and only where there was something', () => {
    const nowMs = Date.UTC(2026, 2, 1, 9, 30);
    open([...released, second], nowMs).close();
    const copies = listCopies(path);
    expect(copies).toMatchObject([
      { kind: 'before_upgrade', madeAtMs: nowMs, path: join(dir, 'practice', 'copies', 'version-1-2026-03-01T09-30-00.000Z.sqlite') },
    ]);
    expect(read('SELECT * FROM staff', copies[0]?.path)).toEqual([{ id: 's1', name: 'Kim', role: 'manager', active: 1 }]);
    expect(read('PRAGMA user_version', copies[0]?.path)).toEqual([{ user_version: 1 }]);

    path = join(dir, 'own', 'till.sqlite');
    open([...released, second], nowMs).close();
    expect(listCopies(path)).toEqual([]);
  });

  it('copies what only the WAL of a killed till holds', () => {
    const killed = open(released);
    killed.facts.exec("INSERT INTO staff (id, name, role, active) VALUES ('s2', 'Lee', 'cashier', 1)");
    open([...released, second]).close();
    killed.close();
    expect(read('SELECT name FROM staff ORDER BY id', listCopies(path)[0]?.path)).toEqual([{ name: 'Kim' }, { name: 'Lee' }]);
  });

  it.each([
    ['whose SQL fails', 'CREATE TABLE keepsake (id TEXT) STRICT; INSERT INTO nowhere VALUES (1)'],
    ['that leaves rows without what they refer to', "INSERT INTO article_barcode (barcode, article_seq) VALUES ('123', 9)"],
  ])('%s is undone as a whole, and the version before it still opens', (_, sql) => {
    let error: unknown;
    try {
      open([...released, second, { version: 3, sql }]);
    } catch (cause) {
      error = cause;
    }
    expect(error).toBeInstanceOf(StoreOpenError);
    expect(error).toMatchObject({ kind: 'upgrade_failed' });
    expect(read('PRAGMA user_version')).toEqual([{ user_version: 2 }]);
    expect(read("SELECT name FROM sqlite_schema WHERE name = 'keepsake'")).toEqual([]);
    open([...released, second]).close();
    expect(read('SELECT name, colour FROM staff')).toEqual([{ name: 'Kim', colour: 'sand' }]);
  });

  it('does not run with a number missing before it', () => {
    expect(() => open([...released, third])).toThrow(StoreOpenError);
    expect(read('PRAGMA user_version')).toEqual([{ user_version: 1 }]);
  });
});
