// NFC Forum type 2 tags (T2T 1.2): a memory of pages, as NTAG 213/215/216 and MIFARE Ultralight are.
import { type HeldCard, LONGEST_NDEF_BYTES, type TagMessage } from './held-card.ts';

const PAGE_BYTES = 4;
const READ_BYTES = 16;
const CAPABILITY_PAGE = 3;
const FIRST_DATA_BYTE = 16;
/** Beyond lies another sector, which no card of people has. */
const MEMORY_BYTES = 256 * PAGE_BYTES;
const MAGIC = 0xe1;
const TLV = { nothing: 0x00, lockControl: 0x01, memoryControl: 0x02, message: 0x03, end: 0xfe } as const;
/** A length that does not fit one byte stands in the two that follow this one. */
const LONG = 0xff;

/** From what page 3 says: the end of the data area, as an address in the memory. Null where it is no such tag. */
export function type2EndOf(capability: Uint8Array): number | null {
  const [magic, version = 0, size = 0, access = 0xff] = capability;
  if (magic !== MAGIC || version >> 4 !== 1 || size === 0 || access >> 4 !== 0) return null;
  return Math.min(FIRST_DATA_BYTE + size * 8, MEMORY_BYTES);
}

/** Which bytes a lock control or memory control block (T2T 1.2, 2.3) takes out of the data area. Null where it is none. */
export function reservedBy(tag: number, value: Uint8Array): { from: number; to: number } | null {
  const [place, size, pages] = value;
  if (place === undefined || size === undefined || pages === undefined || value.length !== 3) return null;
  const from = (place >> 4) * 2 ** (pages & 0x0f) + (place & 0x0f);
  const count = size === 0 ? 256 : size;
  return { from, to: from + (tag === TLV.lockControl ? Math.ceil(count / 8) : count) };
}

/** CardGoneError. */
export async function readType2(card: HeldCard): Promise<TagMessage> {
  const first = await card.readPages(CAPABILITY_PAGE);
  if (first?.length !== READ_BYTES) return { kind: 'none' };
  const end = type2EndOf(first);
  if (end === null) return { kind: 'none' };
  const memory = createMemory(card, end, first);

  for (;;) {
    const tag = await memory.next();
    if (tag === null || tag === TLV.end) return { kind: 'none' };
    if (tag === TLV.nothing) continue;
    const length = await memory.length();
    if (length === null || length > LONGEST_NDEF_BYTES) return { kind: 'malformed' };
    if (tag === TLV.message && length === 0) return { kind: 'none' };
    const value = await memory.take(length);
    if (!value) return { kind: 'malformed' };
    if (tag === TLV.message) return { kind: 'message', bytes: value };
    if (tag === TLV.lockControl || tag === TLV.memoryControl) {
      const reserved = reservedBy(tag, value);
      if (!reserved) return { kind: 'malformed' };
      memory.skip(reserved);
    }
  }
}

/** The data area byte by byte, without what is reserved in it; each page is read when the first of its bytes is wanted. */
function createMemory(card: HeldCard, end: number, pagesFromThree: Uint8Array) {
  let at = FIRST_DATA_BYTE;
  let held = pagesFromThree;
  let heldFrom = CAPABILITY_PAGE * PAGE_BYTES;
  const reserved: { from: number; to: number }[] = [];

  /** Null at the end, and where the card gives nothing more. */
  const next = async (): Promise<number | null> => {
    for (let area = areaAt(at); area; area = areaAt(at)) at = area.to;
    if (at >= end) return null;
    if (at >= heldFrom + held.length) {
      const page = Math.floor(at / PAGE_BYTES);
      const read = await card.readPages(page);
      if (read?.length !== READ_BYTES) return null;
      held = read;
      heldFrom = page * PAGE_BYTES;
    }
    const byte = held[at - heldFrom];
    at += 1;
    return byte ?? null;
  };
  const areaAt = (address: number) => reserved.find(({ from, to }) => from <= address && address < to);

  return {
    next,
    async length(): Promise<number | null> {
      const short = await next();
      if (short !== LONG) return short;
      const high = await next();
      const low = await next();
      return high === null || low === null ? null : high * 256 + low;
    },
    async take(length: number): Promise<Uint8Array | null> {
      if (length > end - at) return null;
      const bytes = new Uint8Array(length);
      for (let index = 0; index < length; index += 1) {
        const byte = await next();
        if (byte === null) return null;
        bytes[index] = byte;
      }
      return bytes;
    },
    skip(area: { from: number; to: number }) {
      // A block that would be without end is no block: the area has a bound, and so have these.
      if (reserved.length < 16) reserved.push(area);
    },
  };
}
