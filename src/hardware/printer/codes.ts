// Codes on paper, whichever language a printer speaks: how large they are, and as dots where the printer makes none itself. A
// barcode that would be too fine for its paper is a QR code, and a QR code that would be is spelled out.
import { encode as encodeQr } from 'uqr';
import { CODE128_QUIET_MODULES, type Code128Run, code128Modules, code128Runs, code128Widths, isCode128Text } from '../../shared/code128.ts';
import type { ReceiptBlock, ReceiptDocument } from '../../shared/receipt.ts';
import type { Bitmap } from './escpos-commands.ts';

/** Longer than this, a code on a receipt does not scan: it is spelled out. */
const LONGEST_QR_BYTES = 1000;
/** A module of a barcode, in dots: 0.25 mm, which every scanner reads, to 0.375 mm. Printers have no finer ones. */
const BARCODE_DOTS = { least: 2, most: 3 };
/** 9 mm. */
export const BARCODE_HEIGHT_DOTS = 72;
/** Blank above and below a QR code: with the blank of the lines around it, its quiet zone. */
export const QUIET_DOTS = 20;

/** Dots of a module, so that the bars and the blank beside them fit; null where they would be too fine. */
export function barcodeModuleDots(runs: readonly Code128Run[], dots: number): number | null {
  const fitting = Math.floor(dots / (code128Modules(runs) + 2 * CODE128_QUIET_MODULES));
  return fitting < BARCODE_DOTS.least ? null : Math.min(BARCODE_DOTS.most, fitting);
}

/** About half the paper's width: large enough for an old phone, small enough to keep its quiet zone. */
export function qrModuleDots(data: string, dots: number): number {
  // Only its size is asked for: any mask will do, and finding the best one takes longer than the rest of the receipt.
  const modules = encodeQr(data, { ecc: 'M', border: 0, maskPattern: 0 }).size;
  return Math.max(2, Math.min(8, Math.floor((dots * 0.55) / modules)));
}

/** Codes as they fit on paper `dots` wide, with their captions as text of their own. `runs`: how the printer divides a barcode's text. */
export function withFittingCodes(
  document: ReceiptDocument,
  dots: number,
  runs: (text: string) => readonly Code128Run[] = code128Runs,
): ReceiptDocument {
  const fine = { kind: 'text', size: 'small', bold: false } as const;
  const fits = (data: string) => isCode128Text(data) && barcodeModuleDots(runs(data), dots) !== null;
  const hasQr = new Set(document.blocks.flatMap((block) => (block.kind === 'qr' ? [block.data] : [])));
  const blocks = document.blocks.flatMap((block): ReceiptBlock[] => {
    if (block.kind === 'barcode') {
      if (fits(block.data)) return [block];
      return hasQr.has(block.data) ? [] : [{ kind: 'qr', data: block.data, caption: '' }];
    }
    if (block.kind !== 'qr') return [block];
    const code: ReceiptBlock =
      Buffer.byteLength(block.data) <= LONGEST_QR_BYTES ? { ...block, caption: '' } : { ...fine, text: block.data, align: 'left' };
    return block.caption === '' ? [code] : [code, { ...fine, text: block.caption, align: 'center' }];
  });
  return { ...document, blocks };
}

/** The modules of a QR code as dots. */
export function qrBitmap(data: string, dotsPerModule: number): Bitmap {
  const { data: modules, size } = encodeQr(data, { ecc: 'M', border: 0 });
  const dots = size * dotsPerModule;
  const bytesPerRow = Math.ceil(dots / 8);
  const bits = new Uint8Array(bytesPerRow * dots);
  for (let y = 0; y < dots; y += 1) {
    for (let x = 0; x < dots; x += 1) {
      if (!modules[Math.floor(y / dotsPerModule)]?.[Math.floor(x / dotsPerModule)]) continue;
      const at = y * bytesPerRow + (x >> 3);
      bits[at] = (bits[at] ?? 0) | (0x80 >> (x % 8));
    }
  }
  return { bytesPerRow, rows: dots, bits };
}

/** The bars as dots, without the blank beside them. */
export function barcodeBitmap(text: string, dotsPerModule: number): Bitmap {
  const widths = code128Widths(text).map((modules) => modules * dotsPerModule);
  const bytesPerRow = Math.ceil(widths.reduce((sum, width) => sum + width, 0) / 8);
  const row = new Uint8Array(bytesPerRow);
  let x = 0;
  for (const [place, width] of widths.entries()) {
    if (place % 2 === 0) for (let dot = x; dot < x + width; dot += 1) row[dot >> 3] = (row[dot >> 3] ?? 0) | (0x80 >> (dot % 8));
    x += width;
  }
  const bits = new Uint8Array(bytesPerRow * BARCODE_HEIGHT_DOTS);
  for (let y = 0; y < BARCODE_HEIGHT_DOTS; y += 1) bits.set(row, y * bytesPerRow);
  return { bytesPerRow, rows: BARCODE_HEIGHT_DOTS, bits };
}
