// For tests: facts that are projected and stand in the journal, too, chained as the till chains them.
import type { Database } from 'better-sqlite3';
import { canonicalJson } from './canonical-json.ts';
import type { JournalEntry } from './facts.ts';
import { GENESIS_HASH, hashOf } from './journal.ts';
import { createProjection, type Projection } from './projection.ts';

/** Numbers and hashes are its own, whatever the entry says. */
export function createExampleJournal(db: Database): Projection {
  const project = createProjection(db);
  const insert = db.prepare('INSERT INTO journal VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)');
  let head = { seq: 0, hash: GENESIS_HASH };
  return (entry: JournalEntry) => {
    const { atMs, terminalId, staffId, kind, version } = entry;
    const bodyText = canonicalJson(entry.body);
    const fields = { ...entry, seq: head.seq + 1, prevHash: head.hash };
    const hash = hashOf({ ...fields, bodyText });
    insert.run(fields.seq, atMs, terminalId, staffId, kind, version, bodyText, head.hash, hash);
    head = { seq: fields.seq, hash };
    project({ ...fields, hash });
  };
}
