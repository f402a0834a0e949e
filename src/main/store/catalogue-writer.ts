// What facts do to the catalogue's tables: categories, articles with their barcodes and search terms, price lists, and how far an
// import is. For the projection. Articles are never deleted, so `seq` ascends in the order in which they were first put.
import type { Database } from 'better-sqlite3';
import { z } from 'zod';
import type { Article } from '../../shared/article.ts';
import { normaliseBarcode } from '../../shared/barcode.ts';
import { searchTerms } from '../catalogue/search-terms.ts';
import { canonicalJson } from './canonical-json.ts';
import { articleSchema } from './facts/catalogue-facts.ts';
import type { FactBody, JournalEntry } from './facts.ts';
import { createStockWriter } from './stock-store.ts';

type PutCategory = FactBody<'categories_put'>['categories'][number];

/** An article as its row has it: its barcodes are in their own table. */
export const articleBodySchema = articleSchema
  .omit({ barcodes: true })
  .extend({ variants: z.array(articleSchema.shape.variants.element.omit({ barcodes: true })) });
export type ArticleBody = z.infer<typeof articleBodySchema>;

export interface CatalogueWriter {
  putCategories(categories: readonly PutCategory[]): void;
  /**
   * Adds articles, or replaces those with the same id. A barcode belongs to one article or variant: the one that got it last,
   * and the one that had it before loses it.
   */
  putArticles(articles: readonly Article[]): void;
  putPriceLists(lists: FactBody<'price_lists_put'>['lists']): void;
  beginImport(entry: JournalEntry<'import_begun'>): void;
  writePart(entry: JournalEntry<'import_written'>): void;
  turnImport(importId: string): void;
  endImport(body: FactBody<'import_ended'>): void;
}

/** How a short code is looked up: nobody types capitals on purpose. */
export function foldedCode(code: string): string {
  return code.trim().toLowerCase();
}

/** Writes within the caller's transaction. */
export function createCatalogueWriter(db: Database): CatalogueWriter {
  const stock = createStockWriter(db);
  const putCategory = db.prepare(
    `INSERT INTO category (id, names, colour, position) VALUES (?, ?, ?, ?)
     ON CONFLICT (id) DO UPDATE SET names = excluded.names, colour = excluded.colour, position = excluded.position`,
  );
  const known = db.prepare<[string], { seq: number; body: string }>('SELECT seq, body FROM article WHERE id = ?');
  const insert = db.prepare('INSERT INTO article (id, category_id, position, archived, code, body) VALUES (?, ?, ?, ?, ?, ?)');
  const update = db.prepare('UPDATE article SET category_id = ?, position = ?, archived = ?, code = ?, body = ? WHERE seq = ?');
  const dropVariants = db.prepare('DELETE FROM article_variant WHERE article_seq = ?');
  const addVariant = db.prepare('INSERT INTO article_variant (id, article_seq) VALUES (?, ?)');
  const dropBarcodes = db.prepare('DELETE FROM article_barcode WHERE article_seq = ?');
  const isTaken = db.prepare<[string], number>('SELECT article_seq FROM article_barcode WHERE barcode = ?').pluck();
  const dropBarcode = db.prepare('DELETE FROM article_barcode WHERE barcode = ?');
  const addBarcode = db.prepare('INSERT INTO article_barcode (barcode, article_seq, sellable_id, position) VALUES (?, ?, ?, ?)');
  const dropTerms = db.prepare('DELETE FROM article_search WHERE rowid = ?');
  const addTerms = db.prepare('INSERT INTO article_search (rowid, terms) VALUES (?, ?)');
  const dropPriceLists = db.prepare('DELETE FROM price_list');
  const addPriceList = db.prepare('INSERT INTO price_list (position, body) VALUES (?, ?)');
  const addImport = db.prepare(
    "INSERT INTO article_import (id, status, file_name, article_count, part_count, parts_done, begun_at_ms) VALUES (?, 'writing', ?, ?, ?, 0, ?)",
  );
  const setPartsDone = db.prepare('UPDATE article_import SET parts_done = ? WHERE id = ?');
  const addPart = db.prepare('INSERT INTO article_import_part (import_id, part, seq) VALUES (?, ?, ?)');
  const setImport = db.prepare('UPDATE article_import SET status = ? WHERE id = ?');

  const putArticle = (article: Article) => {
    const { barcodes, ...rest } = article;
    const variants = article.variants.map(({ barcodes: _, ...variant }) => variant);
    const body = canonicalJson({ ...rest, variants } satisfies ArticleBody);
    const { categoryId, position, archived } = article;
    const code = foldedCode(article.code);
    const row = known.get(article.id);
    const before = row ? articleBodySchema.parse(JSON.parse(row.body)) : null;
    let seq: number | bigint;
    if (row) {
      seq = row.seq;
      update.run(categoryId, position, archived ? 1 : 0, code, body, seq);
      dropBarcodes.run(seq);
      if (before && before.variants.length > 0) dropVariants.run(seq);
    } else {
      seq = insert.run(article.id, categoryId, position, archived ? 1 : 0, code, body).lastInsertRowid;
    }
    for (const { id } of article.variants) addVariant.run(id, seq);
    let place = 0;
    const putBarcodes = (sellableId: string, codes: readonly string[]) => {
      for (const barcode of new Set(codes.map(normaliseBarcode))) {
        if (barcode === '') continue;
        if (isTaken.get(barcode) !== undefined) dropBarcode.run(barcode);
        addBarcode.run(barcode, seq, sellableId, place);
        place += 1;
      }
    };
    putBarcodes(article.id, barcodes);
    for (const variant of article.variants) putBarcodes(variant.id, variant.barcodes);
    if (!before || canonicalJson(before.names) !== canonicalJson(article.names)) {
      if (before) dropTerms.run(seq);
      addTerms.run(seq, searchTerms(article.names));
    }
    if (article.stockCounted || before?.stockCounted) stock.follow(article);
  };

  const putCategories = (categories: readonly PutCategory[]) => {
    for (const { id, names, colour, position } of categories) putCategory.run(id, canonicalJson(names), colour, position);
  };
  return {
    putCategories,
    putArticles(articles) {
      for (const article of articles) putArticle(article);
    },
    putPriceLists(lists) {
      dropPriceLists.run();
      for (const [position, list] of lists.entries()) addPriceList.run(position, canonicalJson(list));
    },
    beginImport({ atMs, body: { importId, fileName, articleCount, partCount } }) {
      addImport.run(importId, fileName, articleCount, partCount, atMs);
    },
    writePart({ seq, body: { importId, part, back, articles, categories } }) {
      putCategories(categories);
      for (const article of articles) putArticle(article);
      setPartsDone.run(back ? part : part + 1, importId);
      if (!back) addPart.run(importId, part, seq);
    },
    turnImport: (importId) => void setImport.run('going_back', importId),
    endImport: ({ importId, outcome }) => void setImport.run(outcome, importId),
  };
}
