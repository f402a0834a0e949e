import Database from 'better-sqlite3';

/** Loads SQLite's native library now; otherwise the first database does. */
export function loadSqlite(): void {
  new Database(':memory:').close();
}
