// The catalogue as the thread for files has it: a read-only connection, and all articles one after the other.
import Database from 'better-sqlite3';
import type { Article } from '../../shared/article.ts';
import { createCatalogueStore } from './catalogue-store.ts';
import { createStockStore } from './stock-store.ts';

export function openCatalogueReader(databasePath: string) {
  const db = new Database(databasePath, { readonly: true, fileMustExist: true });
  const store = createCatalogueStore(db);
  const stock = createStockStore(db);
  const ids = db
    .prepare<[], string>(
      `SELECT a.id FROM article a LEFT JOIN category c ON c.id = a.category_id
     ORDER BY c.position, a.category_id, a.position, a.seq`,
    )
    .pluck();
  return {
    categories: store.categories,
    lastPosition: store.lastPosition,
    article: store.whole,
    ownerOf: (barcode: string) => store.byBarcode(barcode)?.article.id,
    ownerOfCode: (code: string) => store.byCode(code)[0]?.id,
    ownerOfVariant: (variantId: string) => store.articleOfVariant(variantId)?.id,
    isStocked: (articleId: string) => stock.ofArticle(articleId).some(({ quantity }) => quantity !== 0),
    /** In the order of the tiles, the archived among them. */
    *all(): Generator<Article> {
      for (const id of ids.all()) {
        const article = store.whole(id);
        if (article) yield article;
      }
    },
  };
}
