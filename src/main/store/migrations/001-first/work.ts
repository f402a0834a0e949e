// What the journal does not say: work in progress, what is to be printed or mailed, secrets, how far nodes were read.

export const work = `
  -- The sale in hand, written at each tap without waiting for the disk.
  CREATE TABLE draft (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    body TEXT NOT NULL
  ) STRICT;
  CREATE TABLE print_job (
    id TEXT PRIMARY KEY,
    kind TEXT NOT NULL,
    subject_id TEXT NOT NULL,
    title TEXT NOT NULL,
    copy_number INTEGER NOT NULL,
    -- Null: the printer of receipts.
    printer_id TEXT,
    status TEXT NOT NULL,
    reason TEXT,
    queued_at_ms INTEGER NOT NULL,
    attempts INTEGER NOT NULL DEFAULT 0
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX print_job_undone ON print_job (id) WHERE status NOT IN ('sent', 'confirmed', 'settled');
  -- Receipts to be mailed, and what became of those that were. The address is removed some days after.
  CREATE TABLE mail_job (
    id TEXT PRIMARY KEY,
    sale_id TEXT NOT NULL,
    receipt_number TEXT NOT NULL,
    address TEXT,
    staff_id TEXT,
    status TEXT NOT NULL,
    reason TEXT,
    -- The server's own words.
    answer TEXT NOT NULL DEFAULT '',
    attempts INTEGER NOT NULL DEFAULT 0,
    next_at_ms INTEGER NOT NULL,
    queued_at_ms INTEGER NOT NULL,
    ended_at_ms INTEGER
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX mail_job_due ON mail_job (next_at_ms, queued_at_ms) WHERE status = 'queued';
  CREATE INDEX mail_job_asked ON mail_job (queued_at_ms) WHERE status IN ('stuck', 'unknown', 'sending');
  CREATE INDEX mail_job_time ON mail_job (queued_at_ms);
  CREATE INDEX mail_job_addressed ON mail_job (ended_at_ms) WHERE address IS NOT NULL AND ended_at_ms IS NOT NULL;
  -- argon2id in PHC form. Not in the journal, which is exported.
  CREATE TABLE staff_pin (
    staff_id TEXT PRIMARY KEY,
    pin_hash TEXT NOT NULL,
    long INTEGER NOT NULL,
    wrong_count INTEGER NOT NULL DEFAULT 0,
    retry_at_ms INTEGER NOT NULL DEFAULT 0
  ) STRICT, WITHOUT ROWID;
  -- Sealed by src/main/secrets: how the node is reached, what pays out. The root key is wrapped by a master key that is not here.
  CREATE TABLE secret_root (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    master TEXT NOT NULL,
    wrapped BLOB NOT NULL
  ) STRICT;
  CREATE TABLE secret (
    name TEXT PRIMARY KEY,
    sealed BLOB NOT NULL
  ) STRICT, WITHOUT ROWID;
  -- Made by a node for the till, and seen by nobody: cancelled there if they are not shown. Written without waiting for the disk.
  CREATE TABLE unseen_invoice (
    payment_hash TEXT PRIMARY KEY,
    node_id TEXT NOT NULL
  ) STRICT, WITHOUT ROWID;
  -- How far each node's settlements have been read, and which one stood there: another one there is a node that counts anew.
  -- Written without waiting for the disk: reading again changes nothing.
  CREATE TABLE settlement_cursor (
    node_id TEXT PRIMARY KEY,
    settle_index INTEGER NOT NULL,
    settlement_id TEXT NOT NULL
  ) STRICT, WITHOUT ROWID;
  -- The block up to which all that reached each node on chain is dealt with for good. Written without waiting for the disk, too.
  CREATE TABLE chain_cursor (
    node_id TEXT PRIMARY KEY,
    block_height INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID;
  -- The articles' search terms (rowid = article.seq), folded and spelt by catalogue/search-terms.ts, where ^ and $ mark a whole name and
  -- ~ the rest of a word. The ascii tokenizer keeps every letter outside of ASCII as it is: what is one word there is one term here.
  CREATE VIRTUAL TABLE article_search USING fts5 (terms, content='', contentless_delete=1, detail=none, tokenize="ascii tokenchars '^$~'", prefix='1 2 3');
`;
