// Whole files: what has its final name is complete and on the disk, whenever the power goes.
import { closeSync, fsyncSync, openSync, renameSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';

/** Gives the finished `draft` its final name. Both are in one folder. */
export function publishFile(draft: string, path: string): void {
  syncToDisk(draft, 'r+');
  renameSync(draft, path);
  // A rename is in the folder; Windows cannot sync folders and needs not.
  if (process.platform !== 'win32') syncToDisk(dirname(path), 'r');
}

function syncToDisk(path: string, flags: 'r' | 'r+'): void {
  const file = openSync(path, flags);
  try {
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}

/** Removes a database file that nobody has open, with what SQLite keeps beside it. */
export function removeDatabaseFiles(path: string): void {
  for (const suffix of DATABASE_SUFFIXES) rmSync(`${path}${suffix}`, { force: true });
}

/** The database itself last: what belongs to it never outlives it. */
export const DATABASE_SUFFIXES = ['-journal', '-wal', '-shm', ''] as const;
