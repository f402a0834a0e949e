// What is asked of the catalogue's tables: the look-ups and the search of the register, and the lists of a manager.
import type { Database } from 'better-sqlite3';
import { z } from 'zod';
import type { Article, Category } from '../../shared/article.ts';
import { normaliseBarcode } from '../../shared/barcode.ts';
import type { PriceList } from '../../shared/price-list.ts';
import { searchQueries } from '../catalogue/search-terms.ts';
import { type ArticleBody, articleBodySchema, foldedCode } from './catalogue-writer.ts';
import { CATALOGUE_FACTS, priceListSchema } from './facts/catalogue-facts.ts';

/** How many tiles a category shows, how many articles a search finds, and how many a page of a list has. */
const MOST_SHOWN = 60;
/** From how many digits on the beginning of a barcode finds articles. */
const FEWEST_BARCODE_DIGITS = 4;

const namesSchema = z.record(z.string(), z.string());

/** What has a barcode: an article as a whole, or one of its variants. */
export interface Barcoded {
  article: ArticleBody;
  sellableId: string;
}

export interface ArticleFilter {
  categoryId: string | null;
  archived: boolean;
}

export interface UnfinishedImport {
  importId: string;
  status: 'writing' | 'going_back';
  fileName: string;
  articleCount: number;
  partCount: number;
  partsDone: number;
}

export interface CatalogueStore {
  /** With its barcodes. */
  whole(articleId: string): Article | undefined;
  article(articleId: string): ArticleBody | undefined;
  /** The article that has this variant. */
  articleOfVariant(variantId: string): ArticleBody | undefined;
  byBarcode(barcode: string): Barcoded | undefined;
  /** All categories, in their order. */
  categories(): Category[];
  /** The first 60 articles of each category, in their order. */
  tiles(): ArticleBody[];
  /** Those that are sold. */
  articleCount(): number;
  lastPosition(): number;
  /**
   * At most 60, best first: by its barcode or short code, by its whole name, by the beginning of its name (or of its initial
   * consonants), by the beginning of every word typed, by what is within words, by the beginning of a barcode. Any text has an answer.
   */
  search(text: string, archived?: boolean): ArticleBody[];
  /** Those that are sold and have this short code: one, unless they came by a file. */
  byCode(code: string): ArticleBody[];
  /** A page of a list, in the order of the tiles within a category and else as they came; `after` is the last article of the page before. */
  page(filter: ArticleFilter, after: string | null): ArticleBody[];
  priceLists(): PriceList[];
  unfinishedImport(): UnfinishedImport | undefined;
  /** The articles that a part of an import put, and what those were before that were there. */
  importedPart(importId: string, part: number): { articles: Article[]; before: Article[] } | undefined;
}

interface ArticleRow {
  body: string;
}

const bodyOf = ({ body }: ArticleRow): ArticleBody => articleBodySchema.parse(JSON.parse(body));

