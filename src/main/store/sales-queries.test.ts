// The list of sales: every sale once, newest first, in pages that cost the same however large the file is; and a search
// that takes whatever is typed.
import Database from 'better-sqlite3';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { TillError } from '../../shared/errors.ts';
import type { SalesFilter } from '../../shared/reports.ts';
import { VOUCHER_TAX_CLASS } from '../../shared/voucher.ts';
import { createExampleTill, exampleHash, exampleSale, exampleSaleId } from '../reports/example-sales.ts';
import { meaningOf } from '../reports/search-text.ts';
import { migrate } from './migrate.ts';
import { MIGRATIONS } from './migrations/index.ts';
import { createProjection } from './projection.ts';
import { createSalesQueries, type SalesQueries } from './sales-queries.ts';

const DAY_MS = Date.parse('2026-03-09T15:00:00Z');
const MINUTE_MS = 60_000;

let db: Database.Database;
let till: ReturnType<typeof createExampleTill>;
let sales: SalesQueries;
beforeEach(() => {
  db = new Database(':memory:');
  migrate(db, MIGRATIONS);
  till = createExampleTill(createProjection(db), { timeZone: 'Asia/Seoul', taxMode: 'included' });
  sales = createSalesQueries(db);
});
afterEach(() => db.close());

const page = ({ text = '', ...filter }: SalesFilter, cursor: string | null = null) =>
  sales.salesPage(filter, meaningOf(text, { currency: 'KRW', terminalId: 'T1' }), cursor);

function* pagesOf(filter: SalesFilter) {
  let cursor: string | null = null;
  do {
    const one: ReturnType<typeof page> = page(filter, cursor);
    yield one.rows.map(({ saleId }) => saleId);
    cursor = one.nextCursor;
  } while (cursor !== null);
}
const idsOf = (filter: SalesFilter) => [...pagesOf(filter)].flat();

/** Sales long ago, straight into the table: `count` of them before the examples. */
function fillThePast(count: number) {
  db.prepare(
    `WITH RECURSIVE n (i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < ? - 1)
     INSERT INTO sale (id, status, opened_at_ms, closed_at_ms, day, hour, staff_id, receipt_number, net_minor, tax_minor, total_minor,
       discount_minor, promotion_minor, tip_minor, item_count, removed_line_count, detail)
     SELECT printf('past-%06d', i), 'completed', 0, ? + i, '2025-01-01', 0, 'ann', NULL, 1, 0, 1, 0, 0, 0, 1, 0, '{}' FROM n`,
  ).run(count, Date.parse('2025-01-01T00:00:00Z'));
}

