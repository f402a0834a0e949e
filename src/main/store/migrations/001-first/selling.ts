// Sales, open and ended, with what was told of them to kitchens and on papers.

export const selling = `
  -- One row a sale that money was asked for, or that was completed or cancelled.
  CREATE TABLE sale (
    id TEXT PRIMARY KEY,
    status TEXT NOT NULL,
    opened_at_ms INTEGER NOT NULL,
    closed_at_ms INTEGER,
    day TEXT,
    hour INTEGER,
    staff_id TEXT,
    receipt_number TEXT,
    receipt_seq INTEGER,
    net_minor INTEGER NOT NULL,
    tax_minor INTEGER NOT NULL,
    total_minor INTEGER NOT NULL,
    -- Taken off by hand; what promotions took off comes beside it.
    discount_minor INTEGER NOT NULL,
    promotion_minor INTEGER NOT NULL,
    -- On top of the total, and no part of it.
    tip_minor INTEGER NOT NULL,
    -- What the tip contains; null where it bears no tax.
    tip_tax_class_id TEXT,
    tip_tax_rate_ppm INTEGER,
    tip_tax_minor INTEGER,
    item_count INTEGER NOT NULL,
    removed_line_count INTEGER NOT NULL,
    -- What else is known of it, as JSON: its discount, its promotions, where it is eaten, why it bears no tax, its name.
    detail TEXT NOT NULL
  ) STRICT, WITHOUT ROWID;
  -- Ended sales, in the order of lists. With status and total in it, a day's report finds the parts of its sales without the sales.
  CREATE INDEX sale_day ON sale (day, closed_at_ms, id, status, total_minor) WHERE day IS NOT NULL;
  -- Finds a receipt, and the number of the last one.
  CREATE INDEX sale_receipt ON sale (receipt_seq) WHERE receipt_seq IS NOT NULL;
  CREATE TABLE sale_line (
    sale_id TEXT NOT NULL,
    position INTEGER NOT NULL,
    line_id TEXT NOT NULL,
    article_id TEXT,
    names TEXT NOT NULL,
    unit TEXT NOT NULL,
    unit_price_minor INTEGER NOT NULL,
    quantity INTEGER NOT NULL,
    tax_class_id TEXT NOT NULL,
    tax_rate_ppm INTEGER NOT NULL,
    -- What else is known of it, as JSON: its modifiers, discount, promotions, own tax class, note.
    detail TEXT NOT NULL,
    list_minor INTEGER NOT NULL,
    promotion_minor INTEGER NOT NULL,
    discount_minor INTEGER NOT NULL,
    total_minor INTEGER NOT NULL,
    net_minor INTEGER NOT NULL,
    tax_minor INTEGER NOT NULL,
    PRIMARY KEY (sale_id, position)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE sale_tax (
    sale_id TEXT NOT NULL,
    position INTEGER NOT NULL,
    tax_class_id TEXT NOT NULL,
    rate_ppm INTEGER NOT NULL,
    net_minor INTEGER NOT NULL,
    tax_minor INTEGER NOT NULL,
    gross_minor INTEGER NOT NULL,
    PRIMARY KEY (sale_id, position)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE tender (
    sale_id TEXT NOT NULL,
    position INTEGER NOT NULL,
    id TEXT NOT NULL,
    kind TEXT NOT NULL,
    status TEXT NOT NULL,
    amount_minor INTEGER NOT NULL,
    given_minor INTEGER NOT NULL,
    change_minor INTEGER NOT NULL,
    rounding_minor INTEGER NOT NULL,
    received_msat INTEGER NOT NULL,
    payment_hash TEXT,
    settlement_id TEXT,
    -- What only tenders of its kind have, as JSON.
    detail TEXT NOT NULL,
    PRIMARY KEY (sale_id, position)
  ) STRICT, WITHOUT ROWID;
  -- One row an open sale that was put aside or has got lines from another. Those in hand again stay until they end.
  CREATE TABLE parked_sale (
    sale_id TEXT PRIMARY KEY,
    staff_id TEXT,
    parked_at_ms INTEGER NOT NULL,
    why TEXT NOT NULL,
    in_hand INTEGER NOT NULL,
    body TEXT NOT NULL
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE invoice (
    payment_hash TEXT PRIMARY KEY,
    sale_id TEXT NOT NULL,
    tender_id TEXT NOT NULL,
    status TEXT NOT NULL,
    amount_minor INTEGER NOT NULL,
    amount_sat INTEGER NOT NULL,
    quote TEXT NOT NULL,
    payment_request TEXT NOT NULL,
    address TEXT,
    created_at_ms INTEGER NOT NULL,
    expires_at_ms INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX invoice_open ON invoice (created_at_ms) WHERE status IN ('waiting', 'taking');
  CREATE INDEX invoice_address ON invoice (address, created_at_ms) WHERE address IS NOT NULL;
  -- What the kitchens were told of lines of sales that have not ended, all slips together.
  CREATE TABLE kitchen_line (
    line_id TEXT PRIMARY KEY,
    sale_id TEXT NOT NULL,
    body TEXT NOT NULL
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX kitchen_line_sale ON kitchen_line (sale_id);
  CREATE TABLE kitchen_slip (
    id TEXT PRIMARY KEY,
    seq INTEGER NOT NULL UNIQUE,
    at_ms INTEGER NOT NULL,
    staff_id TEXT,
    body TEXT NOT NULL
  ) STRICT, WITHOUT ROWID;
  -- How often a paper was printed again.
  CREATE TABLE paper_copies (
    kind TEXT NOT NULL,
    subject_id TEXT NOT NULL,
    copies INTEGER NOT NULL,
    PRIMARY KEY (kind, subject_id)
  ) STRICT, WITHOUT ROWID;
`;
