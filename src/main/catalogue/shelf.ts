// What can be rung up at this moment and for how much: the prices in force, the tiles, the search.
import { type Sellable, type ShelfArticle, sellablesOf } from '../../shared/article.ts';
import { TillError } from '../../shared/errors.ts';
import { inForce, type PriceList, priceWith, shopTime } from '../../shared/price-list.ts';
import type { CatalogueStore } from '../store/catalogue-store.ts';
import type { ArticleBody } from '../store/catalogue-writer.ts';

export interface ShelfParts {
  store: CatalogueStore;
  timeZone: () => string;
  nowMs: () => number;
}

export interface Shelf {
  /** NOT_FOUND, ARTICLE_ARCHIVED; VARIANT_NEEDED for an article with variants. */
  sellable(id: string): Sellable;
  /** Of a variant, too. NOT_FOUND, ARTICLE_ARCHIVED. */
  article(id: string): ShelfArticle;
  shown(articles: readonly ArticleBody[]): ShelfArticle[];
  search(text: string): ShelfArticle[];
  /** The price lists are read anew after each fact about them. */
  pricesChanged(): void;
  /** The ids of the lists in force: when it is not what it was, the tiles' prices are not either. */
  listsInForce(): string;
}

export function createShelf({ store, timeZone, nowMs }: ShelfParts): Shelf {
  let lists = store.priceLists();
  const listsNow = (): PriceList[] => {
    if (lists.length === 0) return lists;
    const now = shopTime(nowMs(), timeZone());
    return lists.filter((list) => inForce(list, now));
  };
  const bodyOf = (id: string): ArticleBody => {
    const body = store.article(id) ?? store.articleOfVariant(id);
    if (!body) throw new TillError('NOT_FOUND');
    if (body.archived) throw new TillError('ARTICLE_ARCHIVED', { name: body.names.en ?? Object.values(body.names)[0] ?? '' });
    return body;
  };
  const shown = (articles: readonly ArticleBody[]): ShelfArticle[] => {
    const now = listsNow();
    return articles.map(({ id, names, categoryId, unit, priceMinor, colour, picture, minimumAge, variants, modifierGroupIds }) => ({
      id,
      names,
      categoryId,
      unit,
      priceMinor: priceWith(now, { id, articleId: id, categoryId }, priceMinor),
      colour,
      picture,
      minimumAge,
      variants: variants.map((variant) => ({
        id: variant.id,
        names: variant.names,
        priceMinor: priceWith(now, { id: variant.id, articleId: id, categoryId }, variant.priceMinor),
      })),
      modifierGroupIds,
    }));
  };
  const shownOne = (body: ArticleBody): ShelfArticle => {
    const [article] = shown([body]);
    if (!article) throw new Error('an article that is not shown');
    return article;
  };
  return {
    sellable(id) {
      const body = bodyOf(id);
      const sellable = sellablesOf(body).find((one) => one.id === id);
      if (!sellable) throw new TillError('VARIANT_NEEDED', { articleId: body.id });
      const { priceMinor } = body.variants.find((variant) => variant.id === id) ?? body;
      return { ...sellable, priceMinor: priceWith(listsNow(), sellable, priceMinor) };
    },
    article: (id) => shownOne(bodyOf(id)),
    shown,
    search: (text) => shown(store.search(text)),
    pricesChanged() {
      lists = store.priceLists();
    },
    listsInForce: () =>
      listsNow()
        .map(({ id }) => id)
        .join(' '),
  };
}
