// The first schema. Tables below "projected" hold nothing that the journal does not say; the rest is work in progress or secret.
// Times are ms since the epoch (UTC); ids are UUIDv7 and so ascend with time, which keeps inserts at the right edge of each index.

export const first = {
  version: 1,
  sql: `
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

    -- projected ------------------------------------------------------------------------------------------------------
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

    CREATE TABLE category (
      id TEXT PRIMARY KEY,
      names TEXT NOT NULL,
      colour TEXT NOT NULL,
      position INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID;

    -- What is asked for by more than an id stands beside the body, which is the article without its barcodes.
    CREATE TABLE article (
      seq INTEGER PRIMARY KEY,
      id TEXT NOT NULL UNIQUE,
      category_id TEXT NOT NULL,
      position INTEGER NOT NULL,
      archived INTEGER NOT NULL,
      code TEXT NOT NULL,
      body TEXT NOT NULL
    ) STRICT;
    CREATE INDEX article_category ON article (category_id, archived, position, seq);
    CREATE INDEX article_archived ON article (seq) WHERE archived = 1;
    CREATE INDEX article_code ON article (code) WHERE code <> '';
    CREATE TABLE article_variant (
      id TEXT PRIMARY KEY,
      article_seq INTEGER NOT NULL REFERENCES article (seq)
    ) STRICT, WITHOUT ROWID;
    -- A barcode is of one sellable: the article, or one of its variants.
    CREATE TABLE article_barcode (
      barcode TEXT PRIMARY KEY,
      article_seq INTEGER NOT NULL REFERENCES article (seq),
      sellable_id TEXT NOT NULL,
      position INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX article_barcode_article ON article_barcode (article_seq);

    CREATE TABLE price_list (
      position INTEGER PRIMARY KEY,
      body TEXT NOT NULL
    ) STRICT;

    -- One row a sellable whose stock is counted, or was. In pieces or grams.
    CREATE TABLE stock (
      sellable_id TEXT PRIMARY KEY,
      article_id TEXT NOT NULL,
      unit TEXT NOT NULL,
      counted INTEGER NOT NULL,
      quantity INTEGER NOT NULL,
      low INTEGER
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX stock_article ON stock (article_id);
    CREATE INDEX stock_low ON stock (sellable_id) WHERE counted = 1 AND (quantity < 0 OR quantity <= low);
    CREATE TABLE stock_movement (
      sellable_id TEXT NOT NULL,
      seq INTEGER NOT NULL,
      kind TEXT NOT NULL,
      change INTEGER NOT NULL,
      after INTEGER NOT NULL,
      reason TEXT,
      note TEXT NOT NULL,
      at_ms INTEGER NOT NULL,
      staff_id TEXT,
      PRIMARY KEY (sellable_id, seq)
    ) STRICT, WITHOUT ROWID;

    -- One row a sale whose customer was found old enough for what is not sold to everybody.
    CREATE TABLE age_check (
      sale_id TEXT PRIMARY KEY,
      years INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID;

    -- One row a file of articles that was imported, or is being.
    CREATE TABLE article_import (
      id TEXT PRIMARY KEY,
      status TEXT NOT NULL,
      file_name TEXT NOT NULL,
      article_count INTEGER NOT NULL,
      part_count INTEGER NOT NULL,
      parts_done INTEGER NOT NULL,
      begun_at_ms INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID;
    -- Which entry wrote each part: what it replaced stands there.
    CREATE TABLE article_import_part (
      import_id TEXT NOT NULL,
      part INTEGER NOT NULL,
      seq INTEGER NOT NULL,
      PRIMARY KEY (import_id, part)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX article_import_under_way ON article_import (id) WHERE status IN ('writing', 'going_back');

    -- All groups of modifiers, as JSON.
    CREATE TABLE modifier_groups (
      id INTEGER PRIMARY KEY CHECK (id = 1),
      groups TEXT NOT NULL
    ) STRICT;

    -- One row a promotion, ended or not: a parked line may carry one that has ended.
    CREATE TABLE promotion (
      id TEXT PRIMARY KEY,
      body TEXT NOT NULL,
      made_at_ms INTEGER NOT NULL,
      ended_at_ms INTEGER
    ) STRICT, WITHOUT ROWID;

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

    -- Which invoice of a sale a customer's LNURL was asked to pay.
    CREATE TABLE withdrawal (
      sale_id TEXT NOT NULL,
      code_hash TEXT NOT NULL,
      payment_hash TEXT NOT NULL,
      PRIMARY KEY (sale_id, code_hash)
    ) STRICT, WITHOUT ROWID;

    -- not projected: work in progress, secrets -------------------------------------------------------------------------
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
    CREATE INDEX print_job_undone ON print_job (id) WHERE status NOT IN ('confirmed', 'settled');

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
  `,
} as const;
