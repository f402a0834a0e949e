// A file for the accountant as the page gets it: made, and fetched piece by piece.
import { strictEqual } from 'node:assert/strict';
import { createHash } from 'node:crypto';
import type { ExportedFile, ExportNews, ExportWish } from '../../src/shared/accounting.ts';
import type { TestScreen } from './open-test-till.ts';

/** Null where there was nothing to make it of. */
export async function fetchExport({ call }: TestScreen, wish: ExportWish): Promise<{ file: ExportedFile; bytes: Buffer } | null> {
  let last: ExportNews | undefined;
  for await (const news of await call.accounting.make(wish)) last = news;
  if (last?.kind !== 'made') return null;
  const { file } = last;
  const pieces: Buffer[] = [];
  for (let piece = 0, done = false; !done; piece += 1) {
    const { base64, last: isLast } = await call.accounting.read({ fileId: file.fileId, piece });
    pieces.push(Buffer.from(base64, 'base64'));
    done = isLast;
  }
  const bytes = Buffer.concat(pieces);
  strictEqual(bytes.length, file.bytes);
  strictEqual(createHash('sha256').update(bytes).digest('hex'), file.sha256);
  return { file, bytes };
}
