// Invoices that a node has made for the till and nobody has seen: to be cancelled there, should they never be shown.
import type { TillDatabase } from './database.ts';
import { asTillError } from './store-error.ts';

export interface UnseenInvoices {
  /** Durable against a crash of the process; does not wait for the disk. Throws DISK_FULL or STORE_FAILED. */
  add(nodeId: string, paymentHash: string): void;
  remove(paymentHash: string): void;
  /** The payment hashes of those that this node has made. */
  all(nodeId: string): string[];
}

export function createUnseenInvoices({ drafts }: TillDatabase): UnseenInvoices {
  const add = drafts.prepare<[string, string]>('INSERT OR IGNORE INTO unseen_invoice (payment_hash, node_id) VALUES (?, ?)');
  const remove = drafts.prepare<[string]>('DELETE FROM unseen_invoice WHERE payment_hash = ?');
  const all = drafts.prepare<[string], string>('SELECT payment_hash FROM unseen_invoice WHERE node_id = ?').pluck();
  const orTillError = (work: () => void) => {
    try {
      work();
    } catch (cause) {
      throw asTillError(cause);
    }
  };
  return {
    add: (nodeId, paymentHash) => orTillError(() => add.run(paymentHash, nodeId)),
    remove: (paymentHash) => orTillError(() => remove.run(paymentHash)),
    all: (nodeId) => all.all(nodeId),
  };
}
