// The sales behind a number of a report. Pure.
import type { DayRange } from '../../../shared/day-range.ts';
import type { SalesFilter } from '../../../shared/reports.ts';

/** Completed sales of those days, narrowed down further by `and`. */
export function salesOf({ from, to }: DayRange, and: SalesFilter = {}): SalesFilter {
  return { day: from, ...(to !== from && { lastDay: to }), status: 'completed', ...and };
}