describe('the list', () => {
  it('has every ended sale once, newest first, fifty a page', () => {
    // Two at each moment, so that pages end between sales of one moment too.
    const ids = Array.from({ length: 121 }, (_, n) => till.record(exampleSale(DAY_MS + Math.floor(n / 2) * MINUTE_MS)));
    till.begin(DAY_MS);
    const pages = [...pagesOf({})];
    expect(pages.map(({ length }) => length)).toEqual([50, 50, 21]);
    expect(pages.flat()).toEqual(ids.toReversed());
  });

  it('does not shift when sales are made while it is read', () => {
    for (let n = 0; n < 60; n += 1) till.record(exampleSale(DAY_MS + n * MINUTE_MS));
    const first = page({});
    till.record(exampleSale(DAY_MS + 100 * MINUTE_MS));
    const second = page({}, first.nextCursor);
    expect(second.rows.map(({ saleId }) => saleId)).toEqual(Array.from({ length: 10 }, (_, n) => exampleSaleId(9 - n)));
    expect(second.nextCursor).toBeNull();
  });

  it('shows of each sale what tells it from others', () => {
    till.record(exampleSale(DAY_MS, { cashMinor: 2000, staffId: 'bob' }));
    till.record(exampleSale(DAY_MS + MINUTE_MS, { status: 'cancelled', staffId: null }));
    expect(page({}).rows).toEqual([
      {
        saleId: exampleSaleId(1),
        status: 'cancelled',
        receiptNumber: null,
        atMs: DAY_MS + MINUTE_MS,
        staffName: '',
        totalMinor: 5000,
        itemCount: 1,
        tenderKinds: ['cash'],
        tenderMinor: null,
      },
      {
        saleId: exampleSaleId(0),
        status: 'completed',
        receiptNumber: 'T1-000001',
        atMs: DAY_MS,
        staffName: 'Bob',
        totalMinor: 5000,
        itemCount: 1,
        tenderKinds: ['cash', 'lightning'],
        tenderMinor: null,
      },
    ]);
  });

  it('behind a tender says what that tender paid, with its part of the tip', () => {
    till.record(exampleSale(DAY_MS, { cashMinor: 2000, tipMinor: 500 }));
    till.record(exampleSale(DAY_MS + MINUTE_MS));
    const paid = (filter: SalesFilter) => page(filter).rows.map(({ totalMinor, tenderMinor }) => [totalMinor, tenderMinor]);
    expect(paid({ tenderKind: 'lightning' })).toEqual([[5000, 3500]]);
    expect(paid({ tenderKind: 'cash' })).toEqual([
      [5000, 5000],
      [5000, 2000],
    ]);
  });

  it('tells two tax classes of one rate apart, and two rates of one class', () => {
    const taxed = (taxClassId: string, taxRatePpm: number) =>
      till.record(exampleSale(DAY_MS, { lines: [{ articleId: 'a', unitPriceMinor: 100, quantity: 1, taxClassId, taxRatePpm }] }));
    const [zero, exempt, raised] = [taxed('zero', 0), taxed('exempt', 0), taxed('zero', 50_000)];
    expect(idsOf({ taxClassId: 'exempt', taxRatePpm: 0 })).toEqual([exempt]);
    expect(idsOf({ taxClassId: 'zero', taxRatePpm: 0 })).toEqual([zero]);
    expect(idsOf({ taxClassId: 'zero' })).toEqual([raised, zero]);
    expect(idsOf({ taxRatePpm: 0 })).toEqual([exempt, zero]);
  });

  it('keeps to the days from one to another, and to a weekday', () => {
    const days = 24 * 60 * MINUTE_MS;
    // Tuesday, 10 March 2026, and the eight days after it.
    const ids = Array.from({ length: 9 }, (_, n) => till.record(exampleSale(DAY_MS + n * days)));
    expect(idsOf({ day: '2026-03-11', lastDay: '2026-03-13' })).toEqual([ids[3], ids[2], ids[1]]);
    expect(idsOf({ lastDay: '2026-03-10' })).toEqual([ids[0]]);
    expect(idsOf({ day: '2026-03-13', lastDay: '2026-03-11' })).toEqual([]);
    expect(idsOf({ weekday: 2 })).toEqual([ids[7], ids[0]]);
    expect(idsOf({ weekday: 7 })).toEqual([ids[5]]);
  });

  it('finds what was sold of a category, its variants too', () => {
    const sold = (articleId: string | null) =>
      till.record(exampleSale(DAY_MS, { lines: [{ articleId, unitPriceMinor: 100, quantity: 1, taxClassId: 'vat', taxRatePpm: 0 }] }));
    db.exec(`INSERT INTO article (seq, id, category_id, position, archived, code, body)
               VALUES (1, 'latte', 'coffee', 0, 0, '', '{}'), (2, 'bun', 'bakery', 0, 0, '', '{}');
             INSERT INTO article_variant (id, article_seq) VALUES ('large latte', 1)`);
    const [latte, large] = [sold('latte'), sold('large latte'), sold('bun'), sold(null), sold('gone')];
    expect(idsOf({ categoryId: 'coffee' })).toEqual([large, latte]);
    expect(idsOf({ categoryId: 'tea' })).toEqual([]);
  });

  it('tells an open amount from a voucher, which is no article’s either', () => {
    const sold = (taxClassId: string) =>
      till.record(exampleSale(DAY_MS, { lines: [{ articleId: null, unitPriceMinor: 100, quantity: 1, taxClassId, taxRatePpm: 0 }] }));
    const [open] = [sold('vat'), sold(VOUCHER_TAX_CLASS)];
    expect(idsOf({ articleId: null })).toEqual([open]);
  });

  it('goes on past twenty thousand sales that do not match', () => {
    const old = till.record(
      exampleSale(Date.parse('2024-01-01T00:00:00Z'), {
        lines: [{ articleId: 'rare', unitPriceMinor: 1, quantity: 1, taxClassId: 'vat', taxRatePpm: 0 }],
      }),
    );
    fillThePast(50_000);
    const recent = till.record(exampleSale(DAY_MS));
    const pages = [...pagesOf({ articleId: 'rare' })];
    expect(pages.flat()).toEqual([old]);
    expect(pages.length).toBe(3);
    expect(idsOf({ day: '2026-03-10' })).toEqual([recent]);
    expect(idsOf({ articleId: 'rare', day: '2024-01-01', lastDay: '2026-03-10' })).toEqual([old]);
    expect(idsOf({ articleId: 'rare', day: '2024-01-02', lastDay: '2026-03-10' })).toEqual([]);
    // Nor does a page begin outside of its days, wherever its cursor is from.
    const { nextCursor } = page({ articleId: 'rare' });
    expect(nextCursor).not.toBeNull();
    expect(page({ lastDay: '2024-12-31' }, nextCursor).rows.map(({ saleId }) => saleId)).toEqual([old]);
  });

  it('refuses a cursor that it did not give', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.constantFrom('2026-03-10', '2026-03-10 x y', "2026-03-10 1 ' OR 1")), (cursor) => {
        try {
          expect(page({}, cursor).rows).toEqual([]);
        } catch (error) {
          expect(error).toBeInstanceOf(TillError);
          expect(error).toMatchObject({ code: 'BAD_INPUT' });
        }
      }),
    );
  });
});

