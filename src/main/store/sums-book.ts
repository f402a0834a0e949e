// The sums as the counting has them in hand: read from the file when an entry needs them, and written back all together with the
// cursor, so that the file is always that of one place in the journal.
import { crc32 } from 'node:zlib';
import type { Database } from 'better-sqlite3';
import { type Article, sellablesOf } from '../../shared/article.ts';
import type { Names } from '../../shared/line-item.ts';
import type { ShopCalendar } from '../../shared/shop-day.ts';
import { type DayArticles, packArticles, unpackArticles } from '../reports/ranges/article-sums.ts';
import type { OpenRefund, OpenSale, SumsBook } from '../reports/ranges/counting.ts';
import { type DaySums, noDaySums } from '../reports/ranges/day-sums.ts';
import { createDayRows, readJson, SumsDamaged } from './sums-file.ts';

export interface Cursor {
  seq: number;
  hash: string;
}

export interface StoredSumsBook extends SumsBook {
  cursor(): Cursor;
  /** Another number each time that an article has come or changed. */
  shelfVersion(): number;
  /** Writes down all that was counted since the last time: it was counted up to here. */
  keep(cursor: Cursor): void;
}

/** Known and told apart in memory; beyond it they are looked up again. */
const MOST_NUMBERS_KNOWN = 50_000;
const NO_CATEGORY = 0;

export function createSumsBook(db: Database): StoredSumsBook {
  const rows = createDayRows(db);
  const readCursor = db.prepare<[], Cursor & { calendar: string | null }>('SELECT seq, hash, calendar FROM cursor');
  const writeCursor = db.prepare('UPDATE cursor SET seq = ?, hash = ?, calendar = ?');
  const sellables = createSellables(db);
  const sales = createOpenRows<OpenSale>(db, 'open_sale');
  const refunds = createOpenRows<OpenRefund>(db, 'open_refund');
  const days = new Map<string, { sums: DaySums; articles: DayArticles }>();

  const dayOf = (day: string) => {
    let held = days.get(day);
    if (!held) {
      const [stored] = rows.between(day, day);
      held = stored ? { sums: stored.sums, articles: unpackArticles(stored.articles) } : { sums: noDaySums(), articles: new Map() };
      days.set(day, held);
    }
    return held;
  };
  const { calendar } = readCursor.get() ?? {};

  return {
    calendar: calendar ? (readJson(calendar, 'the calendar') as ShopCalendar) : null,
    cursor() {
      const { seq = 0, hash = '' } = readCursor.get() ?? {};
      return { seq, hash };
    },
    shelfVersion: sellables.version,
    day: (day) => dayOf(day).sums,
    addArticle(day, line, { quantity, grams, totalMinor }) {
      const number = line.articleId === null ? 0 : sellables.numberOf(line.articleId, line.names);
      const { articles } = dayOf(day);
      const before = articles.get(number);
      articles.set(number, {
        quantity: (before?.quantity ?? 0) + quantity,
        grams: (before?.grams ?? 0) + grams,
        totalMinor: (before?.totalMinor ?? 0) + totalMinor,
      });
    },
    putArticles: sellables.put,
    sale: sales.get,
    setSale: sales.set,
    refund: refunds.get,
    setRefund: refunds.set,
    keep({ seq, hash }) {
      for (const [day, { sums, articles }] of days) rows.put({ day, sums, articles: packArticles(articles) });
      days.clear();
      sales.keep();
      refunds.keep();
      writeCursor.run(seq, hash, this.calendar && JSON.stringify(this.calendar));
    },
  };
}

/** Things with an id and an end: most begin and end before they are ever written down. */
function createOpenRows<Body>(db: Database, table: 'open_sale' | 'open_refund') {
  const read = db.prepare<[string], { body: string; checksum: number }>(`SELECT body, checksum FROM ${table} WHERE id = ?`);
  const put = db.prepare(`INSERT OR REPLACE INTO ${table} (id, body, checksum) VALUES (?, ?, ?)`);
  const drop = db.prepare(`DELETE FROM ${table} WHERE id = ?`);
  const held = new Map<string, Body | null>();
  return {
    get(id: string): Body | null {
      const known = held.get(id);
      if (known !== undefined) return known;
      const row = read.get(id);
      if (!row) return null;
      if (crc32(row.body) !== row.checksum) throw new SumsDamaged(`${table} ${id}`);
      return JSON.parse(row.body) as Body;
    },
    set: (id: string, body: Body | null) => void held.set(id, body),
    keep() {
      for (const [id, body] of held) {
        if (body === null) drop.run(id);
        else {
          const text = JSON.stringify(body);
          put.run(id, text, crc32(text));
        }
      }
      held.clear();
    },
  };
}

function createSellables(db: Database) {
  const find = db.prepare<[string], number>('SELECT number FROM sellable WHERE id = ?').pluck();
  const ofArticle = db.prepare<[string], { number: number; id: string }>('SELECT number, id FROM sellable WHERE article_id = ?');
  const add = db.prepare('INSERT INTO sellable (id, article_id, names, category, active) VALUES (?, ?, ?, ?, ?)');
  const change = db.prepare('UPDATE sellable SET article_id = ?, names = ?, category = ?, active = ? WHERE number = ?');
  const retire = db.prepare('UPDATE sellable SET active = 0 WHERE number = ?');
  const findCategory = db.prepare<[string], number>('SELECT number FROM category WHERE id = ?').pluck();
  const addCategory = db.prepare('INSERT INTO category (id) VALUES (?)');
  const numbers = new Map<string, number>();
  let version = 0;

  const categoryOf = (id: string) => findCategory.get(id) ?? Number(addCategory.run(id).lastInsertRowid);
  const insert = (id: string, articleId: string, names: Names, category: number, active: boolean) => {
    version += 1;
    return Number(add.run(id, articleId, JSON.stringify(names), category, active ? 1 : 0).lastInsertRowid);
  };

  return {
    /** One that no article was ever put for gets the name that it was sold under. */
    numberOf(id: string, names: Names): number {
      let number = numbers.get(id);
      if (number === undefined) {
        number = find.get(id) ?? insert(id, id, names, NO_CATEGORY, false);
        if (numbers.size >= MOST_NUMBERS_KNOWN) numbers.clear();
        numbers.set(id, number);
      }
      return number;
    },
    version: () => version,
    put(articles: readonly Article[]): void {
      version += 1;
      for (const article of articles) {
        const category = categoryOf(article.categoryId);
        const now = sellablesOf(article);
        // A variant that is no more, or the article itself since it has variants.
        for (const { number, id } of ofArticle.all(article.id)) if (!now.some((sellable) => sellable.id === id)) retire.run(number);
        for (const { id, names } of now) {
          const number = find.get(id);
          if (number === undefined) insert(id, article.id, names, category, !article.archived);
          else change.run(article.id, JSON.stringify(names), category, article.archived ? 0 : 1, number);
        }
      }
    },
  };
}
