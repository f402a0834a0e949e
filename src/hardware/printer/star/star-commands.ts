// Star commands as bytes, of those that Star Line Mode and StarPRNT share. Sections: "Star Line Mode Command Specifications".
import type { Code128Run } from '../../../shared/code128.ts';
import type { DrawerSettings } from '../../../shared/printers.ts';
import type { Bitmap } from '../escpos-commands.ts';

/** ESC @: modes as after power-on. */
export const INITIALISE = Uint8Array.of(0x1b, 0x40);
/** ESC GS t 4: code page 858. */
export const CODE_PAGE_858 = Uint8Array.of(0x1b, 0x1d, 0x74, 4);
/** ESC RS a 0: status is sent when it is asked for, and only then. */
export const NO_AUTOMATIC_STATUS = Uint8Array.of(0x1b, 0x1e, 0x61, 0);
/** ESC ACK SOH: answered at once, also while the printer is off-line, with the same bytes as automatic status. */
export const ASK_STATUS = Uint8Array.of(0x1b, 0x06, 0x01);
/** ESC ACK CAN, in real time: starts anew, and forgets what it has received. */
export const RESET = Uint8Array.of(0x1b, 0x06, 0x18);
/** ACK, and what follows it where it is obeyed on arrival. */
const ACK = 0x06;
const REAL_TIME = [ASK_STATUS, RESET].map((command) => command[2]);
/** ESC RS E 0: the counter of ETB begins at 0. */
export const RESET_COUNTER = Uint8Array.of(0x1b, 0x1e, 0x45, 0);
/** ETB: counted when everything before it is on paper. */
export const COUNT = Uint8Array.of(0x17);
/** ESC d 3: feeds to the cutter, and cuts all but a point. */
export const FEED_AND_CUT = Uint8Array.of(0x1b, 0x64, 3);
export const LINE_FEED = Uint8Array.of(0x0a);

export const BOLD = { on: Uint8Array.of(0x1b, 0x45), off: Uint8Array.of(0x1b, 0x46) };
/** ESC 0 and ESC z 1: 24 and 32 dots from line to line. */
export const LINE_SPACING = { tight: Uint8Array.of(0x1b, 0x30), normal: Uint8Array.of(0x1b, 0x7a, 1) };

/** ESC RS F n, ESC i n1 n2: the font (A is 12 x 24, B 9 x 24 dots), and how many times as high and wide. */
export function type(font: 'A' | 'B', times: 1 | 2): Uint8Array {
  return Uint8Array.of(0x1b, 0x1e, 0x46, font === 'A' ? 0 : 1, 0x1b, 0x69, times - 1, times - 1);
}

/** ESC GS a n. */
export function align(to: 'left' | 'center'): Uint8Array {
  return Uint8Array.of(0x1b, 0x1d, 0x61, to === 'left' ? 0 : 1);
}

/** ESC I n: feeds n / 8 mm, which is n dots at 203 dpi. */
export function feed(dots: number): Uint8Array {
  return Uint8Array.of(0x1b, 0x49, dots);
}

/** ESC GS A n1 n2: goes on at `dot` of the line. */
export function moveTo(dot: number): Uint8Array {
  return Uint8Array.of(0x1b, 0x1d, 0x41, dot & 0xff, dot >> 8);
}

/** ESC GS y: a QR code of model 2, error correction M, printed from what is stored. */
export function qr(data: Uint8Array, dotsPerModule: number): Uint8Array {
  const store = Uint8Array.of(0x1b, 0x1d, 0x79, 0x44, 0x31, 0, data.length & 0xff, data.length >> 8);
  const set = (what: number, value: number) => [0x1b, 0x1d, 0x79, 0x53, what, value];
  return Buffer.concat([
    Uint8Array.from([...set(0x30, 2), ...set(0x31, 1), ...set(0x32, dotsPerModule)]),
    store,
    data,
    Uint8Array.of(0x1b, 0x1d, 0x79, 0x50),
  ]);
}

/** What marks a function in the text of a barcode; itself it is %0. */
const MARK = '%';

/**
 * ESC b 6: CODE128 with its text below, in mode 1 or 2 (2 or 3 dots a module). Without a start code the printer begins with set B where
 * no figure comes first ("Star Line Mode Command Specifications", 5.1.4).
 */
export function barcode({ text }: Code128Run, dotsPerModule: number, heightDots: number): Uint8Array {
  const data = Buffer.from(text.replaceAll(MARK, `${MARK}0`), 'latin1');
  return Uint8Array.of(0x1b, 0x62, 6, 2, dotsPerModule - 1, heightDots, ...data, END_OF_BARCODE);
}

const BAND_ROWS = 24;
/** RS: alone it does nothing. */
const END_OF_BARCODE = 0x1e;
/** The longest that a lost connection can leave to be finished: a band 576 dots wide, or a barcode, which only RS ends. NUL alone does nothing. */
export const FINISH_LOST_COMMAND = Uint8Array.of(...new Uint8Array(3 * 576), END_OF_BARCODE);

/**
 * ESC X, a band of 24 rows at a time: three bytes a column, the most significant bit on top. From the first row with ink to the last, since a
 * painted line is 32 rows high and two bands are 48. What would be obeyed at once in the middle of a picture (ESC ACK SOH, ESC ACK
 * CAN) gets one dot more, which nobody sees.
 */
export function printBitmap({ bytesPerRow, rows, bits }: Bitmap): Uint8Array {
  const width = bytesPerRow * 8;
  const parts: Uint8Array[] = [LINE_SPACING.tight];
  const inked = Array.from({ length: rows }, (_, y) => bits.subarray(y * bytesPerRow, (y + 1) * bytesPerRow).some((byte) => byte !== 0));
  const first = Math.max(0, inked.indexOf(true));
  const end = inked.lastIndexOf(true) + 1;
  if (first > 0) parts.push(feed(first));
  for (let top = first; top < end; top += BAND_ROWS) {
    const data = new Uint8Array(width * 3);
    for (let y = top; y < Math.min(rows, top + BAND_ROWS); y += 1) {
      for (let x = 0; x < width; x += 1) {
        if ((((bits[y * bytesPerRow + (x >> 3)] ?? 0) << (x % 8)) & 0x80) === 0) continue;
        const at = x * 3 + ((y - top) >> 3);
        data[at] = (data[at] ?? 0) | (0x80 >> ((y - top) % 8));
      }
    }
    for (let at = 0; at < data.length; at += 1) if (data[at] === ACK && REAL_TIME.includes(data[at + 1])) data[at] = 0x07;
    parts.push(Uint8Array.of(0x1b, 0x58, width & 0xff, width >> 8), data, LINE_FEED);
  }
  const below = rows - first - Math.ceil((end - first) / BAND_ROWS) * BAND_ROWS;
  if (below > 0) parts.push(feed(below));
  return Buffer.concat([...parts, LINE_SPACING.normal]);
}

/** ESC BEL n1 n2 and BEL (drawer 1, pin 2), or SUB (drawer 2, pin 5, whose pulse is fixed at 200 ms). Steps of 10 ms. */
export function drawerKick({ kickPin, onMs, offMs }: Pick<DrawerSettings, 'kickPin' | 'onMs' | 'offMs'>): Uint8Array {
  const steps = (ms: number) => Math.max(1, Math.min(127, Math.round(ms / 10)));
  return kickPin === 2 ? Uint8Array.of(0x1b, 0x07, steps(onMs), steps(offMs), 0x07) : Uint8Array.of(0x1a);
}
