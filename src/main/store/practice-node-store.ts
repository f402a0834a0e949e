// The practice node's own small file: its throw-away keys, its invoices, the settlements of them and the refunds it paid.
// It is the far end of the till, so nothing here is in the journal; like a node's database, what it says is on the disk.
import type { Database } from 'better-sqlite3';
import type { NodeKey } from '../lightning/bolt11.ts';
import type { Settlement } from '../lightning/lightning-node.ts';
import { openPracticeFile } from './practice-file.ts';

const SCHEMA_VERSION = 1;

const SCHEMA = `
  CREATE TABLE node_key (
    owner TEXT PRIMARY KEY CHECK (owner IN ('node', 'wallet')),
    secret BLOB NOT NULL,
    public_key TEXT NOT NULL
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE invoice (
    seq INTEGER PRIMARY KEY,
    payment_hash TEXT NOT NULL UNIQUE,
    -- Null for a hold invoice that is not settled: whoever asked for it has it.
    preimage TEXT,
    amount_sat INTEGER NOT NULL,
    status TEXT NOT NULL CHECK (status IN ('open', 'held', 'settled', 'expired', 'cancelled')),
    held_msat INTEGER NOT NULL DEFAULT 0,
    expires_at_ms INTEGER NOT NULL
  ) STRICT;
  CREATE INDEX invoice_open ON invoice (expires_at_ms) WHERE status = 'open';

  CREATE TABLE settlement (
    settle_index INTEGER PRIMARY KEY,
    settlement_id TEXT NOT NULL UNIQUE,
    payment_hash TEXT NOT NULL REFERENCES invoice (payment_hash),
    received_msat INTEGER NOT NULL,
    settled_at_ms INTEGER NOT NULL
  ) STRICT;
  CREATE INDEX settlement_invoice ON settlement (payment_hash);

  CREATE TABLE payment (
    payment_hash TEXT PRIMARY KEY,
    amount_msat INTEGER NOT NULL,
    paid_at_ms INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID;
`;

type PracticeInvoiceStatus = 'open' | 'held' | 'settled' | 'expired' | 'cancelled';

export interface PracticeInvoice {
  /** 32 bytes, lower-case hex; so is the preimage, of which it is the SHA-256. Null while only the till knows it. */
  paymentHash: string;
  preimage: string | null;
  amountSat: number;
  status: PracticeInvoiceStatus;
  heldMsat: number;
  expiresAtMs: number;
}

export interface PracticeNodeStore {
  /** The owner's key; made with `create` the first time. */
  key(owner: 'node' | 'wallet', create: () => NodeKey): NodeKey;
  insertInvoice(invoice: Omit<PracticeInvoice, 'status' | 'heldMsat'>): void;
  invoice(paymentHash: string): PracticeInvoice | undefined;
  /** Newest first, of those that fit. */
  newestInvoices(fits: (paymentHash: string) => boolean, limit: number): (PracticeInvoice & { settlementCount: number })[];
  /** Closes an open invoice, or one whose money is held: that goes back. Any other stays as it is. */
  closeInvoice(paymentHash: string, outcome: 'expired' | 'cancelled'): void;
  /** Closes the open invoices whose time is over, and names them. */
  expireDue(nowMs: number): string[];
  /** When the next open invoice expires; null when none is open. */
  nextExpiryMs(): number | null;
  /** An open invoice holds money from now on. */
  hold(paymentHash: string, msat: number): void;
  /** Makes the held money a settlement. */
  settleHeld(paymentHash: string, preimage: string, settledAtMs: number): void;
  /** Adds a settlement with the next index; an open invoice is settled by it. */
  settle(paymentHash: string, receivedMsat: number, settledAtMs: number): void;
  settlementsOf(paymentHash: string): Settlement[];
  settlementsAfter(afterIndex: number, limit: number): Settlement[];
  insertPayment(payment: { paymentHash: string; amountMsat: number; paidAtMs: number }): void;
  /** What was paid to a payment hash; undefined when nothing was. */
  paidMsat(paymentHash: string): number | undefined;
  close(): void;
}

/** Opens the file, or makes it. Throws when the file is of a newer program. */
export function openPracticeNodeStore(path: string): PracticeNodeStore {
  return openPracticeFile(path, { name: "the practice node's file", schema: SCHEMA, version: SCHEMA_VERSION }, storeOf);
}

