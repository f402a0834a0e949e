// The thread that reads and writes files: of articles on a read-only connection of its own, and of reports. One job a thread, so that the
// till sells on.
// A check leaves the plan of an import beside the file: its parts, and the rows that were rejected.
import '../../threads/loaded.ts'; // First.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parentPort, workerData } from 'node:worker_threads';
import Papa from 'papaparse';
import { v7 as uuidv7 } from 'uuid';
import type { Article, Category } from '../../../shared/article.ts';
import type { RejectedRow } from '../../../shared/article-files.ts';
import { missingCase } from '../../../shared/errors.ts';
import type { FromReportThread, ReportJob } from '../../reports/files/report-job.ts';
import { writeReport } from '../../reports/files/write-report.ts';
import { openCatalogueReader } from '../../store/catalogue-reader.ts';
import { decode } from './csv-text.ts';
import type { CheckJob, ExportJob, FilesJob, FromWorker } from './jobs.ts';
import { ARTICLES_A_PART, type ImportPart, partPath, REJECTED_FILE } from './plan.ts';
import { createArticleReader } from './read-articles.ts';
import { csvHead, csvRows } from './write-csv.ts';

const ROWS_BETWEEN_NEWS = 5_000;
const ARTICLES_A_TEXT = 2_000;
/** A report of more is no report that somebody reads; the file of all of them is whole. */
const MOST_SHOWN = 200;

const port = parentPort;
if (!port) throw new Error('files-worker.ts is started as a worker');
const tell = (news: FromWorker | FromReportThread) => port.postMessage(news);

function check({ databasePath, file, planDir, plan, currencyDigits, taxClasses, language }: CheckJob): void {
  const reader = openCatalogueReader(databasePath);
  const bytes = readFileSync(file);
  const text = decode(bytes, plan.format.encoding);
  mkdirSync(planDir, { recursive: true, mode: 0o700 });
  const rejected: RejectedRow[] = [];
  const rejectedLines: string[] = [];
  const changes: Article[] = [];
  const articles = createArticleReader({
    columns: plan.columns,
    shop: {
      ...reader,
      categories: reader.categories(),
      lastPosition: reader.lastPosition(),
      taxClasses,
      taxClassId: plan.taxClassId,
      currencyDigits,
      decimal: plan.format.decimal,
      language,
    },
    newId: () => uuidv7(),
    onArticle({ article, becomes }) {
      if (becomes !== 'unchanged') changes.push(article);
    },
    onRejected(row, cells) {
      if (rejected.length < MOST_SHOWN) rejected.push(row);
      rejectedLines.push(JSON.stringify({ ...row, cells }));
    },
  });
  let row = 0;
  let width = 0;
  Papa.parse<string[]>(text, {
    delimiter: plan.format.delimiter,
    skipEmptyLines: 'greedy',
    step({ data, errors, meta }) {
      row += 1;
      if (row === 1) width = data.length;
      else articles.row(data, row, errors.some(({ type }) => type === 'Quotes') || data.length > width);
      if (row % ROWS_BETWEEN_NEWS === 0)
        tell({ kind: 'progress', bytesRead: Math.round((meta.cursor / text.length) * bytes.length), bytes: bytes.length });
    },
  });
  const { figures, categories } = articles.end();
  writeFileSync(join(planDir, REJECTED_FILE), rejectedLines.join('\n'));
  const partCount = writePlan(planDir, changes, categories);
  tell({ kind: 'checked', figures, rejected, partCount });
}

/** Each part is a file of its own, so that an import goes on after a restart where it was. */
function writePlan(planDir: string, articles: readonly Article[], categories: (Category & { position: number })[]): number {
  let part = 0;
  for (let from = 0; from < articles.length || (part === 0 && categories.length > 0); from += ARTICLES_A_PART) {
    const content: ImportPart = { articles: articles.slice(from, from + ARTICLES_A_PART), categories: part === 0 ? categories : [] };
    writeFileSync(partPath(planDir, part), JSON.stringify(content), { flush: true });
    part += 1;
  }
  return part;
}

function exportAll({ databasePath, currencyDigits }: ExportJob): void {
  const reader = openCatalogueReader(databasePath);
  const categories = new Map(reader.categories().map((category) => [category.id, category]));
  let text = csvHead();
  let batch: Article[] = [];
  const flush = () => {
    text += csvRows(batch, categories, currencyDigits);
    batch = [];
    tell({ kind: 'text', text });
    text = '';
  };
  for (const article of reader.all()) {
    batch.push(article);
    if (batch.length === ARTICLES_A_TEXT) flush();
  }
  flush();
  tell({ kind: 'done' });
}

const job = workerData as FilesJob | ReportJob;
switch (job.kind) {
  case 'check':
    check(job);
    break;
  case 'export':
    exportAll(job);
    break;
  case 'report':
    await writeReport(job, tell);
    break;
  default:
    missingCase(job);
}
