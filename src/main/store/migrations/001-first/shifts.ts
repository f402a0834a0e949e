// Shifts, what each counts, and the Zs they ended with.

export const shifts = `
  -- One row a shift, numbered from 1 without gap. To it belong the entries of the journal from from_seq to its cut.
  CREATE TABLE shift (
    id INTEGER PRIMARY KEY,
    opened_at_ms INTEGER NOT NULL,
    opened_by TEXT,
    from_seq INTEGER NOT NULL,
    -- Cash as JSON: what the closing before left in the drawer, what was counted as the shift began (null: nobody has), and what its closing left.
    carried TEXT NOT NULL,
    float TEXT,
    drawer_moved INTEGER NOT NULL DEFAULT 0,
    cut_seq INTEGER,
    left_cash TEXT
  ) STRICT;
  -- What a shift counts, by the entry that says so. A row is never changed: whatever becomes of a sale later is a row of a later shift.
  CREATE TABLE shift_entry (
    shift_id INTEGER NOT NULL,
    seq INTEGER NOT NULL,
    position INTEGER NOT NULL,
    kind TEXT NOT NULL,
    label TEXT NOT NULL,
    subject_id TEXT NOT NULL,
    amount_minor INTEGER NOT NULL,
    -- What the drawer gained; in the shop's own currency where currency is null.
    drawer_minor INTEGER NOT NULL,
    currency TEXT,
    rounding_minor INTEGER NOT NULL,
    amount_msat INTEGER NOT NULL,
    count INTEGER NOT NULL,
    PRIMARY KEY (shift_id, seq, position)
  ) STRICT, WITHOUT ROWID;
  -- The drawer as it was counted at the end of a shift; the last count is the one that stands.
  CREATE TABLE shift_count (
    shift_id INTEGER NOT NULL,
    seq INTEGER NOT NULL,
    id TEXT NOT NULL,
    at_ms INTEGER NOT NULL,
    staff_id TEXT,
    counted TEXT NOT NULL,
    expected TEXT NOT NULL,
    PRIMARY KEY (shift_id, seq)
  ) STRICT, WITHOUT ROWID;
  -- One row an X.
  CREATE TABLE shift_look (
    shift_id INTEGER NOT NULL,
    seq INTEGER NOT NULL,
    at_ms INTEGER NOT NULL,
    staff_id TEXT,
    PRIMARY KEY (shift_id, seq)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE cash_movement (
    id TEXT PRIMARY KEY,
    shift_id INTEGER NOT NULL,
    movement_seq INTEGER NOT NULL UNIQUE,
    slip_number TEXT NOT NULL,
    movement TEXT NOT NULL,
    currency TEXT,
    amount_minor INTEGER NOT NULL,
    reason TEXT NOT NULL,
    at_ms INTEGER NOT NULL,
    staff_id TEXT
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE drawer_opening (
    id TEXT PRIMARY KEY,
    shift_id INTEGER NOT NULL,
    reason TEXT NOT NULL,
    at_ms INTEGER NOT NULL,
    staff_id TEXT
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE z_report (
    number INTEGER PRIMARY KEY,
    -- The entry that has it.
    hash TEXT NOT NULL,
    ended_at_ms INTEGER NOT NULL,
    day TEXT NOT NULL,
    body TEXT NOT NULL
  ) STRICT;
  CREATE INDEX z_report_day ON z_report (day);
  -- The shift so far, as it was put on paper.
  CREATE TABLE x_report (
    id TEXT PRIMARY KEY,
    body TEXT NOT NULL
  ) STRICT, WITHOUT ROWID;
  -- What a Z named as not known yet; gone when it is known, which is a correction.
  CREATE TABLE unknown_outcome (
    kind TEXT NOT NULL,
    subject_id TEXT NOT NULL,
    shift_id INTEGER NOT NULL,
    amount_minor INTEGER,
    amount_msat INTEGER NOT NULL,
    PRIMARY KEY (kind, subject_id)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE correction (
    number INTEGER PRIMARY KEY,
    shift_id INTEGER NOT NULL,
    seq INTEGER NOT NULL,
    of_shift INTEGER NOT NULL,
    kind TEXT NOT NULL,
    subject_id TEXT NOT NULL,
    amount_minor INTEGER,
    amount_msat INTEGER NOT NULL,
    at_ms INTEGER NOT NULL
  ) STRICT;
  CREATE INDEX correction_shift ON correction (shift_id, number);
`;
