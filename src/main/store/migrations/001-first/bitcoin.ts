// What nodes and chain did: money in, money out, and what of it is in no sale.

export const bitcoin = `
  -- One row a settlement of a node, matched or not. The key is the money's own name: one settlement is one row, whatever is
  -- repeated, also by a node that was restored and counts anew.
  CREATE TABLE settlement (
    settlement_id TEXT PRIMARY KEY,
    node_id TEXT NOT NULL,
    settle_index INTEGER NOT NULL,
    kind TEXT NOT NULL,
    payment_hash TEXT,
    received_msat INTEGER NOT NULL,
    settled_at_ms INTEGER NOT NULL,
    chain_address TEXT,
    -- pending (it can still be replaced), buried (it cannot), replaced; null for Lightning.
    chain_status TEXT,
    sale_id TEXT,
    tender_id TEXT,
    disposition TEXT NOT NULL
  ) STRICT, WITHOUT ROWID;
  -- What came in by Lightning of late, without the rest of the rows.
  CREATE INDEX settlement_time ON settlement (settled_at_ms, chain_status, received_msat);
  CREATE TABLE chain_watch (
    node_id TEXT PRIMARY KEY,
    after_height INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX settlement_pending ON settlement (node_id) WHERE chain_status = 'pending';
  CREATE TABLE attention (
    id TEXT PRIMARY KEY,
    kind TEXT NOT NULL,
    status TEXT NOT NULL,
    settlement_id TEXT NOT NULL,
    payment_hash TEXT,
    received_msat INTEGER NOT NULL,
    amount_msat INTEGER NOT NULL,
    amount_minor INTEGER,
    settled_at_ms INTEGER NOT NULL,
    sale_id TEXT
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX attention_open ON attention (settled_at_ms, id) WHERE status IN ('open', 'refunding') AND kind <> 'unexplained';
  CREATE INDEX attention_lost ON attention (sale_id) WHERE kind = 'lost';
  CREATE INDEX attention_unexplained ON attention (settled_at_ms, id) WHERE status IN ('open', 'refunding') AND kind = 'unexplained';
  -- One row each time that chain money went, or was to go, to cold storage.
  CREATE TABLE sweep (
    id TEXT PRIMARY KEY,
    node_id TEXT NOT NULL,
    status TEXT NOT NULL,
    address TEXT NOT NULL,
    amount_sat INTEGER NOT NULL,
    sat_per_vbyte INTEGER NOT NULL,
    txid TEXT,
    started_at_ms INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID;
  -- One row a code of a customer's that money went to, or was to go to: for an item of the list, or for a refund of a sale.
  CREATE TABLE payout (
    payment_hash TEXT PRIMARY KEY,
    item_id TEXT,
    refund_id TEXT,
    status TEXT NOT NULL,
    payment_request TEXT NOT NULL,
    address TEXT,
    amount_msat INTEGER NOT NULL,
    max_fee_msat INTEGER NOT NULL,
    expires_at_ms INTEGER NOT NULL,
    node_id TEXT NOT NULL,
    fee_msat INTEGER,
    reason TEXT NOT NULL,
    started_at_ms INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX payout_under_way ON payout (started_at_ms) WHERE status = 'under_way';
  -- Which customer's code or card was asked to pay which invoice of a sale.
  CREATE TABLE withdrawal (
    sale_id TEXT NOT NULL,
    payment_hash TEXT NOT NULL,
    payer_hash TEXT NOT NULL,
    status TEXT NOT NULL CHECK (status IN ('asked', 'refused')),
    PRIMARY KEY (sale_id, payment_hash, payer_hash)
  ) STRICT, WITHOUT ROWID;
`;
