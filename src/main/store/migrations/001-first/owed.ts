// What the shop owes on vouchers, and what customers owe the shop.

export const owed = `
  -- One row a voucher. What is on it is the sum of its movements.
  CREATE TABLE voucher (
    seq INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    number TEXT NOT NULL UNIQUE,
    status TEXT NOT NULL,
    -- HMAC under a key that is sealed; null where no code could be made.
    code_hash TEXT UNIQUE,
    issued_minor INTEGER NOT NULL,
    balance_minor INTEGER NOT NULL CHECK (balance_minor >= 0),
    issued_at_ms INTEGER NOT NULL,
    last_day TEXT,
    origin TEXT NOT NULL,
    blocked_for TEXT NOT NULL,
    -- The refund of the sale that sold it.
    taken_back_by TEXT
  ) STRICT;
  CREATE INDEX voucher_taken_back ON voucher (taken_back_by) WHERE taken_back_by IS NOT NULL;
  CREATE TABLE voucher_movement (
    voucher_id TEXT NOT NULL,
    journal_seq INTEGER NOT NULL,
    at_ms INTEGER NOT NULL,
    kind TEXT NOT NULL,
    amount_minor INTEGER NOT NULL,
    balance_minor INTEGER NOT NULL,
    staff_id TEXT,
    sale_id TEXT,
    PRIMARY KEY (voucher_id, journal_seq)
  ) STRICT, WITHOUT ROWID;
  -- Customers who may pay later. What they owe is the sum of their account's movements.
  CREATE TABLE customer (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    phone TEXT NOT NULL,
    email TEXT NOT NULL,
    limit_minor INTEGER NOT NULL,
    balance_minor INTEGER NOT NULL,
    active INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID;
  -- Cards by which customers are known; \`hash\` is an HMAC of what says which card it is.
  CREATE TABLE customer_card (
    id TEXT PRIMARY KEY,
    customer_id TEXT NOT NULL,
    hash TEXT NOT NULL,
    linked_at_ms INTEGER NOT NULL,
    unlinked_at_ms INTEGER
  ) STRICT, WITHOUT ROWID;
  CREATE UNIQUE INDEX customer_card_hash ON customer_card (hash) WHERE unlinked_at_ms IS NULL;
  CREATE INDEX customer_card_customer ON customer_card (customer_id);
  CREATE TABLE account_movement (
    customer_id TEXT NOT NULL,
    journal_seq INTEGER NOT NULL,
    at_ms INTEGER NOT NULL,
    kind TEXT NOT NULL,
    amount_minor INTEGER NOT NULL,
    balance_minor INTEGER NOT NULL,
    staff_id TEXT,
    sale_id TEXT,
    receipt_number TEXT,
    PRIMARY KEY (customer_id, journal_seq)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE account_payment (
    id TEXT PRIMARY KEY,
    receipt_number TEXT NOT NULL,
    receipt_seq INTEGER NOT NULL UNIQUE,
    customer_id TEXT NOT NULL,
    customer_name TEXT NOT NULL,
    at_ms INTEGER NOT NULL,
    day TEXT NOT NULL,
    amount_minor INTEGER NOT NULL,
    way TEXT NOT NULL,
    given_minor INTEGER NOT NULL,
    change_minor INTEGER NOT NULL,
    rounding_minor INTEGER NOT NULL,
    reference TEXT NOT NULL,
    balance_minor INTEGER NOT NULL,
    staff_id TEXT
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX account_payment_day ON account_payment (day);
`;
