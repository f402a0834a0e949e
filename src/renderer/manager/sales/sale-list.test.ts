import { describe, expect, it } from 'vitest';
import type { SaleRow } from '../../../shared/reports.ts';
import { byDay, withNewest, withOlder } from './sale-list.ts';

/** Sale `n`, the later the larger. */
function row(n: number, change: Partial<SaleRow> = {}): SaleRow {
  return {
    saleId: `sale-${n}`,
    status: 'completed',
    receiptNumber: `T1-${n}`,
    atMs: n * 1000,
    staffName: '',
    totalMinor: n,
    itemCount: 1,
    tenderKinds: ['cash'],
    tenderMinor: null,
    ...change,
  };
}

const ids = (list: { rows: SaleRow[] }) => list.rows.map((one) => one.totalMinor);

describe('a list of sales that grows', () => {
  const twoPages = withOlder({ rows: [row(9), row(8), row(7)], nextCursor: 'after 7' }, { rows: [row(6), row(5)], nextCursor: 'after 5' });

  it('puts older pages under what is there, and no sale twice', () => {
    expect(ids(withOlder(twoPages, { rows: [row(5), row(4)], nextCursor: null }))).toEqual([9, 8, 7, 6, 5, 4]);
  });

  it('puts new sales on top and keeps the older pages', () => {
    const grown = withNewest(twoPages, { rows: [row(10), row(9), row(8)], nextCursor: 'after 8' });
    expect(ids(grown)).toEqual([10, 9, 8, 7, 6, 5]);
    expect(grown.nextCursor).toBe('after 5');
  });

  it('shows a sale as it is now', () => {
    const changed = withNewest(twoPages, { rows: [row(9), row(8, { status: 'cancelled' }), row(7)], nextCursor: 'after 7' });
    expect(changed.rows[1]?.status).toBe('cancelled');
  });

  it('drops a sale that the first page no longer has', () => {
    const changed = withNewest(twoPages, { rows: [row(9), row(7), row(6)], nextCursor: 'after 6' });
    expect(ids(changed)).toEqual([9, 7, 6, 5]);
  });

  it('starts over when so much was sold that there may be a gap', () => {
    const page = { rows: [row(30), row(29), row(28)], nextCursor: 'after 28' };
    expect(withNewest(twoPages, page)).toEqual(page);
  });

  it('empties when nothing is found any more', () => {
    expect(withNewest(twoPages, { rows: [], nextCursor: null })).toEqual({ rows: [], nextCursor: null });
  });
});

describe('the days of a list', () => {
  it('keeps the order and names each day once', () => {
    const days = byDay([row(25), row(21), row(14), row(3)], (atMs) => (atMs >= 20_000 ? 'Sunday' : 'Saturday'));
    expect(days.map(({ day, rows }) => [day, rows.length])).toEqual([
      ['Sunday', 2],
      ['Saturday', 2],
    ]);
  });
});
