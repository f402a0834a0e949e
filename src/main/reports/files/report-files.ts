// Reports as files: main gathers the report, a thread of its own writes it, and the screen gets it in pieces.
import { missingCase, TillError } from '../../../shared/errors.ts';
import type { FileFormat, FilePart, FileWanted, ReportOfFile } from '../../../shared/report-file.ts';
import type { ShiftReport } from '../../../shared/z-report.ts';
import type { PastShifts } from '../../shifts/past-shifts.ts';
import type { ShopSettings } from '../../store/facts/shop-facts.ts';
import { createFileThreads } from '../../threads/file-threads.ts';
import { createTurns } from '../../turns.ts';
import type { Reports } from '../reports.ts';
import type { FromReportThread, MadeReport, ReportJob } from './report-job.ts';

/** A report that needs more is refused, and the till goes on. */
const MOST_MEMORY_MB = 768;

const MEDIA_TYPES: Record<FileFormat, string> = {
  csv: 'text/csv;charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  pdf: 'application/pdf',
};

export interface ReportFilesParts {
  workerUrl: URL;
  reports: Pick<Reports, 'day' | 'range'>;
  /** A look at an X is kept, with who looked. */
  shifts: { x(staffId: string): Promise<{ report: ShiftReport }> };
  pastShifts: Pick<PastShifts, 'z' | 'period'>;
  shop: () => ShopSettings;
  nowMs: () => number;
}

export interface ReportFiles {
  /** NOT_FOUND where there is no such Z, no Z in such a period, or no such table in it. */
  file(wanted: FileWanted, staffId: string, tell: (part: FilePart) => void): Promise<void>;
  close(): Promise<void>;
}

export function openReportFiles({ workerUrl, reports, shifts, pastShifts, shop, nowMs }: ReportFilesParts): ReportFiles {
  const threads = createFileThreads<ReportJob, FromReportThread>(workerUrl, 'report-files', { maxOldGenerationSizeMb: MOST_MEMORY_MB });

  /** One after the other: each may take much memory, and half of the machine, and the till sells on. */
  const turns = createTurns();

  const make = async (wanted: ReportOfFile, staffId: string): Promise<MadeReport> => {
    switch (wanted.kind) {
      case 'day':
        return { kind: 'day', report: await reports.day(wanted.day) };
      case 'range':
        return { kind: 'range', report: await reports.range({ from: wanted.from, to: wanted.to }) };
      case 'x':
        return { kind: 'x', report: (await shifts.x(staffId)).report };
      case 'z':
        return { kind: 'z', report: pastShifts.z(wanted.number) };
      case 'period':
        return { kind: 'period', report: await pastShifts.period(wanted.period) };
      default:
        return missingCase(wanted);
    }
  };

  const write = async ({ report, table, format }: FileWanted, staffId: string, tell: (part: FilePart) => void): Promise<void> => {
    const made = await make(report, staffId);
    const now = shop();
    // A closing is of the shop as it was then.
    const then = 'shop' in made.report ? made.report.shop : now;
    const { name, addressLines, terminalId, currency, timeZone, practice } = then;
    const job: ReportJob = {
      kind: 'report',
      made,
      table: table ?? null,
      format,
      setting: { language: now.languages.cashier, currency, taxClasses: now.taxClasses.map(({ id, name: taxName }) => ({ id, name: taxName })) },
      shop: { name, addressLines, terminalId, currency, timeZone, practice },
      madeAtMs: nowMs(),
    };
    let known = true;
    await threads.run(job, (news) => {
      if (news.kind === 'no_table') known = false;
      else if (news.kind === 'named') tell({ kind: 'file', fileName: news.fileName, mediaType: MEDIA_TYPES[format] });
      else tell({ kind: 'bytes', base64: Buffer.from(news.bytes).toString('base64') });
    }).done;
    if (!known) throw new TillError('NOT_FOUND');
  };

  return {
    file: (wanted, staffId, tell) => turns.take(() => write(wanted, staffId, tell)),
    async close() {
      await threads.close();
      // Those that waited for their turn end now, while there are books to ask.
      await turns.over();
    },
  };
}
