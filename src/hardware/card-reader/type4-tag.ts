// NFC Forum type 4 tags (T4T 1.2; mapping versions 2.0 and 3.0): cards with files, the NTAG 424 of a Bolt Card among them.
import { CAPABILITY_FILE, dataOf, readBinary, SELECT_NDEF_APPLICATION, selectFile } from './apdu.ts';
import { type HeldCard, LONGEST_NDEF_BYTES, type TagMessage } from './held-card.ts';

/** What every card, every reader and every driver of one takes in one piece. */
const MOST_AT_ONCE = 128;
const CAPABILITY_BYTES = 15;
/** A file's place in the capability container is told by one of these two (T4T 1.2, 4.2.1). */
const NDEF_FILE = { tag: 0x04, length: 6, sizeBytes: 2 } as const;
const EXTENDED_NDEF_FILE = { tag: 0x06, length: 8, sizeBytes: 4 } as const;
const EXTENDED_CAPABILITY_BYTES = 17;

export interface Type4File {
  id: number;
  /** Of the whole file, its length field included. */
  sizeBytes: number;
  /** Of the field that it begins with. */
  lengthBytes: 2 | 4;
  /** The most that the card gives at once. */
  mostAtOnce: number;
}

/** The capability container: where the message stands. Null where it is none, or the file cannot be read by everyone. */
export function type4FileOf(container: Uint8Array): Type4File | null {
  if (container.length < CAPABILITY_BYTES) return null;
  const view = new DataView(container.buffer, container.byteOffset, container.byteLength);
  const version = view.getUint8(2) >> 4;
  const mostAtOnce = view.getUint16(3);
  const layout = view.getUint8(7) === EXTENDED_NDEF_FILE.tag ? EXTENDED_NDEF_FILE : NDEF_FILE;
  if (view.getUint16(0) < CAPABILITY_BYTES || version < 1 || version > 3 || mostAtOnce < CAPABILITY_BYTES) return null;
  if (view.getUint8(7) !== layout.tag || view.getUint8(8) !== layout.length || container.length < 9 + layout.length) return null;
  const id = view.getUint16(9);
  const sizeBytes = layout.sizeBytes === 2 ? view.getUint16(11) : view.getUint32(11);
  const readableByAll = view.getUint8(11 + layout.sizeBytes) === 0;
  const reserved = [0x0000, 0xe102, CAPABILITY_FILE, 0x3f00, 0x3fff, 0xffff].includes(id);
  if (reserved || !readableByAll || sizeBytes < 5) return null;
  return { id, sizeBytes, lengthBytes: layout.sizeBytes, mostAtOnce: Math.min(mostAtOnce, MOST_AT_ONCE) };
}

/** CardGoneError. */
export async function readType4(card: HeldCard): Promise<TagMessage> {
  if (!dataOf(await card.exchange(SELECT_NDEF_APPLICATION))) return { kind: 'none' };
  if (!dataOf(await card.exchange(selectFile(CAPABILITY_FILE)))) return { kind: 'malformed' };
  const begin = dataOf(await card.exchange(readBinary(0, CAPABILITY_BYTES)));
  if (!begin || begin.length > CAPABILITY_BYTES) return { kind: 'malformed' };
  const container = begin[7] === EXTENDED_NDEF_FILE.tag ? await readFully(card, 0, EXTENDED_CAPABILITY_BYTES, CAPABILITY_BYTES) : begin;
  const file = container && type4FileOf(container);
  if (!file) return { kind: 'malformed' };

  if (!dataOf(await card.exchange(selectFile(file.id)))) return { kind: 'malformed' };
  const prefix = await readFully(card, 0, file.lengthBytes, file.mostAtOnce);
  if (!prefix) return { kind: 'malformed' };
  const length = prefix.reduce((sum, byte) => sum * 256 + byte, 0);
  if (length === 0) return { kind: 'none' };
  if (length > LONGEST_NDEF_BYTES || length > file.sizeBytes - file.lengthBytes) return { kind: 'malformed' };
  const bytes = await readFully(card, file.lengthBytes, length, file.mostAtOnce);
  return bytes ? { kind: 'message', bytes } : { kind: 'malformed' };
}

/** Null when the card gives less than is there, more than was asked for, or nothing. */
async function readFully(card: HeldCard, offset: number, length: number, mostAtOnce: number): Promise<Uint8Array | null> {
  const bytes = new Uint8Array(length);
  for (let read = 0; read < length; ) {
    const wanted = Math.min(mostAtOnce, length - read);
    const part = dataOf(await card.exchange(readBinary(offset + read, wanted)));
    if (!part || part.length === 0 || part.length > wanted) return null;
    bytes.set(part, read);
    read += part.length;
  }
  return bytes;
}
