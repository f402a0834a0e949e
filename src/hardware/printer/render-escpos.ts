// A receipt as ESC/POS bytes. node-thermal-printer encodes sizes, alignment and QR codes; text, layout, pictures and the cut are
// ours, since it counts Hangul one column wide, answers `?` for what it cannot encode and cuts with a reset.
import { setImmediate } from 'node:timers/promises';
import { BreakLine, PrinterTypes, ThermalPrinter } from 'node-thermal-printer';
import { code128Runs } from '../../shared/code128.ts';
import { missingCase } from '../../shared/errors.ts';
import type { Logo } from '../../shared/logo.ts';
import type { PrinterCodePage } from '../../shared/printers.ts';
import type { ReceiptBlock, ReceiptDocument } from '../../shared/receipt.ts';
import { type ColumnMeasure, joinCells, layOutReceipt, mapTexts, type ReceiptLine, type TextSize } from '../../shared/receipt-text.ts';
import { type CodePage, openCodePage, plainTypography } from './code-page.ts';
import { BARCODE_HEIGHT_DOTS, barcodeBitmap, barcodeModuleDots, QUIET_DOTS, qrBitmap, qrModuleDots, withFittingCodes } from './codes.ts';
import { dotsAcross, feed, feedAndCut, INITIALISE, isObeyedAtOnce, moveTo, printBarcode, printBitmap } from './escpos-commands.ts';
import { type LinePainter, loadLinePainter } from './line-painter.ts';
import type { CapabilityProfile } from './profiles/profiles.ts';
import { receiptFontPath } from './receipt-fonts.ts';

export interface PrinterProfile {
  widthMm: 58 | 80;
  codePage: PrinterCodePage;
  /** What the model is known to have; without, what nearly all have. */
  model?: Pick<CapabilityProfile, 'codePages' | 'dots' | 'barcode' | 'qr'> | null;
}

/** Dots of a column: font A is 12 x 24, font B (fine print) 9 x 17, large is font A doubled. */
const COLUMN_DOTS: Record<TextSize, number> = { small: 9, normal: 12, large: 24 };
/** ESC 3: dots from line to line. */
const LINE_DOTS: Record<TextSize, number> = { small: 24, normal: 32, large: 56 };
/** Blank above large type, which otherwise hangs from the line before it. */
const LEAD_DOTS = 8;
const SPACE_DOTS = 16;
/** Between drawn bars and the text that they are. */
const BELOW_BARS_DOTS = 4;
const LINE_FEED = Uint8Array.of(0x0a);
const DOTS_AFTER_LAST_LINE = 24;
/** Lines painted in one turn of the event loop: some milliseconds. */
const LINES_A_TURN = 8;

/**
 * Fine print has no small Hangul to be printed with (Korean models have 24 x 24 only). Where a run of small blocks needs it,
 * the whole run is printed normal, so that an address does not change size from line to line.
 */
function withoutSmallHangul(document: ReceiptDocument, codePage: CodePage): ReceiptDocument {
  const blocks: ReceiptBlock[] = [];
  let run: { start: number; wide: boolean } | null = null;
  const endRun = () => {
    if (run?.wide) {
      for (let index = run.start; index < blocks.length; index += 1) {
        const block = blocks[index];
        if (block && 'size' in block) blocks[index] = { ...block, size: 'normal' };
      }
    }
    run = null;
  };
  for (const block of document.blocks) {
    if (!('size' in block) || block.size !== 'small') {
      endRun();
    } else {
      run ??= { start: blocks.length, wide: false };
      const text = block.kind === 'text' ? block.text : block.left + block.right;
      run.wide ||= codePage.hasWideGlyphs(text);
    }
    blocks.push(block);
  }
  endRun();
  return { ...document, blocks };
}

