// ZVT's bitmaps (PA00P015, summary of BMPs): a byte that says what follows, and so how long it is. What says something of a card
// (its number, its tracks, its expiry, its chip's data) is stepped over while reading, and is nowhere from then on.
import { ZvtSyntaxError } from './apdu.ts';
import { encodeLength, lengthAt, parseTlv, type Tlv } from './tlv.ts';

/** Bytes of what follows; `LL`, `LLL`: that many bytes Fx say how many; `tlv`: a TLV length does. */
export type BitmapLength = number | 'LL' | 'LLL' | 'tlv';

export interface Bitmap {
  id: number;
  /** Empty for what is not kept. */
  data: Uint8Array;
}

export const TLV_CONTAINER = 0x06;

const LENGTHS: ReadonlyMap<number, BitmapLength> = new Map<number, BitmapLength>([
  [0x01, 1], // time-out
  [0x02, 1], // most status informations
  [0x03, 1], // service byte
  [0x04, 6], // amount
  [0x05, 1], // pump
  [TLV_CONTAINER, 'tlv'],
  [0x0b, 3], // trace number
  [0x0c, 3], // time
  [0x0d, 2], // date
  [0x0e, 2], // expiry date
  [0x17, 2], // card sequence number
  [0x19, 1], // payment type, status byte
  [0x22, 'LL'], // card number
  [0x23, 'LL'], // track 2
  [0x24, 'LLL'], // track 3
  [0x27, 1], // result code
  [0x29, 4], // terminal id
  [0x2a, 15], // VU number
  [0x2d, 'LL'], // track 1
  [0x2e, 'LLL'], // synchronous chip data
  [0x37, 3], // trace number of what is reversed
  [0x3a, 2], // card verification value
  [0x3b, 8], // authorisation attribute
  [0x3c, 'LLL'], // additional text
  [0x3d, 3], // password
  [0x49, 2], // currency
  [0x60, 'LLL'], // totals
  [0x70, 4],
  [0x71, 4],
  [0x72, 1],
  [0x73, 1],
  [0x74, 1],
  [0x75, 1],
  [0x87, 2], // receipt number
  [0x88, 3], // turnover record
  [0x8a, 1], // card type
  [0x8b, 'LL'], // card name
  [0x8c, 1], // card type of the network
  [0x92, 'LLL'],
  [0x9a, 'LLL'],
  [0xa0, 1], // result code of the authorisation system
  [0xa7, 'LL'], // chip data
  [0xaa, 3], // date with its year
  [0xaf, 'LLL'],
  [0xba, 5],
  [0xd0, 1],
  [0xd1, 'LL'], // card offset, PIN data
  [0xd2, 1],
  [0xd3, 1],
  [0xe0, 1],
  ...range(0xe1, 0xe8).map((id) => [id, 'LL'] as const), // text 2
  [0xe9, 1],
  [0xea, 1],
  [0xeb, 8],
  [0xf0, 1],
  ...range(0xf1, 0xf8).map((id) => [id, 'LL'] as const), // text 1
  [0xf9, 1],
  [0xfa, 1],
  [0xfb, 1],
  [0xfc, 1],
  [0xfd, 1],
]);

/** Of a card, or secret: what the till never has. */
export const NEVER_KEPT: ReadonlySet<number> = new Set([0x0e, 0x17, 0x22, 0x23, 0x24, 0x2d, 0x2e, 0x3a, 0x3d, 0x9a, 0xa7, 0xaf, 0xd1]);

function range(first: number, last: number): number[] {
  return Array.from({ length: last - first + 1 }, (_, at) => first + at);
}

export interface Bitmaps {
  bitmaps: Bitmap[];
  /** Why the rest could not be read: a bitmap that there is none of, so that its length cannot be known, or one that is cut off. */
  unread: string | null;
}

/** The bitmaps from `at` on, as far as they can be read. */
export function parseBitmaps(bytes: Uint8Array, at = 0): Bitmaps {
  const bitmaps: Bitmap[] = [];
  for (let next = at; next < bytes.length; ) {
    const id = bytes[next] ?? 0;
    try {
      const { begin, end } = extentAt(bytes, next);
      bitmaps.push({ id, data: NEVER_KEPT.has(id) ? new Uint8Array() : Uint8Array.from(bytes.subarray(begin, end)) });
      next = end;
    } catch (error) {
      if (!(error instanceof ZvtSyntaxError)) throw error;
      return { bitmaps, unread: error.message };
    }
  }
  return { bitmaps, unread: null };
}

/** Where the data of the bitmap at `at` begins and ends. Throws ZvtSyntaxError. */
export function extentAt(bytes: Uint8Array, at: number): { begin: number; end: number } {
  const id = bytes[at] ?? 0;
  const length = LENGTHS.get(id);
  if (length === undefined) throw new ZvtSyntaxError(`a bitmap ${id.toString(16)}`);
  const { length: count, begin } = lengthOf(bytes, at + 1, length);
  if (begin + count > bytes.length) throw new ZvtSyntaxError(`bitmap ${id.toString(16)} is cut off`);
  return { begin, end: begin + count };
}

function lengthOf(bytes: Uint8Array, at: number, length: BitmapLength): { length: number; begin: number } {
  if (typeof length === 'number') return { length, begin: at };
  if (length === 'tlv') return lengthAt(bytes, at);
  let count = 0;
  for (let place = at; place < at + length.length; place += 1) {
    const digit = bytes[place] ?? 0;
    if (digit < 0xf0 || digit > 0xf9) throw new ZvtSyntaxError(`a length ${length} that there is none of`);
    count = count * 10 + (digit & 0x0f);
  }
  return { length: count, begin: at + length.length };
}

/** Throws a RangeError for data that does not have the bitmap's length. */
export function encodeBitmap(id: number, data: Uint8Array): Uint8Array {
  const length = LENGTHS.get(id);
  if (length === undefined) throw new RangeError(`no bitmap ${id.toString(16)}`);
  if (length === 'tlv') return Buffer.concat([Uint8Array.of(id), encodeLength(data.length), data]);
  if (typeof length === 'number') {
    if (data.length !== length) throw new RangeError(`bitmap ${id.toString(16)} has ${length} bytes, not ${data.length}`);
    return Buffer.concat([Uint8Array.of(id), data]);
  }
  const digits = String(data.length).padStart(length.length, '0');
  if (digits.length > length.length) throw new RangeError(`bitmap ${id.toString(16)} does not hold ${data.length} bytes`);
  return Buffer.concat([Uint8Array.of(id, ...Array.from(digits, (digit) => 0xf0 + Number(digit))), data]);
}

/** The first of that id. */
export function bitmapOf(bitmaps: readonly Bitmap[], id: number): Uint8Array | undefined {
  return bitmaps.find((bitmap) => bitmap.id === id)?.data;
}

/** What is in the TLV container; empty where there is none. Throws ZvtSyntaxError. */
export function containerOf(bitmaps: readonly Bitmap[]): Tlv[] {
  const container = bitmapOf(bitmaps, TLV_CONTAINER);
  return container ? parseTlv(container) : [];
}
