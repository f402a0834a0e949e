// Messages of the Internet Printing Protocol as bytes (RFC 8010): requests with the few attributes that we send, answers with
// those that we read. What we do not know is passed over.

/** RFC 8010 section 3.5.2: how a value is written. */
const TAGS = { charset: 0x47, naturalLanguage: 0x48, uri: 0x45, name: 0x42, mimeMediaType: 0x49, integer: 0x21, keyword: 0x44 } as const;
const OPERATION_ATTRIBUTES = 0x01;
const END_OF_ATTRIBUTES = 0x03;
const LAST_DELIMITER = 0x0f;
const INTEGER = 0x21;
const BOOLEAN = 0x22;
const ENUM = 0x23;
const BEGIN_COLLECTION = 0x34;
const END_COLLECTION = 0x37;

/** RFC 8011 section 5.4.15. */
export const OPERATIONS = { printJob: 0x0002, getJobAttributes: 0x0009, getPrinterAttributes: 0x000b } as const;

export interface IppAttribute {
  tag: keyof typeof TAGS;
  name: string;
  /** One value, or several of the same kind. */
  values: readonly (string | number)[];
}

export type IppValue = string | number | boolean;

export interface IppAnswer {
  /** Below 0x0100 it went well. */
  status: number;
  /** Of all groups, by name; a name that comes twice has the values of the last. */
  attributes: ReadonlyMap<string, readonly IppValue[]>;
}

/** What came is no IPP message. */
export class IppFormatError extends Error {}

function field(bytes: Uint8Array): Buffer {
  const length = Buffer.alloc(2);
  length.writeUInt16BE(bytes.length);
  return Buffer.concat([length, bytes]);
}

function valueBytes(value: string | number): Buffer {
  if (typeof value === 'string') return Buffer.from(value, 'utf8');
  const bytes = Buffer.alloc(4);
  bytes.writeInt32BE(value);
  return bytes;
}

/** A request of version 1.1, which every printer speaks; its document, if any, follows it. */
export function encodeRequest(operation: number, requestId: number, attributes: readonly IppAttribute[]): Uint8Array {
  const head = Buffer.alloc(8);
  head.writeUInt16BE(0x0101, 0);
  head.writeUInt16BE(operation, 2);
  head.writeInt32BE(requestId, 4);
  const written = attributes.flatMap(({ tag, name, values }) =>
    // Every value but the first has no name.
    values.flatMap((value, place) => [Buffer.of(TAGS[tag]), field(Buffer.from(place === 0 ? name : '')), field(valueBytes(value))]),
  );
  return Buffer.concat([head, Buffer.of(OPERATION_ATTRIBUTES), ...written, Buffer.of(END_OF_ATTRIBUTES)]);
}

/** IppFormatError for what ends in the middle, or is something else. */
export function decodeAnswer(bytes: Uint8Array): IppAnswer {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  let at = 8;
  const take = (length: number): Buffer => {
    if (at + length > buffer.length) throw new IppFormatError('the message ends in the middle');
    at += length;
    return buffer.subarray(at - length, at);
  };
  if (buffer.length < 9 || (buffer[0] ?? 0) < 1 || (buffer[0] ?? 0) > 2) throw new IppFormatError('no IPP message');
  const attributes = new Map<string, IppValue[]>();
  let name = '';
  let depth = 0;
  for (;;) {
    const tag = take(1).readUInt8();
    if (tag === END_OF_ATTRIBUTES) break;
    if (tag <= LAST_DELIMITER) continue;
    const ownName = take(take(2).readUInt16BE()).toString('utf8');
    const value = take(take(2).readUInt16BE());
    if (tag === END_COLLECTION) depth = Math.max(0, depth - 1);
    else if (depth === 0) {
      if (ownName !== '') {
        name = ownName;
        attributes.set(name, []);
      }
      if (tag !== BEGIN_COLLECTION) attributes.get(name)?.push(read(tag, value));
    }
    if (tag === BEGIN_COLLECTION) depth += 1;
  }
  return { status: buffer.readUInt16BE(2), attributes };
}

function read(tag: number, value: Buffer): IppValue {
  if ((tag === INTEGER || tag === ENUM) && value.length === 4) return value.readInt32BE();
  if (tag === BOOLEAN && value.length === 1) return value[0] !== 0;
  return value.toString('utf8');
}
