// The sums behind reports over ranges: equal to the reports of the days, to sums made at one go, and never those of another journal.
import { copyFileSync, existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import Database from 'better-sqlite3';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it, test } from 'vitest';
import { UNITS } from '../../shared/line-item.ts';
import { exampleSaleInHand } from '../../shared/sale-examples.ts';
import { VOUCHER_TAX_CLASS } from '../../shared/voucher.ts';
import { factOfSale } from '../checkout/fact-of-sale.ts';
import { figuresOfDay, figuresOfRange } from '../reports/example-day-of-range.ts';
import { type ExampleSale, exampleSale } from '../reports/example-sales.ts';
import { openRangeBooks, type RangeBooks } from './example-range-books.ts';

const HOUR_MS = 3_600_000;
/** A Tuesday, 00:00 in Seoul. */
const DAY = '2026-03-10';
const DAY_MS = Date.parse('2026-03-09T15:00:00Z');
const AROUND = { from: '2026-03-01', to: '2026-03-31' };

const anyLine = fc.record({
  articleId: fc.constantFrom('latte', 'tea', 'bread', null),
  unitPriceMinor: fc.integer({ min: 0, max: 20_000 }),
  quantity: fc.integer({ min: 1, max: 5 }),
  unit: fc.constantFrom(...UNITS),
  tax: fc.constantFrom(['vat', 100_000], ['vat', 80_000], ['food', 70_000], ['zero', 0], [VOUCHER_TAX_CLASS, 0]) as fc.Arbitrary<[string, number]>,
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
    lines: lines.map(({ tax: [taxClassId, taxRatePpm], ...line }) => ({
      ...line,
      ...{ taxClassId, taxRatePpm },
      ...(taxClassId === VOUCHER_TAX_CLASS && { articleId: null, unit: 'piece' as const }),
    })),
  }));

/** Counting stops after a moment, however little it came to. */
function countToTheEnd({ store }: RangeBooks): void {
  for (let { seq, headSeq } = store.count(); seq < headSeq; ) ({ seq, headSeq } = store.count());
}

test('a range of one day is the report of that day, whatever was sold; and longer ones are the sum of theirs', () => {
  fc.assert(
    fc.property(fc.array(anySale, { maxLength: 25 }), fc.constantFrom('Asia/Seoul', 'America/New_York'), (sales, timeZone) => {
      const books = openRangeBooks(timeZone);
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
        const books = openRangeBooks();
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
          countToTheEnd(books);
          const inSteps = books.rows();
          rmSync(books.path);
          books.reopen();
          countToTheEnd(books);
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
  let books: RangeBooks;
  beforeEach(() => {
    books = openRangeBooks();
    for (let hour = 0; hour < 30; hour += 1) books.till.record(exampleSale(DAY_MS + hour * HOUR_MS));
  });
  afterEach(() => books.close());
  const saleCount = () => books.store.range(AROUND).figures.saleCount;

  it('of another journal is thrown away: a restored till has fewer sales, or others', () => {
    expect(saleCount()).toBe(30);
    books.store.close();
    const other = openRangeBooks();
    for (let n = 0; n < 40; n += 1) other.till.record(exampleSale(DAY_MS + n * HOUR_MS, { cashMinor: 0 }));
    copyFileSync(books.path, other.path);
    expect(other.store.range(AROUND).figures.saleCount).toBe(40);
    const fewer = openRangeBooks();
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

  it.each([
    ['another amount in a payment that waits for its sale', `UPDATE open_sale SET body = replace(body, '999', '888')`],
    ['a payment that cannot be read', `UPDATE open_sale SET body = substr(body, 2)`],
    ['a name that cannot be read', `UPDATE sellable SET names = '{'`],
    ['days that begin at no time', `UPDATE cursor SET calendar = '{'`],
  ])('that has %s is made anew', (_, damage) => {
    books.till.begin(DAY_MS);
    const { byArticle } = books.store.range(AROUND);
    const whole = books.rows();
    const file = new Database(books.path);
    file.exec(damage);
    file.close();
    books.reopen();
    const tender = { kind: 'cash' as const, id: 'second', amountMinor: 700, givenMinor: 700, changeMinor: 0, roundingMinor: 0 };
    const sale = factOfSale(exampleSaleInHand({ id: 'in-hand', openedAtMs: DAY_MS, staffId: 'ann' }));
    books.state('tender_taken', { ...sale, lines: [], position: 1, tender }, DAY_MS);
    expect(books.store.range(AROUND).byArticle).toEqual(byArticle);
    const { day, sellable, open_sale: open } = books.rows();
    expect({ day, sellable }).toEqual({ day: whole.day, sellable: whole.sellable });
    expect(open).toMatchObject([{ body: expect.stringMatching(/999.*700/) }]);
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
    countToTheEnd(books);
    expect(saleCount()).toBe(30);
  });

  it('with an entry that cannot be counted answers nothing rather than a wrong number', () => {
    books.db.exec(`INSERT INTO journal VALUES (9999, 0, 'T1', NULL, 'refund_completed', 1, '{"refundId":"x","lines":[],"taxes":[]}', '', 'h')`);
    expect(saleCount).toThrow('entry 9999 (refund_completed) cannot be counted');
    expect(saleCount).toThrow('entry 9999');
  });
});
