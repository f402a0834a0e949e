// A file for the accountant, made by the till and then fetched piece by piece. Nothing is saved before the last piece is here.
import type { ExportedFile, ExportWish } from '../../../shared/accounting.ts';
import type { TillClient } from '../../till-client.ts';

export interface FetchedExport {
  file: ExportedFile;
  bytes: Uint8Array<ArrayBuffer>[];
}

/** Null where there is nothing in these days. `onProgress`: which part of it is made, 0 to 1. */
export async function fetchExport(till: TillClient, wish: ExportWish, onProgress: (share: number) => void): Promise<FetchedExport | null> {
  let file: ExportedFile | null = null;
  for await (const news of await till.accounting.make(wish)) {
    if (news.kind === 'progress') onProgress(news.of === 0 ? 0 : news.done / news.of);
    if (news.kind === 'made') file = news.file;
  }
  if (!file) return null;
  const bytes: Uint8Array<ArrayBuffer>[] = [];
  for (let piece = 0, whole = false; !whole; piece += 1) {
    const { base64, last } = await till.accounting.read({ fileId: file.fileId, piece });
    bytes.push(Uint8Array.from(atob(base64), (character) => character.charCodeAt(0)));
    whole = last;
  }
  return { file, bytes };
}
