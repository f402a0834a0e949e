// SQLite's file format, as far as reading table rows out of single pages needs it. Pure; the bytes may be damaged, so
// every number in them is doubted. Source: https://www.sqlite.org/fileformat2.html, sections 1.3, 1.6, 2.1 and 4.

export const SQLITE_MAGIC = Buffer.from('SQLite format 3\0', 'latin1');
/** Where the b-tree header is on page 1: behind the file's header. */
export const FILE_HEADER_BYTES = 100;
const WAL_HEADER_BYTES = 32;
const WAL_FRAME_HEADER_BYTES = 24;

const TABLE_LEAF = 0x0d;

export type SqliteValue = number | string | null;

/** The page size that the header of a database names; null where that header is damaged. */
export function pageSizeOf(fileHeader: Buffer): number | null {
  if (!fileHeader.subarray(0, SQLITE_MAGIC.length).equals(SQLITE_MAGIC)) return null;
  return checkedPageSize(fileHeader.readUInt16BE(16));
}

function checkedPageSize(stored: number): number | null {
  const size = stored === 1 ? 65_536 : stored;
  return size >= 512 && size <= 65_536 && (size & (size - 1)) === 0 ? size : null;
}

/** The positions of the cells on a table's leaf page; none where the page is something else. */
export function tableLeafCells(page: Buffer, headerAt: number): number[] {
  if (page[headerAt] !== TABLE_LEAF) return [];
  const first = headerAt + 8;
  const count = Math.min(page.readUInt16BE(headerAt + 3), Math.floor((page.length - first) / 2));
  const cells: number[] = [];
  for (let index = 0; index < count; index++) {
    const cell = page.readUInt16BE(first + 2 * index);
    if (cell >= first && cell < page.length) cells.push(cell);
  }
  return cells;
}

export interface Cell {
  rowid: number;
  payloadBytes: number;
  payloadAt: number;
}

export function cellAt(page: Buffer, at: number): Cell | null {
  const payloadBytes = varint(page, at);
  const rowid = payloadBytes && varint(page, payloadBytes.next);
  return rowid ? { rowid: rowid.value, payloadBytes: payloadBytes.value, payloadAt: rowid.next } : null;
}

/** The cell's record, read on through its overflow pages; null where one of them cannot be. */
export function payloadOf(page: Buffer, cell: Cell, readPage: (pageNumber: number) => Buffer | null): Buffer | null {
  const usable = page.length;
  const local = localBytes(cell.payloadBytes, usable);
  if (cell.payloadAt + local > usable) return null;
  const parts = [page.subarray(cell.payloadAt, cell.payloadAt + local)];
  if (local === cell.payloadBytes) return parts[0] ?? null;
  if (cell.payloadAt + local + 4 > usable) return null;
  let next = page.readUInt32BE(cell.payloadAt + local);
  for (let missing = cell.payloadBytes - local; missing > 0; missing -= usable - 4) {
    const overflow = next === 0 ? null : readPage(next);
    if (!overflow) return null;
    parts.push(overflow.subarray(4, 4 + Math.min(missing, usable - 4)));
    next = overflow.readUInt32BE(0);
  }
  return Buffer.concat(parts);
}

/** How much of a payload is on the leaf itself. */
function localBytes(payloadBytes: number, usable: number): number {
  const most = usable - 35;
  if (payloadBytes <= most) return payloadBytes;
  const least = Math.floor(((usable - 12) * 32) / 255) - 23;
  const fitting = least + ((payloadBytes - least) % (usable - 4));
  return fitting <= most ? fitting : least;
}

/** The serial types of the record that starts at `at`: what its columns are, and where their values begin. */
export function recordTypes(bytes: Buffer, at: number): { types: number[]; valuesAt: number } | null {
  const header = varint(bytes, at);
  if (!header) return null;
  const valuesAt = at + header.value;
  const types: number[] = [];
  let next = header.next;
  while (next < valuesAt) {
    const type = varint(bytes, next);
    if (!type) return null;
    types.push(type.value);
    next = type.next;
  }
  return next === valuesAt ? { types, valuesAt } : null;
}

