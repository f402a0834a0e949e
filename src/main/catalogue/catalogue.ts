// The articles of the shop, as the register asks for them. Nothing is kept in memory: a look-up by id or barcode among
// hundreds of thousands takes microseconds, and what the screens hold (tiles) is on the state board.
import type { Article, CatalogueState } from '../../shared/state.ts';
import type { CatalogueStore } from '../store/catalogue-store.ts';

export interface Catalogue {
  /** What the screens show without searching, read anew: to be published at start and after each fact about articles. */
  state(): CatalogueState;
  find(articleId: string): Article | undefined;
  /** By a barcode as scanned or typed; UPC-A and EAN-13 of the same number find the same article. */
  findBarcode(barcode: string): Article | undefined;
  /** At most 60, best first, while the cashier types; any text has an answer. */
  search(text: string): Article[];
}

export function openCatalogue(store: CatalogueStore): Catalogue {
  return {
    state: () => ({ categories: store.categories(), tiles: store.tiles(), articleCount: store.articleCount() }),
    find: store.article,
    findBarcode: store.articleByBarcode,
    search: store.search,
  };
}
