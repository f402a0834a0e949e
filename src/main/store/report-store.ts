// The database as the reports' thread has it: a read-only connection, and everything that may take long on it.
import Database from 'better-sqlite3';
import { sumsPath } from '../data-dir.ts';
import { createRangeStore, type RangeStore } from './range-store.ts';
import { createReportQueries, type ReportQueries } from './report-queries.ts';
import { createSalesQueries, type SalesQueries } from './sales-queries.ts';
import { createShiftFigures, type ShiftFigureQueries } from './shift-figures.ts';
import { createShiftStore, type ShiftStore } from './shift-store.ts';
import { type Upkeep, upkeep } from './upkeep.ts';

export interface ReportStore extends ReportQueries, RangeStore, SalesQueries, ShiftFigureQueries, Pick<ShiftStore, 'zs' | 'zsOf'> {
  upkeep(nowMs: number): Upkeep;
}

export function openReportStore(databasePath: string): ReportStore {
  const db = new Database(databasePath, { readonly: true, fileMustExist: true });
  const ranges = createRangeStore(db, sumsPath(databasePath));
  return {
    ...createReportQueries(db),
    ...createSalesQueries(db),
    ...createShiftFigures(db),
    ...createShiftStore(db),
    range: ranges.range,
    count: ranges.count,
    upkeep: (nowMs) => upkeep(db, nowMs),
    close() {
      ranges.close();
      db.close();
    },
  };
}
