// A manager's figures against the sales they are made of: whatever was sold, each figure opens into exactly its sales.
import Database from 'better-sqlite3';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { UNITS } from '../../shared/line-item.ts';
import type { SaleDetail, SalesFilter } from '../../shared/reports.ts';
import { TENDER_KINDS } from '../../shared/tender.ts';
import { VOUCHER_TAX_CLASS } from '../../shared/voucher.ts';
import { figuresOf } from '../reports/example-figures.ts';
import { createExampleTill, type ExampleSale, exampleSale } from '../reports/example-sales.ts';
import { migrate } from './migrate.ts';
import { MIGRATIONS } from './migrations/index.ts';
import { createProjection } from './projection.ts';
import { createReportQueries, type ReportQueries } from './report-queries.ts';
import { createSalesQueries, type SalesQueries } from './sales-queries.ts';

const SEOUL = { timeZone: 'Asia/Seoul', taxMode: 'included' } as const;
const NEW_YORK = { timeZone: 'America/New_York', taxMode: 'added' } as const;
const HOUR_MS = 3_600_000;
/** A Tuesday, 00:00 in Seoul. */
const DAY = '2026-03-10';
const DAY_MS = Date.parse('2026-03-09T15:00:00Z');

interface Books extends ReportQueries, SalesQueries {
  db: Database.Database;
  till: ReturnType<typeof createExampleTill>;
}

function openBooks(shop: typeof SEOUL | typeof NEW_YORK): Books {
  const db = new Database(':memory:');
  migrate(db, MIGRATIONS);
  return { db, till: createExampleTill(createProjection(db), shop), ...createReportQueries(db), ...createSalesQueries(db) };
}

let books: Books;
beforeEach(() => {
  books = openBooks(SEOUL);
});
afterEach(() => books.db.close());

function salesOf({ salesPage, sale }: Books, filter: SalesFilter): SaleDetail[] {
  const found: SaleDetail[] = [];
  let cursor: string | null = null;
  do {
    const page: ReturnType<typeof salesPage> = salesPage(filter, null, cursor);
    for (const { saleId } of page.rows) {
      const detail = sale(saleId);
      if (detail) found.push(detail);
    }
    cursor = page.nextCursor;
  } while (cursor !== null);
  return found;
}

/** Nothing came in by the other kinds. */
const NO_OTHERS = TENDER_KINDS.slice(2).map((kind) => ({ kind, tenderCount: 0, amountMinor: 0, receivedMsat: 0 }));
const anyLine = fc.record({
  articleId: fc.constantFrom('latte', 'tea', 'bread', null),
  unitPriceMinor: fc.integer({ min: 1, max: 20_000 }),
  quantity: fc.integer({ min: 1, max: 5 }),
  unit: fc.constantFrom(...UNITS),
  tax: fc.constantFrom(['vat', 100_000], ['vat', 80_000], ['food', 70_000], ['zero', 0], ['exempt', 0], [VOUCHER_TAX_CLASS, 0]) as fc.Arbitrary<
    [string, number]
  >,
});
const anySale: fc.Arbitrary<ExampleSale> = fc
  .record({
    // The day, its neighbours, and the same three a week before.
    atMs: fc.tuple(fc.integer({ min: -24, max: 48 }), fc.constantFrom(0, -7 * 24)).map(([hours, week]) => DAY_MS + (hours + week) * HOUR_MS),
    minutes: fc.integer({ min: 0, max: 59 }),
    status: fc.constantFrom('completed', 'completed', 'cancelled'),
    staffId: fc.constantFrom('ann', 'bob', null),
    lines: fc.array(anyLine, { minLength: 1, maxLength: 4 }),
    cashMinor: fc.oneof(fc.constant(0), fc.constant(Number.MAX_SAFE_INTEGER), fc.integer({ min: 1, max: 30_000 })),
    discount: fc.constantFrom(
      null,
      null,
      { kind: 'percent' as const, ppm: 333_333, reason: 'staff' },
      { kind: 'amount' as const, amountMinor: 777, reason: 'late' },
    ),
    tipMinor: fc.constantFrom(0, 0, 500),
    roundingMinor: fc.integer({ min: -4, max: 5 }),
    removedLineCount: fc.nat(3),
    copyCount: fc.nat(2),
  })
  .map(({ atMs, minutes, lines, ...rest }) => ({
    ...rest,
    closedAtMs: atMs + minutes * 60_000,
    lines: lines.map(({ tax: [taxClassId, taxRatePpm], ...line }) => ({
      ...line,
      ...{ taxClassId, taxRatePpm },
      ...(taxClassId === VOUCHER_TAX_CLASS && { articleId: null, unit: 'piece' as const }),
    })),
  }));

