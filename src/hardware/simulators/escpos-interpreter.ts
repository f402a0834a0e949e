// Reads ESC/POS as a printer's firmware does, one byte at a time, and says what comes onto the paper. Written from Epson's
// command reference and independent of the encoder in ../printer, so that the two check each other.
import { barModes, barsAndText, POWER_ON_BARS } from './printed-bars.ts';
import { beginsTwo, narrowCharacter, type PrinterModel, pageNumbered, wideCharacter } from './printer-characters.ts';

/** A character as printed, in dots from the left edge of the printable area. */
export interface Glyph {
  character: string;
  x: number;
  width: number;
  height: number;
  bold: boolean;
}

export type PrintedRow =
  | { kind: 'text'; height: number; glyphs: Glyph[] }
  | { kind: 'picture'; x: number; bytesPerRow: number; height: number; bits: Uint8Array }
  | { kind: 'qr'; x: number; data: string; dotsPerModule: number; height: number }
  | { kind: 'barcode'; x: number; text: string; modules: boolean[]; dotsPerModule: number; height: number }
  | { kind: 'feed'; height: number };

/** What the mechanism behind the interpreter does. */
export interface PrinterMechanism {
  readonly dots: number;
  /** The country the model is for: its characters of two bytes, from power-on. `western` has none. */
  readonly model: PrinterModel;
  print(row: PrintedRow): void;
  /** ESC @. */
  initialised(): void;
  cut(): void;
  kickDrawer(): void;
  setAutomaticStatus(mask: number): void;
  /** Whether this model knows the command GS x: one that it does not know is printed as the letters that it consists of. */
  knows(groupCommand: string): boolean;
  /** GS I n. */
  identify(which: number): void;
  /** GS r. */
  tellSensor(): void;
  /** GS ( H function 48. */
  jobDone(jobId: Uint8Array): void;
  /** GS ( D: whether DLE DC4 may kick the drawer. */
  allowRealTimeKick(allowed: boolean): void;
  qrModules(data: string): number;
}

type Reader<T> = Generator<undefined, T, number>;

/** Commands that are read over: how many parameters follow ESC x, FS x, GS x. */
const SKIPPED: Record<number, Record<string, number>> = {
  27: { ' ': 1, '%': 1, '-': 1, '=': 1, '?': 1, G: 1, T: 1, U: 1, V: 1, c: 2, r: 1, '{': 1, B: 2, '\\': 2 },
  28: { '!': 1, '-': 1, S: 2, W: 1 },
  29: { B: 1, L: 2, P: 2, W: 2, b: 1, '/': 1 },
};
const LINE_SPACING = 30;

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

/** Modes as after power-on; ESC @ brings them back. */
function powerOnModes(model: PrinterModel) {
  return {
    codePage: 'cp437',
    wide: model !== 'western',
    /** FS C 1; JIS, from power-on, nobody sends. */
    shiftJis: false,
    international: { korean: 13, japanese: 8, chinese: 15, western: 0 }[model],
    fontB: false,
    bold: false,
    widthTimes: 1,
    heightTimes: 1,
    align: 0,
    lineSpacing: LINE_SPACING,
    bars: POWER_ON_BARS,
  };
}

