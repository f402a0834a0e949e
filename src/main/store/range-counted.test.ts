// What is counted into the sums behind ranges: which articles are named, in which category, and on which day.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { PLAIN_ARTICLE } from '../../shared/article.ts';
import { figuresOfDay, figuresOfRange } from '../reports/example-day-of-range.ts';
import { exampleSale } from '../reports/example-sales.ts';
import { openRangeBooks, type RangeBooks } from './example-range-books.ts';
import type { FactBody } from './facts.ts';

const HOUR_MS = 3_600_000;
/** A Tuesday, 00:00 in Seoul. */
const DAY = '2026-03-10';
const DAY_MS = Date.parse('2026-03-09T15:00:00Z');
const AROUND = { from: '2026-03-01', to: '2026-03-31' };

describe('what is counted', () => {
  let books: RangeBooks;
  beforeEach(() => {
    books = openRangeBooks();
  });
  afterEach(() => books.close());

  const article = (id: string, more: object = {}) => ({
    ...PLAIN_ARTICLE,
    ...{ id, names: { en: id }, categoryId: 'drinks', priceMinor: 100, taxClassId: 'vat', position: 0 },
    ...more,
  });
  const putCategories = () =>
    books.state(
      'categories_put',
      {
        categories: [
          { id: 'drinks', names: { en: 'Drinks' }, colour: 'sea', position: 0 },
          { id: 'food', names: { en: 'Food' }, colour: 'sand', position: 1 },
        ],
      },
      0,
    );
  const sell = (articleId: string | null, quantity = 1, atMs = DAY_MS) =>
    books.till.record(exampleSale(atMs, { lines: [{ articleId, unitPriceMinor: 100, quantity, taxClassId: 'vat', taxRatePpm: 0 }] }));
  const report = () => books.store.range(AROUND);

  it('names the best and the slowest, those that were never sold first', () => {
    putCategories();
    const sizes = [
      { id: 'small', names: { en: 'small' }, priceMinor: 1, barcodes: [] },
      { id: 'large', names: { en: 'large' }, priceMinor: 1, barcodes: [] },
    ];
    books.state(
      'articles_put',
      { articles: [article('tea', { variants: sizes }), article('bread'), article('gone', { archived: true }), article('jam')] },
      0,
    );
    sell('large', 3);
    sell('bread', 5);
    sell('gone', 1);
    sell(null, 2);
    const { byArticle, slowest, articleCount, unsoldCount } = report();
    const said = (rows: typeof byArticle) => rows.map(({ articleId, names, now }) => [articleId, names.en, now.quantity]);
    expect(said(byArticle)).toEqual([
      ['bread', 'bread', 5],
      ['large', 'tea large', 3],
      [null, undefined, 2],
      ['gone', 'gone', 1],
    ]);
    expect(said(slowest)).toEqual([
      ['small', 'tea small', 0],
      ['jam', 'jam', 0],
      ['large', 'tea large', 3],
      ['bread', 'bread', 5],
    ]);
    expect([articleCount, unsoldCount]).toEqual([4, 2]);
  });

  it('names the best and the slowest by money, for what is weighed has no pieces to compare', () => {
    putCategories();
    books.state(
      'articles_put',
      { articles: ['ham', 'saffron', 'bread', 'bun'].map((id) => article(id, { unit: id === 'ham' ? 'kg' : 'piece' })) },
      0,
    );
    const sold = (articleId: string, unit: 'piece' | 'kg', quantity: number, unitPriceMinor: number) =>
      books.till.record(exampleSale(DAY_MS, { lines: [{ articleId, unit, quantity, unitPriceMinor, taxClassId: 'vat', taxRatePpm: 0 }] }));
    sold('ham', 'kg', 1284, 1000);
    sold('saffron', 'kg', 2, 2_000_000);
    sold('bread', 'piece', 5, 500);
    sold('bun', 'piece', 900, 1);
    const { byArticle, slowest, byCategory, figures } = report();
    const said = (rows: typeof byArticle) => rows.map(({ articleId, now }) => [articleId, now.quantity, now.grams, now.totalMinor]);
    const best = [
      ['saffron', 0, 2, 4000],
      ['bread', 5, 0, 2500],
      ['ham', 0, 1284, 1284],
      ['bun', 900, 0, 900],
    ];
    expect(said(byArticle)).toEqual(best);
    expect(said(slowest)).toEqual(best.toReversed());
    expect(byCategory.map(({ now }) => now)).toEqual([{ quantity: 905, grams: 1286, totalMinor: 8684 }]);
    expect(figures).toMatchObject({ itemCount: 905, weighedGrams: 1286 });
  });

  it('is in the category that the article is in now, also what was sold before', () => {
    putCategories();
    books.state('articles_put', { articles: [article('tea'), article('bread')] }, 0);
    sell('tea', 2);
    sell('bread', 3);
    sell('unknown', 1);
    sell(null, 1);
    const said = () => report().byCategory.map(({ kind, categoryId, names, now }) => [kind, categoryId, names.en, now.quantity]);
    const rest = [
      ['open_amount', null, undefined, 1],
      ['none', null, undefined, 1],
    ];
    expect(said()).toEqual([['category', 'drinks', 'Drinks', 5], ...rest]);
    books.state('articles_put', { articles: [article('bread', { categoryId: 'food' })] }, 0);
    expect(said()).toEqual([['category', 'food', 'Food', 3], ['category', 'drinks', 'Drinks', 2], ...rest]);
  });

  it('leaves the day on which a sale was cancelled when late money completes it on another', () => {
    books.till.record(exampleSale(DAY_MS, { status: 'cancelled', removedLineCount: 2 }));
    const [cancelled] = books.db.prepare<[], string>("SELECT body FROM journal WHERE kind = 'sale_cancelled'").pluck().all();
    expect(report().figures).toMatchObject({ saleCount: 0, cancelledSaleCount: 1, removedLineCount: 2 });
    const sale = { ...(JSON.parse(cancelled ?? '') as FactBody<'sale_cancelled'>), day: '2026-03-12', receiptNumber: 'T1-000001', receiptSeq: 1 };
    books.state('sale_completed', sale, DAY_MS + 48 * HOUR_MS);
    for (const day of [DAY, '2026-03-12']) {
      expect(figuresOfRange(books.store.range({ from: day, to: day }))).toEqual(figuresOfDay(books.day(day, null)));
    }
    expect(report().figures).toMatchObject({ saleCount: 1, cancelledSaleCount: 0, removedLineCount: 2 });
  });

  it('goes by the names that people have now', () => {
    sell('tea');
    books.state('staff_put', { id: 'ann', name: 'Anna', role: 'cashier', active: true }, 0);
    expect(report().byStaff.map(({ name }) => name)).toEqual(['Anna']);
  });

  it('is the same however many articles there are between the sold ones', () => {
    putCategories();
    books.state('articles_put', { articles: Array.from({ length: 120 }, (_, n) => article(`a${n}`)) }, 0);
    for (let n = 0; n < 120; n += 2) sell(`a${n}`, n + 1);
    const { byArticle, slowest } = report();
    expect(byArticle.map(({ articleId }) => articleId)).toEqual(Array.from({ length: 50 }, (_, n) => `a${118 - 2 * n}`));
    expect(slowest.map(({ articleId }) => articleId)).toEqual(Array.from({ length: 50 }, (_, n) => `a${2 * n + 1}`));
  });

  describe('on which day', () => {
    const opened = (day: string) => books.store.range({ from: day, to: day }).figures.drawerOpenedCount;
    const settle = (timeZone: string, dayStartsAtHour: number) =>
      // Of the settings, the calendar alone is read.
      books.db
        .prepare("INSERT INTO journal SELECT max(seq) + 1, 0, 'T1', NULL, 'shop_changed', 1, ?, '', 'settings ' || max(seq) FROM journal")
        .run(JSON.stringify({ settings: { timeZone, dayStartsAtHour } }));

    it('a sale says itself, and settings changed later change nothing', () => {
      sell('tea', 1, DAY_MS);
      const before = report();
      settle('America/New_York', 4);
      expect(report()).toEqual(before);
      expect(before.byDay.filter(({ saleCount }) => saleCount > 0).map(({ from }) => from)).toEqual([DAY]);
    });

    it('the drawer was opened: by the settings of that moment, at four and on nights of summer time', () => {
      const insertOpened = (at: string) =>
        books.db
          .prepare("INSERT INTO journal SELECT max(seq) + 1, ?, 'T1', 'ann', 'drawer_opened', 1, '{}', '', ? FROM journal")
          .run(Date.parse(at), `opened ${at}`);
      settle('Europe/Berlin', 4);
      // Winter: 03:59 and 04:00 by the wall. Then the night in which the clock goes from two to three.
      for (const at of ['2026-03-10T02:59:00Z', '2026-03-10T03:00:00Z', '2026-03-29T01:59:00Z', '2026-03-29T02:00:00Z']) insertOpened(at);
      settle('Europe/Berlin', 0);
      insertOpened('2026-03-10T02:59:00Z');
      expect(['2026-03-09', '2026-03-10', '2026-03-28', '2026-03-29'].map(opened)).toEqual([1, 2, 1, 1]);
    });
  });
});
