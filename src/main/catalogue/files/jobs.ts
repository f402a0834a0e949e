// What the thread for files is asked to do, and what it tells: plain data, as it crosses the threads.
import type { ImportFigures, RejectedRow } from '../../../shared/article-files.ts';
import type { ImportPlan } from '../../../shared/contract/catalogue.ts';
import type { Language } from '../../../shared/state.ts';

export interface CheckJob {
  kind: 'check';
  databasePath: string;
  file: string;
  /** Where the parts of the import are put. */
  planDir: string;
  plan: ImportPlan;
  currencyDigits: number;
  taxClasses: { id: string; name: string; ratePpm: number }[];
  language: Language;
}

export interface ExportJob {
  kind: 'export';
  databasePath: string;
  currencyDigits: number;
}

export type FilesJob = CheckJob | ExportJob;

export type FromWorker =
  | { kind: 'progress'; bytesRead: number; bytes: number }
  | { kind: 'checked'; figures: ImportFigures; rejected: RejectedRow[]; partCount: number }
  | { kind: 'text'; text: string }
  | { kind: 'done' };
