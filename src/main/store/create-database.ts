// A new, empty database of the till. It is made under another name and renamed when it is whole: a start that was cut
// short leaves no half-made database to be taken for a damaged one.
import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import Database from 'better-sqlite3';
import { publishFile, removeDatabaseFiles } from './durable-file.ts';
import { type Migration, migrate } from './migrate.ts';

/** In the file's header, so that no other program's database is taken for ours: "FlTl". */
export const APPLICATION_ID = 0x46_6c_54_6c;

/** Makes the file at `path`, which must not exist, and lets `fill` write to it before it has that name. */
export function createDatabaseFile(path: string, migrations: readonly Migration[], fill?: (db: Database.Database) => void): void {
  // The PINs' hashes are in it: the folder is for this user only.
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  const draft = `${path}.new`;
  removeDatabaseFiles(draft);
  const db = new Database(draft);
  try {
    db.pragma(`application_id = ${APPLICATION_ID}`);
    migrate(db, migrations);
    fill?.(db);
  } finally {
    db.close();
  }
  publishFile(draft, path);
}
