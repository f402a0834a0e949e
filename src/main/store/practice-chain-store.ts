// The practice chain's own small file: its addresses, what was paid to them, and how many blocks there are. A far end of the till,
// so nothing here is in the journal.
import type { Database } from 'better-sqlite3';
import { openPracticeFile } from './practice-file.ts';

const SCHEMA_VERSION = 1;
/** As many as lie behind any address of a real chain. */
const FIRST_HEIGHT = 1000;

const SCHEMA = `
  CREATE TABLE tip (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    height INTEGER NOT NULL
  ) STRICT;
  INSERT INTO tip (id, height) VALUES (1, ${FIRST_HEIGHT});

  CREATE TABLE address (
    address TEXT PRIMARY KEY
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE payment (
    seq INTEGER PRIMARY KEY,
    outpoint TEXT NOT NULL UNIQUE,
    address TEXT NOT NULL REFERENCES address (address),
    amount_sat INTEGER NOT NULL,
    block_height INTEGER,
    seen_at_ms INTEGER NOT NULL,
    replaced INTEGER NOT NULL DEFAULT 0
  ) STRICT;
  CREATE INDEX payment_height ON payment (block_height);
`;

export interface PracticeChainPayment {
  outpoint: string;
  address: string;
  amountSat: number;
  /** Null while it is in no block. */
  blockHeight: number | null;
  seenAtMs: number;
  replaced: 0 | 1;
}

export interface PracticeChainStore {
  height(): number;
  addAddress(address: string): void;
  knows(address: string): boolean;
  addPayment(payment: Pick<PracticeChainPayment, 'outpoint' | 'address' | 'amountSat' | 'seenAtMs'>): void;
  /** False when it is in a block already, or not there. */
  replace(outpoint: string): boolean;
  /** One more block, with all payments that wait for one. */
  addBlock(): void;
  /** In blocks above this height, or in none; those that were replaced are not. */
  paymentsAfter(height: number): PracticeChainPayment[];
  /** Replaced or not, newest first. */
  newest(limit: number): PracticeChainPayment[];
  close(): void;
}

/** Opens the file, or makes it. Throws when the file is of a newer program. */
export function openPracticeChainStore(path: string): PracticeChainStore {
  return openPracticeFile(path, { name: "the practice chain's file", schema: SCHEMA, version: SCHEMA_VERSION }, storeOf);
}

function storeOf(db: Database): PracticeChainStore {
  const height = db.prepare<[], number>('SELECT height FROM tip').pluck();
  const addAddress = db.prepare<[string]>('INSERT INTO address (address) VALUES (?)');
  const knows = db.prepare<[string], 1>('SELECT 1 FROM address WHERE address = ?').pluck();
  const addPayment = db.prepare(
    'INSERT INTO payment (outpoint, address, amount_sat, seen_at_ms) VALUES (:outpoint, :address, :amountSat, :seenAtMs)',
  );
  const replace = db.prepare<[string]>('UPDATE payment SET replaced = 1 WHERE outpoint = ? AND block_height IS NULL AND replaced = 0');
  const grow = db.prepare('UPDATE tip SET height = height + 1');
  const confirm = db.prepare('UPDATE payment SET block_height = (SELECT height FROM tip) WHERE block_height IS NULL AND replaced = 0');
  const fields = 'outpoint, address, amount_sat AS amountSat, block_height AS blockHeight, seen_at_ms AS seenAtMs, replaced';
  const after = db.prepare<[number], PracticeChainPayment>(
    `SELECT ${fields} FROM payment WHERE replaced = 0 AND (block_height IS NULL OR block_height > ?) ORDER BY seq`,
  );
  const newest = db.prepare<[number], PracticeChainPayment>(`SELECT ${fields} FROM payment ORDER BY seq DESC LIMIT ?`);
  return {
    height: () => height.get() ?? FIRST_HEIGHT,
    addAddress: (address) => void addAddress.run(address),
    knows: (address) => knows.get(address) !== undefined,
    addPayment: (payment) => void addPayment.run(payment),
    replace: (outpoint) => replace.run(outpoint).changes === 1,
    addBlock: db.transaction(() => {
      grow.run();
      confirm.run();
    }),
    paymentsAfter: (afterHeight) => after.all(afterHeight),
    newest: (limit) => newest.all(limit),
    close: () => {
      db.close();
    },
  };
}
