// Paints a line of a receipt as dots, for what the printer has no glyphs for: ₿, emoji, Thai, Arabic, Hangul on a Western model.
// The canvas is loaded with the first such line: most tills never need it, and it weighs 30 MB.
import { charactersOf, type LineCell, type TextSize } from '../../shared/receipt-text.ts';
import type { Bitmap } from './escpos-commands.ts';
import { loadReceiptFonts } from './receipt-fonts.ts';

/** Paints `cells` of a line with `columns` columns into rows `dots` wide. */
export type LinePainter = (cells: LineCell[], line: { size: TextSize; bold: boolean; columns: number; dots: number }) => Bitmap;

export interface LinePainting {
  paint: LinePainter;
  /** Characters that no font has: `?` stands for each. */
  missing: ReadonlySet<string>;
}

/** Height of a painted line and of its type, in dots: the same rhythm as the printer's own lines. */
const ROWS: Record<TextSize, number> = { small: 24, normal: 32, large: 60 };
const TYPE: Record<TextSize, number> = { small: 17, normal: 23, large: 45 };
/** The middle of the type. The printer's own characters begin at the top of their line, and a painted line keeps their pace. */
const MIDDLE: Record<TextSize, number> = { small: 9, normal: 13, large: 30 };
/** Scripts with marks above and below, which need the whole line. */
const TALL = /\p{Script=Thai}|\p{Script=Devanagari}|\p{Script=Arabic}/u;
/** Ink where at least this much of a dot is covered: under a half, since thin strokes would break. */
const INK_ALPHA = 100;
/** Where alpha stands in a pixel read as one number: every machine that this runs on is little-endian. */
const ALPHA_SHIFT = 24;

/** `rgba`: four bytes a dot, of which the last one is how much of it is covered. */
function toBitmap(rgba: Uint8ClampedArray, dots: number, rows: number): Bitmap {
  const pixels = new Uint32Array(rgba.buffer, rgba.byteOffset, dots * rows);
  const wholeRow = Math.ceil(dots / 8);
  const whole = new Uint8Array(wholeRow * rows);
  let bytesPerRow = 1;
  for (let y = 0; y < rows; y += 1) {
    for (let x = 0; x < dots; x += 1) {
      // Most of a line is paper.
      const pixel = pixels[y * dots + x] ?? 0;
      if (pixel === 0 || pixel >>> ALPHA_SHIFT < INK_ALPHA) continue;
      const column = x >> 3;
      const at = y * wholeRow + column;
      whole[at] = (whole[at] ?? 0) | (0x80 >> (x & 7));
      if (column >= bytesPerRow) bytesPerRow = column + 1;
    }
  }
  // Cropped on the right: a short line is a short transmission.
  const bits = new Uint8Array(bytesPerRow * rows);
  for (let y = 0; y < rows; y += 1) bits.set(whole.subarray(y * wholeRow, y * wholeRow + bytesPerRow), y * bytesPerRow);
  return { bytesPerRow, rows, bits };
}

/** For lines of these texts. `language`: BCP 47. */
export async function loadLinePainter(texts: readonly string[], language: string, fontPath: string): Promise<LinePainting> {
  const { createCanvas } = await import('@napi-rs/canvas');
  const { families, missing } = await loadReceiptFonts(texts, language, fontPath);
  const shown = (text: string) =>
    missing.size === 0
      ? text
      : charactersOf(text)
          .map((character) => (missing.has(character) ? '?' : character))
          .join('');
  const contexts = new Map<number, ReturnType<ReturnType<typeof createCanvas>['getContext']>>();
  /** Of a canvas, which has one size of type. */
  const boldness = new Map<object, boolean>();
  /** One canvas for all lines of a height. */
  const contextOf = (dots: number, rows: number) => {
    const context = contexts.get(rows) ?? createCanvas(dots, rows).getContext('2d');
    contexts.set(rows, context);
    return context;
  };
  const paint: LinePainter = (cells, { size, bold, columns, dots }) => {
    const rows = ROWS[size];
    const context = contextOf(dots, rows);
    context.clearRect(0, 0, dots, rows);
    // A font takes as long to be chosen as to be painted with.
    if (boldness.get(context) !== bold) {
      boldness.set(context, bold);
      context.font = `${TYPE[size]}px ${bold ? families.bold : families.normal}`;
      // The canvas knows only normal and bold by `font`; the axis of a variable font has all weights.
      context.fontVariationSettings = `"wght" ${bold ? 700 : 500}`;
      context.textBaseline = 'middle';
    }
    const columnDots = dots / columns;
    const middle = cells.some(({ text }) => TALL.test(text)) ? rows / 2 : MIDDLE[size];
    for (const cell of cells) {
      const left = cell.column * columnDots;
      const width = cell.columns * columnDots;
      context.textAlign = cell.align;
      const x = cell.align === 'left' ? left : cell.align === 'right' ? left + width : left + width / 2;
      // The last argument condenses what is wider than its cell, so that two cells never overlap.
      context.fillText(shown(cell.text), x, middle, width);
    }
    return toBitmap(context.getImageData(0, 0, dots, rows).data, dots, rows);
  };
  return { paint, missing };
}