function storeOf(db: Database): PracticeNodeStore {
  const selectKey = db.prepare('SELECT secret, public_key AS publicKey FROM node_key WHERE owner = ?');
  const insertKey = db.prepare('INSERT INTO node_key (owner, secret, public_key) VALUES (?, ?, ?)');
  const insertInvoice = db.prepare(
    `INSERT INTO invoice (payment_hash, preimage, amount_sat, status, expires_at_ms) VALUES (:paymentHash, :preimage, :amountSat, 'open', :expiresAtMs)`,
  );
  const invoiceFields = 'payment_hash AS paymentHash, preimage, amount_sat AS amountSat, status, held_msat AS heldMsat, expires_at_ms AS expiresAtMs';
  const selectInvoice = db.prepare(`SELECT ${invoiceFields} FROM invoice WHERE payment_hash = ?`);
  const selectNewest = db.prepare(
    `SELECT ${invoiceFields}, (SELECT count(*) FROM settlement WHERE settlement.payment_hash = invoice.payment_hash) AS settlementCount
     FROM invoice ORDER BY seq DESC`,
  );
  const changeStatus = db.prepare(`UPDATE invoice SET status = ?, held_msat = 0 WHERE payment_hash = ? AND status IN ('open', 'held')`);
  const hold = db.prepare(`UPDATE invoice SET status = 'held', held_msat = ? WHERE payment_hash = ? AND status = 'open'`);
  const tellPreimage = db.prepare('UPDATE invoice SET preimage = ? WHERE payment_hash = ?');
  const expireDue = db.prepare(`UPDATE invoice SET status = 'expired' WHERE status = 'open' AND expires_at_ms <= ? RETURNING payment_hash`).pluck();
  const selectNextExpiry = db.prepare(`SELECT min(expires_at_ms) FROM invoice WHERE status = 'open'`).pluck();
  const insertSettlement = db.prepare('INSERT INTO settlement (settlement_id, payment_hash, received_msat, settled_at_ms) VALUES (?, ?, ?, ?)');
  const countSettlementsOf = db.prepare<[string], number>('SELECT count(*) FROM settlement WHERE payment_hash = ?').pluck();
  const settlementFields =
    "settle_index AS settleIndex, settlement_id AS settlementId, 'invoice' AS kind, payment_hash AS paymentHash, received_msat AS receivedMsat, settled_at_ms AS settledAtMs";
  const selectSettlementsOf = db.prepare(`SELECT ${settlementFields} FROM settlement WHERE payment_hash = ? ORDER BY settle_index`);
  const selectSettlementsAfter = db.prepare(`SELECT ${settlementFields} FROM settlement WHERE settle_index > ? ORDER BY settle_index LIMIT ?`);
  const insertPayment = db.prepare('INSERT INTO payment (payment_hash, amount_msat, paid_at_ms) VALUES (:paymentHash, :amountMsat, :paidAtMs)');
  const selectPaid = db.prepare('SELECT amount_msat FROM payment WHERE payment_hash = ?').pluck();

  const settle = (paymentHash: string, receivedMsat: number, settledAtMs: number) => {
    // A real node takes money for a code once; this one as often as the wallet likes.
    const count = (countSettlementsOf.get(paymentHash) ?? 0) + 1;
    insertSettlement.run(count === 1 ? paymentHash : `${paymentHash}:${count}`, paymentHash, receivedMsat, settledAtMs);
    changeStatus.run('settled', paymentHash);
  };

  return {
    key(owner, create) {
      const stored = selectKey.get(owner) as NodeKey | undefined;
      if (stored) return stored;
      const key = create();
      insertKey.run(owner, key.secret, key.publicKey);
      return key;
    },
    insertInvoice: (invoice) => {
      insertInvoice.run(invoice);
    },
    invoice: (paymentHash) => selectInvoice.get(paymentHash) as PracticeInvoice | undefined,
    newestInvoices(fits, limit) {
      const found: (PracticeInvoice & { settlementCount: number })[] = [];
      for (const invoice of selectNewest.iterate() as Iterable<PracticeInvoice & { settlementCount: number }>) {
        if (fits(invoice.paymentHash)) found.push(invoice);
        if (found.length === limit) break;
      }
      return found;
    },
    closeInvoice: (paymentHash, outcome) => void changeStatus.run(outcome, paymentHash),
    expireDue: (nowMs) => expireDue.all(nowMs) as string[],
    nextExpiryMs: () => selectNextExpiry.get() as number | null,
    hold: (paymentHash, msat) => void hold.run(msat, paymentHash),
    settleHeld: db.transaction((paymentHash: string, preimage: string, settledAtMs: number) => {
      const { heldMsat } = selectInvoice.get(paymentHash) as PracticeInvoice;
      tellPreimage.run(preimage, paymentHash);
      settle(paymentHash, heldMsat, settledAtMs);
    }),
    settle: db.transaction(settle),
    settlementsOf: (paymentHash) => selectSettlementsOf.all(paymentHash) as Settlement[],
    settlementsAfter: (afterIndex, limit) => selectSettlementsAfter.all(afterIndex, limit) as Settlement[],
    insertPayment: (payment) => {
      insertPayment.run(payment);
    },
    paidMsat: (paymentHash) => selectPaid.get(paymentHash) as number | undefined,
    close: () => {
      db.close();
    },
  };
}
