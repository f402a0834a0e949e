// Finds journal entries in a damaged database file, page by page and without SQLite, which gives up where a header or an
// inner page is broken. Whatever looks like an entry is offered: the hash chain tells afterwards which of it is true.
import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import Database from 'better-sqlite3';
import type { JournalRow } from './chain.ts';
import { cellAt, committedFrames, FILE_HEADER_BYTES, pageSizeOf, payloadOf, recordTypes, recordValues, tableLeafCells } from './sqlite-format.ts';

const USUAL_PAGE_SIZE = 4096;

export interface Salvage {
  /** What was found with this number: mostly one row or none. Nothing about it is certain. */
  rowsAt(seq: number): JournalRow[];
  /** All that was found above `seq`, ascending. */
  rowsAbove(seq: number): Iterable<JournalRow>;
  close(): void;
}

/** Looks through the database at `path` and the WAL beside it; either may be missing. */
export function salvageJournal(path: string): Salvage {
  const file = openBytes(path);
  const wal = openBytes(`${path}-wal`);
  const frames = committedFrames(wal.read);
  const header = file.read(0, FILE_HEADER_BYTES);
  const pageSize = (header && pageSizeOf(header)) ?? frames?.pageSize ?? USUAL_PAGE_SIZE;

  const pageOfFile = (page: number) => file.read((page - 1) * pageSize, pageSize);
  /** A place is a page of the file (1, 2, ...) or the offset of a page in the WAL, made negative. */
  const pageAt = (place: number) => (place > 0 ? pageOfFile(place) : wal.read(-place, pageSize));
  const newestPage = (page: number) => {
    const offset = frames?.newest.get(page);
    return offset === undefined ? pageOfFile(page) : wal.read(offset, pageSize);
  };

  const found = new Database('');
  found.exec('CREATE TABLE entry (seq INTEGER, place INTEGER, cell INTEGER, PRIMARY KEY (seq, place, cell)) STRICT, WITHOUT ROWID');
  const note = found.prepare('INSERT OR IGNORE INTO entry (seq, place, cell) VALUES (?, ?, ?)');
  const look = (place: number, isFirstPage: boolean) => {
    const page = pageAt(place);
    if (!page) return;
    for (const at of tableLeafCells(page, isFirstPage ? FILE_HEADER_BYTES : 0)) {
      const cell = cellAt(page, at);
      if (cell && looksLikeEntry(recordTypes(page, cell.payloadAt)?.types)) note.run(cell.rowid, place, at);
    }
  };
  found.transaction(() => {
    for (let page = 1; page <= file.bytes / pageSize; page++) look(page, page === 1);
    for (const [page, offset] of frames?.newest ?? []) look(-offset, page === 1);
  })();

  const rowAt = (place: number, at: number): JournalRow | null => {
    const page = pageAt(place);
    const cell = page && cellAt(page, at);
    const payload = cell && payloadOf(page, cell, newestPage);
    const values = payload && recordValues(payload);
    return values ? rowOf(cell.rowid, values) : null;
  };
  const rows = (places: Iterable<{ place: number; cell: number }>) =>
    [...places].map(({ place, cell }) => rowAt(place, cell)).filter((row) => row !== null);
  const placesOf = found.prepare<[number], { place: number; cell: number }>('SELECT place, cell FROM entry WHERE seq = ?');
  const seqsAbove = found.prepare<[number], number>('SELECT DISTINCT seq FROM entry WHERE seq > ? ORDER BY seq').pluck();
  const rowsAt = (seq: number) => rows(placesOf.all(seq));
  return {
    rowsAt,
    *rowsAbove(seq) {
      for (const above of seqsAbove.all(seq)) yield* rowsAt(above);
    },
    close() {
      found.close();
      file.close();
      wal.close();
    },
  };
}

/** The columns of `journal`: the row number stands for seq; the hashes are 64 characters. */
function looksLikeEntry(types: readonly number[] | undefined): boolean {
  if (types?.length !== 9) return false;
  const [seq, atMs, terminalId, staffId, kind, version, body, prevHash, hash] = types as [
    number,
    number,
    number,
    number,
    number,
    number,
    number,
    number,
    number,
  ];
  const isText = (type: number) => type >= 13 && type % 2 === 1;
  const isInteger = (type: number) => (type >= 1 && type <= 6) || type === 8 || type === 9;
  const texts = [terminalId, kind, body].every(isText) && (staffId === 0 || isText(staffId));
  return seq === 0 && texts && isInteger(atMs) && isInteger(version) && prevHash === 13 + 2 * 64 && hash === prevHash;
}

function rowOf(seq: number, values: readonly unknown[]): JournalRow {
  const [, at_ms, terminal_id, staff_id, kind, version, body, prev_hash, hash] = values as [
    null,
    number,
    string,
    string | null,
    string,
    number,
    string,
    string,
    string,
  ];
  return { seq, at_ms, terminal_id, staff_id, kind, version, body, prev_hash, hash };
}

/** A file's bytes, as far as the disk gives them; a file that is not there has none. */
function openBytes(path: string) {
  const file = openIfThere(path);
  return {
    bytes: file === null ? 0 : fstatSync(file).size,
    /** All of them, or null: past the end, or where the disk fails. */
    read(at: number, bytes: number): Buffer | null {
      if (file === null) return null;
      const buffer = Buffer.allocUnsafe(bytes);
      try {
        return readSync(file, buffer, 0, bytes, at) === bytes ? buffer : null;
      } catch (cause) {
        if (cause instanceof Error && 'code' in cause && cause.code === 'EIO') return null;
        throw cause;
      }
    },
    close() {
      if (file !== null) closeSync(file);
    },
  };
}

function openIfThere(path: string): number | null {
  try {
    return openSync(path, 'r');
  } catch (cause) {
    if (cause instanceof Error && 'code' in cause && cause.code === 'ENOENT') return null;
    throw cause;
  }
}
