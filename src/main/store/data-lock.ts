// One till at a time on a data folder. The lock is the operating system's, held through SQLite on an empty file: it ends
// with the process, however that ends, and leaves nothing behind to clean up.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { asOpenError, StoreOpenError } from './store-error.ts';

/** Takes the folder, which is made when it is not there. Returns its release. Throws StoreOpenError `already_running`. */
export function lockDataDir(dataDir: string): () => void {
  let lock: Database.Database | undefined;
  try {
    mkdirSync(dataDir, { recursive: true, mode: 0o700 });
    lock = new Database(join(dataDir, 'till.lock'), { timeout: 0 });
    // Nothing is ever written, so the file stays empty and cannot be damaged; in memory, a journal file never appears.
    lock.pragma('journal_mode = MEMORY');
    lock.exec('BEGIN IMMEDIATE');
  } catch (cause) {
    lock?.close();
    const error = asOpenError(join(dataDir, 'till.lock'), cause);
    throw error instanceof StoreOpenError && error.kind === 'locked' ? new StoreOpenError('already_running', dataDir, cause) : error;
  }
  const held = lock;
  return () => held.close();
}
