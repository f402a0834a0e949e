// What the shop sells: put together from the shelf, what a scan rings up, the editing, the stock and the files; and shown to the
// screens after each fact about it.
import type { Sellable, ShelfArticle } from '../../shared/article.ts';
import { shopDay } from '../../shared/shop-day.ts';
import type { CatalogueState } from '../../shared/state.ts';
import type { Log } from '../log.ts';
import type { AgeCheckStore } from '../store/age-check-store.ts';
import type { CatalogueStore } from '../store/catalogue-store.ts';
import type { ShopSettings } from '../store/facts/shop-facts.ts';
import type { FactKind } from '../store/facts.ts';
import type { Journal } from '../store/journal.ts';
import type { StockStore } from '../store/stock-store.ts';
import { type AgeChecks, createAgeChecks } from './age-checks.ts';
import { createEditing, type Editing } from './editing.ts';
import { type ArticleFiles, openArticleFiles } from './files/article-files.ts';
import { createPictures, type Pictures } from './pictures.ts';
import { createScanned, type Scanned } from './scanned.ts';
import { createShelf } from './shelf.ts';
import { createStockRoom, type StockRoom } from './stock-room.ts';

export interface CatalogueParts {
  journal: Journal;
  store: CatalogueStore;
  stock: StockStore;
  ageChecks: AgeCheckStore;
  /** The shop's folder: pictures are kept in it. */
  dir: string;
  shop: () => ShopSettings;
  newId: () => string;
  nowMs: () => number;
  /** The shop's database, for the thread that reads and writes files. */
  databasePath: string;
  filesWorkerUrl: URL;
  publish: (state: CatalogueState) => void;
  log: Log;
}

export interface Catalogue {
  /** What a line is made of. NOT_FOUND, ARTICLE_ARCHIVED, VARIANT_NEEDED. */
  sellable(id: string): Sellable;
  /** By a barcode as scanned or typed. UNKNOWN_BARCODE, ARTICLE_ARCHIVED, VARIANT_NEEDED. */
  scanned(barcode: string): Scanned;
  /** Of a variant, too. NOT_FOUND, ARTICLE_ARCHIVED. */
  shelf(id: string): ShelfArticle;
  /** At most 60, best first, while the cashier types; any text has an answer. */
  search(text: string): ShelfArticle[];
  /** What can be chosen with an article or a variant; nothing with what is not sold any more. */
  modifierGroupIds(id: string): string[];
  editing: Editing;
  stock: StockRoom;
  pictures: Pictures;
  ages: AgeChecks;
  files: ArticleFiles;
  close(): Promise<void>;
}

/** Facts after which the tiles, or what stands beside them, may be others. */
const SHOWN: ReadonlySet<FactKind> = new Set<FactKind>([
  'categories_put',
  'articles_put',
  'price_lists_put',
  'import_begun',
  'import_turned',
  'import_ended',
]);
/** While a file is written, the tiles follow it so often. */
const PARTS_SHOWN_EVERY_MS = 1_000;
/** How often the clock is looked at for prices that begin or end. */
const PRICES_EVERY_MS = 5_000;

export function openCatalogue({
  journal,
  store,
  stock,
  ageChecks,
  dir,
  shop,
  newId,
  nowMs,
  databasePath,
  filesWorkerUrl,
  publish,
  log,
}: CatalogueParts): Catalogue {
  const shelf = createShelf({ store, timeZone: () => shop().timeZone, nowMs });
  const stockRoom = createStockRoom({ journal, store: stock, mayGoBelowZero: () => shop().articles.sellBelowZero });
  const files = openArticleFiles({ journal, store, databasePath, dir, workerUrl: filesWorkerUrl, shop, newId, log });
  let shownLists = shelf.listsInForce();
  let shownLow = stock.lowCount();
  const show = () => {
    shownLists = shelf.listsInForce();
    shownLow = stock.lowCount();
    publish({
      categories: store.categories(),
      tiles: shelf.shown(store.tiles()),
      articleCount: store.articleCount(),
      lowStockCount: shownLow,
      importing: files.importing.underWay(),
    });
  };
  show();
  let shownAtMs = nowMs();

  const stopListening = journal.onCommitted((entries) => {
    if (entries.some(({ kind }) => kind === 'price_lists_put')) shelf.pricesChanged();
    const isPart = entries.some(({ kind }) => kind === 'import_written');
    if (isPart && Math.abs(nowMs() - shownAtMs) < PARTS_SHOWN_EVERY_MS) return;
    shownAtMs = nowMs();
    if (isPart || entries.some(({ kind }) => SHOWN.has(kind)) || stock.lowCount() !== shownLow) show();
  });
  const clock = setInterval(() => {
    if (shelf.listsInForce() !== shownLists) show();
  }, PRICES_EVERY_MS);
  clock.unref();

  return {
    sellable: shelf.sellable,
    scanned: createScanned({
      store,
      shelf,
      rules: () => shop().articles.barcodeRules,
      currency: () => shop().currency,
      today: () => shopDay(nowMs(), shop()).day,
    }),
    shelf: shelf.article,
    search: shelf.search,
    modifierGroupIds: (id) => (store.article(id) ?? store.articleOfVariant(id))?.modifierGroupIds ?? [],
    editing: createEditing({ journal, store, stock, shop, shelf, newId }),
    stock: stockRoom,
    pictures: createPictures(dir),
    ages: createAgeChecks(journal, ageChecks),
    files,
    async close() {
      clearInterval(clock);
      await files.close();
      stopListening();
    },
  };
}
