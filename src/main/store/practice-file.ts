// A file of the practice node's: a far end of its own, which outlives the till and waits for the disk as a node does.
import Database from 'better-sqlite3';

/** What the file is called in words, its tables, and which version of them this is. */
export interface PracticeFileForm {
  name: string;
  schema: string;
  version: number;
}

/** Opens the file, or makes it, and gives what `storeOf` makes of it. Throws when the file is of a newer program. */
export function openPracticeFile<Store>(path: string, { name, schema, version }: PracticeFileForm, storeOf: (db: Database.Database) => Store): Store {
  const db = new Database(path);
  try {
    db.pragma('journal_mode = WAL');
    db.pragma('synchronous = FULL');
    db.pragma('foreign_keys = ON');
    if (db.pragma('synchronous', { simple: true }) !== 2) throw new Error('SQLite does not wait for the disk (synchronous is not FULL)');
    const found = db.pragma('user_version', { simple: true });
    if (found === 0) {
      db.transaction(() => {
        db.exec(schema);
        db.pragma(`user_version = ${version}`);
      })();
    } else if (found !== version) {
      throw new Error(`${name} is of version ${String(found)}, this program knows ${version}`);
    }
    return storeOf(db);
  } catch (cause) {
    db.close();
    throw cause;
  }
}
