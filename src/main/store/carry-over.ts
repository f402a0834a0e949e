// What a restore brings over besides the journal: the tables that are not made from it. Each is taken only from where it
// cannot do harm: an old copy's open sale, print job or mail would be sold, printed or sent a second time.
import { existsSync } from 'node:fs';
import Database from 'better-sqlite3';
import { missingCase } from '../../shared/errors.ts';
import { isDamage } from './store-error.ts';

/** Every table that is neither the journal nor projected is here, or among the ones that are rightly begun anew. */
const CARRIED = [
  { table: 'draft', alsoFromCopies: false },
  { table: 'print_job', alsoFromCopies: false },
  { table: 'mail_job', alsoFromCopies: false },
  { table: 'staff_pin', alsoFromCopies: true },
  { table: 'secret_root', alsoFromCopies: true },
  { table: 'secret', alsoFromCopies: true },
] as const;
/** How far the node was read: from the start again, so that none of the time that is lost is missed. What nobody has seen expires. */
export const BEGUN_ANEW = ['settlement_cursor', 'chain_cursor', 'unseen_invoice'] as const;
export const CARRIED_TABLES = CARRIED.map(({ table }) => table);

export interface CarriedOver {
  table: (typeof CARRIED)[number]['table'];
  rows: number;
  /** All that the damaged file had could be read. */
  complete: boolean;
  /** How many of the rows are from a copy, and so perhaps old. */
  fromCopies: number;
  /** Rows that were there and do not fit the restored journal. */
  dropped: number;
}

/** Fills the tables of `target`, whose journal is restored. `copies` are the newest first. */
export function carryOver(target: Database.Database, damaged: string, copies: readonly Database.Database[]): CarriedOver[] {
  const file = openDamaged(damaged);
  try {
    return CARRIED.map(({ table, alsoFromCopies }) => {
      const fromFile = file ? copyRows(file, target, table) : { rows: 0, complete: false };
      let fromCopies = 0;
      if (alsoFromCopies && !fromFile.complete) for (const copy of copies) fromCopies += copyRows(copy, target, table).rows;
      const dropped = dropOrphans(target, table);
      return { table, rows: fromFile.rows + fromCopies - dropped, complete: fromFile.complete, fromCopies, dropped };
    });
  } finally {
    file?.close();
  }
}

function openDamaged(path: string): Database.Database | null {
  if (!existsSync(path)) return null;
  try {
    const db = new Database(path, { readonly: true });
    // SQLite then reads what is there of a file that was cut short. Nothing can be written through this connection.
    db.unsafeMode();
    db.pragma('writable_schema = ON');
    return db;
  } catch (cause) {
    if (isDamage(cause)) return null;
    throw cause;
  }
}

/** Copies the rows that can be read and that `to` has not; both need not have the same columns. */
function copyRows(from: Database.Database, to: Database.Database, table: string): { rows: number; complete: boolean } {
  let rows = 0;
  try {
    const columnsOf = (db: Database.Database) => db.prepare<[string], string>('SELECT name FROM pragma_table_info(?)').pluck().all(table);
    const theirs = new Set(columnsOf(from));
    const columns = columnsOf(to).filter((name) => theirs.has(name));
    if (columns.length === 0) return { rows, complete: false };
    const names = columns.join(', ');
    const insert = to.prepare(`INSERT OR IGNORE INTO ${table} (${names}) VALUES (${columns.map(() => '?').join(', ')})`);
    for (const row of from.prepare<[], unknown[]>(`SELECT ${names} FROM ${table}`).raw().iterate()) rows += insert.run(...row).changes;
    return { rows, complete: true };
  } catch (cause) {
    // A damaged page can hold what no column takes.
    if (isDamage(cause) || (cause instanceof Database.SqliteError && cause.code.startsWith('SQLITE_CONSTRAINT'))) return { rows, complete: false };
    throw cause;
  }
}

/** Takes out what does not fit the restored journal; the number of rows. */
function dropOrphans(target: Database.Database, table: (typeof CARRIED)[number]['table']): number {
  switch (table) {
    case 'draft':
      // A sale that is over, or one with a payment that the journal has lost, cannot go on.
      return target
        .prepare(
          `DELETE FROM draft WHERE CASE WHEN json_valid(body)
             THEN json_extract(body, '$.sale.id') IN (SELECT id FROM sale WHERE status IN ('completed', 'cancelled'))
               OR EXISTS (SELECT 1 FROM json_each(body, '$.sale.tenders') WHERE json_extract(value, '$.id') NOT IN (SELECT id FROM tender))
             ELSE TRUE END`,
        )
        .run().changes;
    case 'print_job':
      return target
        .prepare(
          `DELETE FROM print_job WHERE (kind = 'receipt' AND subject_id NOT IN (SELECT id FROM sale))
             OR (kind = 'kitchen' AND subject_id NOT IN (SELECT id FROM kitchen_slip))
             OR (kind = 'refund' AND subject_id NOT IN (SELECT id FROM refund))`,
        )
        .run().changes;
    case 'mail_job':
      // One that the server took stays off, whatever the row says.
      return target
        .prepare(
          `DELETE FROM mail_job WHERE sale_id NOT IN (SELECT id FROM sale)
             OR (status IN ('queued', 'sending') AND id IN (SELECT json_extract(body, '$.mailId') FROM journal WHERE kind = 'receipt_mailed'))`,
        )
        .run().changes;
    case 'staff_pin':
    case 'secret_root':
      return 0;
    case 'secret':
      // What another root key sealed says so when it is read. A node that was forgotten is not brought back by an old copy.
      return target
        .prepare(
          "DELETE FROM secret WHERE (name LIKE 'lightning.%' OR name LIKE 'spending.%') AND NOT EXISTS (SELECT 1 FROM node WHERE forgotten_at_ms IS NULL)",
        )
        .run().changes;
    default:
      return missingCase(table);
  }
}
