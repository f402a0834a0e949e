// The table of stocks: moved by what is sold and taken back, and by what a person says of it. A movement is one row a sellable
// and journal entry, so the rows of a sellable add up to what there is.
import type { Database } from 'better-sqlite3';
import { z } from 'zod';
import { type Article, namesWith } from '../../shared/article.ts';
import { type LineItem, stockOf, type Unit } from '../../shared/line-item.ts';
import type { StockKind, StockLevel, StockMovement } from '../../shared/stock.ts';
import type { FactBody, JournalEntry } from './facts.ts';

/** How many movements and how many low stocks a list shows at once. */
const MOST_SHOWN = 200;

export type StockLine = Pick<LineItem, 'articleId' | 'quantity' | 'unit' | 'pieceGrams'>;
type Moment = Pick<JournalEntry, 'seq' | 'atMs' | 'staffId'>;

export interface StockWriter {
  /** Begins or ends counting an article, or its variants. */
  follow(article: Article): void;
  /** What left the shop by a sale, or came back by a refund. */
  moveLines(moment: Moment, kind: 'sold' | 'returned', lines: readonly StockLine[]): void;
  move(entry: JournalEntry<'stock_moved'>): void;
}

/** Writes within the caller's transaction. */
export function createStockWriter(db: Database): StockWriter {
  const stopArticle = db.prepare('UPDATE stock SET counted = 0 WHERE article_id = ?');
  const count = db.prepare(
    `INSERT INTO stock (sellable_id, article_id, unit, counted, quantity, low) VALUES (?, ?, ?, 1, 0, ?)
     ON CONFLICT (sellable_id) DO UPDATE SET article_id = excluded.article_id, unit = excluded.unit, counted = 1, low = excluded.low`,
  );
  const counted = db.prepare<[string], { unit: Unit; quantity: number }>('SELECT unit, quantity FROM stock WHERE sellable_id = ? AND counted = 1');
  const setQuantity = db.prepare('UPDATE stock SET quantity = ? WHERE sellable_id = ?');
  const addMovement = db.prepare(
    'INSERT INTO stock_movement (sellable_id, seq, kind, change, after, reason, note, at_ms, staff_id) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)',
  );

  return {
    follow(article) {
      stopArticle.run(article.id);
      if (!article.stockCounted) return;
      const sellables = article.variants.length === 0 ? [article] : article.variants;
      for (const { id } of sellables) count.run(id, article.id, article.unit, article.lowStock);
    },
    moveLines({ seq, atMs, staffId }, kind, lines) {
      const changes = new Map<string, { change: number; before: number }>();
      for (const line of lines) {
        const { articleId } = line;
        if (articleId === null) continue;
        const row = counted.get(articleId);
        const { unit, quantity } = stockOf(line);
        // A label with a price on what has none by the kilogram does not say how many grams left.
        if (!row || row.unit !== unit) continue;
        const moved = changes.get(articleId) ?? { change: 0, before: row.quantity };
        changes.set(articleId, { ...moved, change: moved.change + (kind === 'sold' ? -quantity : quantity) });
      }
      for (const [sellableId, { change, before }] of changes) {
        setQuantity.run(before + change, sellableId);
        addMovement.run(sellableId, seq, kind, change, before + change, null, '', atMs, staffId);
      }
    },
    move({ seq, atMs, staffId, body }) {
      for (const { sellableId, kind, change, after, reason, note } of body.movements) {
        setQuantity.run(after, sellableId);
        addMovement.run(sellableId, seq, kind, change, after, reason, note, atMs, staffId);
      }
    },
  };
}

export type StockMove = FactBody<'stock_moved'>['movements'][number];

export interface StockStore {
  /** Of what is counted. */
  level(sellableId: string): StockLevel | undefined;
  /** Of an article, or of each of its variants; empty where it is not counted. */
  ofArticle(articleId: string): StockLevel[];
  /** What is below nothing, or at its limit or below: at most 200, the lowest first. */
  low(): StockLevel[];
  lowCount(): number;
  /** The newest first, at most 200. */
  history(sellableId: string): StockMovement[];
}

const bodySchema = z.object({
  names: z.record(z.string(), z.string()),
  variants: z.array(z.object({ id: z.string(), names: z.record(z.string(), z.string()) })),
});

interface StockRow {
  sellable_id: string;
  article_id: string;
  unit: Unit;
  quantity: number;
  low: number | null;
  body: string;
}

function levelOf({ sellable_id: sellableId, article_id: articleId, unit, quantity, low, body }: StockRow): StockLevel {
  const { names, variants } = bodySchema.parse(JSON.parse(body));
  const variant = variants.find(({ id }) => id === sellableId);
  return { sellableId, articleId, names: variant ? namesWith(names, variant.names) : names, unit, quantity, lowStock: low };
}

export function createStockStore(db: Database): StockStore {
  const rows = 'SELECT s.*, a.body FROM stock s JOIN article a ON a.id = s.article_id WHERE s.counted = 1';
  const one = db.prepare<[string], StockRow>(`${rows} AND s.sellable_id = ?`);
  const ofArticle = db.prepare<[string], StockRow>(`${rows} AND s.article_id = ? ORDER BY s.sellable_id`);
  const isLow = '(quantity < 0 OR quantity <= low)';
  const low = db.prepare<[], StockRow>(
    `SELECT s.*, a.body FROM (SELECT * FROM stock WHERE counted = 1 AND ${isLow} ORDER BY quantity, sellable_id LIMIT ${MOST_SHOWN}) s
     JOIN article a ON a.id = s.article_id WHERE a.archived = 0 ORDER BY s.quantity, s.sellable_id`,
  );
  const lowCount = db.prepare<[], number>(`SELECT count(*) FROM stock WHERE counted = 1 AND ${isLow}`).pluck();
  const history = db.prepare<[string], StockMovement & { staffName: string | null }>(
    `SELECT m.seq, m.kind, m.change, m.after, m.reason, m.note, m.at_ms AS atMs, p.name AS staffName
     FROM stock_movement m LEFT JOIN staff p ON p.id = m.staff_id WHERE m.sellable_id = ? ORDER BY m.seq DESC LIMIT ${MOST_SHOWN}`,
  );
  return {
    level: (sellableId) => one.all(sellableId).map(levelOf)[0],
    ofArticle: (articleId) => ofArticle.all(articleId).map(levelOf),
    low: () => low.all().map(levelOf),
    lowCount: () => lowCount.get() ?? 0,
    history: (sellableId) => history.all(sellableId).map((row) => ({ ...row, kind: row.kind as StockKind, staffName: row.staffName ?? '' })),
  };
}
