// The sums behind reports over ranges: equal to the reports of the days, to sums made at one go, and never those of another journal.
import { copyFileSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it, test } from 'vitest';
import { PLAIN_ARTICLE } from '../../shared/article.ts';
import { figuresOfDay, figuresOfRange } from '../reports/example-day-of-range.ts';
import { createExampleTill, type ExampleSale, exampleSale } from '../reports/example-sales.ts';
import { createExampleJournal } from './example-journal.ts';
import type { FactBody, FactKind, JournalEntry } from './facts.ts';
import { migrate } from './migrate.ts';
import { MIGRATIONS } from './migrations/index.ts';
import { createRangeStore, type RangeStore } from './range-store.ts';
import { createReportQueries, type ReportQueries } from './report-queries.ts';

const HOUR_MS = 3_600_000;
/** A Tuesday, 00:00 in Seoul. */
const DAY = '2026-03-10';
const DAY_MS = Date.parse('2026-03-09T15:00:00Z');
const AROUND = { from: '2026-03-01', to: '2026-03-31' };

interface Books extends Pick<ReportQueries, 'day'> {
  till: ReturnType<typeof createExampleTill>;
  state<K extends FactKind>(kind: K, body: FactBody<K>, atMs: number, staffId?: string | null): void;
  store: RangeStore;
  /** As a start after it would find it. */
  reopen(): void;
  /** Every row of the sums' file. */
  rows(): Record<string, unknown[]>;
  path: string;
  db: Database.Database;
  close(): void;
}

let dirs: string[] = [];
beforeEach(() => {
  dirs = [];
});
afterEach(() => {
  for (const dir of dirs) rmSync(dir, { recursive: true });
});

/** A till's books whose facts are in a journal, too. */
function openBooks(timeZone = 'Asia/Seoul'): Books {
  const dir = mkdtempSync(join(tmpdir(), 'ranges-'));
  dirs.push(dir);
  const path = join(dir, 'reports.sqlite');
  const db = new Database(':memory:');
  migrate(db, MIGRATIONS);
  const append = createExampleJournal(db);
  let store = createRangeStore(db, path);
  return {
    ...createReportQueries(db),
    db,
    path,
    till: createExampleTill(append, { timeZone, taxMode: 'included' }),
    state: (kind, body, atMs, staffId = 'ann') =>
      append({ seq: 0, atMs, terminalId: 'T1', staffId, kind, version: 1, body, prevHash: '', hash: '' } as JournalEntry),
    get store() {
      return store;
    },
    reopen() {
      store.close();
      store = createRangeStore(db, path);
    },
    rows() {
      store.close();
      const file = new Database(path, { readonly: true });
      try {
        const tables = file.prepare<[], string>("SELECT name FROM sqlite_schema WHERE type = 'table'").pluck().all();
        return Object.fromEntries(tables.map((table) => [table, file.prepare(`SELECT * FROM ${table} ORDER BY 1`).all()]));
      } finally {
        file.close();
      }
    },
    close() {
      store.close();
      db.close();
    },
  };
}

const anyLine = fc.record({
  articleId: fc.constantFrom('latte', 'tea', 'bread', null),
  unitPriceMinor: fc.integer({ min: 0, max: 20_000 }),
  quantity: fc.integer({ min: 1, max: 5 }),
  tax: fc.constantFrom(['vat', 100_000], ['vat', 80_000], ['food', 70_000], ['zero', 0]) as fc.Arbitrary<[string, number]>,
});
const anySale: fc.Arbitrary<ExampleSale> = fc
  .record({
    hours: fc.integer({ min: -48, max: 96 }),
    status: fc.constantFrom('completed', 'completed', 'cancelled'),
    staffId: fc.constantFrom('ann', 'bob', null),
    lines: fc.array(anyLine, { minLength: 1, maxLength: 4 }),
    cashMinor: fc.oneof(fc.constant(0), fc.constant(Number.MAX_SAFE_INTEGER), fc.integer({ min: 1, max: 30_000 })),
    discount: fc.constantFrom(null, { kind: 'percent' as const, ppm: 333_333, reason: 'staff' }),
    tipMinor: fc.constantFrom(0, 500),
    roundingMinor: fc.integer({ min: -4, max: 5 }),
    removedLineCount: fc.nat(3),
    copyCount: fc.nat(1),
  })
  .map(({ hours, lines, ...rest }) => ({
    ...rest,
    closedAtMs: DAY_MS + hours * HOUR_MS,
    lines: lines.map(({ tax: [taxClassId, taxRatePpm], ...line }) => ({ ...line, taxClassId, taxRatePpm })),
  }));

test('a range of one day is the report of that day, whatever was sold; and longer ones are the sum of theirs', () => {
  fc.assert(
    fc.property(fc.array(anySale, { maxLength: 25 }), fc.constantFrom('Asia/Seoul', 'America/New_York'), (sales, timeZone) => {
      const books = openBooks(timeZone);
      try {
        for (const sale of sales) books.till.record(sale);
        books.till.begin(DAY_MS);
        const all = books.store.range(AROUND);
        let totalMinor = 0;
        for (const { from: day, ...piece } of all.byDay.slice(6, 15)) {
          const report = books.day(day, null);
          expect(figuresOfRange(books.store.range({ from: day, to: day }))).toEqual(figuresOfDay(report));
          expect(piece).toEqual({ to: day, saleCount: report.saleCount, totalMinor: report.totalMinor, refundedMinor: 0 });
          totalMinor += report.totalMinor;
        }
        expect(all.figures.totalMinor).toBe(totalMinor);
        expect(books.store.range({ from: '2026-03-11', to: '2026-03-11' }).figuresBefore).toEqual(books.store.range({ from: DAY, to: DAY }).figures);
      } finally {
        books.close();
      }
    }),
    { numRuns: 15 },
  );
});

