// A file that is whole or not there: written beside its place in pieces, and given its name only when somebody says that it is done.
import { createHash } from 'node:crypto';
import { closeSync, fsyncSync, openSync, rmSync, writeSync } from 'node:fs';
import { publishFile } from '../store/durable-file.ts';

/** Takes the next piece of a file. */
export type Write = (piece: string | Uint8Array) => void;

export interface WholeFile {
  write: Write;
  /** It is on the disk and has its name. */
  publish(): { bytes: number; sha256: string };
  /** Nothing of it stays. */
  discard(): void;
}

const PIECE_BYTES = 256 * 1024;

export function createWholeFile(path: string): WholeFile {
  const draft = `${path}.part`;
  const file = openSync(draft, 'w', 0o600);
  const hash = createHash('sha256');
  let waiting: Uint8Array[] = [];
  let waitingBytes = 0;
  let bytes = 0;
  let open = true;
  const flush = () => {
    const piece = Buffer.concat(waiting);
    waiting = [];
    waitingBytes = 0;
    hash.update(piece);
    bytes += piece.length;
    for (let at = 0; at < piece.length; ) at += writeSync(file, piece, at);
  };
  const close = () => {
    if (open) closeSync(file);
    open = false;
  };
  return {
    write(piece) {
      const next = typeof piece === 'string' ? Buffer.from(piece) : piece;
      waiting.push(next);
      waitingBytes += next.length;
      if (waitingBytes >= PIECE_BYTES) flush();
    },
    publish() {
      flush();
      fsyncSync(file);
      close();
      publishFile(draft, path);
      return { bytes, sha256: hash.digest('hex') };
    },
    discard() {
      close();
      rmSync(draft, { force: true });
    },
  };
}
