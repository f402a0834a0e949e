// The catalogue's tables: what the projection writes to them, and the look-ups and the search of the register.
// Articles are never deleted, so `seq` ascends in the order in which they were first put.
import type { Database } from 'better-sqlite3';
import { z } from 'zod';
import type { Article, Category } from '../../shared/state.ts';
import { normaliseBarcode } from '../catalogue/barcode.ts';
import { searchQueries, searchTerms } from '../catalogue/search-terms.ts';
import { canonicalJson } from './canonical-json.ts';
import type { FactBody } from './facts.ts';

type PutCategory = FactBody<'categories_put'>['categories'][number];
export type PutArticle = FactBody<'articles_put'>['articles'][number];

/** How many tiles a category shows, and how many articles a search finds. */
const MOST_SHOWN = 60;
/** From how many digits on the beginning of a barcode finds articles. */
const FEWEST_BARCODE_DIGITS = 4;

const namesSchema = z.record(z.string(), z.string());
const barcodesSchema = z.array(z.string());

export interface CatalogueWriter {
  putCategories(categories: readonly PutCategory[]): void;
  /**
   * Adds articles, or replaces those with the same id. A barcode belongs to one article: the one that got it last,
   * and the article that had it before loses it.
   */
  putArticles(articles: readonly PutArticle[]): void;
}

/** Writes within the caller's transaction. */
export function createCatalogueWriter(db: Database): CatalogueWriter {
  const putCategory = db.prepare(
    `INSERT INTO category (id, names, colour, position) VALUES (?, ?, ?, ?)
     ON CONFLICT (id) DO UPDATE SET names = excluded.names, colour = excluded.colour, position = excluded.position`,
  );
  const known = db.prepare<[string], { seq: number; names: string; barcodes: string }>('SELECT seq, names, barcodes FROM article WHERE id = ?');
  const insert = db.prepare(
    'INSERT INTO article (id, names, category_id, price_minor, tax_class_id, barcodes, position) VALUES (?, ?, ?, ?, ?, ?, ?)',
  );
  const update = db.prepare(
    'UPDATE article SET names = ?, category_id = ?, price_minor = ?, tax_class_id = ?, barcodes = ?, position = ? WHERE seq = ?',
  );
  const ownerOf = db.prepare<[string], { seq: number; barcodes: string }>(
    'SELECT seq, barcodes FROM article WHERE seq = (SELECT article_seq FROM article_barcode WHERE barcode = ?)',
  );
  const setBarcodes = db.prepare('UPDATE article SET barcodes = ? WHERE seq = ?');
  const dropBarcode = db.prepare('DELETE FROM article_barcode WHERE barcode = ?');
  const addBarcode = db.prepare('INSERT INTO article_barcode (barcode, article_seq) VALUES (?, ?)');
  const dropTerms = db.prepare('DELETE FROM article_search WHERE rowid = ?');
  const addTerms = db.prepare('INSERT INTO article_search (rowid, terms) VALUES (?, ?)');

  const takeBarcode = (barcode: string, seq: number | bigint) => {
    const owner = ownerOf.get(barcode);
    if (owner) {
      dropBarcode.run(barcode);
      const left = barcodesSchema.parse(JSON.parse(owner.barcodes)).filter((other) => other !== barcode);
      setBarcodes.run(canonicalJson(left), owner.seq);
    }
    addBarcode.run(barcode, seq);
  };

  const putArticle = (article: PutArticle) => {
    const names = canonicalJson(article.names);
    const barcodes = [...new Set(article.barcodes.map(normaliseBarcode))].filter((barcode) => barcode !== '');
    const { categoryId, priceMinor, taxClassId, position } = article;
    const before = known.get(article.id);
    let seq: number | bigint;
    if (before) {
      seq = before.seq;
      update.run(names, categoryId, priceMinor, taxClassId, canonicalJson(barcodes), position, seq);
      for (const barcode of barcodesSchema.parse(JSON.parse(before.barcodes))) dropBarcode.run(barcode);
    } else {
      seq = insert.run(article.id, names, categoryId, priceMinor, taxClassId, canonicalJson(barcodes), position).lastInsertRowid;
    }
    for (const barcode of barcodes) takeBarcode(barcode, seq);
    if (before?.names === names) return;
    if (before) dropTerms.run(seq);
    addTerms.run(seq, searchTerms(article.names));
  };

  return {
    putCategories(categories) {
      for (const { id, names, colour, position } of categories) putCategory.run(id, canonicalJson(names), colour, position);
    },
    putArticles(articles) {
      for (const article of articles) putArticle(article);
    },
  };
}

