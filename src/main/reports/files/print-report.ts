// A report on the office printer: its PDF, made as for saving, and sent to the printer that the shop has named.
import type { OfficePrint } from '../../../hardware/office-printer/office-printer.ts';
import { TillError } from '../../../shared/errors.ts';
import type { OfficePrintOutcome } from '../../../shared/office-printer.ts';
import type { FileWanted } from '../../../shared/report-file.ts';
import type { ShopSettings } from '../../store/facts/shop-facts.ts';
import { createTurns } from '../../turns.ts';
import type { ReportFiles } from './report-files.ts';

export interface ReportPrintingParts {
  files: Pick<ReportFiles, 'file'>;
  shop: () => ShopSettings;
  print: (job: OfficePrint) => Promise<OfficePrintOutcome>;
}

export interface ReportPrinting {
  /** What became of it, or stands with it after a minute. NOT_FOUND: no such report, or the shop has no office printer. */
  print(wanted: Omit<FileWanted, 'format'>, staffId: string): Promise<OfficePrintOutcome>;
  close(): Promise<void>;
}

export function createReportPrinting({ files, shop, print }: ReportPrintingParts): ReportPrinting {
  const closing = new AbortController();
  const turns = createTurns();
  return {
    async print(wanted, staffId) {
      const address = shop().officePrinter;
      if (address === null) throw new TillError('NOT_FOUND');
      let jobName = '';
      const parts: Buffer[] = [];
      await files.file({ ...wanted, format: 'pdf' }, staffId, (part) => {
        if (part.kind === 'file') jobName = part.fileName;
        else parts.push(Buffer.from(part.base64, 'base64'));
      });
      try {
        return await turns.take(() => print({ address, pdf: Buffer.concat(parts), jobName, signal: closing.signal }));
      } catch (cause) {
        throw closing.signal.aborted ? new TillError('SHUTTING_DOWN', undefined, { cause }) : cause;
      }
    },
    async close() {
      closing.abort();
      await turns.over();
    },
  };
}
