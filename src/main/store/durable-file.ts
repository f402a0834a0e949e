// Whole files: what has its final name is complete and on the disk, whenever the power goes.
import { closeSync, fsyncSync, openSync, renameSync, rmSync, statSync } from 'node:fs';
import { dirname } from 'node:path';

/** Gives the finished `draft` its final name: a file, or a folder whose files are on the disk. Both are in one folder. */
export function publishFile(draft: string, path: string): void {
  syncToDisk(draft);
  renameSync(draft, path);
  syncToDisk(dirname(path)); // a rename is in the folder
}

function syncToDisk(path: string): void {
  const isFolder = statSync(path).isDirectory();
  // Windows cannot sync folders and needs not; a file it syncs only when that is open for writing.
  if (isFolder && process.platform === 'win32') return;
  const file = openSync(path, isFolder ? 'r' : 'r+');
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
