// Brings a database to this program's schema, one numbered step a transaction: a step that fails leaves the version before
// it whole. The version is SQLite's user_version, so that it changes in the same transaction as the tables.
import type { Database } from 'better-sqlite3';

export interface Migration {
  /** 1, 2, 3, ... without gaps. */
  version: number;
  sql: string;
}

export function schemaVersion(db: Database): number {
  return db.pragma('user_version', { simple: true }) as number;
}

/** The version that this list leads to. */
export function latestVersion(migrations: readonly Migration[]): number {
  return migrations.at(-1)?.version ?? 0;
}

/** Runs the steps that `db` has not had. Throws the first failure; the steps before it stay done. */
export function migrate(db: Database, migrations: readonly Migration[]): void {
  // A table that others refer to can only be made anew with foreign keys off, and they cannot be switched within a transaction.
  db.pragma('foreign_keys = OFF');
  try {
    for (const { version, sql } of migrations.slice(schemaVersion(db))) {
      db.transaction(() => {
        if (version !== schemaVersion(db) + 1) throw new Error(`migration ${version} cannot follow version ${schemaVersion(db)}`);
        db.exec(sql);
        const broken = db.pragma('foreign_key_check') as unknown[];
        if (broken.length > 0) throw new Error(`migration ${version} leaves ${broken.length} rows that refer to nothing`);
        db.pragma(`user_version = ${version}`);
      }).immediate();
    }
  } finally {
    db.pragma('foreign_keys = ON');
  }
}
