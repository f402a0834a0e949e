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

function toBitmap(rgba: Uint8ClampedArray, dots: number, rows: number): Bitmap {
  // Cropped on the right: a short line is a short transmission.
  let lastDot = 0;
  for (let index = 0; index < dots * rows; index += 1) {
    if ((rgba[index * 4 + 3] ?? 0) >= INK_ALPHA) lastDot = Math.max(lastDot, index % dots);
  }
  const bytesPerRow = (lastDot >> 3) + 1;
  const bits = new Uint8Array(bytesPerRow * rows);
  for (let index = 0; index < dots * rows; index += 1) {
    if ((rgba[index * 4 + 3] ?? 0) < INK_ALPHA) continue;
    const at = Math.floor(index / dots) * bytesPerRow + ((index % dots) >> 3);
    bits[at] = (bits[at] ?? 0) | (0x80 >> (index % 8));
  }
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
  const paint: LinePainter = (cells, { size, bold, columns, dots }) => {
    const rows = ROWS[size];
    const canvas = createCanvas(dots, rows);
    const context = canvas.getContext('2d');
    context.font = `${TYPE[size]}px ${bold ? families.bold : families.normal}`;
    // The canvas knows only normal and bold by `font`; the axis of a variable font has all weights.
    context.fontVariationSettings = `"wght" ${bold ? 700 : 500}`;
    context.textBaseline = 'middle';
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