export function createCatalogueStore(db: Database): CatalogueStore {
  const byId = db.prepare<[string], ArticleRow & { seq: number }>('SELECT seq, body FROM article WHERE id = ?');
  const ofVariant = db.prepare<[string], ArticleRow>('SELECT a.body FROM article_variant v JOIN article a ON a.seq = v.article_seq WHERE v.id = ?');
  const barcodesOf = db.prepare<[number], { barcode: string; sellableId: string }>(
    'SELECT barcode, sellable_id AS sellableId FROM article_barcode WHERE article_seq = ? ORDER BY position',
  );
  const byBarcode = db.prepare<[string], ArticleRow & { sellableId: string }>(
    'SELECT a.body, b.sellable_id AS sellableId FROM article_barcode b JOIN article a ON a.seq = b.article_seq WHERE b.barcode = ?',
  );
  const byBarcodeStart = db.prepare<[string, string], ArticleRow>(
    `SELECT a.body FROM article_barcode b JOIN article a ON a.seq = b.article_seq
     WHERE b.barcode >= ? AND b.barcode < ? AND a.archived = 0 ORDER BY b.barcode LIMIT ${MOST_SHOWN}`,
  );
  const byCode = db.prepare<[string], ArticleRow>("SELECT body FROM article WHERE code = ? AND code <> '' AND archived = 0 ORDER BY seq");
  // In the order of the index itself: a search for one letter stops after 60 of its many matches.
  const byTerms = db.prepare<[string, number], ArticleRow>(
    `SELECT a.body FROM article_search JOIN article a ON a.seq = article_search.rowid
     WHERE article_search MATCH ? AND a.archived = ? LIMIT ${MOST_SHOWN}`,
  );
  const categories = db.prepare<[], { id: string; names: string; colour: Category['colour'] }>(
    'SELECT id, names, colour FROM category ORDER BY position, id',
  );
  const tiles = db.prepare<[string], ArticleRow>(
    `SELECT body FROM article WHERE category_id = ? AND archived = 0 ORDER BY position, seq LIMIT ${MOST_SHOWN}`,
  );
  const count = db.prepare<[], number>('SELECT count(*) FROM article').pluck();
  const archivedCount = db.prepare<[], number>('SELECT count(*) FROM article WHERE archived = 1').pluck();
  const lastPosition = db.prepare<[], number>('SELECT max(position) FROM article').pluck();
  const placeOf = db.prepare<[string], { seq: number; position: number }>('SELECT seq, position FROM article WHERE id = ?');
  const pageOfAll = db.prepare<[number, number], ArticleRow>(
    `SELECT body FROM article WHERE seq > ? AND archived = ? ORDER BY seq LIMIT ${MOST_SHOWN}`,
  );
  const pageOfCategory = db.prepare<[string, number, number, number], ArticleRow>(
    `SELECT body FROM article WHERE category_id = ? AND archived = ? AND (position, seq) > (?, ?) ORDER BY position, seq LIMIT ${MOST_SHOWN}`,
  );
  const priceLists = db.prepare<[], ArticleRow>('SELECT body FROM price_list ORDER BY position');
  const unfinished = db.prepare<[], UnfinishedImport>(
    `SELECT id AS importId, status, file_name AS fileName, article_count AS articleCount, part_count AS partCount, parts_done AS partsDone
     FROM article_import WHERE status IN ('writing', 'going_back') ORDER BY id LIMIT 1`,
  );

  const partBody = db.prepare<[string, number], ArticleRow>(
    'SELECT j.body FROM article_import_part p JOIN journal j ON j.seq = p.seq WHERE p.import_id = ? AND p.part = ?',
  );

  const allCategories = () =>
    categories.all().map(({ id, names, colour }): Category => ({ id, names: namesSchema.parse(JSON.parse(names)), colour }));
  const rowsOf = function* (text: string, archived: boolean) {
    const barcode = normaliseBarcode(text);
    const exact = byBarcode.get(barcode);
    if (exact) yield exact;
    yield* byCode.all(foldedCode(text));
    for (const query of searchQueries(text)) yield* byTerms.all(query, archived ? 1 : 0);
    // ':' is the character after '9'.
    if (barcode.length >= FEWEST_BARCODE_DIGITS && /^\d+$/.test(barcode)) yield* byBarcodeStart.all(barcode, `${barcode}:`);
  };

  return {
    whole(articleId) {
      const row = byId.get(articleId);
      if (!row) return undefined;
      const codes = barcodesOf.all(row.seq);
      const of = (id: string) => codes.filter(({ sellableId }) => sellableId === id).map(({ barcode }) => barcode);
      const body = bodyOf(row);
      return { ...body, barcodes: of(body.id), variants: body.variants.map((variant) => ({ ...variant, barcodes: of(variant.id) })) };
    },
    article: (articleId) => byId.all(articleId).map(bodyOf)[0],
    articleOfVariant: (variantId) => ofVariant.all(variantId).map(bodyOf)[0],
    byBarcode: (barcode) =>
      byBarcode.all(normaliseBarcode(barcode)).map((row): Barcoded => ({ article: bodyOf(row), sellableId: row.sellableId }))[0],
    categories: allCategories,
    tiles: () =>
      allCategories()
        .flatMap(({ id }) => tiles.all(id))
        .map(bodyOf),
    articleCount: () => (count.get() ?? 0) - (archivedCount.get() ?? 0),
    lastPosition: () => lastPosition.get() ?? -1,
    byCode: (code) => byCode.all(foldedCode(code)).map(bodyOf),
    search(text, archived = false) {
      const found = new Map<string, ArticleBody>();
      for (const row of rowsOf(text, archived)) {
        const body = bodyOf(row);
        if (body.archived === archived && !found.has(body.id)) found.set(body.id, body);
        if (found.size === MOST_SHOWN) break;
      }
      return [...found.values()];
    },
    page({ categoryId, archived }, after) {
      const place = after === null ? undefined : placeOf.get(after);
      const rows =
        categoryId === null
          ? pageOfAll.all(place?.seq ?? 0, archived ? 1 : 0)
          : pageOfCategory.all(categoryId, archived ? 1 : 0, place?.position ?? -1, place?.seq ?? 0);
      return rows.map(bodyOf);
    },
    priceLists: () => priceLists.all().map(({ body }) => priceListSchema.parse(JSON.parse(body))),
    unfinishedImport: () => unfinished.get(),
    importedPart(importId, part) {
      const row = partBody.get(importId, part);
      return row && CATALOGUE_FACTS.import_written.parse(JSON.parse(row.body));
    },
  };
}
