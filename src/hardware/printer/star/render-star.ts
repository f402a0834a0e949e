// A receipt as bytes for a Star printer. A line is text where code page 858 has its characters, else a picture: which letters beside
// those a Star has is set by switches in it, and cannot be asked.
import iconv from 'iconv-lite';
import type { Code128Run } from '../../../shared/code128.ts';
import { missingCase } from '../../../shared/errors.ts';
import type { ReceiptDocument } from '../../../shared/receipt.ts';
import {
  type ColumnMeasure,
  charactersOf,
  characterWidth,
  joinCells,
  layOutReceipt,
  mapTexts,
  type ReceiptLine,
  type TextSize,
} from '../../../shared/receipt-text.ts';
import { plainTypography } from '../code-page.ts';
import { BARCODE_HEIGHT_DOTS, barcodeBitmap, barcodeModuleDots, QUIET_DOTS, qrModuleDots, withFittingCodes } from '../codes.ts';
import { PRINT_DOTS } from '../escpos-commands.ts';
import { loadLinePainter } from '../line-painter.ts';
import { receiptFontPath } from '../receipt-fonts.ts';
import {
  align,
  BOLD,
  barcode,
  CODE_PAGE_858,
  FEED_AND_CUT,
  feed,
  INITIALISE,
  LINE_FEED,
  LINE_SPACING,
  moveTo,
  printBitmap,
  qr,
  type,
} from './star-commands.ts';

/** Dots of a column: font A, font B (9 wide, as high as A), and A doubled. */
const COLUMN_DOTS: Record<TextSize, number> = { small: 9, normal: 12, large: 24 };
const SPACE_DOTS = 16;
/** Blank above and below large type, which is as high as its line. */
const LEAD_DOTS = 8;

function covers(text: string): boolean {
  return charactersOf(text).every((character) => {
    const bytes = encode(character);
    return bytes.length === 1 && (bytes[0] !== 0x3f || character === '?');
  });
}

function encode(text: string): Uint8Array {
  return iconv.encode(text.replaceAll('\u00a0', ' '), 'cp858');
}

function width(text: string): number {
  return charactersOf(text).reduce((sum, character) => sum + characterWidth(character), 0);
}

/** In one code set: whether a Star changes it within a text is written nowhere. */
function inSetB(text: string): Code128Run {
  return { set: 'B', text };
}

/** Text that begins with a figure is begun in set C by a Star: its bars are drawn. */
function barcodeParts(text: string, dots: number): Uint8Array[] {
  const dotsPerModule = barcodeModuleDots([inSetB(text)], dots);
  // What is too fine has become a QR code.
  if (dotsPerModule === null) throw new Error('a barcode that does not fit');
  const own = barcode(inSetB(text), dotsPerModule, BARCODE_HEIGHT_DOTS);
  const drawn = [printBitmap(barcodeBitmap(text, dotsPerModule)), encode(text), LINE_FEED];
  return [type('A', 1), BOLD.off, ...(/^\d/.test(text) ? drawn : [own])];
}

/** The whole receipt, from the printer's initialisation to the cut, without drawer kick and acknowledgement. */
export async function renderStar(document: ReceiptDocument, widthMm: 58 | 80): Promise<Uint8Array> {
  const dots = PRINT_DOTS[widthMm];
  const columns = (size: TextSize) => Math.floor(dots / COLUMN_DOTS[size]);
  const measure: ColumnMeasure = { columns: { small: columns('small'), normal: columns('normal'), large: columns('large') }, width };
  const lines = layOutReceipt(
    withFittingCodes(mapTexts(document, plainTypography), dots, (text) => [inSetB(text)]),
    measure,
  );
  const isPicture = (line: ReceiptLine) => line.kind === 'text' && line.cells.some(({ text }) => !covers(text));
  const paintedTexts = lines.flatMap((line) => (line.kind === 'text' && isPicture(line) ? line.cells.map(({ text }) => text) : []));
  const painting = paintedTexts.length > 0 ? await loadLinePainter(paintedTexts, document.language, receiptFontPath()) : null;

  const parts: Uint8Array[] = [INITIALISE, CODE_PAGE_858, LINE_SPACING.normal];
  const add = (...bytes: Uint8Array[]) => void parts.push(...bytes);
  const textLine = ({ cells, size, bold }: ReceiptLine & { kind: 'text' }) => {
    const [only, ...more] = cells;
    const last = cells.at(-1);
    if (size === 'large') add(feed(LEAD_DOTS));
    add(type(size === 'small' ? 'B' : 'A', size === 'large' ? 2 : 1), bold ? BOLD.on : BOLD.off);
    if (only?.align === 'center' && more.length === 0) {
      add(align('center'), encode(only.text), LINE_FEED, align('left'));
    } else if (last?.align === 'right') {
      // Amounts end at the edge of the paper, whatever the columns.
      add(encode(joinCells(cells.slice(0, -1), width)), moveTo(dots - width(last.text) * COLUMN_DOTS[size]), encode(last.text), LINE_FEED);
    } else {
      add(encode(joinCells(cells, width)), LINE_FEED);
    }
    if (size === 'large') add(feed(LEAD_DOTS));
  };

  for (const line of lines) {
    switch (line.kind) {
      case 'text':
        if (painting && isPicture(line))
          add(printBitmap(painting.paint(line.cells, { size: line.size, bold: line.bold, columns: measure.columns[line.size], dots })));
        else textLine(line);
        break;
      case 'rule':
        add(type('A', 1), BOLD.off, encode('─'.repeat(measure.columns.normal)), LINE_FEED);
        break;
      case 'space':
        add(feed(SPACE_DOTS));
        break;
      case 'logo':
        add(
          align('center'),
          printBitmap({ bytesPerRow: Math.ceil(line.width / 8), rows: line.height, bits: Buffer.from(line.bits, 'base64') }),
          align('left'),
        );
        add(feed(SPACE_DOTS));
        break;
      case 'qr': {
        const code = qr(Buffer.from(line.data, 'utf8'), qrModuleDots(line.data, dots));
        add(feed(QUIET_DOTS), align('center'), code, align('left'), feed(QUIET_DOTS));
        break;
      }
      case 'barcode':
        add(feed(SPACE_DOTS), align('center'), ...barcodeParts(line.data, dots), align('left'), feed(SPACE_DOTS));
        break;
      default:
        missingCase(line);
    }
  }
  return Buffer.concat([...parts, FEED_AND_CUT]);
}
