// What moved over the card terminal, and the ends of its days.

export const cards = `
  -- One row a payment, reversal or refund that the terminal was asked for, or was to be.
  CREATE TABLE card_move (
    id TEXT PRIMARY KEY,
    kind TEXT NOT NULL,
    status TEXT NOT NULL,
    -- Of an approved payment: tender, listed, applied, returned.
    place TEXT,
    sale_id TEXT,
    tender_id TEXT,
    refund_id TEXT,
    leg_id TEXT,
    of_move_id TEXT,
    reverses_receipt TEXT NOT NULL,
    amount_minor INTEGER NOT NULL,
    taken_minor INTEGER NOT NULL,
    currency TEXT NOT NULL,
    device_id TEXT NOT NULL,
    -- What the terminal had booked last just before.
    mark TEXT NOT NULL,
    -- The sale went on without it.
    let_go INTEGER NOT NULL,
    staff_id TEXT,
    begun_at_ms INTEGER NOT NULL,
    ended_seq INTEGER,
    receipt TEXT,
    merchant_lines TEXT NOT NULL
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX card_move_live ON card_move (sale_id) WHERE status IN ('asking', 'unknown');
  CREATE INDEX card_move_listed ON card_move (id) WHERE place = 'listed';
  CREATE INDEX card_move_approved ON card_move (device_id, ended_seq) WHERE status = 'approved';
  CREATE INDEX card_move_refund ON card_move (refund_id) WHERE refund_id IS NOT NULL;
  CREATE TABLE card_day (
    seq INTEGER PRIMARY KEY,
    device_id TEXT NOT NULL,
    at_ms INTEGER NOT NULL,
    body TEXT NOT NULL
  ) STRICT, WITHOUT ROWID;
`;
