// The journal, and what it says of the shop, its people and its nodes.

export const books = `
  CREATE TABLE journal (
    seq INTEGER PRIMARY KEY,
    at_ms INTEGER NOT NULL,
    terminal_id TEXT NOT NULL,
    staff_id TEXT,
    kind TEXT NOT NULL,
    version INTEGER NOT NULL,
    body TEXT NOT NULL,
    prev_hash TEXT NOT NULL,
    hash TEXT NOT NULL
  ) STRICT;
  CREATE TRIGGER journal_no_update BEFORE UPDATE ON journal BEGIN SELECT RAISE(ABORT, 'the journal is never changed'); END;
  CREATE TRIGGER journal_no_delete BEFORE DELETE ON journal BEGIN SELECT RAISE(ABORT, 'the journal is never changed'); END;
  CREATE TABLE shop (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    settings TEXT NOT NULL
  ) STRICT;
  CREATE TABLE role (
    id TEXT PRIMARY KEY,
    names TEXT NOT NULL,
    rights TEXT NOT NULL,
    discount_ppm INTEGER NOT NULL,
    badge_suffices INTEGER NOT NULL,
    active INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE staff (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    role TEXT NOT NULL,
    active INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID;
  -- What opens a screen as somebody: a printed code or a card. The hash is an HMAC under a key that is sealed.
  CREATE TABLE badge (
    id TEXT PRIMARY KEY,
    staff_id TEXT NOT NULL,
    kind TEXT NOT NULL,
    hash TEXT NOT NULL,
    made_at_ms INTEGER NOT NULL,
    last_used_at_ms INTEGER,
    revoked_at_ms INTEGER
  ) STRICT, WITHOUT ROWID;
  -- A card that was revoked may be somebody else's later.
  CREATE UNIQUE INDEX badge_hash ON badge (hash) WHERE revoked_at_ms IS NULL;
  -- Of whom a code of an app is asked besides the PIN, and who has one. The seed is among what is sealed, under the enrolment.
  CREATE TABLE second_factor (
    staff_id TEXT PRIMARY KEY,
    asked INTEGER NOT NULL,
    enrolment_id TEXT,
    recovery_left INTEGER NOT NULL DEFAULT 0
  ) STRICT, WITHOUT ROWID;
  -- One row a node that was ever connected; the one that is has not been forgotten.
  CREATE TABLE node (
    node_id TEXT PRIMARY KEY,
    alias TEXT NOT NULL,
    prefix TEXT NOT NULL,
    address TEXT NOT NULL,
    certificate_sha256 TEXT,
    root_key_id TEXT NOT NULL,
    connected_at_ms INTEGER NOT NULL,
    -- By the node's own clock, of the first time.
    since_ms INTEGER NOT NULL,
    forgotten_at_ms INTEGER
  ) STRICT, WITHOUT ROWID;
  -- What files of the journal were signed with from that entry on; the last one counts.
  CREATE TABLE signing_key (
    seq INTEGER PRIMARY KEY,
    public_key TEXT NOT NULL
  ) STRICT;
  -- The rate that a manager set last, unless it was cleared.
  CREATE TABLE hand_rate (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    minor_per_btc INTEGER NOT NULL,
    staff_id TEXT,
    set_at_ms INTEGER NOT NULL
  ) STRICT;
`;
