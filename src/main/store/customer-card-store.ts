// Which card is which customer's, as the journal has made it. What says which card it is, is an HMAC. The writer is for the projection.
import type { Database } from 'better-sqlite3';
import type { CustomerCard } from '../../shared/account.ts';
import type { JournalEntry } from './facts.ts';

export interface CustomerCardStore {
  /** Those that hold, the newest first. */
  of(customerId: string): CustomerCard[];
  find(cardId: string): { customerId: string; unlinked: boolean } | undefined;
  /** The one that holds. */
  byHash(hash: string): { customerId: string } | undefined;
}

export function createCustomerCardStore(db: Database): CustomerCardStore {
  const of = db.prepare<[string], CustomerCard>(
    'SELECT id, linked_at_ms AS linkedAtMs FROM customer_card WHERE customer_id = ? AND unlinked_at_ms IS NULL ORDER BY linked_at_ms DESC, id DESC',
  );
  const find = db.prepare<[string], { customerId: string; unlinkedAtMs: number | null }>(
    'SELECT customer_id AS customerId, unlinked_at_ms AS unlinkedAtMs FROM customer_card WHERE id = ?',
  );
  const byHash = db.prepare<[string], { customerId: string }>(
    'SELECT customer_id AS customerId FROM customer_card WHERE hash = ? AND unlinked_at_ms IS NULL',
  );
  return {
    of: (customerId) => of.all(customerId),
    find(cardId) {
      const row = find.get(cardId);
      return row && { customerId: row.customerId, unlinked: row.unlinkedAtMs !== null };
    },
    byHash: (hash) => byHash.get(hash),
  };
}

export function createCustomerCardWriter(db: Database) {
  const link = db.prepare('INSERT INTO customer_card (id, customer_id, hash, linked_at_ms) VALUES (?, ?, ?, ?)');
  const unlink = db.prepare('UPDATE customer_card SET unlinked_at_ms = ? WHERE id = ?');
  return {
    link: ({ atMs, body: { cardId, customerId, hash } }: JournalEntry<'customer_card_linked'>) => void link.run(cardId, customerId, hash, atMs),
    unlink: ({ atMs, body }: JournalEntry<'customer_card_unlinked'>) => void unlink.run(atMs, body.cardId),
  };
}
