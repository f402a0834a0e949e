// What main asks the reports' worker, and what it answers: plain data, as it crosses the threads.
import type { DayRange } from '../../shared/day-range.ts';
import type { ErrorCode, ErrorDetail } from '../../shared/errors.ts';
import type { RangeReport } from '../../shared/range-report.ts';
import type { DayReport, InboundPace, SaleDetail, SalesFilter, SalesPage } from '../../shared/reports.ts';
import type { ShiftFigures, ShiftReportHead } from '../../shared/z-report.ts';
import type { PeriodZs } from '../store/shift-store.ts';
import type { Counted } from '../store/sums-follower.ts';
import type { Upkeep } from '../store/upkeep.ts';

export interface ReportsWorkerData {
  databasePath: string;
}

/** Each kind of question with its answer. */
export interface Questions {
  day: { asked: { day: string; weekBeforeUntilMs: number | null }; answer: DayReport };
  range: { asked: { range: DayRange }; answer: RangeReport };
  /** Counts what happened since into the sums behind ranges, for a moment. */
  count: { asked: object; answer: Counted };
  sales: { asked: { filter: SalesFilter; cursor: string | null; currency: string; terminalId: string }; answer: SalesPage };
  sale: { asked: { saleId: string }; answer: SaleDetail };
  inbound: { asked: { sinceMs: number; untilMs: number }; answer: InboundPace };
  shiftFigures: { asked: { shiftId: number; toSeq: number }; answer: ShiftFigures };
  zs: { asked: { before: number | null }; answer: ShiftReportHead[] };
  zsOf: { asked: { period: string }; answer: PeriodZs };
  upkeep: { asked: { nowMs: number }; answer: Upkeep };
}

export type QuestionKind = keyof Questions;
export type Question = { [K in QuestionKind]: { kind: K } & Questions[K]['asked'] }[QuestionKind];
export type Answer = Questions[QuestionKind]['answer'];

export interface Request {
  id: number;
  question: Question;
}

/** `cause` is for the log; an Error keeps its message, stack and cause between threads, but not its class. */
export type Reply = { id: number; ok: true; answer: Answer } | { id: number; ok: false; code: ErrorCode; detail: ErrorDetail; cause: unknown };