describe('search', () => {
  beforeEach(() => {
    till.record(exampleSale(DAY_MS, { cashMinor: 0 }));
    till.record(
      exampleSale(DAY_MS + MINUTE_MS, {
        lines: [{ articleId: '100% juice_x', unitPriceMinor: 1234, quantity: 1, taxClassId: 'vat', taxRatePpm: 0 }],
      }),
    );
    till.record(
      exampleSale(DAY_MS + 2 * MINUTE_MS, { lines: [{ articleId: 'tea', unitPriceMinor: 6000, quantity: 2, taxClassId: 'vat', taxRatePpm: 0 }] }),
    );
  });

  it.each([
    ['T1-000002', [1], 'a receipt'],
    ['t1-000002', [1], 'a receipt, typed carelessly'],
    ['0002', [1], 'its last digits'],
    ['12000', [2], 'an amount'],
    ['₩12,000', [2], 'an amount as it is shown'],
    [exampleHash(0, 'paid'), [0], 'a payment hash'],
    [exampleHash(0, 'paid').slice(0, 12).toUpperCase(), [0], 'the beginning of one'],
    [exampleHash(1, 'expired'), [1], 'the hash of a code that was never paid'],
    ['LATTE', [0], 'an article'],
    ['tea k', [2], 'a part of an article in another language'],
    ['en', [2, 1, 0], 'what all the names have'],
    ['100%', [1], 'signs that mean something to the database'],
    ['e_x', [1], 'signs that mean something to the database'],
    ['e_', [1], 'signs that mean something to the database'],
    ['"en":', [], 'what is in the database and in no name'],
    ['coffee', [], 'what was not sold'],
    ['  ', [2, 1, 0], 'nothing'],
  ])('%j finds the sales %j: %s', (text, found) => {
    expect(idsOf({ text })).toEqual(found.map(exampleSaleId));
  });

  it('keeps to the other filters', () => {
    expect(idsOf({ text: 'T1-000002', day: '2026-03-10' })).toEqual([exampleSaleId(1)]);
    expect(idsOf({ text: 'T1-000002', day: '2026-03-09' })).toEqual([]);
    expect(idsOf({ text: 'latte', tenderKind: 'cash' })).toEqual([]);
  });

  it('puts the sale that a receipt or hash names first, however old, and once', () => {
    db.exec('DELETE FROM sale');
    till.record(exampleSale(Date.parse('2024-01-01T00:00:00Z')));
    db.prepare('UPDATE sale SET receipt_number = ?, receipt_seq = ?').run('T1-005000', 5000);
    fillThePast(25_000);
    for (let n = 0; n < 60; n += 1) till.record(exampleSale(DAY_MS + n * MINUTE_MS));
    const pages = [...pagesOf({ text: '5000' })];
    expect(pages.map(({ length }) => length)).toEqual([51, 10, 0]);
    expect(pages[0]?.[0]).toBe(exampleSaleId(3));
    expect(new Set(pages.flat()).size).toBe(61);
  });

  it('has an answer for any text', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.stringMatching(/^[%_\\'"0-9a-f.,]{0,20}$/)), (text) => {
        expect(idsOf({ text }).length).toBeLessThanOrEqual(3);
      }),
    );
  });
});

it('any filter has an answer', () => {
  for (let n = 0; n < 3; n += 1) till.record(exampleSale(DAY_MS));
  const anyFilter = fc.record(
    {
      day: fc.constantFrom('2026-03-10', '2026-03-09'),
      lastDay: fc.constantFrom('2026-03-10', '2026-03-09'),
      weekday: fc.integer({ min: 1, max: 7 }),
      hour: fc.nat(23),
      untilMs: fc.constantFrom(0, DAY_MS, DAY_MS + 1),
      tenderKind: fc.constantFrom('cash', 'lightning'),
      articleId: fc.constantFrom('latte', "'", null),
      categoryId: fc.constantFrom('coffee', "'"),
      staffId: fc.constantFrom('ann', null),
      taxRatePpm: fc.constantFrom(0, 100_000),
      taxClassId: fc.constantFrom('vat', 'x'),
      status: fc.constantFrom('completed', 'cancelled'),
      text: fc.constantFrom('', 'latte', '5000', 'deadbeef'),
    },
    { requiredKeys: [] },
  ) satisfies fc.Arbitrary<SalesFilter>;
  fc.assert(
    fc.property(anyFilter, (filter) => {
      expect([0, 3]).toContain(idsOf(filter).length);
    }),
  );
});
