// All entries of a journal, in their order.
import Database from 'better-sqlite3';
import { type JournalRow, readEntry } from '../../src/main/store/chain.ts';
import type { FactKind, JournalEntry } from '../../src/main/store/facts.ts';

type AnyEntry = { [K in FactKind]: JournalEntry<K> }[FactKind];

export function entriesOf(databasePath: string): AnyEntry[] {
  const db = new Database(databasePath, { readonly: true });
  try {
    return db
      .prepare<[], JournalRow>('SELECT * FROM journal ORDER BY seq')
      .all()
      .map((row) => readEntry(row) as AnyEntry);
  } finally {
    db.close();
  }
}
