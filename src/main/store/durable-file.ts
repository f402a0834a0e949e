// Whole files: what has its final name is complete and on the disk, whenever the power goes.
import { closeSync, fsyncSync, openSync, renameSync, rmSync, statSync } from 'node:fs';
import { open, rename, rm } from 'node:fs/promises';
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

/**
 * Writes a whole file where a slow disk may take its time, such as a USB stick. When it throws, what was there before is there
 * still, and nothing new has the name.
 */
export async function writeWholeFile(path: string, bytes: Uint8Array): Promise<void> {
  const part = `${path}.part`;
  try {
    const file = await open(part, 'w', 0o600);
    try {
      await file.writeFile(bytes);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(part, path);
  } catch (cause) {
    await rm(part, { force: true });
    throw cause;
  }
  // Windows cannot sync folders and needs not.
  if (process.platform === 'win32') return;
  const folder = await open(dirname(path), 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}

/** Removes a database file that nobody has open, with what SQLite keeps beside it. */
export function removeDatabaseFiles(path: string): void {
  for (const suffix of DATABASE_SUFFIXES) rmSync(`${path}${suffix}`, { force: true });
}

/** The database itself last: what belongs to it never outlives it. */
export const DATABASE_SUFFIXES = ['-journal', '-wal', '-shm', ''] as const;