/** The values of a record of numbers and texts; null where it holds anything else, or ends too soon. */
export function recordValues(payload: Buffer): SqliteValue[] | null {
  const record = recordTypes(payload, 0);
  if (!record) return null;
  const values: SqliteValue[] = [];
  let at = record.valuesAt;
  for (const type of record.types) {
    const bytes = bytesOfType(type);
    if (bytes === null || at + bytes > payload.length) return null;
    values.push(decoded(payload, at, type, bytes));
    at += bytes;
  }
  return values;
}

const INTEGER_BYTES = [0, 1, 2, 3, 4, 6, 8] as const;

function bytesOfType(type: number): number | null {
  if (type === 8 || type === 9) return 0;
  if (type >= 13 && type % 2 === 1) return (type - 13) / 2;
  return INTEGER_BYTES[type] ?? null;
}

function decoded(payload: Buffer, at: number, type: number, bytes: number): SqliteValue {
  if (type >= 13) return payload.toString('utf8', at, at + bytes);
  if (type >= 8) return type - 8;
  if (bytes === 0) return null;
  return bytes === 8 ? Number(payload.readBigInt64BE(at)) : payload.readIntBE(at, bytes);
}

/** Big-endian, seven bits a byte; the ninth byte would make it larger than any size or row number here. */
function varint(bytes: Buffer, at: number): { value: number; next: number } | null {
  let value = 0;
  for (let index = 0; index < 8; index++) {
    const byte = bytes[at + index];
    if (byte === undefined) return null;
    value = value * 128 + (byte & 0x7f);
    if (byte < 0x80) return Number.isSafeInteger(value) ? { value, next: at + index + 1 } : null;
  }
  return null;
}

export interface WalFrames {
  pageSize: number;
  /** By page number, where the page's newest committed content is in the WAL. */
  newest: Map<number, number>;
}

/** The committed frames up to the first that is damaged, which is how far SQLite itself would go. `read` gives null past the end. */
export function committedFrames(read: (at: number, bytes: number) => Buffer | null): WalFrames | null {
  const header = read(0, WAL_HEADER_BYTES);
  if (!header) return null;
  const magic = header.readUInt32BE(0);
  const pageSize = checkedPageSize(header.readUInt32BE(8));
  if ((magic & ~1) >>> 0 !== 0x377f0682 || pageSize === null) return null;
  const bigEndian = (magic & 1) === 1;
  const sum = new WalChecksum(bigEndian);
  sum.add(header.subarray(0, 24));
  if (!sum.matches(header, 24)) return null;

  const newest = new Map<number, number>();
  const uncommitted = new Map<number, number>();
  for (let at = WAL_HEADER_BYTES; ; at += WAL_FRAME_HEADER_BYTES + pageSize) {
    const frame = read(at, WAL_FRAME_HEADER_BYTES + pageSize);
    if (!frame?.subarray(8, 16).equals(header.subarray(16, 24))) break;
    sum.add(frame.subarray(0, 8));
    sum.add(frame.subarray(WAL_FRAME_HEADER_BYTES));
    if (!sum.matches(frame, 16)) break;
    uncommitted.set(frame.readUInt32BE(0), at + WAL_FRAME_HEADER_BYTES);
    if (frame.readUInt32BE(4) === 0) continue;
    for (const [page, offset] of uncommitted) newest.set(page, offset);
    uncommitted.clear();
  }
  return { pageSize, newest };
}

/** Section 4.2: a running sum over pairs of 32-bit words. */
class WalChecksum {
  readonly #read: (bytes: Buffer, at: number) => number;
  #first = 0;
  #second = 0;

  constructor(bigEndian: boolean) {
    this.#read = bigEndian ? (bytes, at) => bytes.readUInt32BE(at) : (bytes, at) => bytes.readUInt32LE(at);
  }

  add(bytes: Buffer): void {
    for (let at = 0; at < bytes.length; at += 8) {
      this.#first = (this.#first + this.#read(bytes, at) + this.#second) >>> 0;
      this.#second = (this.#second + this.#read(bytes, at + 4) + this.#first) >>> 0;
    }
  }

  matches(bytes: Buffer, at: number): boolean {
    return bytes.readUInt32BE(at) === this.#first && bytes.readUInt32BE(at + 4) === this.#second;
  }
}
