// Articles brought in and out as files. A file is uploaded in pieces, checked by a thread of its own as often as its columns are tried, and
// then written part by part between two sales. What has begun is gone on with after a restart, or taken back (docs/decisions/0014).
import { appendFileSync, existsSync, mkdirSync, readdirSync, rmSync, statSync } from 'node:fs';
import { open, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { CsvPreview, ExportPart, ImportCheck, RejectedCells } from '../../../shared/article-files.ts';
import type { ImportPlan } from '../../../shared/contract/catalogue.ts';
import { TillError } from '../../../shared/errors.ts';
import { minorDigits } from '../../../shared/money.ts';
import type { Log } from '../../log.ts';
import type { CatalogueStore } from '../../store/catalogue-store.ts';
import type { ShopSettings } from '../../store/facts/shop-facts.ts';
import type { Journal } from '../../store/journal.ts';
import { asFileError } from '../../store/store-error.ts';
import { createFileThreads } from '../../threads/file-threads.ts';
import { type Preview, previewOf } from './csv-text.ts';
import { createImporting, type Importing } from './importing.ts';
import type { FilesJob, FromWorker } from './jobs.ts';
import { REJECTED_FILE, rejectedLineSchema } from './plan.ts';

const MEGABYTE = 1024 * 1024;
const MOST_MEGABYTES = 200;
/** What a preview looks at. */
const PREVIEW_BYTES = 256 * 1024;
const REJECTED_AT_ONCE = 500;

export interface ArticleFilesParts {
  journal: Journal;
  store: CatalogueStore;
  databasePath: string;
  /** The shop's folder. */
  dir: string;
  workerUrl: URL;
  shop: () => ShopSettings;
  newId: () => string;
  log: Log;
}

export interface ArticleFiles {
  upload(piece: { uploadId: string | null; fileName: string; base64: string }): { uploadId: string };
  preview(uploadId: string, said: Parameters<typeof previewOf>[1]): Promise<CsvPreview>;
  /** Ends a check that is under way, and tells of this one. */
  check(plan: ImportPlan, tell: (news: ImportCheck) => void): Promise<void>;
  rejected(uploadId: string, tell: (rows: RejectedCells[]) => void): Promise<void>;
  write(uploadId: string, staffId: string): void;
  takeBack(staffId: string): void;
  forget(uploadId: string): void;
  export(tell: (part: ExportPart) => void): Promise<void>;
  importing: Importing;
  close(): Promise<void>;
}

interface Upload {
  fileName: string;
  /** What the last check of it found. */
  checked: { articleCount: number; rejectedRowCount: number; partCount: number; writable: boolean } | null;
}

export function openArticleFiles({ journal, store, databasePath, dir, workerUrl, shop, newId, log }: ArticleFilesParts): ArticleFiles {
  const folder = join(dir, 'imports');
  const importing = createImporting({ journal, store, folder, log });
  // What was uploaded and never written is of a time before this start.
  if (existsSync(folder))
    for (const name of readdirSync(folder)) if (name !== importing.planName()) rmSync(join(folder, name), { recursive: true, force: true });
  const uploads = new Map<string, Upload>();
  const threads = createFileThreads<FilesJob, FromWorker>(workerUrl, 'article-files');
  let checking: { uploadId: string; stop: () => Promise<void> } | null = null;

  const uploadOf = (uploadId: string): Upload => {
    const upload = uploads.get(uploadId);
    if (!upload) throw new TillError('NOT_FOUND');
    return upload;
  };
  const fileOf = (uploadId: string) => join(folder, `${uploadId}.csv`);
  const planDirOf = (uploadId: string) => join(folder, uploadId);
  const remove = (uploadId: string) => {
    uploads.delete(uploadId);
    rmSync(fileOf(uploadId), { force: true });
    if (importing.planName() !== uploadId) rmSync(planDirOf(uploadId), { recursive: true, force: true });
  };

  return {
    importing,
    upload({ uploadId, fileName, base64 }) {
      const id = uploadId ?? newId();
      if (uploadId === null) {
        // One at a time: the one before was left.
        void checking?.stop();
        for (const old of [...uploads.keys()]) remove(old);
        uploads.set(id, { fileName, checked: null });
        mkdirSync(folder, { recursive: true, mode: 0o700 });
      }
      const upload = uploadOf(id);
      upload.checked = null;
      const path = fileOf(id);
      const bytes = Buffer.from(base64, 'base64');
      if ((existsSync(path) ? statSync(path).size : 0) + bytes.length > MOST_MEGABYTES * MEGABYTE) {
        remove(id);
        throw new TillError('FILE_TOO_LARGE', { maxMegabytes: MOST_MEGABYTES });
      }
      try {
        appendFileSync(path, bytes, { mode: 0o600 });
      } catch (cause) {
        throw asFileError(cause);
      }
      return { uploadId: id };
    },
    async preview(uploadId, said) {
      uploadOf(uploadId);
      const file = await open(fileOf(uploadId));
      let preview: Preview | null;
      try {
        const { buffer, bytesRead } = await file.read(Buffer.alloc(PREVIEW_BYTES), 0, PREVIEW_BYTES, 0);
        preview = previewOf(buffer.subarray(0, bytesRead), said);
      } finally {
        await file.close();
      }
      if (!preview) throw new TillError('FILE_UNREADABLE');
      return preview;
    },
    async check(plan, tell) {
      const upload = uploadOf(plan.uploadId);
      if (!shop().taxClasses.some(({ id }) => id === plan.taxClassId)) throw new TillError('NOT_FOUND');
      if (importing.underWay()) throw new TillError('ALREADY_DONE');
      await checking?.stop();
      upload.checked = null;
      await rm(planDirOf(plan.uploadId), { recursive: true, force: true });
      const { currency, taxClasses, languages } = shop();
      const job: FilesJob = {
        kind: 'check',
        databasePath,
        file: fileOf(plan.uploadId),
        planDir: planDirOf(plan.uploadId),
        plan,
        currencyDigits: minorDigits(currency),
        taxClasses: taxClasses.map(({ id, name, ratePpm }) => ({ id, name, ratePpm })),
        language: languages.cashier,
      };
      const { done, stop } = threads.run(job, (news) => {
        if (news.kind === 'progress') tell(news);
        if (news.kind !== 'checked') return;
        const { figures, rejected, partCount } = news;
        const writable = partCount > 0 && (plan.mode === 'skip_bad' || figures.rejected === 0);
        upload.checked = { articleCount: figures.added + figures.changed, rejectedRowCount: figures.rejected, partCount, writable };
        tell({ kind: 'checked', figures, rejected, writable });
      });
      const mine = { uploadId: plan.uploadId, stop };
      checking = mine;
      try {
        await done;
      } finally {
        if (checking === mine) checking = null;
      }
    },
    async rejected(uploadId, tell) {
      uploadOf(uploadId);
      const path = join(planDirOf(uploadId), REJECTED_FILE);
      if (!existsSync(path)) throw new TillError('NOT_FOUND');
      const lines = (await readFile(path, 'utf8')).split('\n').filter((line) => line !== '');
      for (let from = 0; from < Math.max(1, lines.length); from += REJECTED_AT_ONCE) {
        tell(lines.slice(from, from + REJECTED_AT_ONCE).map((line) => rejectedLineSchema.parse(JSON.parse(line)) as RejectedCells));
        await nextTurn();
      }
    },
    write(uploadId, staffId) {
      const { fileName, checked } = uploadOf(uploadId);
      if (importing.underWay()) throw new TillError('ALREADY_DONE');
      if (!checked?.writable) throw new TillError('NOT_FOUND');
      importing.begin({ importId: uploadId, fileName, ...checked }, staffId);
      remove(uploadId);
    },
    takeBack: (staffId) => importing.takeBack(staffId),
    forget(uploadId) {
      uploadOf(uploadId);
      void checking?.stop();
      remove(uploadId);
    },
    async export(tell) {
      await threads.run({ kind: 'export', databasePath, currencyDigits: minorDigits(shop().currency) }, (news) => {
        if (news.kind === 'text') tell({ text: news.text });
      }).done;
    },
    async close() {
      await threads.close();
      await importing.close();
    },
  };
}
