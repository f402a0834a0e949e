// A receipt as bytes for a Star printer. A line is text where code page 858 has its characters, else a picture: which letters beside
// those a Star has is set by switches in it, and cannot be asked.
import iconv from 'iconv-lite';
import { encode as encodeQr } from 'uqr';
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
import { PRINT_DOTS } from '../escpos-commands.ts';
import { loadLinePainter } from '../line-painter.ts';
import { receiptFontPath } from '../receipt-fonts.ts';
import { withoutCaptions } from '../render-escpos.ts';
import {
  align,
  BOLD,
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
const QUIET_DOTS = 20;

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

/** The whole receipt, from the printer's initialisation to the cut, without drawer kick and acknowledgement. */
export async function renderStar(document: ReceiptDocument, widthMm: 58 | 80): Promise<Uint8Array> {
  const dots = PRINT_DOTS[widthMm];
  const columns = (size: TextSize) => Math.floor(dots / COLUMN_DOTS[size]);
  const measure: ColumnMeasure = { columns: { small: columns('small'), normal: columns('normal'), large: columns('large') }, width };
  const lines = layOutReceipt(withoutCaptions(mapTexts(document, plainTypography)), measure);
  const isPicture = (line: ReceiptLine) => line.kind === 'text' && line.cells.some(({ text }) => !covers(text));
  const paintedTexts = lines.flatMap((line) => (line.kind === 'text' && isPicture(line) ? line.cells.map(({ text }) => text) : []));
  const painting = paintedTexts.length > 0 ? await loadLinePainter(paintedTexts, document.language, receiptFontPath()) : null;

  const parts: Uint8Array[] = [INITIALISE, CODE_PAGE_858, LINE_SPACING.normal];
  const add = (...bytes: Uint8Array[]) => void parts.push(...bytes);
  const textLine = ({ cells, size, bold }: ReceiptLine & { kind: 'text' }) => {
    const [only, ...more] = cells;
    const last = cells.at(-1);
    add(type(size === 'small' ? 'B' : 'A', size === 'large' ? 2 : 1), bold ? BOLD.on : BOLD.off);
    if (only?.align === 'center' && more.length === 0) {
      add(align('center'), encode(only.text), LINE_FEED, align('left'));
    } else if (last?.align === 'right') {
      // Amounts end at the edge of the paper, whatever the columns.
      add(encode(joinCells(cells.slice(0, -1), width)), moveTo(dots - width(last.text) * COLUMN_DOTS[size]), encode(last.text), LINE_FEED);
    } else {
      add(encode(joinCells(cells, width)), LINE_FEED);
    }
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
        const modules = encodeQr(line.data, { ecc: 'M', border: 0, maskPattern: 0 }).size;
        const dotsPerModule = Math.max(2, Math.min(8, Math.floor((dots * 0.55) / modules)));
        add(feed(QUIET_DOTS), align('center'), qr(Buffer.from(line.data, 'utf8'), dotsPerModule), align('left'), feed(QUIET_DOTS));
        break;
      }
      default:
        missingCase(line);
    }
  }
  return Buffer.concat([...parts, FEED_AND_CUT]);
}
