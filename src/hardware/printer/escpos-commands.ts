// ESC/POS commands as bytes, where node-thermal-printer has none or gets them wrong. Sections: Epson's ESC/POS command reference.
import { type Code128Run, valuesOfRun } from '../../shared/code128.ts';
import type { DrawerSettings } from '../../shared/printers.ts';

/** Dots across the printable width: 203 dpi (8 dots a mm), 72 mm of an 80 mm roll and 48 mm of a 58 mm one. */
export const PRINT_DOTS: Record<58 | 80, number> = { 58: 384, 80: 576 };

/**
 * Across the paper that is in it: what the model has, where that is known and no wider than its paper. 58 mm of paper in a printer of
 * 180 dpi are 360 dots.
 */
export function dotsAcross(widthMm: 58 | 80, modelDots: number | null = null): number {
  const usual = PRINT_DOTS[widthMm];
  if (modelDots === null) return usual;
  if (widthMm === 58) return Math.min(usual, modelDots === 512 ? 360 : modelDots);
  return Math.min(usual, modelDots);
}

/** ESC @: modes as after power-on, and the print buffer emptied. */
export const INITIALISE = Uint8Array.of(0x1b, 0x40);

/** ESC p m t1 t2: a pulse at a pin of the drawer's socket, its times in steps of 2 ms. (The library sends it without its times.) */
export function drawerKick({ kickPin, onMs, offMs }: Pick<DrawerSettings, 'kickPin' | 'onMs' | 'offMs'>): Uint8Array {
  const steps = (ms: number) => Math.max(1, Math.min(255, Math.round(ms / 2)));
  return Uint8Array.of(0x1b, 0x70, kickPin === 2 ? 0 : 1, steps(onMs), steps(offMs));
}

/** ESC J n: prints what is in the line and feeds so many dots. */
export function feed(dots: number): Uint8Array {
  return Uint8Array.of(0x1b, 0x4a, dots);
}

/** ESC $: goes on at `dot` of the line. */
export function moveTo(dot: number): Uint8Array {
  return Uint8Array.of(0x1b, 0x24, dot & 0xff, dot >> 8);
}

/** GS V 66 n: feeds until the last line is past the cutter, and `extraDots` more, then cuts all but a point. */
export function feedAndCut(extraDots: number): Uint8Array {
  return Uint8Array.of(0x1d, 0x56, 66, extraDots);
}

/** GS ( D: no DLE DC4 pulse or power-off, since a picture's data could spell one and open the drawer. */
const IGNORE_REAL_TIME_PULSES = Uint8Array.of(0x1d, 0x28, 0x44, 0x05, 0x00, 0x14, 0x01, 0x00, 0x02, 0x00);

/** DLE DC4 8, in real time: forgets what it has received and not printed, and answers 37 25 00. */
export const CLEAR_BUFFERS = Uint8Array.of(0x10, 0x14, 0x08, 0x01, 0x03, 0x14, 0x01, 0x06, 0x02, 0x08);

/** What is written under bars: GS H 2, in font A (GS f 0). */
const TEXT_UNDER_BARS = [0x1d, 0x48, 2, 0x1d, 0x66, 0];

/** GS k 73 (function B): CODE128. The text names its code sets ({B, {C), and doubles its own `{`; two figures in set C are their value. */
export function printBarcode(runs: readonly Code128Run[], dotsPerModule: number, heightDots: number): Uint8Array {
  const data = runs.flatMap((run) => [
    0x7b,
    run.set.charCodeAt(0),
    ...valuesOfRun(run).flatMap((value) => {
      if (run.set === 'C') return [value];
      return value + 0x20 === 0x7b ? [0x7b, 0x7b] : [value + 0x20];
    }),
  ]);
  return Uint8Array.of(...TEXT_UNDER_BARS, 0x1d, 0x68, heightDots, 0x1d, 0x77, dotsPerModule, 0x1d, 0x6b, 73, data.length, ...data);
}

/** Whether bytes spell DLE EOT, DLE ENQ or DLE DC4, which a printer obeys on arrival, whatever they are a part of. */
export function isObeyedAtOnce(bytes: Uint8Array): boolean {
  return bytes.some((byte, at) => byte === 0x10 && REAL_TIME.includes(bytes[at + 1] ?? 0));
}

/** FS .: bytes from 80 up are characters of one byte, also on a model for Korea, Japan or China. */
export const HANGUL_OFF = Uint8Array.of(0x1c, 0x2e);

/** ESC t n: the code page that bytes from 80 up are in. */
export function selectPage(number: number): Uint8Array {
  return Uint8Array.of(0x1b, 0x74, number);
}

/** GS a 15: the printer sends its status now and at each change (drawer, on-line, errors, paper). */
export const AUTOMATIC_STATUS = Uint8Array.of(0x1d, 0x61, 0x0f);

