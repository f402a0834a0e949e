// A paper as it leaves the simulated printer: what stands on it, as rows, as text and (made when asked for) as a picture.
import { missingCase } from '../../shared/errors.ts';
import type { Glyph, PrintedRow } from './escpos-interpreter.ts';

export interface PrintedPaper {
  /** Unique within the simulator. */
  id: string;
  printedAtMs: number;
  /** Whether it was cut off; a torn one is the beginning of a receipt that a reset or another receipt ended. */
  complete: boolean;
  /** The printed lines, top to bottom, without their indent; pictures as `[picture 576x32]`, codes as `[qr data]` and `[barcode data]`. */
  lines: string[];
  text: string;
  /** The bytes that printed it. */
  bytes: Uint8Array;
  /** PNG, 203 dots an inch. */
  png(): Promise<Uint8Array>;
}

/** Glyphs in reading order, with spaces where the paper is blank between them. */
function rowText(glyphs: Glyph[]): string {
  let text = '';
  let end = glyphs[0]?.x ?? 0;
  for (const glyph of glyphs) {
    const narrow = glyph.width / (glyph.character > '\u1100' ? 2 : 1);
    text += ' '.repeat(Math.max(0, Math.round((glyph.x - end) / narrow))) + glyph.character;
    end = glyph.x + glyph.width;
  }
  return text.trimEnd();
}

/** A picture is sent in bands: those that follow one another are one. */
function joinPictures(rows: PrintedRow[]): PrintedRow[] {
  const joined: PrintedRow[] = [];
  for (const row of rows) {
    const last = joined.at(-1);
    if (row.kind === 'picture' && last?.kind === 'picture' && row.bytesPerRow === last.bytesPerRow) {
      joined[joined.length - 1] = { ...last, height: last.height + row.height };
    } else {
      joined.push(row);
    }
  }
  return joined;
}

export function linesOf(rows: PrintedRow[]): string[] {
  return joinPictures(rows).flatMap((row) => {
    switch (row.kind) {
      case 'text':
        return [rowText(row.glyphs)];
      case 'picture':
        return [`[picture ${row.bytesPerRow * 8}x${row.height}]`];
      case 'qr':
        return [`[qr ${row.data}]`];
      case 'barcode':
        return [`[barcode ${row.text}]`];
      case 'feed':
        return [];
      default:
        return missingCase(row);
    }
  });
}
