// What takes seconds on a large database and so runs beside the work, in a worker thread with a connection of its own:
// the check of every page, and the daily copy, which is only made of a database that is whole.
import type { Database } from 'better-sqlite3';
import { dailyCopyDue, keepCopy } from './copies.ts';
import { isDamage } from './store-error.ts';

/** SQLite's own words for what is wrong with the file, at most 20; empty when it is whole. `db` may be read-only. */
export function damageOf(db: Database): string[] {
  try {
    const lines = db.prepare<[], string>('PRAGMA quick_check(20)').pluck().all();
    return lines.length === 1 && lines[0] === 'ok' ? [] : lines;
  } catch (cause) {
    if (isDamage(cause)) return [(cause as Error).message];
    throw cause;
  }
}

export interface Upkeep {
  damage: string[];
  /** The copy that was made; null when none was due, or the database is damaged. */
  copy: string | null;
}

/** To be run once after start and once a day. Throws `ENOSPC` when there is no room for a copy. */
export function upkeep(db: Database, nowMs: number): Upkeep {
  const damage = damageOf(db);
  return { damage, copy: damage.length === 0 && dailyCopyDue(db.name, nowMs) ? keepCopy(db, 'daily', nowMs) : null };
}
