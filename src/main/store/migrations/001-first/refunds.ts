// What went back of sales, by which ways.

export const refunds = `
  -- One row a refund that was begun: of a sale, or without a receipt. With a receipt number are those that are completed.
  CREATE TABLE refund (
    id TEXT PRIMARY KEY,
    sale_id TEXT,
    sale_receipt_number TEXT,
    status TEXT NOT NULL,
    amount_minor INTEGER NOT NULL,
    tip_minor INTEGER NOT NULL,
    tip_tax_class_id TEXT,
    tip_tax_rate_ppm INTEGER,
    tip_tax_minor INTEGER,
    reason TEXT NOT NULL,
    failure TEXT NOT NULL,
    staff_id TEXT,
    started_at_ms INTEGER NOT NULL,
    ended_at_ms INTEGER,
    day TEXT,
    receipt_number TEXT,
    receipt_seq INTEGER
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX refund_sale ON refund (sale_id, started_at_ms) WHERE sale_id IS NOT NULL;
  CREATE INDEX refund_day ON refund (day, ended_at_ms) WHERE receipt_seq IS NOT NULL;
  CREATE INDEX refund_receipt ON refund (receipt_seq) WHERE receipt_seq IS NOT NULL;
  CREATE INDEX refund_unfinished ON refund (started_at_ms) WHERE status IN ('under_way', 'to_hand_over');
  CREATE TABLE refund_line (
    refund_id TEXT NOT NULL,
    position INTEGER NOT NULL,
    line_id TEXT NOT NULL,
    article_id TEXT,
    names TEXT NOT NULL,
    unit TEXT NOT NULL,
    quantity INTEGER NOT NULL,
    piece_grams INTEGER,
    tax_class_id TEXT NOT NULL,
    tax_rate_ppm INTEGER NOT NULL,
    net_minor INTEGER NOT NULL,
    tax_minor INTEGER NOT NULL,
    gross_minor INTEGER NOT NULL,
    restock INTEGER NOT NULL,
    PRIMARY KEY (refund_id, position)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE refund_tax (
    refund_id TEXT NOT NULL,
    position INTEGER NOT NULL,
    tax_class_id TEXT NOT NULL,
    rate_ppm INTEGER NOT NULL,
    net_minor INTEGER NOT NULL,
    tax_minor INTEGER NOT NULL,
    gross_minor INTEGER NOT NULL,
    PRIMARY KEY (refund_id, position)
  ) STRICT, WITHOUT ROWID;
  -- The ways in which its money goes back; together they are its amount.
  CREATE TABLE refund_leg (
    refund_id TEXT NOT NULL,
    position INTEGER NOT NULL,
    id TEXT NOT NULL,
    kind TEXT NOT NULL,
    status TEXT NOT NULL,
    amount_minor INTEGER NOT NULL,
    -- What the drawer gave more than that (or less).
    rounding_minor INTEGER NOT NULL,
    -- Sent by Lightning, and what sending it cost.
    amount_msat INTEGER NOT NULL,
    fee_msat INTEGER,
    -- Which tenders of the sale it takes from, and what only ways of its kind have, as JSON.
    takes TEXT NOT NULL,
    way TEXT NOT NULL,
    reason TEXT NOT NULL,
    PRIMARY KEY (refund_id, position)
  ) STRICT, WITHOUT ROWID;
  -- What goods brought back are worth to a sale in hand: used by its tenders of kind exchange, or given back after all.
  CREATE TABLE refund_credit (
    refund_id TEXT PRIMARY KEY,
    receipt_number TEXT NOT NULL,
    amount_minor INTEGER NOT NULL,
    used_minor INTEGER NOT NULL DEFAULT 0 CHECK (used_minor >= 0),
    given_back_minor INTEGER NOT NULL DEFAULT 0,
    made_at_ms INTEGER NOT NULL,
    CHECK (used_minor + given_back_minor <= amount_minor)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX refund_credit_open ON refund_credit (made_at_ms) WHERE amount_minor > used_minor + given_back_minor;
  CREATE TABLE credit_return (
    seq INTEGER PRIMARY KEY,
    refund_id TEXT NOT NULL,
    kind TEXT NOT NULL,
    amount_minor INTEGER NOT NULL,
    rounding_minor INTEGER NOT NULL,
    way TEXT NOT NULL,
    reason TEXT NOT NULL,
    staff_id TEXT,
    day TEXT NOT NULL,
    at_ms INTEGER NOT NULL
  ) STRICT;
  CREATE INDEX credit_return_day ON credit_return (day);
`;
