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
    -- The entry of its intent: what is begun before the end of a day at the terminal belongs to that day, whenever it is known.
    begun_seq INTEGER NOT NULL,
    -- Who said what became of it: terminal, person.
    said TEXT,
    -- Why nothing moved.
    refusal TEXT,
    receipt TEXT,
    merchant_lines TEXT NOT NULL
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX card_move_live ON card_move (sale_id) WHERE status IN ('asking', 'unknown');
  CREATE INDEX card_move_listed ON card_move (id) WHERE place = 'listed';
  CREATE INDEX card_move_device ON card_move (device_id, begun_seq);
  CREATE INDEX card_move_returned ON card_move (of_move_id) WHERE of_move_id IS NOT NULL;
  CREATE INDEX card_move_refund ON card_move (refund_id) WHERE refund_id IS NOT NULL;
  CREATE TABLE card_day (
    seq INTEGER PRIMARY KEY,
    device_id TEXT NOT NULL,
    at_ms INTEGER NOT NULL,
    -- The terminal's sum less what is known by now to have moved there on that day.
    difference_minor INTEGER NOT NULL,
    -- Somebody has looked into a difference.
    noted INTEGER NOT NULL,
    -- 0: it was asked for, and whether it ended is not known.
    ended INTEGER NOT NULL,
    -- Null where nobody heard what it came to.
    body TEXT
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX card_day_differs ON card_day (seq) WHERE difference_minor <> 0 AND noted = 0;
`;