/** What DLE EOT n tells: the printer, why it is off-line, its errors, its paper. */
export type StatusQuery = 1 | 2 | 3 | 4;

/** DLE EOT n: answered in real time, also while the printer is off-line or busy. */
export function askStatus(query: StatusQuery): Uint8Array {
  return Uint8Array.of(0x10, 0x04, query);
}

/** GS I 66, 67 and 65: maker, model and firmware, each answered as 5F ... 00. */
export const ASK_IDENTITY = Uint8Array.of(0x1d, 0x49, 66, 0x1d, 0x49, 67, 0x1d, 0x49, 65);

/** GS r 1: the paper sensor's byte (0xx0xxxx), sent when everything before it has been worked through. */
export const ASK_SENSOR = Uint8Array.of(0x1d, 0x72, 0x01);

/** DLE ENQ 1, in real time: goes on after an error that somebody has mended, from the line that it stopped at. */
export const GO_ON = Uint8Array.of(0x10, 0x05, 0x01);

// A job id is four of these characters. Each has bits 0 and 4 set, as no status byte has, and none is the header (37):
// so a job id is told from any status that comes in between.
const JOB_ID_ALPHABET = '1359;=?QSUWY[]_qsuwy{}';

export function isJobIdByte(byte: number): boolean {
  return JOB_ID_ALPHABET.includes(String.fromCharCode(byte));
}

/** A job's id, the same for numbers that are 234,256 apart. */
export function jobIdOf(jobNumber: number): string {
  const base = JOB_ID_ALPHABET.length;
  return [base ** 3, base ** 2, base, 1].map((place) => JOB_ID_ALPHABET.charAt(Math.floor(jobNumber / place) % base)).join('');
}

/** GS ( H function 48: the printer sends 37 22 `jobId` 00 when everything before it is on paper. */
export function askForAcknowledgement(jobId: string): Uint8Array {
  return Uint8Array.of(0x1d, 0x28, 0x48, 0x06, 0x00, 0x30, 0x30, ...Buffer.from(jobId, 'latin1'));
}

/**
 * A receipt, before which and after which the printer tells its status by itself: ESC @ ends that, and lets it obey pulses again. Only for
 * printers that are known to know these commands.
 */
export function withAutomaticStatus(bytes: Uint8Array): Uint8Array[] {
  const begins = bytes[0] === INITIALISE[0] && bytes[1] === INITIALISE[1];
  return begins
    ? [INITIALISE, AUTOMATIC_STATUS, IGNORE_REAL_TIME_PULSES, bytes.subarray(INITIALISE.length), AUTOMATIC_STATUS]
    : [bytes, AUTOMATIC_STATUS];
}

/** A picture in dots: rows of `bytesPerRow` bytes, the most significant bit leftmost, 1 is ink. */
export interface Bitmap {
  bytesPerRow: number;
  rows: number;
  bits: Uint8Array;
}

/** What DLE is followed by where it is obeyed on arrival: EOT, ENQ, DC4. */
const REAL_TIME = [0x04, 0x05, 0x14];

/** Rows of one GS v 0: what a connection lost in the middle leaves to be finished stays small (see FINISH_LOST_COMMAND). */
const BAND_ROWS = 24;

/**
 * GS v 0, a band at a time. Data that spells DLE EOT, DLE ENQ or DLE DC4 would be obeyed at once, in the middle of the
 * picture: its DLE gets one dot more, which nobody sees.
 */
export function printBitmap(bitmap: Bitmap): Uint8Array {
  const parts: Uint8Array[] = [];
  for (let row = 0; row < bitmap.rows; row += BAND_ROWS) {
    const rows = Math.min(BAND_ROWS, bitmap.rows - row);
    const data = bitmap.bits.slice(row * bitmap.bytesPerRow, (row + rows) * bitmap.bytesPerRow);
    for (let at = data.indexOf(0x10); at !== -1; at = data.indexOf(0x10, at + 1)) {
      if (REAL_TIME.includes(data[at + 1] ?? 0)) data[at] = 0x18;
    }
    parts.push(Uint8Array.of(0x1d, 0x76, 0x30, 0x00, bitmap.bytesPerRow & 0xff, bitmap.bytesPerRow >> 8, rows, 0), data);
  }
  return Buffer.concat(parts);
}

/**
 * Ends whatever command a connection that was lost left half sent: the printer would take the next receipt for the rest of
 * it. NUL alone does nothing. As long as the longest band (24 rows of 72 bytes).
 */
export const FINISH_LOST_COMMAND = new Uint8Array(24 * 72);

/**
 * Goes before everything else on a new line: a command that was cut off within its lengths gets zeros for them, where the
 * bytes of a question would make it one of a million bytes, and the printer deaf until they have come.
 */
export const FINISH_LOST_LENGTHS = new Uint8Array(8);