/** Returns a function that takes the next byte of the stream. */
export function createInterpreter(mechanism: PrinterMechanism): (byte: number) => void {
  let modes = powerOnModes(mechanism.model);
  let line: Glyph[] = [];
  let x = 0;
  const qr = { data: '', dotsPerModule: 3 };

  /** Prints the line buffer and feeds; an empty line only feeds. */
  const endLine = (feed: number) => {
    const shift = alignedX(x);
    const tallest = line.reduce((height, glyph) => Math.max(height, glyph.height), 0);
    if (line.length > 0)
      mechanism.print({ kind: 'text', height: Math.max(feed, tallest), glyphs: line.map((glyph) => ({ ...glyph, x: glyph.x + shift })) });
    else if (feed > 0) mechanism.print({ kind: 'feed', height: feed });
    line = [];
    x = 0;
  };
  const alignedX = (width: number) => Math.max(0, Math.floor(((mechanism.dots - width) * modes.align) / 2));

  const put = (character: string, columns: 1 | 2) => {
    // Hangul has one size; only Latin has the small font B.
    const [cellWidth, cellHeight] = modes.fontB && columns === 1 ? [9, 17] : [12 * columns, 24];
    const width = cellWidth * modes.widthTimes;
    if (x + width > mechanism.dots) endLine(modes.lineSpacing);
    line.push({ character, x, width, height: cellHeight * modes.heightTimes, bold: modes.bold });
    x += width;
  };

  function* character(byte: number): Reader<void> {
    const { wide, shiftJis, international, codePage } = modes;
    if (wide && beginsTwo(mechanism.model, byte, shiftJis)) {
      const trail: number = yield;
      put(wideCharacter(mechanism.model, byte, trail), 2);
    } else {
      put(narrowCharacter(byte, international, codePage), 1);
    }
  }

  function* escapeCommand(): Reader<void> {
    const command: number = yield;
    switch (String.fromCharCode(command)) {
      case '@':
        modes = powerOnModes(mechanism.model);
        line = [];
        x = 0;
        mechanism.initialised();
        break;
      case '!': {
        const mode: number = yield;
        modes = { ...modes, fontB: (mode & 1) !== 0, bold: (mode & 8) !== 0, heightTimes: mode & 0x10 ? 2 : 1, widthTimes: mode & 0x20 ? 2 : 1 };
        break;
      }
      case '$':
        x = yield* word();
        break;
      case '2':
        modes.lineSpacing = LINE_SPACING;
        break;
      case '3':
        modes.lineSpacing = yield;
        break;
      case 'D':
        while ((yield) !== 0);
        break;
      case 'E':
        modes.bold = ((yield) & 1) !== 0;
        break;
      case 'J':
        endLine(yield);
        break;
      case 'M':
        modes.fontB = ((yield) & 1) !== 0;
        break;
      case 'R':
        modes.international = yield;
        break;
      case 'a':
        modes.align = (yield) & 3;
        break;
      case 'd': {
        const lines: number = yield;
        endLine(lines * modes.lineSpacing);
        break;
      }
      case 'p':
        yield* take(3);
        mechanism.kickDrawer();
        break;
      case 't': {
        const page: number = yield;
        modes.codePage = pageNumbered(page);
        break;
      }
      default:
        yield* skip(0x1b, command);
    }
  }

  function* kanjiCommand(): Reader<void> {
    const command: number = yield;
    if (command === 0x26) modes.wide = mechanism.model !== 'western';
    else if (command === 0x2e) modes.wide = false;
    else if (command === 0x43) modes.shiftJis = (yield) === 1;
    else yield* skip(0x1c, command);
  }

  function* groupCommand(): Reader<void> {
    const command: number = yield;
    if (!mechanism.knows(String.fromCharCode(command))) return yield* character(command);
    switch (String.fromCharCode(command)) {
      case '!': {
        const size: number = yield;
        modes = { ...modes, heightTimes: (size & 7) + 1, widthTimes: ((size >> 4) & 7) + 1 };
        break;
      }
      case 'I':
        mechanism.identify(yield);
        break;
      case 'V': {
        const mode: number = yield;
        if (mode >= 65) endLine(yield);
        mechanism.cut();
        break;
      }
      case 'a':
        mechanism.setAutomaticStatus(yield);
        break;
      case 'H':
      case 'f':
      case 'h':
      case 'w':
        modes.bars = barModes(modes.bars, String.fromCharCode(command), yield);
        break;
      case 'k': {
        // Up to a NUL, or counted. Of the kinds there are, CODE128 is printed and the others are read over.
        const kind: number = yield;
        if (kind > 6) {
          const data = yield* take(yield);
          if (kind === 73) for (const row of barsAndText(data, modes.bars, { dots: mechanism.dots, alignedX })) mechanism.print(row);
        } else while ((yield) !== 0);
        break;
      }
      case 'r':
        yield;
        mechanism.tellSensor();
        break;
      case 'v': {
        yield* take(2);
        const bytesPerRow = yield* word();
        const height = yield* word();
        const bits = yield* take(bytesPerRow * height);
        mechanism.print({ kind: 'picture', x: alignedX(bytesPerRow * 8), bytesPerRow, height, bits });
        break;
      }
      default:
        yield* skip(0x1d, command);
    }
  }

  /** GS ( and FS (: a letter, a length, a function and its parameters. */
  function* extended(family: number): Reader<void> {
    const letter: number = yield;
    const parameters = yield* take(yield* word());
    if (family !== 0x1d) return;
    const [first = 0, second = 0, third = 0] = parameters;
    switch (String.fromCharCode(letter)) {
      case 'D':
        for (let index = 1; first === 20 && index + 1 < parameters.length; index += 2) {
          if (parameters[index] === 1) mechanism.allowRealTimeKick(((parameters[index + 1] ?? 0) & 1) !== 0);
        }
        break;
      case 'H':
        if (first === 48 && second === 48 && parameters.length === 6) mechanism.jobDone(parameters.slice(2));
        break;
      case 'k':
        if (first !== 49) break;
        if (second === 67) qr.dotsPerModule = third;
        else if (second === 80) qr.data = Buffer.from(parameters.slice(3)).toString('utf8');
        else if (second === 81 && qr.data !== '') {
          const dots = mechanism.qrModules(qr.data) * qr.dotsPerModule;
          if (dots <= mechanism.dots) mechanism.print({ kind: 'qr', x: alignedX(dots), ...qr, height: dots });
        }
        break;
    }
  }

  function* skip(family: number, command: number): Reader<void> {
    if (command === 0x28) yield* extended(family);
    else yield* take(SKIPPED[family]?.[String.fromCharCode(command)] ?? 0);
  }

  /** DLE EOT, DLE ENQ and DLE DC4 are obeyed on arrival (real-time.ts), and read over here. */
  function* realTime(): Reader<void> {
    const command: number = yield;
    if (command === 0x04 || command === 0x05) yield;
    else if (command === 0x14) yield* take((yield) === 8 ? 7 : 2);
  }

  function* interpret(): Generator<undefined, never, number> {
    for (;;) {
      const byte: number = yield;
      if (byte === 0x0a) endLine(modes.lineSpacing);
      else if (byte === 0x1b) yield* escapeCommand();
      else if (byte === 0x1c) yield* kanjiCommand();
      else if (byte === 0x1d) yield* groupCommand();
      else if (byte === 0x10) yield* realTime();
      else if (byte >= 0x20) yield* character(byte);
    }
  }

  const reader = interpret();
  reader.next();
  return (byte) => {
    reader.next(byte);
  };
}
