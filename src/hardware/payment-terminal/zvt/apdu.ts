// ZVT's messages (PA00P015, chapter 1): CLASS INSTR LEN DATA, where a length from 255 on is FF and two bytes, the low one first.
// Over TCP they follow each other with nothing in between (PA00P016, TCP/IP transport).

export interface Apdu {
  /** CLASS and INSTR as one number: 0x0601 is an authorisation. */
  command: number;
  data: Uint8Array;
}

/** What came is not ZVT: where the next message would begin cannot be known any more. */
export class ZvtSyntaxError extends Error {}

const EXTENDED = 0xff;
export const MOST_DATA_BYTES = 0xffff;

/** Throws a RangeError for more than 65535 bytes of data. */
export function encodeApdu({ command, data }: Apdu): Uint8Array {
  if (data.length > MOST_DATA_BYTES) throw new RangeError(`an APDU of ${data.length} bytes`);
  const length = data.length < EXTENDED ? [data.length] : [EXTENDED, data.length & 0xff, data.length >> 8];
  return Buffer.concat([Uint8Array.of(command >> 8, command & 0xff, ...length), data]);
}

/** One APDU that is all of `bytes`. Throws ZvtSyntaxError. */
export function decodeApdu(bytes: Uint8Array): Apdu {
  const apdu = apduAt(bytes);
  if (!apdu || apdu.end !== bytes.length) throw new ZvtSyntaxError(`an APDU of ${bytes.length} bytes does not end where it says`);
  return apdu.apdu;
}

function apduAt(bytes: Uint8Array): { apdu: Apdu; end: number } | null {
  const [commandClass = 0, instruction = 0, short = 0, low = 0, high = 0] = bytes;
  if (bytes.length < 3) return null;
  const extended = short === EXTENDED;
  if (extended && bytes.length < 5) return null;
  const begin = extended ? 5 : 3;
  const end = begin + (extended ? low + high * 256 : short);
  if (bytes.length < end) return null;
  return { apdu: { command: commandClass * 256 + instruction, data: Uint8Array.from(bytes.subarray(begin, end)) }, end };
}

/** The classes that terminals and tills send (chapters 2 to 4); 0F is where makers put commands of their own. */
const CLASSES: ReadonlySet<number> = new Set([0x04, 0x05, 0x06, 0x08, 0x0f, 0x80, 0x84]);

/**
 * Returns a function that takes the TCP stream in pieces of any size and returns the messages each piece completes. Throws
 * ZvtSyntaxError when a message begins with a class that there is none of; keeps one message of 64 kB at the most.
 */
export function createApduFramer(): (piece: Uint8Array) => Apdu[] {
  let pending: Uint8Array = new Uint8Array();
  return (piece) => {
    pending = pending.length === 0 ? piece : Buffer.concat([pending, piece]);
    const complete: Apdu[] = [];
    for (;;) {
      const [first] = pending;
      if (first !== undefined && !CLASSES.has(first)) throw new ZvtSyntaxError(`a message of class ${first.toString(16)}`);
      const found = apduAt(pending);
      if (!found) break;
      complete.push(found.apdu);
      pending = pending.subarray(found.end);
    }
    // A copy: the piece belongs to the line, and may be large.
    pending = Uint8Array.from(pending);
    return complete;
  };
}
