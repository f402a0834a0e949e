// What the thread for files is asked to write of a report: plain data, as it crosses the threads.
import type { RangeReport } from '../../../shared/range-report.ts';
import type { FileFormat } from '../../../shared/report-file.ts';
import type { DayReport } from '../../../shared/reports.ts';
import type { TableSetting } from '../../../shared/table-parts.ts';
import type { PeriodReport, ShiftReport } from '../../../shared/z-report.ts';

export type MadeReport =
  | { kind: 'day'; report: DayReport }
  | { kind: 'range'; report: RangeReport }
  | { kind: 'x' | 'z'; report: ShiftReport }
  | { kind: 'period'; report: PeriodReport };

export interface ReportJob {
  kind: 'report';
  made: MadeReport;
  /** One of its tables alone. */
  table: string | null;
  format: FileFormat;
  setting: TableSetting;
  /** As it was when the report was made. */
  shop: ShiftReport['shop'];
  madeAtMs: number;
}

/** `no_table`: the report has no such table. */
export type FromReportThread = { kind: 'named'; fileName: string } | { kind: 'bytes'; bytes: Uint8Array } | { kind: 'no_table' };