describe('what was counted in steps, with stops and crashes in between,', () => {
  it('is row by row what is counted at one go', () => {
    const anyStop = fc.constantFrom('go on', 'go on', 'count', 'stop', 'keep a copy', 'go back to the copy');
    fc.assert(
      fc.property(fc.array(fc.tuple(anySale, anyStop), { minLength: 1, maxLength: 20 }), (course) => {
        const books = openBooks();
        try {
          for (const [sale, then] of course) {
            books.till.record(sale);
            if (then === 'count' || then === 'stop') books.store.count();
            if (then === 'stop') books.reopen();
            // What a power cut leaves is what was written before.
            if (then === 'keep a copy' && existsSync(books.path)) {
              books.store.close();
              copyFileSync(books.path, `${books.path}.copy`);
              books.reopen();
            }
            if (then === 'go back to the copy' && existsSync(`${books.path}.copy`)) {
              books.store.close();
              copyFileSync(`${books.path}.copy`, books.path);
              books.reopen();
            }
          }
          books.store.count();
          const inSteps = books.rows();
          rmSync(books.path);
          books.reopen();
          books.store.count();
          expect(inSteps).toEqual(books.rows());
          expect(inSteps.day?.length).toBeGreaterThan(0);
        } finally {
          books.close();
        }
      }),
      { numRuns: 25 },
    );
  });
});

describe('the file of sums', () => {
  let books: Books;
  beforeEach(() => {
    books = openBooks();
    for (let hour = 0; hour < 30; hour += 1) books.till.record(exampleSale(DAY_MS + hour * HOUR_MS));
  });
  afterEach(() => books.close());
  const saleCount = () => books.store.range(AROUND).figures.saleCount;

  it('of another journal is thrown away: a restored till has fewer sales, or others', () => {
    expect(saleCount()).toBe(30);
    books.store.close();
    const other = openBooks();
    for (let n = 0; n < 40; n += 1) other.till.record(exampleSale(DAY_MS + n * HOUR_MS, { cashMinor: 0 }));
    copyFileSync(books.path, other.path);
    expect(other.store.range(AROUND).figures.saleCount).toBe(40);
    const fewer = openBooks();
    fewer.till.record(exampleSale(DAY_MS));
    copyFileSync(books.path, fewer.path);
    expect(fewer.store.range(AROUND).figures.saleCount).toBe(1);
    other.close();
    fewer.close();
  });

  it.each([
    ['is no database any more', () => Buffer.from('not a database')],
    ['is empty', () => Buffer.alloc(0)],
    ['has a page that is broken', (bytes: Buffer) => bytes.fill(0xff, 4096, 8192)],
    ['is broken all over', (bytes: Buffer) => bytes.fill(0xff, 4096)],
    ['was cut short', (bytes: Buffer) => bytes.subarray(0, 8192)],
    ['has another number in it', (bytes: Buffer) => Buffer.from(bytes.toString('latin1').replaceAll('"saleCount":2', '"saleCount":3'), 'latin1')],
  ])('that %s is made anew', (_, break_) => {
    expect(saleCount()).toBe(30);
    books.store.close();
    const whole = readFileSync(books.path);
    const broken = break_(Buffer.from(whole));
    expect(broken.equals(whole)).toBe(false);
    writeFileSync(books.path, broken);
    books.reopen();
    expect(saleCount()).toBe(30);
    expect(books.store.range({ from: DAY, to: DAY }).figures.saleCount).toBe(24);
  });

  it('of another version of the program is made anew', () => {
    expect(saleCount()).toBe(30);
    books.store.close();
    const file = new Database(books.path);
    file.pragma('user_version = 4711');
    file.exec('DELETE FROM day');
    file.close();
    books.reopen();
    expect(saleCount()).toBe(30);
  });

  it('that breaks while it is open is made anew with the next question', () => {
    expect(saleCount()).toBe(30);
    const file = new Database(books.path);
    file.exec('UPDATE day SET checksum = checksum + 1');
    file.close();
    expect(saleCount()).toBe(30);
  });

  it('that breaks where more is to be counted is made anew, too', () => {
    expect(saleCount()).toBe(30);
    const file = new Database(books.path);
    file.exec('UPDATE day SET checksum = checksum + 1');
    file.close();
    books.till.record(exampleSale(DAY_MS));
    expect(saleCount()).toBe(31);
  });

  it('that is far behind is not waited for: a question says how far it is', () => {
    const { seq = 0 } = books.db.prepare<[], { seq: number }>('SELECT max(seq) AS seq FROM journal').get() ?? {};
    books.db
      .prepare(
        `WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 200000)
         INSERT INTO journal SELECT ? + i, 0, 'T1', NULL, 'signed_in', 1, '{"screen":"cashier"}', '', 'h' || i FROM n`,
      )
      .run(seq);
    expect(saleCount).toThrow(expect.objectContaining({ code: 'REPORTS_COUNTING', detail: { percent: expect.any(Number) } }));
    for (let { seq, headSeq } = books.store.count(); seq < headSeq; ) ({ seq, headSeq } = books.store.count());
    expect(saleCount()).toBe(30);
  });

  it('with an entry that cannot be counted answers nothing rather than a wrong number', () => {
    books.db.exec(`INSERT INTO journal VALUES (9999, 0, 'T1', NULL, 'refund_completed', 1, '{"refundId":"x","lines":[],"taxes":[]}', '', 'h')`);
    expect(saleCount).toThrow('entry 9999 (refund_completed) cannot be counted');
    expect(saleCount).toThrow('entry 9999');
  });
});

describe('what is counted', () => {
  let books: Books;
  beforeEach(() => {
    books = openBooks();
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
