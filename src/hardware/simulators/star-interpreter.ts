// Reads Star Line Mode as a printer's firmware does, one byte at a time, and says what comes onto the paper. Written from Star's
// command specification and independent of the encoder in ../printer/star, so that the two check each other.
import iconv from 'iconv-lite';
import { starMarks } from './code128-marks.ts';
import type { Glyph, PrintedRow } from './escpos-interpreter.ts';

export interface StarMechanism {
  readonly dots: number;
  print(row: PrintedRow): void;
  /** ESC @. */
  initialised(): void;
  cut(): void;
  kickDrawer(): void;
  /** ETB: everything before it is on paper. */
  count(): void;
  /** ESC RS E. */
  resetCounter(): void;
  /** ESC RS a. */
  setAutomaticStatus(on: boolean): void;
  qrModules(data: string): number;
}

type Reader<T> = Generator<undefined, T, number>;

/** Commands that are read over: how many parameters follow ESC x, ESC GS x, ESC RS x. */
const SKIPPED: Record<string, number> = { '-': 1, _: 1, M: 0, P: 0, h: 1, W: 1, 'GS P': 1, 'RS C': 1, 'RS d': 1, ACK: 1 };
const NORMAL_LINE = 32;
const TIGHT_LINE = 24;

function* word(): Reader<number> {
  const low: number = yield;
  const high: number = yield;
  return low | (high << 8);
}

function* take(count: number): Reader<Uint8Array> {
  const bytes = new Uint8Array(count);
  for (let index = 0; index < count; index += 1) bytes[index] = yield;
  return bytes;
}

const powerOnModes = () => ({ fontB: false, bold: false, widthTimes: 1, heightTimes: 1, align: 0, lineSpacing: NORMAL_LINE });

