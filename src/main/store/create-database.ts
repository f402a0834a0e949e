// A new, empty database of the till. It is made under another name and renamed when it is whole: a start that was cut
// short leaves no half-made database to be taken for a damaged one.
import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import Database from 'better-sqlite3';
import { publishFile, removeDatabaseFiles } from './durable-file.ts';
import { type Migration, migrate } from './migrate.ts';

/** In the file's header, so that no other program's database is taken for ours: "FlTl". */
export const APPLICATION_ID = 0x46_6c_54_6c;

/** Makes the file at `path`, in place of what is there. `fill` writes to it before it has that name; its answer is given back. */
export function createDatabaseFile<T>(path: string, migrations: readonly Migration[], fill: (db: Database.Database) => T): T {
  // The PINs' hashes are in it: the folder is for this user only.
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  const draft = `${path}.new`;
  removeDatabaseFiles(draft);
  const filled = fillDraft(draft, migrations, fill);
  publishFile(draft, path);
  return filled;
}

function fillDraft<T>(draft: string, migrations: readonly Migration[], fill: (db: Database.Database) => T): T {
  const db = new Database(draft);
  try {
    db.pragma(`application_id = ${APPLICATION_ID}`);
    migrate(db, migrations);
    const filled = fill(db);
    db.close();
    return filled;
  } catch (cause) {
    db.close();
    removeDatabaseFiles(draft);
    throw cause;
  }
}
