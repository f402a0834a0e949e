// What is written on a macaroon. lnd writes its rights into it, readable by all and signed by the node, so that they can be
// known before it is used. Format: macaroons v2, binary; inside it the id of Go's macaroon bakery v3, a protocol buffer
// (MacaroonId: 1 nonce, 2 storageId, 3 ops; Op: 1 entity, 2 actions).
import { refusal } from './trouble.ts';

/** It can be read without asking the node, and does not say whether the node still honours it. */
export interface MacaroonContent {
  /** `entity:action`, sorted; a right to one call only is `uri:/package.Service/Method`. */
  rights: string[];
  /** A node revokes all macaroons of a root key at once. Decimal; '0' is the node's own. */
  rootKeyId: string;
  /** Restrictions on it (an end, an IP address), as they are written. */
  caveats: string[];
}

const LIBMACAROON_V2 = 2;
const BAKERY_V3 = 3;
const END = 0;
const IDENTIFIER = 2;
const SIGNATURE = 6;

/** Both formats are rows of fields: a number, a length (both LEB128), and as many bytes. */
interface Reader {
  readonly atEnd: boolean;
  number(): number;
  bytes(): Buffer;
}

function read(bytes: Buffer): Reader {
  let at = 0;
  return {
    get atEnd() {
      return at === bytes.length;
    },
    number() {
      let value = 0;
      for (let scale = 1; ; scale *= 128) {
        const byte = bytes[at++];
        if (byte === undefined || scale > 2 ** 28) throw new RangeError('not a number');
        value += (byte & 0x7f) * scale;
        if (byte < 0x80) return value;
      }
    },
    bytes() {
      const length = this.number();
      if (at + length > bytes.length) throw new RangeError('shorter than it says');
      at += length;
      return bytes.subarray(at - length, at);
    },
  };
}

/** The fields of a protocol buffer that has strings and messages only, by their numbers. */
function protobufFields(bytes: Buffer): [number, Buffer][] {
  const reader = read(bytes);
  const fields: [number, Buffer][] = [];
  while (!reader.atEnd) {
    const tag = reader.number();
    if (tag % 8 !== 2) throw new RangeError('not a string or message');
    fields.push([Math.floor(tag / 8), reader.bytes()]);
  }
  return fields;
}

/** One section of a macaroon: its fields up to the end mark. The macaroon's own is the first, then one for each caveat. */
function section(reader: Reader): Map<number, Buffer> {
  const fields = new Map<number, Buffer>();
  for (let field = reader.number(); field !== END; field = reader.number()) fields.set(field, reader.bytes());
  return fields;
}

function readBytes(bytes: Buffer): MacaroonContent {
  const reader = read(bytes);
  if (reader.number() !== LIBMACAROON_V2) throw new RangeError('not a macaroon v2');
  const id = section(reader).get(IDENTIFIER);
  const caveats: string[] = [];
  for (let caveat = section(reader); caveat.size > 0; caveat = section(reader)) caveats.push(String(caveat.get(IDENTIFIER)));
  if (reader.number() !== SIGNATURE || reader.bytes().length !== 32 || !reader.atEnd) throw new RangeError('not signed');
  if (id?.[0] !== BAKERY_V3) throw new RangeError('not made by a node');

  const fields = protobufFields(id.subarray(1));
  const rights = fields.flatMap(([number, op]) => {
    if (number !== 3) return [];
    const parts = protobufFields(op);
    const entity = parts.find(([part]) => part === 1)?.[1] ?? '';
    return parts.flatMap(([part, action]) => (part === 2 ? [`${entity}:${action}`] : []));
  });
  return { rights: rights.sort(), rootKeyId: String(fields.find(([number]) => number === 2)?.[1] ?? ''), caveats };
}

/** Throws NodeError `refused` when it is no macaroon of an lnd. */
export function readMacaroon(macaroonHex: string): MacaroonContent {
  try {
    if (!/^(?:[0-9a-f]{2})+$/i.test(macaroonHex)) throw new RangeError('not hex');
    return readBytes(Buffer.from(macaroonHex, 'hex'));
  } catch (cause) {
    throw refusal('This is not a macaroon of an LND node.', cause);
  }
}
