// Opens a shop's database, or refuses with words. Two connections to one file: what is a fact waits for the disk, what is
// only in hand does not. All is checked before anything is written, so a file that is refused stays as it was.
import { existsSync } from 'node:fs';
import Database from 'better-sqlite3';
import type { Log } from '../log.ts';
import { keepCopy } from './copies.ts';
import { createDatabaseFile } from './create-database.ts';
import { latestVersion, type Migration, migrate, schemaVersion } from './migrate.ts';
import { MIGRATIONS } from './migrations/index.ts';
import { BUSY_TIMEOUT_MS, checkContent, checkFile, checkNothingIsMissing } from './start-check.ts';
import { asOpenError, StoreOpenError } from './store-error.ts';

export interface TillDatabase {
  /** WAL, synchronous=FULL: what is committed here is on the disk. */
  facts: Database.Database;
  /** WAL, synchronous=NORMAL: durable against a crash of the process; a tap does not wait for the disk. */
  drafts: Database.Database;
  path: string;
  close(): void;
}

export interface OpenOptions {
  /** Milliseconds since the epoch. */
  nowMs: () => number;
  log: Log;
  migrations?: readonly Migration[];
}

const MEBIBYTE = 1024 * 1024;
const PAGE_BYTES = 4096;

/** Set and read back at every open: most are the connection's, not the file's, and a reopened WAL database comes up at NORMAL. */
const PRAGMAS = {
  journal_mode: 'wal',
  foreign_keys: 1,
  // Without it, INSERT OR REPLACE deletes past the triggers that keep the journal append-only.
  recursive_triggers: 1,
  trusted_schema: 0,
  cell_size_check: 1,
  busy_timeout: BUSY_TIMEOUT_MS,
  // Checkpoints are made between sales (checkpoints.ts); a commit makes one only if those have not come for a long time.
  wal_autocheckpoint: (64 * MEBIBYTE) / PAGE_BYTES,
  journal_size_limit: 8 * MEBIBYTE,
  // A disk that fails under a mapped page ends the process; under a read it is an error that we can tell.
  mmap_size: 0,
} as const;

/**
 * Opens the database at `path`, makes it where there is none, and brings it to this program's schema (keeping a copy of
 * what it was). Throws StoreOpenError.
 */
export function openTillDatabase(path: string, { nowMs, log, migrations = MIGRATIONS }: OpenOptions): TillDatabase {
  const connections: Database.Database[] = [];
  const closeAll = () => {
    for (const connection of connections.splice(0)) connection.close();
  };
  const connect = (pragmas: Record<string, string | number>) => {
    const connection = new Database(path, { fileMustExist: true, timeout: BUSY_TIMEOUT_MS });
    connections.push(connection);
    setPragmas(connection, { ...PRAGMAS, ...pragmas });
    return connection;
  };
  try {
    if (existsSync(path)) {
      checkFile(path);
      checkContent(path, migrations);
    } else {
      checkNothingIsMissing(path);
      createDatabaseFile(path, migrations, () => undefined);
    }
    const facts = connect({ synchronous: 2, cache_size: -32 * 1024 });
    const drafts = connect({ synchronous: 1, cache_size: -4 * 1024 });
    const from = schemaVersion(facts);
    if (from < latestVersion(migrations)) {
      log.info('store.upgrade', { from, to: latestVersion(migrations), copy: keepCopy(facts, 'before_upgrade', nowMs()) });
      upgrade(facts, migrations);
    }
    return { facts, drafts, path, close: closeAll };
  } catch (cause) {
    closeAll();
    throw asOpenError(path, cause);
  }
}

function setPragmas(connection: Database.Database, pragmas: Record<string, string | number>): void {
  for (const [name, value] of Object.entries(pragmas)) {
    connection.pragma(`${name} = ${value}`);
    const actual = connection.pragma(name, { simple: true });
    if (actual !== value) throw new Error(`SQLite keeps ${name} at ${actual} instead of ${value}`);
  }
}

function upgrade(facts: Database.Database, migrations: readonly Migration[]): void {
  try {
    migrate(facts, migrations);
  } catch (cause) {
    const error = asOpenError(facts.name, cause);
    throw error instanceof StoreOpenError ? error : new StoreOpenError('upgrade_failed', facts.name, cause);
  }
}
