import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { TillError } from '../../shared/errors.ts';
import { createLog } from '../log.ts';
import { createCheckpoints } from './checkpoints.ts';
import { openTillDatabase, type TillDatabase } from './database.ts';
import { createJournal } from './journal.ts';
import { createProjection } from './projection.ts';
import { asOpenError, asTillError, StoreOpenError } from './store-error.ts';

const logged: string[] = [];
const log = createLog(
  (line) => logged.push(line),
  () => 0,
);

/** A disk of its own of two megabytes, where this machine lets us mount one; else a limit on the database's pages. */
function smallDisk(dir: string) {
  mkdirSync(dir);
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=2m', 'tmpfs', dir], { stdio: 'ignore' });
  } catch {
    const limit = (database: TillDatabase, pages: number) => database.facts.pragma(`max_page_count = ${pages}`);
    return {
      fill: (database: TillDatabase) => limit(database, database.facts.pragma('page_count', { simple: true }) as number),
      makeRoom: (database: TillDatabase) => limit(database, 1_000_000),
      remove: () => undefined,
    };
  }
  const ballast = join(dir, 'ballast');
  return {
    fill: () => {
      const { bavail, bsize } = statfsSync(dir);
      writeFileSync(ballast, Buffer.alloc(bavail * bsize));
    },
    makeRoom: () => rmSync(ballast),
    remove: () => execFileSync('umount', [dir]),
  };
}

let dir: string;
let disk: ReturnType<typeof smallDisk>;

beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'flash-till-full-'));
  disk = smallDisk(join(dir, 'disk'));
  logged.length = 0;
});
afterEach(() => {
  disk.remove();
  rmSync(dir, { recursive: true, force: true });
});

describe('on a full disk', () => {
  it('the transaction in hand is refused whole, and the next one goes on when there is room', () => {
    const database = openTillDatabase(join(dir, 'disk', 'practice', 'till.sqlite'), { nowMs: () => 0, log });
    const journal = createJournal({ database, project: createProjection(database.facts), terminalId: 'T1', nowMs: () => 0, log });
    const checkpoint = createCheckpoints(database, log);
    const count = (table: string) => database.facts.prepare<[], number>(`SELECT count(*) FROM ${table}`).pluck().get();
    const hire = (id: string) =>
      journal.transact((append) => {
        append('staff_put', { id: `${id}-a`, name: 'x'.repeat(60_000), role: 'cashier', active: true }, null);
        append('staff_put', { id: `${id}-b`, name: 'x'.repeat(60_000), role: 'cashier', active: true }, null);
      });
    hire('before');
    disk.fill(database);
    let refused = 0;
    for (let i = 0; i < 20; i++) {
      try {
        hire(`full-${i}`);
      } catch (error) {
        refused++;
        expect(error).toBeInstanceOf(TillError);
        expect(error).toMatchObject({ code: 'DISK_FULL' });
      }
      expect(count('journal')).toBe(journal.seq);
      expect(count('staff')).toBe(journal.seq);
      expect(journal.seq % 2).toBe(0);
    }
    expect(refused).toBeGreaterThan(0);
    for (let call = 0; call < 3; call++) checkpoint();
    expect(logged.length).toBeLessThanOrEqual(1);

    disk.makeRoom(database);
    const seq = journal.seq;
    hire('after');
    expect(journal.seq).toBe(seq + 2);
    expect(count('staff')).toBe(seq + 2);
    expect(database.facts.pragma('integrity_check', { simple: true })).toBe('ok');
    database.close();
  });
});

describe("a fault's meaning", () => {
  const sqlite = (code: string) => new Database.SqliteError('fault', code);
  const node = (code: string) => Object.assign(new Error('fault'), { code });

  it.each([
    ['SQLITE_FULL', 'DISK_FULL'],
    ['SQLITE_IOERR_SHMSIZE', 'DISK_FULL'],
    ['SQLITE_IOERR_FSYNC', 'STORE_FAILED'],
    ['SQLITE_IOERR_WRITE', 'STORE_FAILED'],
    ['SQLITE_CORRUPT', 'STORE_FAILED'],
    ['SQLITE_READONLY_DBMOVED', 'STORE_FAILED'],
    ['SQLITE_BUSY', 'STORE_FAILED'],
  ])('%s in a transaction is %s', (code, expected) => {
    const error = asTillError(sqlite(code));
    expect(error).toBeInstanceOf(TillError);
    expect(error).toMatchObject({ code: expected, cause: { code } });
  });

  it('is left alone where it is a fault of ours', () => {
    for (const fault of [sqlite('SQLITE_CONSTRAINT_PRIMARYKEY'), sqlite('SQLITE_ERROR'), new RangeError('ours')]) {
      expect(asTillError(fault)).toBe(fault);
      expect(asOpenError('/data/own/till.sqlite', fault)).toBe(fault);
    }
  });

  it.each([
    [node('ENOSPC'), 'disk_full'],
    [sqlite('SQLITE_FULL'), 'disk_full'],
    [node('EROFS'), 'not_writable'],
    [node('EACCES'), 'not_writable'],
    [sqlite('SQLITE_CANTOPEN'), 'not_writable'],
    [sqlite('SQLITE_IOERR_READ'), 'disk_fault'],
    [sqlite('SQLITE_NOTADB'), 'damaged'],
    [sqlite('SQLITE_BUSY_RECOVERY'), 'locked'],
  ])('%s at an opening is %s, in a sentence about the file', (cause, kind) => {
    const error = asOpenError('/data/own/till.sqlite', cause);
    expect(error).toBeInstanceOf(StoreOpenError);
    expect(error).toMatchObject({ kind, cause });
    expect((error as StoreOpenError).message).toContain('/data/own/till.sqlite');
  });
});
