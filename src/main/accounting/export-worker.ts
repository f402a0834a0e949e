// The thread that makes one file for the accountant, on a read-only connection of its own: the till sells on, however long it takes.
// The file appears whole or not at all.
import '../threads/loaded.ts'; // First.
import { dirname } from 'node:path';
import { parentPort, workerData } from 'node:worker_threads';
import type { DayRange } from '../../shared/day-range.ts';
import { missingCase, TillError } from '../../shared/errors.ts';
import { BrokenEntry } from '../store/chain.ts';
import { type ExportStore, openExportStore } from '../store/export-store.ts';
import { asFileError, asTillError } from '../store/store-error.ts';
import { writeCashRegister } from './cash-register/cash-register.ts';
import type { ExportJob, FromExportWorker } from './jobs.ts';
import { writeJournal } from './journal-file.ts';
import { writePayments } from './payments.ts';
import { writePostings } from './postings.ts';
import { signed } from './signing-key.ts';
import { stretchOf, walk } from './walk.ts';
import { createWholeFile, type Write } from './whole-file.ts';

const port = parentPort;
if (!port) throw new Error('export-worker.ts is started as a worker');
const tell = (news: FromExportWorker) => port.postMessage(news);
const onProgress = (done: number, of: number) => tell({ kind: 'progress', done, of });

/** False where there is nothing to write. */
function writeExport(job: ExportJob, store: ExportStore, write: Write): boolean {
  const { wish } = job;
  switch (wish.kind) {
    case 'payments':
      writePayments(write, store, walkDays(store, wish));
      return true;
    case 'postings':
      writePostings(write, store, walkDays(store, wish), { chart: job.chart, by: wish.by });
      return true;
    case 'cash_register': {
      const zs = store.zsBetween(wish.from, wish.to);
      if (zs.length === 0) return false;
      writeCashRegister(write, { store, zs, dir: dirname(job.path), madeAtMs: job.madeAtMs, onProgress });
      return true;
    }
    case 'journal': {
      const { signing } = job;
      if (!signing) throw new Error('a journal that is not signed');
      const stretch = wish.days ? daysStretch(store, wish.days) : { first: 1, last: store.lastSeq() };
      if (!stretch) return false;
      const { first: fromSeq, last: toSeq } = stretch;
      const header = {
        format: 'flash-till-journal',
        formatVersion: 1,
        shop: job.shop.name,
        terminalId: job.shop.terminalId,
        practice: job.shop.practice,
        fromSeq,
        toSeq,
        previousHash: store.hashAt(fromSeq - 1),
        publicKey: signing.publicKey,
        madeAtMs: job.madeAtMs,
      } as const;
      writeJournal(write, store, header, (text) => signed(text, signing.secret), onProgress);
      return true;
    }
    default:
      return missingCase(wish);
  }
}

function* walkDays(store: ExportStore, days: DayRange) {
  const stretch = stretchOf(store, days);
  if (stretch) yield* walk(store, stretch, days, onProgress);
}

/** From the first entry of these days to the last: what lies between belongs to the chain. */
function daysStretch(store: ExportStore, days: DayRange): { first: number; last: number } | undefined {
  const around = stretchOf(store, days);
  let found: { first: number; last: number } | undefined;
  if (around) for (const { entry } of walk(store, around, days, () => undefined)) found = { first: found?.first ?? entry.seq, last: entry.seq };
  return found;
}

function make(job: ExportJob): FromExportWorker {
  const store = openExportStore(job.databasePath);
  const file = createWholeFile(job.path);
  try {
    if (!writeExport(job, store, file.write)) return { kind: 'nothing' };
    return { kind: 'made', ...file.publish() };
  } finally {
    file.discard();
    store.close();
  }
}

function failureOf(cause: unknown): FromExportWorker {
  const error = cause instanceof BrokenEntry ? new TillError('STORE_FAILED', undefined, { cause }) : asTillError(cause);
  if (error instanceof TillError) return { kind: 'failed', code: error.code, reason: String(cause) };
  const ofTheDisk = cause instanceof Error && 'syscall' in cause;
  if (!ofTheDisk) throw cause;
  return { kind: 'failed', code: asFileError(cause).code, reason: String(cause) };
}

try {
  tell(make(workerData as ExportJob));
} catch (cause) {
  tell(failureOf(cause));
}