/** Returns a function that takes the next byte of the stream. */
export function createStarInterpreter(mechanism: StarMechanism): (byte: number) => void {
  let modes = powerOnModes();
  let line: Glyph[] = [];
  let picture: { width: number; data: Uint8Array } | null = null;
  let x = 0;
  let qr = { data: '', dotsPerModule: 3 };
  const alignedX = (width: number) => Math.max(0, Math.floor(((mechanism.dots - width) * modes.align) / 2));

  const endLine = () => {
    const feed = modes.lineSpacing;
    const shift = alignedX(x);
    if (picture) mechanism.print({ kind: 'picture', x: alignedX(picture.width), ...rowsOf(picture) });
    else if (line.length > 0) {
      const tallest = line.reduce((height, glyph) => Math.max(height, glyph.height), 0);
      mechanism.print({ kind: 'text', height: Math.max(feed, tallest), glyphs: line.map((glyph) => ({ ...glyph, x: glyph.x + shift })) });
    } else mechanism.print({ kind: 'feed', height: feed });
    line = [];
    picture = null;
    x = 0;
  };

  const put = (byte: number) => {
    const [cellWidth, cellHeight] = modes.fontB ? [9, 24] : [12, 24];
    const width = cellWidth * modes.widthTimes;
    if (x + width > mechanism.dots) endLine();
    line.push({ character: iconv.decode(Buffer.of(byte), 'cp858'), x, width, height: cellHeight * modes.heightTimes, bold: modes.bold });
    x += width;
  };

  function* escaped(): Reader<void> {
    const command: number = yield;
    switch (command) {
      case 0x40:
        modes = powerOnModes();
        line = [];
        picture = null;
        x = 0;
        return mechanism.initialised();
      case 0x07:
        yield* take(2);
        return;
      case 0x1d:
        return yield* group();
      case 0x1e:
        return yield* record();
    }
    switch (String.fromCharCode(command)) {
      case '0':
        modes.lineSpacing = TIGHT_LINE;
        break;
      case 'z':
        modes.lineSpacing = ((yield) & 1) === 1 ? NORMAL_LINE : TIGHT_LINE;
        break;
      case 'E':
        modes.bold = true;
        break;
      case 'F':
        modes.bold = false;
        break;
      case 'I':
        mechanism.print({ kind: 'feed', height: yield });
        break;
      case 'b':
        yield* bars();
        break;
      case 'd':
        yield;
        mechanism.cut();
        break;
      case 'i':
        modes.heightTimes = (yield) + 1;
        modes.widthTimes = (yield) + 1;
        break;
      case 'X': {
        const width = yield* word();
        picture = { width, data: yield* take(width * 3) };
        break;
      }
      default:
        yield* take(command === 0x06 ? 1 : (SKIPPED[String.fromCharCode(command)] ?? 0));
    }
  }

  function* group(): Reader<void> {
    const command = String.fromCharCode(yield);
    if (command === 'a') modes.align = (yield) & 3;
    else if (command === 'A') x = yield* word();
    else if (command === 't') yield;
    else if (command === 'y') yield* code();
    else yield* take(SKIPPED[`GS ${command}`] ?? 0);
  }

  function* code(): Reader<void> {
    const command = String.fromCharCode(yield);
    if (command === 'S') {
      const what: number = yield;
      const value: number = yield;
      if (what === 0x32) qr = { ...qr, dotsPerModule: value };
    } else if (command === 'D') {
      yield* take(2);
      qr = { ...qr, data: Buffer.from(yield* take(yield* word())).toString('utf8') };
    } else if (command === 'P' && qr.data !== '') {
      const height = mechanism.qrModules(qr.data) * qr.dotsPerModule;
      if (height <= mechanism.dots) mechanism.print({ kind: 'qr', x: alignedX(height), ...qr, height });
    }
  }

  /** Type, text and line feed, mode, height; then the data up to RS. CODE128 is printed, other types are read over. */
  function* bars(): Reader<void> {
    const [type = 0, below = 0, mode = 0, height = 0] = yield* take(4);
    const data: number[] = [];
    for (let byte: number = yield; byte !== 0x1e; byte = yield) data.push(byte);
    const marks = type % 48 === 6 ? starMarks(Uint8Array.from(data)) : null;
    const dotsPerModule = (mode % 48) + 1;
    const width = (marks?.modules.length ?? 0) * dotsPerModule;
    if (!marks || width > mechanism.dots) return;
    mechanism.print({ kind: 'barcode', x: alignedX(width), ...marks, dotsPerModule, height });
    if (below % 2 === 0) for (const sign of marks.text) put(sign.charCodeAt(0));
    if (below % 48 <= 2) endLine();
  }

  function* record(): Reader<void> {
    const command = String.fromCharCode(yield);
    const value: number = yield;
    if (command === 'F') modes.fontB = value === 1;
    else if (command === 'E') mechanism.resetCounter();
    else if (command === 'a') mechanism.setAutomaticStatus(value !== 0);
  }

  function* interpret(): Generator<undefined, never, number> {
    for (;;) {
      const byte: number = yield;
      if (byte === 0x0a) endLine();
      else if (byte === 0x1b) yield* escaped();
      else if (byte === 0x07 || byte === 0x1a) mechanism.kickDrawer();
      else if (byte === 0x17) mechanism.count();
      else if (byte >= 0x20) put(byte);
    }
  }

  const reader = interpret();
  reader.next();
  return (byte) => {
    reader.next(byte);
  };
}

/** Columns of 24 dots as rows of bytes. */
function rowsOf({ width, data }: { width: number; data: Uint8Array }) {
  const bytesPerRow = Math.ceil(width / 8);
  const bits = new Uint8Array(bytesPerRow * TIGHT_LINE);
  for (let x = 0; x < width; x += 1) {
    for (let y = 0; y < TIGHT_LINE; y += 1) {
      if ((((data[x * 3 + (y >> 3)] ?? 0) << (y % 8)) & 0x80) === 0) continue;
      const at = y * bytesPerRow + (x >> 3);
      bits[at] = (bits[at] ?? 0) | (0x80 >> (x % 8));
    }
  }
  return { bytesPerRow, height: TIGHT_LINE, bits };
}
