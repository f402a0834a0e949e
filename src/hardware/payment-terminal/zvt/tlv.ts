// ZVT's TLV containers (PA00P015, chapter 9): tags and lengths as BER has them, one object after the other, some within others.
import { ZvtSyntaxError } from './apdu.ts';

export interface Tlv {
  /** As its bytes are: 0x07, 0x1f07. */
  tag: number;
  value: Uint8Array;
  /** Of a constructed one; empty for the others. */
  children: Tlv[];
}

const CONSTRUCTED = 0x20;
const LONG_TAG = 0x1f;
/** Deeper than any container of the specification, shallow enough for whatever somebody sends. */
const DEEPEST = 8;

interface Length {
  length: number;
  /** Where what has that length begins. */
  begin: number;
}

/** Chapter 9.1: one byte up to 127; 81 and one byte; 82 and two, the high one first. Throws ZvtSyntaxError. */
export function lengthAt(bytes: Uint8Array, at: number): Length {
  const [first = -1, high = -1, low = -1] = bytes.subarray(at, at + 3);
  if (first >= 0 && first < 0x80) return { length: first, begin: at + 1 };
  if (first === 0x81 && high >= 0) return { length: high, begin: at + 2 };
  if (first === 0x82 && low >= 0) return { length: high * 256 + low, begin: at + 3 };
  throw new ZvtSyntaxError('a TLV length that there is none of');
}

/** The objects that fill `bytes` from beginning to end. Throws ZvtSyntaxError. */
export function parseTlv(bytes: Uint8Array, depth = 0): Tlv[] {
  if (depth > DEEPEST) throw new ZvtSyntaxError('TLV objects in one another without end');
  const found: Tlv[] = [];
  let at = 0;
  while (at < bytes.length) {
    const first = bytes[at] ?? 0;
    let tag = first;
    at += 1;
    if ((first & LONG_TAG) === LONG_TAG) {
      let more = true;
      for (let count = 0; more; count += 1) {
        const next = bytes[at];
        if (next === undefined || count === 2) throw new ZvtSyntaxError('a TLV tag without end');
        tag = tag * 256 + next;
        at += 1;
        more = (next & 0x80) !== 0;
      }
    }
    const { length, begin } = lengthAt(bytes, at);
    at = begin + length;
    if (at > bytes.length) throw new ZvtSyntaxError('a TLV object longer than its container');
    const value = bytes.subarray(begin, at);
    found.push({ tag, value, children: (first & CONSTRUCTED) !== 0 ? parseTlv(value, depth + 1) : [] });
  }
  return found;
}

/** A value is bytes, or the objects within it. */
export type TlvToSend = readonly [tag: number, value: Uint8Array | readonly TlvToSend[]];

export function encodeTlv(objects: readonly TlvToSend[]): Uint8Array {
  return Buffer.concat(
    objects.map(([tag, value]) => {
      const bytes = value instanceof Uint8Array ? value : encodeTlv(value);
      return Buffer.concat([tagBytes(tag), encodeLength(bytes.length), bytes]);
    }),
  );
}

export function encodeLength(length: number): Uint8Array {
  if (length < 0x80) return Uint8Array.of(length);
  return length < 0x100 ? Uint8Array.of(0x81, length) : Uint8Array.of(0x82, length >> 8, length & 0xff);
}

function tagBytes(tag: number): Uint8Array {
  return tag < 0x100
    ? Uint8Array.of(tag)
    : tag < 0x10000
      ? Uint8Array.of(tag >> 8, tag & 0xff)
      : Uint8Array.of(tag >> 16, (tag >> 8) & 0xff, tag & 0xff);
}

/** All objects of that tag, however deep, in their order. */
export function findTlv(objects: readonly Tlv[], tag: number): Tlv[] {
  return objects.flatMap((object) => [...(object.tag === tag ? [object] : []), ...findTlv(object.children, tag)]);
}