/** Writes lines into one receipt's encoder, and sends a mode only where it changes. */
function createLineWriter(profile: PrinterProfile, codePage: CodePage, measure: ColumnMeasure) {
  const dots = dotsAcross(profile.widthMm, profile.model?.dots);
  const library = new ThermalPrinter({ type: PrinterTypes.EPSON, interface: '', breakLine: BreakLine.NONE });
  const parts: Uint8Array[] = [];
  const add = (bytes: Uint8Array) => void parts.push(bytes);
  /** What the library makes of it. In its own buffer each addition would copy all that is there. */
  const encode = (command: (printer: ThermalPrinter) => void) => {
    command(library);
    add(new Uint8Array(library.getBuffer()));
    library.clear();
  };
  let size: TextSize | null = null;
  let bold = false;
  let centered = false;

  const print = (text: string) => add(codePage.encode(text));
  const println = (text: string) => {
    print(text);
    add(LINE_FEED);
  };
  const setSize = (next: TextSize) => {
    if (next === size) return;
    encode((printer) => {
      if (next === 'small') printer.setTypeFontB();
      else printer.setTypeFontA();
      const times = next === 'large' ? 1 : 0;
      printer.setTextSize(times, times);
      printer.setLineSpacing(LINE_DOTS[next]);
    });
    if (next === 'large') add(feed(LEAD_DOTS));
    size = next;
  };
  const setBold = (next: boolean) => {
    if (next !== bold) encode((printer) => printer.bold(next));
    bold = next;
  };
  const setCentered = (next: boolean) => {
    if (next !== centered) encode((printer) => (next ? printer.alignCenter() : printer.alignLeft()));
    centered = next;
  };

  return {
    begin() {
      add(INITIALISE);
      add(codePage.select);
    },
    text(line: ReceiptLine & { kind: 'text' }) {
      setSize(line.size);
      setBold(line.bold);
      const [only, ...more] = line.cells;
      setCentered(only?.align === 'center' && more.length === 0);
      if (centered) return println(only?.text ?? '');
      const last = line.cells.at(-1);
      const fullWidth = measure.columns[line.size] * COLUMN_DOTS[line.size] === dots;
      if (fullWidth || last?.align !== 'right') return println(joinCells(line.cells, codePage.width));
      // Columns that do not fill the paper to the dot: amounts still end where those of the other lines do.
      print(joinCells(line.cells.slice(0, -1), codePage.width));
      add(moveTo(dots - codePage.width(last.text) * COLUMN_DOTS[line.size]));
      println(last.text);
    },
    picture(line: ReceiptLine & { kind: 'text' }, paint: LinePainter) {
      setCentered(false);
      add(printBitmap(paint(line.cells, { size: line.size, bold: line.bold, columns: measure.columns[line.size], dots })));
    },
    rule() {
      setSize('normal');
      setBold(false);
      setCentered(false);
      const dash = codePage.covers('─') ? '─' : '-';
      println(dash.repeat(Math.floor(measure.columns.normal / codePage.width(dash))));
    },
    space() {
      add(feed(SPACE_DOTS));
    },
    logo({ width, height, bits }: Logo) {
      setCentered(true);
      add(printBitmap({ bytesPerRow: Math.ceil(width / 8), rows: height, bits: Buffer.from(bits, 'base64') }));
      add(feed(SPACE_DOTS));
    },
    qr(data: string) {
      const dotsPerModule = qrModuleDots(data, dots);
      setCentered(true);
      add(feed(QUIET_DOTS));
      // The library counts characters for bytes.
      if (profile.model?.qr !== false && /^[\x20-\x7e]*$/.test(data)) {
        encode((printer) => printer.printQR(data, { model: 2, cellSize: dotsPerModule, correction: 'M' }));
      } else {
        add(printBitmap(qrBitmap(data, dotsPerModule)));
      }
      add(feed(QUIET_DOTS));
    },
    barcode(data: string) {
      const runs = code128Runs(data);
      // What is too fine has become a QR code.
      const dotsPerModule = barcodeModuleDots(runs, dots);
      if (dotsPerModule === null) throw new Error('a barcode that does not fit');
      const own = printBarcode(runs, dotsPerModule, BARCODE_HEIGHT_DOTS);
      setCentered(true);
      add(feed(SPACE_DOTS));
      if (profile.model?.barcode === true && !isObeyedAtOnce(own)) {
        add(own);
      } else {
        setSize('normal');
        setBold(false);
        add(printBitmap(barcodeBitmap(data, dotsPerModule)));
        add(feed(BELOW_BARS_DOTS));
        println(data);
      }
      add(feed(SPACE_DOTS));
    },
    end(): Uint8Array {
      add(feedAndCut(DOTS_AFTER_LAST_LINE));
      return Buffer.concat(parts);
    },
  };
}

export interface RenderingOptions {
  /** The font of pictures of text, where it is not in node_modules. */
  fontPath?: string;
  /** Told of characters that no font has, here and in the system: `?` is printed for each. */
  onMissing?: (characters: string[]) => void;
}

/**
 * The whole receipt, from the printer's initialisation to the cut, without drawer kick and acknowledgement. A line is text
 * where the printer has a glyph for each of its characters, else a picture.
 */
export async function renderEscPos(document: ReceiptDocument, profile: PrinterProfile, options: RenderingOptions = {}): Promise<Uint8Array> {
  const codePage = openCodePage(profile.codePage, profile.model?.codePages ?? null);
  const dots = dotsAcross(profile.widthMm, profile.model?.dots);
  const columns = (size: TextSize) => Math.floor(dots / COLUMN_DOTS[size]);
  const measure: ColumnMeasure = { columns: { small: columns('small'), normal: columns('normal'), large: columns('large') }, width: codePage.width };
  const lines = layOutReceipt(withoutSmallHangul(withFittingCodes(mapTexts(document, plainTypography), dots), codePage), measure);
  const pictures = new Set(lines.filter((line) => line.kind === 'text' && line.cells.some((cell) => !codePage.covers(cell.text))));
  const paintedTexts = [...pictures].flatMap((line) => (line.kind === 'text' ? line.cells.map(({ text }) => text) : []));
  const painting = paintedTexts.length > 0 ? await loadLinePainter(paintedTexts, document.language, options.fontPath ?? receiptFontPath()) : null;
  if (painting && painting.missing.size > 0) options.onMissing?.([...painting.missing]);

  const writer = createLineWriter(profile, codePage, measure);
  writer.begin();
  let painted = 0;
  for (const line of lines) {
    switch (line.kind) {
      case 'text':
        if (painting && pictures.has(line)) {
          writer.picture(line, painting.paint);
          painted += 1;
          // Nobody who taps meanwhile waits for a long receipt.
          if (painted % LINES_A_TURN === 0) await setImmediate();
        } else {
          writer.text(line);
        }
        break;
      case 'rule':
        writer.rule();
        break;
      case 'space':
        writer.space();
        break;
      case 'logo':
        writer.logo(line);
        break;
      case 'qr':
        writer.qr(line.data);
        break;
      case 'barcode':
        writer.barcode(line.data);
        break;
      default:
        missingCase(line);
    }
  }
  return writer.end();
}
