// The reports' thread: answers one question after the other on a read-only connection of its own, so that the longest
// report never holds up a sale.
import '../threads/loaded.ts'; // First.
import { parentPort, workerData } from 'node:worker_threads';
import { missingCase, TillError } from '../../shared/errors.ts';
import { openReportStore, type ReportStore } from '../store/report-store.ts';
import { asTillError } from '../store/store-error.ts';
import type { Answer, Question, Reply, ReportsWorkerData, Request } from './questions.ts';
import { meaningOf } from './search-text.ts';

const port = parentPort;
if (!port) throw new Error('reports/worker.ts is started as a worker');

const ZS_A_PAGE = 50;

let opened: ReportStore | null = null;

/** Opened with the first question, so that a file that cannot be opened is that question's answer. */
function openStore(): ReportStore {
  opened ??= openReportStore((workerData as ReportsWorkerData).databasePath);
  return opened;
}

function answerTo(question: Question, store: ReportStore): Answer {
  switch (question.kind) {
    case 'day':
      return store.day(question.day, question.weekBeforeUntilMs);
    case 'range':
      return store.range(question.range);
    case 'count':
      return store.count();
    case 'sales': {
      const { text = '', ...filter } = question.filter;
      return store.salesPage(filter, meaningOf(text, question), question.cursor);
    }
    case 'sale': {
      const sale = store.sale(question.saleId);
      if (!sale) throw new TillError('NOT_FOUND');
      return sale;
    }
    case 'inbound':
      return store.inbound(question.sinceMs, question.untilMs);
    case 'shiftFigures':
      return store.figures(question.shiftId, question.toSeq);
    case 'zs':
      return store.zs(question.before, ZS_A_PAGE);
    case 'zsOf':
      return store.zsOf(question.period);
    case 'upkeep':
      return store.upkeep(question.nowMs);
    default:
      return missingCase(question);
  }
}

function replyTo({ id, question }: Request): Reply {
  try {
    return { id, ok: true, answer: answerTo(question, openStore()) };
  } catch (cause) {
    const error = asTillError(cause);
    if (error instanceof TillError) return { id, ok: false, code: error.code, detail: error.detail, cause: error.cause };
    return { id, ok: false, code: 'INTERNAL', detail: undefined, cause };
  }
}

port.on('message', (request: Request) => port.postMessage(replyTo(request)));
