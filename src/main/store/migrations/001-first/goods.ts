// Articles, their prices and stock, files of them, promotions.

export const goods = `
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
`;
