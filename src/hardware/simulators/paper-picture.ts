// Draws a printed paper as a picture: the dots of a thermal head at 203 dpi on slightly warm paper. The canvas is loaded with
// the first picture that someone looks at.
import { encode as encodeQr } from 'uqr';
import { missingCase } from '../../shared/errors.ts';
import { loadReceiptFonts, type ReceiptFonts } from '../printer/receipt-fonts.ts';
import type { Glyph, PrintedRow } from './escpos-interpreter.ts';

export interface PaperLook {
  /** Dots of the printable width. */
  dots: number;
  /** Dots of the roll: the margins are on both sides. */
  paperDots: number;
  /** A torn paper ends in a ragged edge. */
  torn: boolean;
  /** BCP 47: how the model writes Han. */
  language: string;
  fontPath: string;
}

/** Blank paper above the first line (between head and cutter) and below the last. */
const TOP_DOTS = 72;
const BOTTOM_DOTS = 40;
const TOOTH_DOTS = 6;
const PAPER = '#fcfaf5';
const INK = '#2a2a2d';
/** Pixels a dot: the printed picture stays sharp on a screen that has two pixels where others have one. */
const SCALE = 2;

type Canvas = typeof import('@napi-rs/canvas');
type Context = ReturnType<ReturnType<Canvas['createCanvas']>['getContext']>;

/** A glyph fills its cell as a printer's font does: narrow letters are spread and wide ones condensed, at the same weight. */
function drawGlyph(context: Context, families: ReceiptFonts['families'], glyph: Glyph, bottom: number) {
  if (glyph.character === ' ' || glyph.character === '\u00a0') return;
  if (glyph.character === '─') {
    const thickness = glyph.height / 12;
    context.fillRect(glyph.x, bottom - glyph.height / 2 - thickness / 2, glyph.width, thickness);
    return;
  }
  const latin = glyph.width < glyph.height;
  const px = glyph.height * (latin ? 0.87 : 1.06);
  const weight = glyph.bold ? 700 : 500;
  const setWeight = (value: number) => {
    context.fontVariationSettings = `"wght" ${value}`;
  };
  context.font = `${px}px ${glyph.bold ? families.bold : families.normal}`;
  setWeight(weight);
  const natural = context.measureText(glyph.character).width;
  const stretch = Math.min(glyph.width / natural, /[a-zI]/.test(glyph.character) ? 1.2 : 1);
  setWeight(Math.min(900, Math.round(weight / stretch)));
  context.save();
  // A comma belongs to the figure before it.
  const centre = /[.,]/.test(glyph.character) ? 0.43 : 0.5;
  context.translate(glyph.x + glyph.width * centre, bottom - glyph.height * 0.2);
  context.scale((stretch * natural) / context.measureText(glyph.character).width, 1);
  context.textAlign = 'center';
  context.fillText(glyph.character, 0, 0);
  context.restore();
}

function drawBits(context: Context, row: PrintedRow & { kind: 'picture' }, top: number) {
  for (let y = 0; y < row.height; y += 1) {
    for (let x = 0; x < row.bytesPerRow * 8; x += 1) {
      if (((row.bits[y * row.bytesPerRow + (x >> 3)] ?? 0) & (0x80 >> (x % 8))) !== 0) context.fillRect(row.x + x, top + y, 1, 1);
    }
  }
}

function drawQr(context: Context, row: PrintedRow & { kind: 'qr' }, top: number) {
  const { data, size } = encodeQr(row.data, { ecc: 'M', border: 0 });
  const dot = row.dotsPerModule;
  for (let y = 0; y < size; y += 1) {
    for (let x = 0; x < size; x += 1) {
      if (data[y]?.[x]) context.fillRect(row.x + x * dot, top + y * dot, dot, dot);
    }
  }
}

function drawBars(context: Context, row: PrintedRow & { kind: 'barcode' }, top: number) {
  for (const [place, black] of row.modules.entries()) {
    if (black) context.fillRect(row.x + place * row.dotsPerModule, top, row.dotsPerModule, row.height);
  }
}

function drawRow(context: Context, families: ReceiptFonts['families'], row: PrintedRow, top: number) {
  switch (row.kind) {
    case 'text': {
      const tallest = Math.max(...row.glyphs.map((glyph) => glyph.height));
      for (const glyph of row.glyphs) drawGlyph(context, families, glyph, top + tallest);
      break;
    }
    case 'picture':
      drawBits(context, row, top);
      break;
    case 'qr':
      drawQr(context, row, top);
      break;
    case 'barcode':
      drawBars(context, row, top);
      break;
    case 'feed':
      break;
    default:
      missingCase(row);
  }
}

/** Takes the paper's lower edge off in teeth, as it looks when it is torn at the cutter's blade. */
function tearOff(context: Context, width: number, bottom: number) {
  context.globalCompositeOperation = 'destination-out';
  context.beginPath();
  context.moveTo(0, bottom + TOOTH_DOTS);
  for (let x = 0; x <= width + TOOTH_DOTS; x += TOOTH_DOTS) {
    context.lineTo(x, (x / TOOTH_DOTS) % 2 === 0 ? bottom : bottom - TOOTH_DOTS);
  }
  context.lineTo(width + TOOTH_DOTS, bottom + TOOTH_DOTS);
  context.fill();
  context.globalCompositeOperation = 'source-over';
}

/** The paper as PNG. */
export async function drawPaper(rows: PrintedRow[], look: PaperLook): Promise<Uint8Array> {
  const { createCanvas } = await import('@napi-rs/canvas');
  const characters = rows.flatMap((row) => (row.kind === 'text' ? row.glyphs.map(({ character }) => character) : []));
  const { families } = await loadReceiptFonts(characters, look.language, look.fontPath);
  const height = TOP_DOTS + rows.reduce((sum, row) => sum + row.height, 0) + BOTTOM_DOTS;
  const canvas = createCanvas(look.paperDots * SCALE, height * SCALE);
  const context = canvas.getContext('2d');
  context.scale(SCALE, SCALE);
  context.fillStyle = PAPER;
  context.fillRect(0, 0, look.paperDots, height);
  if (look.torn) tearOff(context, look.paperDots, height);
  context.fillStyle = INK;
  context.translate((look.paperDots - look.dots) / 2, TOP_DOTS);
  let top = 0;
  for (const row of rows) {
    drawRow(context, families, row, top);
    top += row.height;
  }
  return canvas.encode('png');
}
