// A manager's hand on the catalogue: each change is checked as a whole and is one fact.
import type { Article, Category } from '../../shared/article.ts';
import { barcodeKind, normaliseBarcode } from '../../shared/barcode.ts';
import type { ArticleInput, ListedArticle, PriceListInput } from '../../shared/contract/catalogue.ts';
import { TillError } from '../../shared/errors.ts';
import type { Names } from '../../shared/line-item.ts';
import type { PriceList } from '../../shared/price-list.ts';
import type { StockLevel } from '../../shared/stock.ts';
import type { CatalogueStore } from '../store/catalogue-store.ts';
import type { ArticleBody } from '../store/catalogue-writer.ts';
import type { ShopSettings } from '../store/facts/shop-facts.ts';
import type { Journal } from '../store/journal.ts';
import type { StockStore } from '../store/stock-store.ts';
import type { Shelf } from './shelf.ts';

export interface EditingParts {
  journal: Journal;
  store: CatalogueStore;
  stock: StockStore;
  shop: () => ShopSettings;
  shelf: Shelf;
  newId: () => string;
}

export interface Editing {
  list(asked: { text: string; categoryId: string | null; archived: boolean; after: string | null }): { articles: ListedArticle[]; more: boolean };
  /** NOT_FOUND */
  article(articleId: string): { article: Article; stock: StockLevel[] };
  /** BARCODE_TAKEN, BARCODE_WRONG, CODE_TAKEN, STOCK_COUNTED, NOT_FOUND. */
  put(input: ArticleInput, staffId: string): { articleId: string };
  /** NOT_FOUND; taken out of the archive, BARCODE_TAKEN and CODE_TAKEN as well. */
  archive(articleId: string, archived: boolean, staffId: string): void;
  /** NOT_FOUND */
  putCategory(input: { id: string | null; names: Names; colour: Category['colour'] }, staffId: string): { categoryId: string };
  /** NOT_FOUND */
  orderCategories(categoryIds: readonly string[], staffId: string): void;
  priceLists(): PriceList[];
  /** NOT_FOUND */
  putPriceLists(lists: readonly PriceListInput[], staffId: string): void;
}

/** A page of a list; one that is full may have another after it. */
const PAGE = 60;

export function createEditing({ journal, store, stock, shop, shelf, newId }: EditingParts): Editing {
  const whole = (articleId: string): Article => {
    const article = store.whole(articleId);
    if (!article) throw new TillError('NOT_FOUND');
    return article;
  };

  const refuseCodesOfOthers = (article: Article) => {
    const codes = [article.barcodes, ...article.variants.map(({ barcodes }) => barcodes)].flat();
    if (new Set(codes).size < codes.length)
      throw new TillError('BARCODE_TAKEN', { barcode: codes.find((code, i) => codes.indexOf(code) < i) ?? '', name: nameOf(article) });
    for (const barcode of codes) {
      const owner = store.byBarcode(barcode)?.article;
      if (owner && owner.id !== article.id && !owner.archived) throw new TillError('BARCODE_TAKEN', { barcode, name: nameOf(owner) });
    }
    if (article.code === '') return;
    const same = store.byCode(article.code).find(({ id }) => id !== article.id);
    if (same) throw new TillError('CODE_TAKEN', { code: article.code, name: nameOf(same) });
  };

  /** A counted stock is a number of pieces or of grams, and does not become the other. */
  const refuseOtherUnit = (before: ArticleBody, after: Article) => {
    if (before.unit !== after.unit && stock.ofArticle(before.id).some(({ quantity }) => quantity !== 0)) throw new TillError('STOCK_COUNTED');
  };

  /** As it is kept: without white space, and with the check digit that belongs to it. */
  const keptBarcode = (text: string): string => {
    const barcode = normaliseBarcode(text);
    if (!barcodeKind(barcode).checks) throw new TillError('BARCODE_WRONG', { barcode });
    return barcode;
  };

  return {
    list({ text, categoryId, archived, after }) {
      const rows =
        text === ''
          ? store.page({ categoryId, archived }, after)
          : store.search(text, archived).filter((row) => categoryId === null || row.categoryId === categoryId);
      const shown = shelf.shown(rows);
      return {
        // What it costs at all times, not in this hour.
        articles: rows.map((row, index) => ({
          ...(shown[index] as (typeof shown)[number]),
          priceMinor: row.priceMinor,
          code: row.code,
          archived: row.archived,
          stockCounted: row.stockCounted,
        })),
        more: text === '' && rows.length === PAGE,
      };
    },
    article: (articleId) => ({ article: whole(articleId), stock: stock.ofArticle(articleId) }),
    put(input, staffId) {
      return journal.transact((append) => {
        const before = input.id === null ? undefined : whole(input.id);
        if (!store.categories().some(({ id }) => id === input.categoryId)) throw new TillError('NOT_FOUND');
        if (!shop().taxClasses.some(({ id }) => id === input.taxClassId)) throw new TillError('NOT_FOUND');
        const known = new Set(before?.variants.map(({ id }) => id));
        const variants = input.variants.map((variant) => {
          if (variant.id !== null && !known.delete(variant.id)) throw new TillError('NOT_FOUND');
          return { ...variant, id: variant.id ?? newId(), barcodes: variant.barcodes.map(keptBarcode) };
        });
        const article: Article = {
          ...input,
          id: input.id ?? newId(),
          barcodes: input.barcodes.map(keptBarcode),
          variants,
          archived: before?.archived ?? false,
          position: before?.position ?? store.lastPosition() + 1,
        };
        if (before) refuseOtherUnit(before, article);
        refuseCodesOfOthers(article);
        append('articles_put', { articles: [article] }, staffId);
        return { articleId: article.id };
      });
    },
    archive(articleId, archived, staffId) {
      journal.transact((append) => {
        const article = whole(articleId);
        if (article.archived === archived) return;
        const after = { ...article, archived };
        if (!archived) refuseCodesOfOthers(after);
        append('articles_put', { articles: [after] }, staffId);
      });
    },
    putCategory({ id, names, colour }, staffId) {
      return journal.transact((append) => {
        const all = store.categories();
        const place = id === null ? all.length : all.findIndex((category) => category.id === id);
        if (place < 0) throw new TillError('NOT_FOUND');
        const categoryId = id ?? newId();
        append('categories_put', { categories: [{ id: categoryId, names, colour, position: place }] }, staffId);
        return { categoryId };
      });
    },
    orderCategories(categoryIds, staffId) {
      journal.transact((append) => {
        const all = new Map(store.categories().map((category) => [category.id, category]));
        const categories = categoryIds.map((id, position) => {
          const category = all.get(id);
          if (!category || !all.delete(id)) throw new TillError('NOT_FOUND');
          return { ...category, position };
        });
        if (all.size > 0) throw new TillError('NOT_FOUND');
        append('categories_put', { categories }, staffId);
      });
    },
    priceLists: store.priceLists,
    putPriceLists(lists, staffId) {
      journal.transact((append) => {
        const categories = new Set(store.categories().map(({ id }) => id));
        for (const { target } of lists.flatMap(({ rules }) => rules)) {
          if (target.kind === 'category' && !categories.has(target.id)) throw new TillError('NOT_FOUND');
          if (target.kind === 'article' && !store.article(target.id) && !store.articleOfVariant(target.id)) throw new TillError('NOT_FOUND');
        }
        append('price_lists_put', { lists: lists.map((list) => ({ ...list, id: list.id ?? newId() })) }, staffId);
      });
    },
  };
}

function nameOf({ names }: { names: Names }): string {
  return names.en ?? Object.values(names)[0] ?? '';
}