export interface CatalogueStore {
  article(articleId: string): Article | undefined;
  articleByBarcode(barcode: string): Article | undefined;
  /** All categories, in their order. */
  categories(): Category[];
  /** The first 60 articles of each category, in their order. */
  tiles(): Article[];
  articleCount(): number;
  /**
   * At most 60, best first: by its barcode, by its whole name, by the beginning of its name (or of its initial
   * consonants), by the beginning of every word typed, by the beginning of a barcode. Any text has an answer.
   */
  search(text: string): Article[];
}

interface ArticleRow {
  id: string;
  names: string;
  category_id: string;
  price_minor: number;
  tax_class_id: string;
  barcodes: string;
}

function articleOf(row: ArticleRow): Article {
  return {
    id: row.id,
    names: namesSchema.parse(JSON.parse(row.names)),
    categoryId: row.category_id,
    priceMinor: row.price_minor,
    taxClassId: row.tax_class_id,
    barcodes: barcodesSchema.parse(JSON.parse(row.barcodes)),
  };
}

export function createCatalogueStore(db: Database): CatalogueStore {
  const columns = 'a.id, a.names, a.category_id, a.price_minor, a.tax_class_id, a.barcodes';
  const byId = db.prepare<[string], ArticleRow>(`SELECT ${columns} FROM article a WHERE a.id = ?`);
  const byBarcode = db.prepare<[string], ArticleRow>(
    `SELECT ${columns} FROM article_barcode b JOIN article a ON a.seq = b.article_seq WHERE b.barcode = ?`,
  );
  const byBarcodeStart = db.prepare<[string, string], ArticleRow>(
    `SELECT ${columns} FROM article_barcode b JOIN article a ON a.seq = b.article_seq
     WHERE b.barcode >= ? AND b.barcode < ? ORDER BY b.barcode LIMIT ${MOST_SHOWN}`,
  );
  // In the order of the index itself: a search for one letter stops after 60 of its many matches.
  const byTerms = db.prepare<[string], ArticleRow>(
    `SELECT ${columns} FROM article_search JOIN article a ON a.seq = article_search.rowid WHERE article_search MATCH ? LIMIT ${MOST_SHOWN}`,
  );
  const categories = db.prepare<[], { id: string; names: string; colour: Category['colour'] }>(
    'SELECT id, names, colour FROM category ORDER BY position, id',
  );
  const tiles = db.prepare<[string], ArticleRow>(
    `SELECT ${columns} FROM article a WHERE a.category_id = ? ORDER BY a.position, a.seq LIMIT ${MOST_SHOWN}`,
  );
  const count = db.prepare<[], { n: number }>('SELECT count(*) AS n FROM article');

  const allCategories = () =>
    categories.all().map(({ id, names, colour }): Category => ({ id, names: namesSchema.parse(JSON.parse(names)), colour }));
  const rowsOf = function* (text: string) {
    const barcode = normaliseBarcode(text);
    yield* byBarcode.all(barcode);
    for (const query of searchQueries(text)) yield* byTerms.all(query);
    // ':' is the character after '9'.
    if (barcode.length >= FEWEST_BARCODE_DIGITS && /^\d+$/.test(barcode)) yield* byBarcodeStart.all(barcode, `${barcode}:`);
  };

  return {
    article: (articleId) => byId.all(articleId).map(articleOf)[0],
    articleByBarcode: (barcode) => byBarcode.all(normaliseBarcode(barcode)).map(articleOf)[0],
    categories: allCategories,
    tiles: () =>
      allCategories()
        .flatMap(({ id }) => tiles.all(id))
        .map(articleOf),
    articleCount: () => count.get()?.n ?? 0,
    search(text) {
      const found = new Map<string, ArticleRow>();
      for (const row of rowsOf(text)) {
        if (!found.has(row.id)) found.set(row.id, row);
        if (found.size === MOST_SHOWN) break;
      }
      return [...found.values()].map(articleOf);
    },
  };
}
