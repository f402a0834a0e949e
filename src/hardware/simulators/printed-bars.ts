// The rows of a barcode that an ESC/POS printer makes: its bars, and its text above or below them.
import { epsonMarks } from './code128-marks.ts';
import type { PrintedRow } from './escpos-interpreter.ts';

/** As GS h, GS w, GS H (1: above, 2: below, 3: both) and GS f have set them. */
export interface BarModes {
  height: number;
  dotsPerModule: number;
  text: number;
  fontB: boolean;
}

export const POWER_ON_BARS: BarModes = { height: 162, dotsPerModule: 3, text: 0, fontB: false };

/** After GS `command` with that value. */
export function barModes(modes: BarModes, command: string, value: number): BarModes {
  if (command === 'h') return { ...modes, height: value };
  if (command === 'w') return { ...modes, dotsPerModule: value };
  return command === 'H' ? { ...modes, text: value & 3 } : { ...modes, fontB: (value & 1) !== 0 };
}

/** Nothing where they are wider than the paper, or the data is not as it has to be. */
export function barsAndText(
  data: Uint8Array,
  { dotsPerModule, height, text, fontB }: BarModes,
  { dots, alignedX }: { dots: number; alignedX: (width: number) => number },
): PrintedRow[] {
  const marks = epsonMarks(data);
  const width = (marks?.modules.length ?? 0) * dotsPerModule;
  if (!marks || width > dots) return [];
  const x = alignedX(width);
  const [cellWidth, cellHeight] = fontB ? [9, 17] : [12, 24];
  const left = x + Math.floor((width - marks.text.length * cellWidth) / 2);
  const glyphs = Array.from(marks.text, (character, place) => ({
    character,
    x: left + place * cellWidth,
    width: cellWidth,
    height: cellHeight,
    bold: false,
  }));
  const written: PrintedRow = { kind: 'text', height: cellHeight + 2, glyphs };
  const bars: PrintedRow = { kind: 'barcode', x, ...marks, dotsPerModule, height };
  return [...(text === 1 || text === 3 ? [written] : []), bars, ...(text >= 2 ? [written] : [])];
}
