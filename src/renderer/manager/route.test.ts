import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dayAfter } from '../../shared/day-range.ts';
import { TENDER_KINDS } from '../../shared/tender.ts';
import { RANGE_NAMES } from './reports/ranges.ts';
import { HOME, hashOf, PAGES, routeOf, withoutGaps } from './route.ts';

const id = fc.string({ minLength: 1, maxLength: 64 });
const day = fc.date({ min: new Date('2020-01-01'), max: new Date('2040-01-01'), noInvalidDate: true }).map((date) => date.toISOString().slice(0, 10));
const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined });

const filter = fc
  .record({
    day: maybe(day),
    lastDay: maybe(day),
    weekday: maybe(fc.integer({ min: 1, max: 7 })),
    hour: maybe(fc.integer({ min: 0, max: 23 })),
    untilMs: maybe(fc.integer({ min: 0, max: 4_000_000_000_000 })),
    tenderKind: maybe(fc.constantFrom(...TENDER_KINDS)),
    articleId: maybe(fc.option(id, { nil: null })),
    categoryId: maybe(id),
    staffId: maybe(fc.option(id, { nil: null })),
    taxRatePpm: maybe(fc.integer({ min: 0, max: 1_000_000 })),
    taxClassId: maybe(id),
    status: maybe(fc.constantFrom('completed' as const, 'cancelled' as const)),
    text: maybe(id),
  })
  .map(withoutGaps);

describe('the address of a manager’s page', () => {
  it('leads back to every list of sales it was made from', () => {
    fc.assert(
      fc.property(filter, fc.option(id, { nil: null }), fc.option(id, { nil: null }), (sales, named, saleId) => {
        const route = { page: 'sales' as const, day: null, range: null, filter: sales, named, saleId };
        expect(routeOf(hashOf(route))).toEqual(route);
      }),
    );
  });

  it('leads back to every day', () => {
    fc.assert(
      fc.property(fc.option(day, { nil: null }), fc.option(id, { nil: null }), (shown, saleId) => {
        const route = { ...HOME, day: shown, saleId };
        expect(routeOf(hashOf(route))).toEqual(route);
      }),
    );
  });

  it('leads back to every range of a report', () => {
    const own = fc.tuple(day, fc.nat(3000)).map(([from, days]) => ({ from, to: dayAfter(from, days) }));
    fc.assert(
      fc.property(fc.oneof(fc.constant(null), fc.constantFrom(...RANGE_NAMES), own), (range) => {
        const route = { ...HOME, page: 'reports' as const, range };
        expect(routeOf(hashOf(route))).toEqual(route);
      }),
    );
  });

  it('says nothing that goes without saying', () => {
    expect(PAGES.map((page) => hashOf({ ...HOME, page }))).toEqual(PAGES.map((page) => `#${page}`));
  });

  it('opens today for an address that nobody wrote', () => {
    fc.assert(
      fc.property(fc.string(), (noise) => {
        const route = routeOf(`#${noise}`);
        expect(PAGES).toContain(route.page);
      }),
    );
    expect(routeOf('')).toEqual(HOME);
  });

  it('leaves out what is no day, hour or tender', () => {
    expect(routeOf('#sales?day=yesterday&hour=-3&tender=cheque&until=1e9').filter).toEqual({});
    expect(routeOf('#today?day=2026-02-30').day).toBeNull();
    const ranges = [
      'from=2026-13-01&to=2026-12-31',
      'from=2026-05-02&to=2026-05-01',
      'from=2001-01-01&to=2026-01-01',
      'range=always',
      'from=2026-05-01',
    ];
    expect(ranges.map((range) => routeOf(`#reports?${range}`).range)).toEqual(ranges.map(() => null));
  });
});
