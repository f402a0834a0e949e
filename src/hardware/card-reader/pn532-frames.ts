// Frames of the PN532 on a serial line (NXP UM0701-02, 6.2.1), which both ends send alike.
// 00 FF LEN LCS TFI data DCS, with as many zeros around it as the sender likes.

/** `damaged`: it began as a frame, and its checksum says that it is none. `error`: the PN532 could not read the one before. */
export type Pn532Frame = { kind: 'data'; bytes: Uint8Array } | { kind: 'ack' | 'nack' | 'error' | 'damaged' };

export const HOST_TO_PN532 = 0xd4;
export const PN532_TO_HOST = 0xd5;
export const ACK = Uint8Array.of(0x00, 0x00, 0xff, 0x00, 0xff, 0x00);
export const NACK = Uint8Array.of(0x00, 0x00, 0xff, 0xff, 0x00, 0x00);
/** The longest that it sends or takes, TFI included (UM0701-02, 7.4: 264 bytes, and what belongs to its commands). */
const LONGEST_DATA = 280;
/** Of one frame with all that belongs to it: more than that without a frame is noise. */
const LONGEST_FRAME = LONGEST_DATA + 10;

/** `data` begins with TFI. Longer than 255 bytes it goes as an extended frame. */
export function frameOf(data: Uint8Array): Uint8Array {
  const length = data.length;
  const begin =
    length <= 0xff
      ? [0x00, 0x00, 0xff, length, negated(length)]
      : [0x00, 0x00, 0xff, 0xff, 0xff, length >> 8, length & 0xff, negated((length >> 8) + (length & 0xff))];
  return Uint8Array.from([...begin, ...data, negated(sumOf(data)), 0x00]);
}

/** Fed with bytes as they come, gives the frames that are whole. Keeps less than one frame. */
export function createPn532Framer(): (bytes: Uint8Array) => Pn532Frame[] {
  let held: Uint8Array = new Uint8Array(0);

  return (bytes) => {
    held = new Uint8Array(Buffer.concat([held, bytes]));
    const frames: Pn532Frame[] = [];
    let at = 0;
    for (;;) {
      const start = startAfter(held, at);
      if (start === -1) {
        // A zero at the end may be the first half of the next start.
        at = held.length - (held.at(-1) === 0x00 ? 1 : 0);
        break;
      }
      const found = frameAt(held, start);
      if (found === 'incomplete') {
        at = start;
        break;
      }
      if (found.frame) frames.push(found.frame);
      at = found.end;
    }
    // Its own memory, so that what was read can go.
    held = held.slice(Math.max(at, held.length - LONGEST_FRAME));
    return frames;
  };
}

/** Where the next 00 FF begins; -1 where there is none. */
function startAfter(bytes: Uint8Array, from: number): number {
  for (let at = bytes.indexOf(0x00, from); at !== -1 && at + 1 < bytes.length; at = bytes.indexOf(0x00, at + 1)) {
    if (bytes[at + 1] === 0xff) return at;
  }
  return -1;
}

function frameAt(bytes: Uint8Array, start: number): 'incomplete' | { frame: Pn532Frame | null; end: number } {
  const [length, check] = [bytes[start + 2], bytes[start + 3]];
  if (length === undefined || check === undefined) return 'incomplete';
  if (length === 0x00 && check === 0xff) return { frame: { kind: 'ack' }, end: start + 4 };
  if (length === 0xff && check === 0x00) return { frame: { kind: 'nack' }, end: start + 4 };
  if (length !== 0xff || check !== 0xff) return dataAt(bytes, start + 4, length, check);
  const [high, low, extendedCheck] = [bytes[start + 4], bytes[start + 5], bytes[start + 6]];
  if (high === undefined || low === undefined || extendedCheck === undefined) return 'incomplete';
  return dataAt(bytes, start + 7, high * 256 + low, extendedCheck, high + low);
}

function dataAt(
  bytes: Uint8Array,
  from: number,
  length: number,
  check: number,
  sum = length,
): 'incomplete' | { frame: Pn532Frame | null; end: number } {
  // No length: the two bytes were a part of something else, and the search goes on behind them.
  if (check !== negated(sum) || length === 0 || length > LONGEST_DATA) return { frame: { kind: 'damaged' }, end: from - 2 };
  if (bytes.length < from + length + 1) return 'incomplete';
  const data = bytes.slice(from, from + length);
  if (bytes[from + length] !== negated(sumOf(data))) return { frame: { kind: 'damaged' }, end: from };
  // The application-level error frame has one byte, and no TFI of a direction.
  const frame: Pn532Frame = length === 1 && data[0] === 0x7f ? { kind: 'error' } : { kind: 'data', bytes: data };
  return { frame, end: from + length + 1 };
}

function sumOf(bytes: Uint8Array): number {
  return bytes.reduce((sum, byte) => sum + byte, 0);
}

/** What makes a sum come to nothing in one byte. */
function negated(sum: number): number {
  return -sum & 0xff;
}
