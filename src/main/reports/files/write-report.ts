// The part of the thread for files that writes a report: its pages in the format that is wanted, in pieces.
import { missingCase } from '../../../shared/errors.ts';
import { writeCsv } from './csv.ts';
import type { FromReportThread, ReportJob } from './report-job.ts';
import { type ReportPages, reportPages } from './report-pages.ts';

/** A piece in base64 stays well below what a frame may have. */
const PIECE_BYTES = 256 * 1024;

export async function writeReport(job: ReportJob, tell: (news: FromReportThread) => void): Promise<void> {
  const pages = reportPages(job);
  if (!pages) return tell({ kind: 'no_table' });
  tell({ kind: 'named', fileName: `${pages.fileName}.${job.format}` });
  await write(job.format, pages, (bytes) => {
    for (let at = 0; at < bytes.length; at += PIECE_BYTES) tell({ kind: 'bytes', bytes: bytes.slice(at, at + PIECE_BYTES) });
  });
}

async function write(format: ReportJob['format'], pages: ReportPages, tell: (bytes: Uint8Array) => void): Promise<void> {
  switch (format) {
    case 'csv':
      return writeCsv(pages, tell);
    // Libraries that take their time to load, for those who want them.
    case 'xlsx': {
      const { xlsxOf } = await import('./xlsx.ts');
      return tell(await xlsxOf(pages));
    }
    case 'pdf': {
      const { pdfOf } = await import('./pdf.ts');
      return tell(await pdfOf(pages));
    }
    default:
      return missingCase(format);
  }
}
