// A report as a file, as the page gets it: its pieces put together.
import type { FileWanted } from '../../src/shared/report-file.ts';
import type { TestScreen } from './open-test-till.ts';

export interface FetchedReport {
  fileName: string;
  mediaType: string;
  bytes: Uint8Array;
}

export async function fetchReport({ call }: TestScreen, wanted: FileWanted): Promise<FetchedReport> {
  const pieces: Buffer[] = [];
  let file = { fileName: '', mediaType: '' };
  for await (const part of await call.reports.file(wanted)) {
    if (part.kind === 'bytes') pieces.push(Buffer.from(part.base64, 'base64'));
    else file = part;
  }
  return { fileName: file.fileName, mediaType: file.mediaType, bytes: new Uint8Array(Buffer.concat(pieces)) };
}
