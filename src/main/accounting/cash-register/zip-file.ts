// A zip written file by file, each in pieces: no more of it is held than one piece.
import { closeSync, openSync, readSync } from 'node:fs';
import { strToU8, Zip, ZipDeflate } from 'fflate';
import type { Write } from '../whole-file.ts';

export interface ZipFile {
  addText(name: string, text: string): void;
  /** The whole file at `path`. */
  addFile(name: string, path: string): void;
  end(): void;
}

const PIECE_BYTES = 256 * 1024;

/** `madeAtMs`: what all its files are dated. */
export function createZip(write: Write, madeAtMs: number): ZipFile {
  const zip = new Zip((fault, piece) => {
    if (fault) throw fault;
    write(piece);
  });
  const begin = (name: string) => {
    const file = new ZipDeflate(name, { level: 6 });
    file.mtime = madeAtMs;
    zip.add(file);
    return file;
  };
  return {
    addText: (name, text) => begin(name).push(strToU8(text), true),
    addFile(name, path) {
      const into = begin(name);
      const file = openSync(path, 'r');
      try {
        for (;;) {
          // A new piece each time: the deflater keeps what it was given.
          const piece = Buffer.alloc(PIECE_BYTES);
          const bytes = readSync(file, piece, 0, PIECE_BYTES, null);
          into.push(piece.subarray(0, bytes), bytes === 0);
          if (bytes === 0) return;
        }
      } finally {
        closeSync(file);
      }
    },
    end: () => zip.end(),
  };
}
