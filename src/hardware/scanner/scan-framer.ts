// Where one code ends and the next begins, in bytes as a serial scanner sends them: at a line's end, at the suffix that it was told
// to send, or at a pause. Pure. Whether a pause is an end is not known here: it may as well be a cable that was pulled.

export interface ScanMarks {
  /** Taken off the front, where it is there. */
  prefix: Uint8Array;
  /** Ends a code, as a line's end does; empty for none. */
  suffix: Uint8Array;
}

/** `line`: its end was sent. `pause`: nothing more came. `too_long`: more than any code has, until its end or a pause. */
export interface ScanFrame {
  bytes: Uint8Array;
  end: 'line' | 'pause' | 'too_long';
}

export interface ScanFramer {
  /** The codes that these bytes end. */
  feed(bytes: Uint8Array): ScanFrame[];
  /** Nothing came for so long that nothing more will. Null where nothing was begun. */
  pause(): ScanFrame | null;
  /** Whether a code has begun and not ended. */
  readonly begun: boolean;
}

/** The largest QR code has 7,089 digits (ISO/IEC 18004); with its identifier and marks it is a few more. */
export const LONGEST_SCAN_BYTES = 7200;

const STX = 0x02;
const ETX = 0x03;
const LF = 0x0a;
const CR = 0x0d;
const isLineEnd = (byte: number) => byte === CR || byte === LF || byte === ETX;

export function createScanFramer({ prefix, suffix }: ScanMarks): ScanFramer {
  // A suffix with a line's end in it is looked for whole.
  const ownEnd = suffix.some(isLineEnd);
  let held: number[] = [];
  let overflown = false;

  const endsWithSuffix = () =>
    suffix.length > 0 && held.length >= suffix.length && suffix.every((byte, at) => held[held.length - suffix.length + at] === byte);

  const finish = (end: ScanFrame['end'], dropped = 0): ScanFrame | null => {
    const bytes = Uint8Array.from(held.slice(0, held.length - dropped));
    const wasTooLong = overflown;
    held = [];
    overflown = false;
    if (wasTooLong) return { bytes: new Uint8Array(), end: 'too_long' };
    const code = withoutFront(withoutFront(bytes, Uint8Array.of(STX)), prefix);
    return code.length === 0 ? null : { bytes: code, end };
  };

  return {
    feed(bytes) {
      const frames: ScanFrame[] = [];
      const add = (frame: ScanFrame | null) => frame && frames.push(frame);
      for (const byte of bytes) {
        held.push(byte);
        if (endsWithSuffix()) add(finish('line', suffix.length));
        else if (!ownEnd && isLineEnd(byte)) add(finish('line', 1));
        else if (held.length > LONGEST_SCAN_BYTES) {
          overflown = true;
          // Enough to find the suffix by.
          held = held.slice(held.length - suffix.length);
        }
      }
      return frames;
    },
    pause: () => finish('pause'),
    get begun() {
      return overflown || held.length > 0;
    },
  };
}

function withoutFront(bytes: Uint8Array, front: Uint8Array): Uint8Array {
  return front.length > 0 && front.every((byte, at) => bytes[at] === byte) ? bytes.subarray(front.length) : bytes;
}

/** As settings have it: as it is typed, with \r, \n, \t, \\ and \x02 for what has no key. */
export function markOf(text: string): Uint8Array {
  const read = text.replace(/\\(?:x([0-9a-fA-F]{2})|([rnt\\]))/g, (whole, hex: string | undefined, letter: string | undefined) =>
    hex !== undefined ? String.fromCharCode(Number.parseInt(hex, 16)) : (ESCAPED[letter ?? ''] ?? whole),
  );
  return new TextEncoder().encode(read);
}

const ESCAPED: Record<string, string> = { r: '\r', n: '\n', t: '\t', '\\': '\\' };