describe('the report of a day', () => {
  it('opens each figure into exactly the sales it is made of', () => {
    fc.assert(
      fc.property(fc.array(anySale, { maxLength: 25 }), fc.constantFrom(SEOUL, NEW_YORK), fc.option(fc.nat(24)), (sales, shop, untilHour) => {
        const books = openBooks(shop);
        try {
          for (const sale of sales) books.till.record(sale);
          books.till.begin(DAY_MS);
          const report = books.day(DAY, untilHour === null ? null : DAY_MS + (untilHour - 7 * 24) * HOUR_MS);
          for (const { name, figure, filter, share, has = () => true } of figuresOf(report)) {
            const behind = salesOf(books, filter);
            expect([name, behind.reduce((sum, detail) => sum + share(detail), 0)]).toEqual([name, figure]);
            expect([name, behind.filter((detail) => !has(detail))]).toEqual([name, []]);
          }
          // The list behind a tender shows what that tender paid: it adds up to what was pressed.
          for (const { kind, amountMinor } of report.byTender) {
            const { rows } = books.salesPage({ day: DAY, status: 'completed', tenderKind: kind }, null, null);
            expect([kind, rows.reduce((sum, { tenderMinor }) => sum + (tenderMinor ?? 0), 0)]).toEqual([kind, amountMinor]);
          }
        } finally {
          books.db.close();
        }
      }),
      { numRuns: 40 },
    );
  });

  it('adds up in every direction', () => {
    fc.assert(
      fc.property(fc.array(anySale, { maxLength: 25 }), fc.constantFrom(SEOUL, NEW_YORK), (sales, shop) => {
        const books = openBooks(shop);
        try {
          for (const sale of sales) books.till.record(sale);
          const report = books.day(DAY, null);
          const sum = <T>(rows: readonly T[], value: (row: T) => number) => rows.reduce((total, row) => total + value(row), 0);
          expect(report.netMinor + report.taxMinor).toBe(report.totalMinor);
          expect(sum(report.byHour, (row) => row.totalMinor)).toBe(report.totalMinor);
          const { vouchersSold } = report;
          expect(sum(report.byTender, (row) => row.amountMinor)).toBe(report.totalMinor + vouchersSold.amountMinor + report.tipMinor);
          expect(sum(report.byStaff, (row) => row.totalMinor)).toBe(report.totalMinor);
          expect(sum(report.taxes, (row) => row.grossMinor)).toBe(report.totalMinor + vouchersSold.amountMinor);
          expect(sum(report.byArticle, (row) => row.totalMinor)).toBe(report.totalMinor);
          expect(sum(report.byArticle, (row) => row.quantity)).toBe(report.itemCount);
          expect(sum(report.byArticle, (row) => row.grams)).toBe(report.weighedGrams);
          expect(sum(report.byHour, (row) => row.saleCount)).toBe(report.saleCount);
        } finally {
          books.db.close();
        }
      }),
      { numRuns: 40 },
    );
  });

  it('of a day without sales is all zero, with all its hours', () => {
    expect(books.day(DAY, null)).toEqual({
      day: DAY,
      saleCount: 0,
      totalMinor: 0,
      netMinor: 0,
      taxMinor: 0,
      averageMinor: 0,
      itemCount: 0,
      weighedGrams: 0,
      discountMinor: 0,
      promotionMinor: 0,
      tipMinor: 0,
      vouchersSold: { count: 0, amountMinor: 0 },
      vouchersTakenBack: { count: 0, amountMinor: 0 },
      receivedMsat: 0,
      cashRoundingMinor: 0,
      taxes: [],
      tipTaxes: [],
      byHour: Array.from({ length: 24 }, (_, hour) => ({ hour, saleCount: 0, totalMinor: 0 })),
      byTender: [
        { kind: 'cash', tenderCount: 0, amountMinor: 0, receivedMsat: 0 },
        { kind: 'lightning', tenderCount: 0, amountMinor: 0, receivedMsat: 0 },
        ...NO_OTHERS,
      ],
      byArticle: [],
      byStaff: [],
      cancelledSaleCount: 0,
      removedLineCount: 0,
      copyCount: 0,
      refunds: {
        refundCount: 0,
        totalMinor: 0,
        tipMinor: 0,
        netMinor: 0,
        taxMinor: 0,
        withoutReceiptCount: 0,
        withoutReceiptMinor: 0,
        sentMsat: 0,
        feeMsat: 0,
        cashRoundingMinor: 0,
        byTender: [],
        latest: [],
        taxes: [],
        tipTaxes: [],
      },
      weekBefore: { day: '2026-03-03', untilMs: null, saleCount: 0, totalMinor: 0, refundedMinor: 0 },
    });
  });

  it('says what a small day was', () => {
    const tea = { articleId: 'tea', unitPriceMinor: 3000, quantity: 2, taxClassId: 'vat', taxRatePpm: 100_000 };
    books.till.record(exampleSale(DAY_MS + 9 * HOUR_MS, { copyCount: 1 }));
    books.till.record(exampleSale(DAY_MS + 10 * HOUR_MS, { staffId: 'bob', lines: [tea], cashMinor: 1000, roundingMinor: 3, removedLineCount: 2 }));
    books.till.record(exampleSale(DAY_MS + 11 * HOUR_MS, { status: 'cancelled', removedLineCount: 1 }));
    expect(books.day(DAY, null)).toMatchObject({
      saleCount: 2,
      totalMinor: 11_000,
      netMinor: 10_000,
      taxMinor: 1000,
      averageMinor: 5500,
      itemCount: 3,
      discountMinor: 0,
      promotionMinor: 0,
      tipMinor: 0,
      receivedMsat: 5_000_001,
      cashRoundingMinor: 3,
      taxes: [{ taxClassId: 'vat', ratePpm: 100_000, netMinor: 10_000, taxMinor: 1000, grossMinor: 11_000 }],
      byTender: [
        { kind: 'cash', tenderCount: 2, amountMinor: 6000, receivedMsat: 0 },
        { kind: 'lightning', tenderCount: 1, amountMinor: 5000, receivedMsat: 5_000_001 },
        ...NO_OTHERS,
      ],
      byArticle: [
        { articleId: 'tea', names: { en: 'tea en', ko: 'tea ko' }, quantity: 2, grams: 0, totalMinor: 6000 },
        { articleId: 'latte', names: { en: 'latte en', ko: 'latte ko' }, quantity: 1, grams: 0, totalMinor: 5000 },
      ],
      byStaff: [
        { staffId: 'bob', name: 'Bob', saleCount: 1, totalMinor: 6000 },
        { staffId: 'ann', name: 'Ann', saleCount: 1, totalMinor: 5000 },
      ],
      cancelledSaleCount: 1,
      removedLineCount: 3,
      copyCount: 1,
    });
  });

  it('says what was weighed by its weight and never in pieces, and counts no voucher as an article', () => {
    const line = { unitPriceMinor: 10_000, quantity: 1, taxClassId: 'vat', taxRatePpm: 100_000 };
    const ham = { ...line, articleId: 'ham', unit: 'kg' as const };
    const voucher = { ...line, articleId: null, taxClassId: VOUCHER_TAX_CLASS, taxRatePpm: 0, quantity: 3 };
    books.till.record(exampleSale(DAY_MS, { lines: [{ ...ham, quantity: 284 }, { ...line, articleId: 'latte', quantity: 2 }, voucher] }));
    books.till.record(exampleSale(DAY_MS, { lines: [{ ...ham, quantity: 1000 }] }));
    // Sold by the piece since.
    books.till.record(exampleSale(DAY_MS, { lines: [{ ...line, articleId: 'ham' }] }));
    expect(books.day(DAY, null)).toMatchObject({
      itemCount: 3,
      weighedGrams: 1284,
      vouchersSold: { count: 3, amountMinor: 30_000 },
      byArticle: [
        { articleId: 'ham', quantity: 1, grams: 1284, totalMinor: 22_840 },
        { articleId: 'latte', quantity: 2, grams: 0, totalMinor: 20_000 },
      ],
    });
  });

  it('counts a sale on the shop’s day, not on that of UTC', () => {
    books.till.record(exampleSale(DAY_MS));
    books.till.record(exampleSale(DAY_MS - 1));
    expect(books.day(DAY, null)).toMatchObject({ saleCount: 1, byHour: expect.arrayContaining([{ hour: 0, saleCount: 1, totalMinor: 5000 }]) });
    expect(books.day('2026-03-09', null)).toMatchObject({
      saleCount: 1,
      byHour: expect.arrayContaining([{ hour: 23, saleCount: 1, totalMinor: 5000 }]),
    });
  });

  it('shows the fifty articles with the largest takings', () => {
    const lines = Array.from({ length: 60 }, (_, i) => ({
      articleId: `a${i}`,
      unitPriceMinor: 100 + i,
      quantity: 1,
      taxClassId: 'vat',
      taxRatePpm: 0,
    }));
    books.till.record(exampleSale(DAY_MS, { lines }));
    const { byArticle } = books.day(DAY, null);
    expect(byArticle.map(({ articleId }) => articleId)).toEqual(Array.from({ length: 50 }, (_, i) => `a${59 - i}`));
  });

  it('compares with the week before only up to the moment that is given', () => {
    const weekBeforeMs = DAY_MS - 7 * 24 * HOUR_MS;
    for (const hour of [9, 10, 11]) books.till.record(exampleSale(weekBeforeMs + hour * HOUR_MS));
    expect(books.day(DAY, weekBeforeMs + 10 * HOUR_MS).weekBefore).toEqual({
      day: '2026-03-03',
      untilMs: weekBeforeMs + 10 * HOUR_MS,
      refundedMinor: 0,
      saleCount: 1,
      totalMinor: 5000,
    });
    expect(salesOf(books, { day: '2026-03-03', untilMs: weekBeforeMs + 10 * HOUR_MS })).toHaveLength(1);
    expect(books.day(DAY, null).weekBefore).toMatchObject({ untilMs: null, saleCount: 3 });
  });
});

describe('one sale', () => {
  it('is shown in full, with who made it', () => {
    const id = books.till.record(exampleSale(DAY_MS, { cashMinor: 2000, copyCount: 2 }));
    expect(books.sale(id)).toMatchObject({
      staffName: 'Ann',
      copyCount: 2,
      sale: {
        id,
        status: 'completed',
        receiptNumber: 'T1-000001',
        dueMinor: 0,
        completedAtMs: DAY_MS,
        tenders: { length: 4 },
        lines: [{ articleId: 'latte' }],
      },
    });
  });

  it('that is not there is not found', () => {
    expect(books.sale('nothing')).toBeUndefined();
  });

  it('that nobody was signed in for has no name', () => {
    expect(books.sale(books.till.record(exampleSale(DAY_MS, { staffId: null })))?.staffName).toBe('');
  });
});
