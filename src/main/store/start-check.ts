// What a start looks at before it trusts a database. It costs the same for a small file as for a large one: the file's
// header, its schema and the last entries of the journal. The check of every page runs later, beside the work (upkeep.ts).
import { closeSync, existsSync, openSync, readdirSync, readSync, statSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import Database from 'better-sqlite3';
import { chainFault, GENESIS, type JournalRow } from './chain.ts';
import { listCopies } from './copies.ts';
import { APPLICATION_ID } from './create-database.ts';
import { latestVersion, type Migration, migrate, schemaVersion } from './migrate.ts';
import { SQLITE_MAGIC } from './sqlite-format.ts';
import { StoreOpenError } from './store-error.ts';

/** Only a foreign program can be in the way; the screens stand still meanwhile. */
export const BUSY_TIMEOUT_MS = 1000;

const CHECKED_ENTRIES = 50;

/** The name that a restore gives to a database it puts aside. */
export const PUT_ASIDE = '.damaged-';

/** No file at `path`: is that a new shop, or has the file of an old one been lost? */
export function checkNothingIsMissing(path: string): void {
  const remains = listCopies(path).map((copy) => copy.path);
  // A WAL without its database would be taken for the new one's.
  if (statSync(`${path}-wal`, { throwIfNoEntry: false })?.size) remains.push(`${path}-wal`);
  if (existsSync(dirname(path))) remains.push(...readdirSync(dirname(path)).filter((name) => name.startsWith(`${basename(path)}${PUT_ASIDE}`)));
  if (remains.length > 0) throw new StoreOpenError('missing', path, `remains: ${remains.join(', ')}`);
}

/** The file before SQLite sees it: SQLite takes an empty one for a new database and throws away the WAL beside it. */
export function checkFile(path: string): void {
  const magic = Buffer.alloc(SQLITE_MAGIC.length);
  const file = openSync(path, 'r');
  try {
    if (readSync(file, magic) === 0) throw new StoreOpenError('damaged', path, 'the file is empty');
  } finally {
    closeSync(file);
  }
  if (!magic.equals(SQLITE_MAGIC)) throw new StoreOpenError('not_a_database', path, 'the header is not that of SQLite 3');
}

/** What SQLite reads in the file: it is ours, not newer than `migrations`, its schema is whole, the journal's end unbroken. */
export function checkContent(path: string, migrations: readonly Migration[]): void {
  // Read-only: closing it does not move the WAL of a refused file into it.
  const db = new Database(path, { readonly: true, timeout: BUSY_TIMEOUT_MS });
  try {
    const version = checkedVersion(db, migrations);
    const absent = absentObjects(db, migrations, version);
    if (absent.length > 0) throw new StoreOpenError('damaged', path, `the schema lacks ${absent.join(', ')}`);
    const fault = faultInLastEntries(db);
    if (fault) throw new StoreOpenError('damaged', path, fault);
  } finally {
    db.close();
  }
}

/** The version of a database of ours. Throws StoreOpenError `newer` or `not_a_database`. */
export function checkedVersion(db: Database.Database, migrations: readonly Migration[]): number {
  const applicationId = db.pragma('application_id', { simple: true });
  if (applicationId !== APPLICATION_ID) throw new StoreOpenError('not_a_database', db.name, `application id ${applicationId}`);
  const version = schemaVersion(db);
  if (version > latestVersion(migrations)) {
    throw new StoreOpenError('newer', db.name, `schema version ${version}, this program knows ${latestVersion(migrations)}`);
  }
  return version;
}

function faultInLastEntries(db: Database.Database): string | null {
  const rows = db
    .prepare<[number], JournalRow>('SELECT * FROM journal ORDER BY seq DESC LIMIT ?')
    .all(CHECKED_ENTRIES + 1)
    .reverse();
  // One more than is checked: it is what the first of them must follow.
  let head = (rows.length > CHECKED_ENTRIES ? rows.shift() : undefined) ?? GENESIS;
  for (const row of rows) {
    const fault = chainFault(head, row);
    if (fault) return `journal entry ${head.seq + 1}: ${fault}`;
    head = row;
  }
  return null;
}

/** The tables, indexes and triggers that a database of this version should have and `db` has not. */
export function absentObjects(db: Database.Database, migrations: readonly Migration[], version: number): string[] {
  const present = new Set(declaredObjects(db));
  return objectsOfVersion(migrations, version).filter((name) => !present.has(name));
}

/** Tables, indexes and triggers, without those that SQLite makes on its own. */
function declaredObjects(db: Database.Database): string[] {
  return db
    .prepare<[], string>(
      "SELECT name FROM sqlite_schema WHERE sql IS NOT NULL AND name NOT IN (SELECT name FROM pragma_table_list WHERE type = 'shadow')",
    )
    .pluck()
    .all();
}

function objectsOfVersion(migrations: readonly Migration[], version: number): string[] {
  const db = new Database(':memory:');
  try {
    migrate(db, migrations.slice(0, version));
    return declaredObjects(db);
  } finally {
    db.close();
  }
}
