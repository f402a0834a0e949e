// What the thread for exports is asked to do, and what it tells: plain data, as it crosses the threads.
import type { ChartOfAccounts, ExportWish } from '../../shared/accounting.ts';
import type { ErrorCode } from '../../shared/errors.ts';

export interface ExportJob {
  databasePath: string;
  /** Where it is to be, once it is whole; its folder is for what is in the making. */
  path: string;
  wish: ExportWish;
  chart: ChartOfAccounts;
  shop: { name: string; terminalId: string; practice: boolean };
  /** Null for what is not signed. */
  signing: { publicKey: string; secret: Uint8Array } | null;
  madeAtMs: number;
}

export type FromExportWorker =
  | { kind: 'progress'; done: number; of: number }
  /** There is nothing in these days that such a file could be of. */
  | { kind: 'nothing' }
  | { kind: 'made'; bytes: number; sha256: string }
  | { kind: 'failed'; code: ErrorCode; reason: string };
