// What is written on a card: NDEF messages (NFC Forum, NDEF 1.0), read and never written. A card is whatever a stranger holds to
// the reader, so nothing here throws, and what cannot be read ends the reading: what stood before it counts.

/** In the order in which they stand there. */
export interface NdefContent {
  uris: string[];
  texts: string[];
}

/** NFC Forum, URI Record Type Definition 1.0, table 3. */
const URI_PREFIXES = [
  '',
  'http://www.',
  'https://www.',
  'http://',
  'https://',
  'tel:',
  'mailto:',
  'ftp://anonymous:anonymous@',
  'ftp://ftp.',
  'ftps://',
  'sftp://',
  'smb://',
  'nfs://',
  'ftp://',
  'dav://',
  'news:',
  'telnet://',
  'imap:',
  'rtsp://',
  'urn:',
  'pop:',
  'sip:',
  'sips:',
  'tftp:',
  'btspp://',
  'btl2cap://',
  'btgoep://',
  'tcpobex://',
  'irdaobex://',
  'file://',
  'urn:epc:id:',
  'urn:epc:tag:',
  'urn:epc:pat:',
  'urn:epc:raw:',
  'urn:epc:',
  'urn:nfc:',
] as const;

// Of a record's first byte.
const CHUNK = 0x20;
const SHORT = 0x10;
const HAS_ID = 0x08;
const LAST = 0x40;
const TYPE_NAME = { wellKnown: 1, absoluteUri: 3, unchanged: 6 } as const;

/** A smart poster holds records; one in it that holds some again is read, and no deeper. */
const DEEPEST = 2;
/** More than any card of people has, and a bound on what a card made to be slow costs. */
const MOST_RECORDS = 64;

interface NdefRecord {
  typeName: number;
  type: string;
  payload: Uint8Array;
}

export function readNdef(message: Uint8Array): NdefContent {
  const content: NdefContent = { uris: [], texts: [] };
  read(message, 0, content);
  return content;
}

function read(message: Uint8Array, depth: number, content: NdefContent): void {
  for (const { typeName, type, payload } of recordsOf(message)) {
    if (typeName === TYPE_NAME.absoluteUri) keep(content.uris, oneLine(type));
    else if (typeName !== TYPE_NAME.wellKnown) continue;
    else if (type === 'U') keep(content.uris, uriOf(payload));
    else if (type === 'T') keep(content.texts, textOf(payload));
    else if (type === 'Sp' && depth < DEEPEST) read(payload, depth + 1, content);
  }
}

function keep(list: string[], found: string | null): void {
  if (found !== null && found !== '') list.push(found);
}

/** Whole records, the chunks of one put together; up to the end of the message, or to what is none. */
function* recordsOf(message: Uint8Array): Generator<NdefRecord> {
  const view = new DataView(message.buffer, message.byteOffset, message.byteLength);
  let chunks: { typeName: number; type: string; parts: Uint8Array[] } | null = null;
  let at = 0;
  for (let count = 0; count < MOST_RECORDS && at + 3 <= message.length; count += 1) {
    const flags = view.getUint8(at);
    const typeLength = view.getUint8(at + 1);
    const short = (flags & SHORT) !== 0;
    const headerLength = (short ? 3 : 6) + ((flags & HAS_ID) !== 0 ? 1 : 0);
    if (at + headerLength > message.length) return;
    const payloadLength = short ? view.getUint8(at + 2) : view.getUint32(at + 2);
    const idLength = (flags & HAS_ID) !== 0 ? view.getUint8(at + headerLength - 1) : 0;
    const typeAt = at + headerLength;
    const payloadAt = typeAt + typeLength + idLength;
    const end = payloadAt + payloadLength;
    if (end > message.length) return;
    const typeName = flags & 0x07;
    const type = decode('utf-8', message.subarray(typeAt, typeAt + typeLength)) ?? '';
    const payload = message.subarray(payloadAt, end);
    at = end;

    // The chunks after the first have no type of their own.
    if ((typeName === TYPE_NAME.unchanged) !== (chunks !== null)) return;
    if ((flags & CHUNK) !== 0) {
      chunks ??= { typeName, type, parts: [] };
      chunks.parts.push(payload);
      continue;
    }
    if (chunks) yield { typeName: chunks.typeName, type: chunks.type, payload: Buffer.concat([...chunks.parts, payload]) };
    else yield { typeName, type, payload };
    chunks = null;
    if ((flags & LAST) !== 0) return;
  }
}

function uriOf(payload: Uint8Array): string | null {
  const prefix = URI_PREFIXES[payload[0] ?? 0xff];
  const rest = decode('utf-8', payload.subarray(1));
  return prefix === undefined || rest === null ? null : oneLine(prefix + rest);
}

/** An address has no lines: one that has them is made to be taken for something else. */
function oneLine(uri: string): string | null {
  return /[\t\r\n]/.test(uri) ? null : uri;
}

/** NFC Forum, Text Record Type Definition 1.0: a language, which nobody asked for, and the text. */
function textOf(payload: Uint8Array): string | null {
  const status = payload[0];
  if (status === undefined) return null;
  const text = payload.subarray(1 + (status & 0x3f));
  if ((status & 0x80) === 0) return decode('utf-8', text);
  const littleEndian = text[0] === 0xff && text[1] === 0xfe;
  return decode(littleEndian ? 'utf-16le' : 'utf-16be', text);
}

/** Null where it is no such text, or has control characters in it that are not those between lines. */
function decode(encoding: 'utf-8' | 'utf-16le' | 'utf-16be', bytes: Uint8Array): string | null {
  try {
    const text = new TextDecoder(encoding, { fatal: true }).decode(bytes);
    return /[^\P{Cc}\t\r\n]/u.test(text) ? null : text;
  } catch {
    return null;
  }
}
