// Shifts that are over: their Zs, the sums of months and years, and these on paper.
import { TillError } from '../../shared/errors.ts';
import type { PeriodReport, ShiftReport, ShiftReportHead } from '../../shared/z-report.ts';
import type { Reports } from '../reports/reports.ts';
import type { Journal } from '../store/journal.ts';
import type { NewPrintJob } from '../store/print-jobs.ts';
import type { ShiftStore } from '../store/shift-store.ts';
import { periodReport } from './shift-report.ts';

export interface PastShiftsParts {
  store: Pick<ShiftStore, 'z'>;
  reports: Pick<Reports, 'zs' | 'zsOf'>;
  journal: Journal;
  insertPrintJob: (job: NewPrintJob) => void;
  /** A sum is no fact of its own: nothing else tells the printers of its paper. */
  wakePrinting: () => void;
  newId: () => string;
  nowMs: () => number;
}

export interface PastShifts {
  zs(before: number | null): Promise<ShiftReportHead[]>;
  /** NOT_FOUND */
  z(number: number): ShiftReport;
  /** NOT_FOUND where there is no Z in it. */
  period(period: string): Promise<PeriodReport>;
  printPeriod(period: string): Promise<void>;
}

export function createPastShifts({ store, reports, journal, insertPrintJob, wakePrinting, newId, nowMs }: PastShiftsParts): PastShifts {
  const z = (number: number): ShiftReport => {
    const report = store.z(number);
    if (!report) throw new TillError('NOT_FOUND');
    return report;
  };
  const period = async (wanted: string): Promise<PeriodReport> => {
    const report = periodReport(wanted, await reports.zsOf(wanted));
    if (!report) throw new TillError('NOT_FOUND');
    return report;
  };
  return {
    zs: (before) => reports.zs(before),
    z,
    period,
    async printPeriod(wanted) {
      await period(wanted);
      journal.transact(() =>
        insertPrintJob({
          id: newId(),
          kind: 'period_report',
          subjectId: wanted,
          title: wanted,
          copyNumber: 0,
          printerId: null,
          queuedAtMs: nowMs(),
        }),
      );
      wakePrinting();
    },
  };
}
