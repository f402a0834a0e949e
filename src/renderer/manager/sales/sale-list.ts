// The list of sales as its pages come in: the newest page again and again as sales happen, older ones on request. Pure.
import type { SaleRow, SalesPage } from '../../../shared/reports.ts';

export interface SaleList {
  rows: SaleRow[];
  /** Where the next older page begins; null when there is none. */
  nextCursor: string | null;
}

/** The first page, asked for anew: new sales come on top, changed ones are replaced, older pages stay. */
export function withNewest(list: SaleList | null, page: SalesPage): SaleList {
  if (!list || page.nextCursor === null) return page;
  const fresh = new Set(page.rows.map((row) => row.saleId));
  const older = list.rows.filter((row) => !fresh.has(row.saleId));
  // Nothing in common: there may be sales between the two that nobody asked for.
  if (older.length === list.rows.length && list.rows.length > 0) return page;
  const last = page.rows.at(-1);
  const below = last ? older.filter((row) => row.atMs <= last.atMs) : [];
  return below.length === 0 ? page : { rows: [...page.rows, ...below], nextCursor: list.nextCursor };
}

/** The page that follows. */
export function withOlder(list: SaleList, page: SalesPage): SaleList {
  const known = new Set(list.rows.map((row) => row.saleId));
  return { rows: [...list.rows, ...page.rows.filter((row) => !known.has(row.saleId))], nextCursor: page.nextCursor };
}

/** Rows under the day they fall on, in their order. */
export function byDay(rows: readonly SaleRow[], dayOf: (atMs: number) => string): { day: string; rows: SaleRow[] }[] {
  const days: { day: string; rows: SaleRow[] }[] = [];
  for (const row of rows) {
    const day = dayOf(row.atMs);
    const last = days.at(-1);
    if (last?.day === day) last.rows.push(row);
    else days.push({ day, rows: [row] });
  }
  return days;
}
