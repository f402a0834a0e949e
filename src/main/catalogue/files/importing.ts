// Writes a checked file into the catalogue, part by part: each part is one fact, the counter is served between two, and after a restart it
// goes on where it was. Taken back, it goes the same way in the other direction, from what its own facts say was there before.
import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { Article } from '../../../shared/article.ts';
import { TillError } from '../../../shared/errors.ts';
import type { Log } from '../../log.ts';
import type { CatalogueStore, UnfinishedImport } from '../../store/catalogue-store.ts';
import type { Journal } from '../../store/journal.ts';
import { ARTICLES_A_PART, importPartSchema, partPath } from './plan.ts';

/** Between two parts, for the counter: what waits there is served, however much it is. */
const PAUSE_MS = 3;
/** After a disk that refused: it may have room again. */
const RETRY_MS = 5_000;

export interface Importing {
  underWay(): { fileName: string; articleCount: number; written: number; goingBack: boolean } | null;
  /** The folder of the plan that is still needed. */
  planName(): string | null;
  begin(what: { importId: string; fileName: string; articleCount: number; rejectedRowCount: number; partCount: number }, staffId: string): void;
  /** NOT_FOUND when nothing is being written; ALREADY_DONE when it is being taken back. */
  takeBack(staffId: string): void;
  /** Resolves once nothing is under way. */
  settled(): Promise<void>;
  close(): Promise<void>;
}

export function createImporting({ journal, store, folder, log }: { journal: Journal; store: CatalogueStore; folder: string; log: Log }): Importing {
  const stopping = new AbortController();
  let working: Promise<void> | null = null;
  /** Whoever began it, or took it back; nobody after a restart. */
  let staffId: string | null = null;

  const end = async ({ importId }: UnfinishedImport, outcome: 'written' | 'taken_back' | 'stopped') => {
    journal.transact((append) => append('import_ended', { importId, outcome }, staffId));
    await rm(join(folder, importId), { recursive: true, force: true });
  };

  const writePart = async ({ importId, partsDone: part }: UnfinishedImport): Promise<void> => {
    const text = await readFile(partPath(join(folder, importId), part), 'utf8');
    const { articles, categories } = importPartSchema.parse(JSON.parse(text));
    journal.transact((append) => {
      // Taken back while the file was read.
      if (store.unfinishedImport()?.status !== 'writing') return;
      const before = articles.flatMap(({ id }) => store.whole(id) ?? []);
      append('import_written', { importId, part, back: false, articles, before, categories }, staffId);
    });
  };

  /** What was new is archived, and lets go of its codes: it may have been sold meanwhile. */
  const undone = (article: Article): Article => ({
    ...article,
    barcodes: [],
    code: '',
    variants: article.variants.map((variant) => ({ ...variant, barcodes: [] })),
    archived: true,
  });
  const undoPart = ({ importId, partsDone }: UnfinishedImport): void => {
    const part = partsDone - 1;
    const written = store.importedPart(importId, part);
    if (!written) throw new Error(`part ${part} of import ${importId} is not in the journal`);
    const before = new Map(written.before.map((article) => [article.id, article]));
    const articles = written.articles.map((article) => before.get(article.id) ?? undone(article));
    journal.transact((append) => append('import_written', { importId, part, back: true, articles, before: [], categories: [] }, staffId));
  };

  const step = async (one: UnfinishedImport): Promise<void> => {
    if (one.status === 'going_back') return one.partsDone === 0 ? end(one, 'taken_back') : undoPart(one);
    if (one.partsDone === one.partCount) return end(one, 'written');
    try {
      await writePart(one);
    } catch (cause) {
      if ((cause as NodeJS.ErrnoException).code !== 'ENOENT') throw cause;
      // The plan is not there: what is written stays, and a person hears of it.
      log.error('catalogue.import_plan_missing', cause, { importId: one.importId });
      await end(one, 'stopped');
    }
  };

  const work = async (): Promise<void> => {
    for (let one = store.unfinishedImport(); one && !stopping.signal.aborted; one = store.unfinishedImport()) {
      let restMs = PAUSE_MS;
      try {
        await step(one);
      } catch (cause) {
        log.error('catalogue.import_waits', cause, { importId: one.importId });
        restMs = RETRY_MS;
      }
      await pause(restMs, undefined, { signal: stopping.signal }).catch(() => undefined);
    }
  };
  const start = () => {
    // In the next turn: whoever begins it, or opens the shop, has done with it first.
    working ??= Promise.resolve()
      .then(work)
      .finally(() => {
        working = null;
      });
  };
  start();

  return {
    underWay() {
      const one = store.unfinishedImport();
      if (!one) return null;
      const { fileName, articleCount, partsDone, status } = one;
      return { fileName, articleCount, written: Math.min(articleCount, partsDone * ARTICLES_A_PART), goingBack: status === 'going_back' };
    },
    planName: () => store.unfinishedImport()?.importId ?? null,
    begin(what, by) {
      staffId = by;
      const { importId, fileName, articleCount, rejectedRowCount, partCount } = what;
      journal.transact((append) => append('import_begun', { importId, fileName, articleCount, rejectedRowCount, partCount }, by));
      start();
    },
    takeBack(by) {
      const one = store.unfinishedImport();
      if (!one) throw new TillError('NOT_FOUND');
      if (one.status === 'going_back') throw new TillError('ALREADY_DONE');
      staffId = by;
      journal.transact((append) => append('import_turned', { importId: one.importId }, by));
      start();
    },
    async settled() {
      while (await working) await working;
    },
    async close() {
      stopping.abort();
      await working;
    },
  };
}
