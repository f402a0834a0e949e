// Files for the accountant: each is made in a thread of its own, one after the other, and is whole on the till's disk before anybody is
// given a piece of it. What was handed out is a fact. A page that goes away leaves nothing half done: files of before are removed.
import { mkdirSync, rmSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import {
  type ChartOfAccounts,
  type ExportedFile,
  type ExportNews,
  type ExportsState,
  type ExportWish,
  fingerprintOf,
} from '../../shared/accounting.ts';
import { TillError } from '../../shared/errors.ts';
import { shopDay } from '../../shared/shop-day.ts';
import type { Log } from '../log.ts';
import type { Secrets } from '../secrets/secrets.ts';
import type { ShopSettings } from '../store/facts/shop-facts.ts';
import type { Journal } from '../store/journal.ts';
import type { SigningKeyStore } from '../store/signing-key-store.ts';
import { createFileThreads } from '../threads/file-threads.ts';
import { createTurns } from '../turns.ts';
import type { ExportJob, FromExportWorker } from './jobs.ts';
import { signingKeyOf } from './signing-key.ts';

const PIECE_BYTES = 512 * 1024;
/** Two managers, each with a file and one to compare it with. */
const MOST_KEPT = 4;

export interface ExportsParts {
  journal: Journal;
  secrets: Secrets;
  signingKeys: SigningKeyStore;
  databasePath: string;
  /** The shop's folder. */
  dir: string;
  workerUrl: URL;
  shop: () => ShopSettings;
  putChart: (chart: ChartOfAccounts, staffId: string) => void;
  newId: () => string;
  nowMs: () => number;
  log: Log;
}

export interface Exports {
  state(): ExportsState;
  /** INTERNAL, DISK_FULL, STORE_FAILED, SECRETS_CLOSED. */
  make(wish: ExportWish, staffId: string, tell: (news: ExportNews) => void): Promise<void>;
  /** NOT_FOUND */
  read(fileId: string, piece: number): Promise<{ base64: string; last: boolean }>;
  putChart(chart: ChartOfAccounts, staffId: string): void;
  close(): Promise<void>;
}

export function openExports(parts: ExportsParts): Exports {
  const { journal, secrets, signingKeys, databasePath, dir, workerUrl, shop, putChart, newId, nowMs, log } = parts;
  const folder = join(dir, 'exports');
  rmSync(folder, { recursive: true, force: true });
  const files: ExportedFile[] = [];
  const threads = createFileThreads<ExportJob, FromExportWorker>(workerUrl, 'export');
  const turns = createTurns();
  const pathOf = (fileId: string) => join(folder, fileId);

  const keep = (file: ExportedFile) => {
    files.push(file);
    for (const old of files.splice(0, Math.max(0, files.length - MOST_KEPT))) rmSync(pathOf(old.fileId), { force: true });
  };

  /** Null where there is nothing to write. */
  const written = async (job: ExportJob, tell: (news: ExportNews) => void): Promise<{ bytes: number; sha256: string } | null> => {
    const ends: Exclude<FromExportWorker, { kind: 'progress' }>[] = [];
    await threads.run(job, (news) => {
      if (news.kind === 'progress') tell(news);
      else ends.push(news);
    }).done;
    const [end] = ends;
    if (!end) throw new Error('the thread for exports said nothing');
    if (end.kind === 'failed') {
      log.error('export.failed', new Error(end.reason), { export: job.wish.kind });
      throw new TillError(end.code);
    }
    return end.kind === 'made' ? end : null;
  };

  const makeFile = async (wish: ExportWish, staffId: string, tell: (news: ExportNews) => void) => {
    const { name, terminalId, practice, accounting } = shop();
    // Before the range is read: a whole journal has the fact of its key.
    const signing = wish.kind === 'journal' ? signingKeyOf({ secrets, journal, store: signingKeys }, staffId) : null;
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    const fileId = newId();
    const madeAtMs = nowMs();
    const job = { databasePath, path: pathOf(fileId), wish, chart: accounting, shop: { name, terminalId, practice }, signing, madeAtMs };
    const made = await written(job, tell);
    if (!made) {
      tell({ kind: 'nothing' });
      return;
    }
    const { bytes, sha256 } = made;
    const days = wish.kind === 'journal' ? wish.days : wish;
    const fileName = fileNameOf(wish, shopDay(madeAtMs, shop()).day);
    journal.transact((append) =>
      append('export_made', { export: wish.kind, from: days?.from ?? null, to: days?.to ?? null, fileName, bytes, sha256 }, staffId),
    );
    const file = { fileId, fileName, bytes, sha256 };
    keep(file);
    tell({ kind: 'made', file });
  };

  return {
    state() {
      const publicKey = signingKeys.publicKey();
      return { chart: shop().accounting, fingerprint: publicKey && fingerprintOf(publicKey) };
    },
    make: (wish, staffId, tell) => turns.take(() => makeFile(wish, staffId, tell)),
    async read(fileId, piece) {
      const file = files.find((one) => one.fileId === fileId);
      if (!file || piece * PIECE_BYTES > file.bytes) throw new TillError('NOT_FOUND');
      const opened = await open(pathOf(fileId));
      try {
        const { buffer, bytesRead } = await opened.read(Buffer.alloc(PIECE_BYTES), 0, PIECE_BYTES, piece * PIECE_BYTES);
        return { base64: buffer.toString('base64', 0, bytesRead), last: piece * PIECE_BYTES + bytesRead >= file.bytes };
      } finally {
        await opened.close();
      }
    },
    putChart,
    async close() {
      await threads.close();
      await turns.over();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function fileNameOf(wish: ExportWish, today: string): string {
  switch (wish.kind) {
    case 'payments':
      return `payments_${wish.from}_${wish.to}.csv`;
    case 'postings':
      return `postings-by-${wish.by}_${wish.from}_${wish.to}.csv`;
    case 'cash_register':
      return `cash-register_${wish.from}_${wish.to}.zip`;
    case 'journal':
      return wish.days ? `journal_${wish.days.from}_${wish.days.to}.jsonl` : `journal_until_${today}.jsonl`;
  }
}
