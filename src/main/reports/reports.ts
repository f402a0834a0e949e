// Reports for main: questions go to a worker thread that is started with the first of them. A worker that dies takes its
// questions with it, as errors; the next question starts another.
import { type DayRange, rangeTrouble } from '../../shared/day-range.ts';
import { TillError } from '../../shared/errors.ts';
import type { RangeReport } from '../../shared/range-report.ts';
import type { DayReport, InboundPace, SaleDetail, SalesFilter, SalesPage } from '../../shared/reports.ts';
import { shopDay, weekEarlier } from '../../shared/shop-day.ts';
import type { ShiftFigures, ShiftReportHead } from '../../shared/z-report.ts';
import type { Log } from '../log.ts';
import type { ShopSettings } from '../store/facts/shop-facts.ts';
import type { PeriodZs } from '../store/shift-store.ts';
import type { Counted } from '../store/sums-follower.ts';
import type { Upkeep } from '../store/upkeep.ts';
import { startThread, type Thread } from '../threads/thread.ts';
import type { Question, QuestionKind, Questions, Reply, ReportsWorkerData, Request } from './questions.ts';

export interface ReportsParts {
  /** The worker's script: worker.ts, or what it was built to. */
  workerUrl: URL;
  databasePath: string;
  shop: () => Pick<ShopSettings, 'currency' | 'timeZone' | 'dayStartsAtHour' | 'terminalId'>;
  /** Milliseconds since the epoch. */
  nowMs: () => number;
  log: Log;
}

/**
 * All fail with INTERNAL when the worker dies (STORE_FAILED when it is the disk or the file), and with SHUTTING_DOWN
 * when the till closes meanwhile.
 */
const PACE_OVER_MS = 14 * 24 * 60 * 60 * 1000;

export interface Reports {
  /** Today when no day is given. The week before is compared up to this time for today, and whole for other days. */
  day(day?: string): Promise<DayReport>;
  /** RANGE_REFUSED; REPORTS_COUNTING while the sums are being made. */
  range(range: DayRange): Promise<RangeReport>;
  /** Counts what happened since into the sums behind ranges, for a moment. */
  count(): Promise<Counted>;
  /** BAD_INPUT for a cursor that no page gave. */
  sales(filter: SalesFilter, cursor: string | null): Promise<SalesPage>;
  /** NOT_FOUND */
  sale(saleId: string): Promise<SaleDetail>;
  /** What came in by Lightning within the last two weeks. */
  inbound(): Promise<InboundPace>;
  /** Of a shift's entries up to and with `toSeq`. */
  shiftFigures(shiftId: number, toSeq: number): Promise<ShiftFigures>;
  /** Zs, newest first, before the given one. */
  zs(before: number | null): Promise<ShiftReportHead[]>;
  /** The Zs of a month (`2026-11`) or a year, oldest first, and what those of earlier days come to. */
  zsOf(period: string): Promise<PeriodZs>;
  /** The check of every page and the daily copy; seconds for a large file, in a thread of its own. */
  upkeep(): Promise<Upkeep>;
  close(): Promise<void>;
}

export function openReports({ workerUrl, databasePath, shop, nowMs, log }: ReportsParts): Reports {
  const askers = new Set<Asker>();
  const openAsker = () => {
    const asker = createAsker(workerUrl, { databasePath }, log);
    askers.add(asker);
    return asker;
  };
  const { ask } = openAsker();
  let closed = false;

  return {
    async day(day) {
      const { timeZone } = shop();
      const today = shopDay(nowMs(), shop()).day;
      return ask('day', { day: day ?? today, weekBeforeUntilMs: day === undefined || day === today ? weekEarlier(nowMs(), timeZone) : null });
    },
    async range(range) {
      const reason = rangeTrouble(range, shopDay(nowMs(), shop()).day);
      if (reason !== null) throw new TillError('RANGE_REFUSED', { reason });
      return ask('range', { range });
    },
    count: () => ask('count', {}),
    async sales(filter, cursor) {
      const { currency, terminalId } = shop();
      return ask('sales', { filter, cursor, currency, terminalId });
    },
    sale: (saleId) => ask('sale', { saleId }),
    inbound: () => ask('inbound', { sinceMs: nowMs() - PACE_OVER_MS, untilMs: nowMs() }),
    shiftFigures: (shiftId, toSeq) => ask('shiftFigures', { shiftId, toSeq }),
    zs: (before) => ask('zs', { before }),
    zsOf: (period) => ask('zsOf', { period }),
    async upkeep() {
      if (closed) throw new TillError('SHUTTING_DOWN');
      const asker = openAsker();
      try {
        return await asker.ask('upkeep', { nowMs: nowMs() });
      } finally {
        askers.delete(asker);
        await asker.close();
      }
    },
    async close() {
      closed = true;
      await Promise.all([...askers].map((asker) => asker.close()));
    },
  };
}

interface Asker {
  ask<K extends QuestionKind>(kind: K, asked: Questions[K]['asked']): Promise<Questions[K]['answer']>;
  close(): Promise<void>;
}

interface Waiting {
  resolve(answer: unknown): void;
  reject(error: TillError): void;
}

function createAsker(workerUrl: URL, workerData: ReportsWorkerData, log: Log): Asker {
  const waiting = new Map<number, Waiting>();
  let thread: Thread<Request> | null = null;
  let lastId = 0;
  let closed = false;

  const failAll = (error: TillError) => {
    for (const { reject } of waiting.values()) reject(error);
    waiting.clear();
  };

  const settle = (reply: Reply) => {
    const question = waiting.get(reply.id);
    waiting.delete(reply.id);
    if (reply.ok) question?.resolve(reply.answer);
    else {
      if (reply.code === 'INTERNAL') log.error('reports.failed', reply.cause);
      question?.reject(new TillError(reply.code, reply.detail, { cause: reply.cause }));
    }
  };

  const start = (): Thread<Request> => {
    const died = (cause: unknown) => {
      if (thread !== started) return;
      thread = null;
      log.error('reports.worker_died', cause, { questions: waiting.size });
      failAll(new TillError('INTERNAL', undefined, { cause }));
    };
    const started = startThread<Request, Reply>(
      workerUrl,
      { workerData, name: 'reports' },
      { onMessage: settle, onError: died, onExit: (code) => died(new Error(`the worker ended with code ${code}`)) },
    );
    return started;
  };

  return {
    ask: (kind, asked) =>
      new Promise((resolve, reject) => {
        if (closed) throw new TillError('SHUTTING_DOWN');
        thread ??= start();
        lastId += 1;
        waiting.set(lastId, { resolve: resolve as Waiting['resolve'], reject });
        thread.tell({ id: lastId, question: { kind, ...asked } as Question });
      }),
    async close() {
      closed = true;
      const ending = thread;
      thread = null;
      failAll(new TillError('SHUTTING_DOWN'));
      await ending?.end();
    },
  };
}
