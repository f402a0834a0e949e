// The public half of the key that signs files of the journal, as the journal names it: the last one counts. The writer is for the projection.
import type { Database } from 'better-sqlite3';
import type { JournalEntry } from './facts.ts';

export interface SigningKeyStore {
  /** Null before the first. */
  publicKey(): string | null;
}

export function createSigningKeyStore(db: Database): SigningKeyStore {
  const last = db.prepare<[], string>('SELECT public_key FROM signing_key ORDER BY seq DESC LIMIT 1').pluck();
  return { publicKey: () => last.get() ?? null };
}

export function createSigningKeyWriter(db: Database): (entry: JournalEntry<'signing_key_made'>) => void {
  const add = db.prepare('INSERT INTO signing_key (seq, public_key) VALUES (?, ?)');
  return ({ seq, body }) => void add.run(seq, body.publicKey);
}
