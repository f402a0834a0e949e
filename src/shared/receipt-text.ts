// Lays a receipt out in columns, for every medium that has columns: the printer, an e-mail, a test. Pure.
// How wide a character is belongs to the medium (a Korean printer prints `·` two columns wide), so it is passed in.
import { missingCase } from './errors.ts';
import type { Logo } from './logo.ts';
import type { ReceiptBlock, ReceiptDocument } from './receipt.ts';

export type TextSize = 'small' | 'normal' | 'large';
type Align = 'left' | 'center' | 'right';

/** What a medium offers: how many columns a line of each size has, and how many columns a text takes. */
export interface ColumnMeasure {
  columns: Record<TextSize, number>;
  width(text: string): number;
}

/** A piece of text inside the columns `[column, column + columns)` of its line. */
export interface LineCell {
  text: string;
  column: number;
  columns: number;
  align: Align;
}

export type ReceiptLine =
  | { kind: 'text'; size: TextSize; bold: boolean; cells: LineCell[] }
  | { kind: 'rule' }
  | { kind: 'space' }
  | ({ kind: 'logo' } & Logo)
  | { kind: 'qr' | 'barcode'; data: string };

/** A left text squeezed into less than this goes on its own line instead. */
const NARROWEST_TEXT = 8;
const GAP = 1;
const SHORTEST_SIGNATURE = 14;

// Unicode 16 East Asian Width `W` and `F`, and what is drawn as an emoji.
const WIDE =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\ua960-\ua97c\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff01-\uff60\uffe0-\uffe6\u{1b000}-\u{1b2fb}\u{20000}-\u{3fffd}]|\p{Emoji_Presentation}|\ufe0f/u;
const INVISIBLE = /^[\p{Mn}\p{Me}\p{Cf}]+$/u;
const PRINTABLE_ASCII = /^[\x20-\x7e]*$/;
/** Latin, currency signs and Hangul, which stand alone: their text needs no segmenter, which is slow. */
const ONE_BY_ONE = /^[\x20-\x7e\xa0-\u02ff\u20a0-\u20bf\uac00-\ud7a3]*$/;
const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

/** Whether each UTF-16 unit of the text is a character by itself. */
export function isOneByOne(text: string): boolean {
  return ONE_BY_ONE.test(text);
}

/** What a reader sees as its characters: a flag or a family is one. */
export function charactersOf(text: string): string[] {
  return ONE_BY_ONE.test(text) ? [...text] : Array.from(graphemes.segment(text), (part) => part.segment);
}

/** Columns of one character in a fixed-width font: 2 for Hangul, Han, Kana and emoji, 0 for what is not seen. */
export function characterWidth(character: string): number {
  if (INVISIBLE.test(character)) return 0;
  return WIDE.test(character) ? 2 : 1;
}

export function displayWidth(text: string): number {
  if (PRINTABLE_ASCII.test(text)) return text.length;
  return charactersOf(text).reduce((sum, character) => sum + characterWidth(character), 0);
}

/**
 * Breaks at spaces, and inside a word only where the word alone is too long. Lines after the first keep its indent.
 * No-break spaces hold their words together.
 */
function wrap(text: string, columns: number, measure: ColumnMeasure): string[] {
  return text.split('\n').flatMap((paragraph) => {
    const indent = (/^ */.exec(paragraph)?.[0] ?? '').slice(0, Math.floor(columns / 2));
    const lines: string[] = [];
    let line = indent;
    let empty = true;
    const add = (piece: string) => {
      line += piece;
      empty = false;
    };
    const finish = () => {
      lines.push(line);
      line = indent;
      empty = true;
    };
    for (const word of paragraph.split(' ').filter((part) => part !== '')) {
      if (!empty && measure.width(`${line} ${word}`) > columns) finish();
      if (measure.width(line + word) <= columns) {
        add(empty ? word : ` ${word}`);
        continue;
      }
      for (const character of charactersOf(word)) {
        if (!empty && measure.width(line + character) > columns) finish();
        add(character);
      }
    }
    if (!empty || lines.length === 0) finish();
    return lines;
  });
}

/** Wraps centred text into lines of about the same length: no last line of one word. */
function wrapEvenly(text: string, columns: number, measure: ColumnMeasure): string[] {
  let lines = wrap(text, columns, measure);
  const longestWord = text.split(/[ \n]/).reduce((longest, word) => Math.max(longest, measure.width(word)), 0);
  for (let narrower = columns - 1; lines.length > 1 && narrower >= longestWord; narrower -= 1) {
    const even = wrap(text, narrower, measure);
    if (even.length > lines.length) break;
    lines = even;
  }
  return lines;
}

/** Large type becomes normal where it would tear apart `piece`, a word or an amount. */
function sizeFor(piece: string, size: TextSize, measure: ColumnMeasure): TextSize {
  return size === 'large' && measure.width(piece) > measure.columns.large ? 'normal' : size;
}

function layOutText(block: ReceiptBlock & { kind: 'text' }, measure: ColumnMeasure): ReceiptLine[] {
  const size = block.text.split(/[ \n]/).reduce<TextSize>((fitting, word) => sizeFor(word, fitting, measure), block.size);
  const columns = measure.columns[size];
  const lines = block.align === 'center' ? wrapEvenly(block.text, columns, measure) : wrap(block.text, columns, measure);
  return lines.map((text) => ({ kind: 'text', size, bold: block.bold, cells: [{ text, column: 0, columns, align: block.align }] }));
}

function layOutPair(block: ReceiptBlock & { kind: 'pair' }, measure: ColumnMeasure): ReceiptLine[] {
  const size = sizeFor(block.right, block.size, measure);
  const columns = measure.columns[size];
  const rightWidth = measure.width(block.right);
  const room = rightWidth === 0 ? columns : columns - rightWidth - GAP;
  const line = (cells: LineCell[]): ReceiptLine => ({ kind: 'text', size, bold: block.bold, cells });
  if (room < Math.min(NARROWEST_TEXT, measure.width(block.left))) {
    return [
      ...wrap(block.left, columns, measure).map((text) => line([{ text, column: 0, columns, align: 'left' }])),
      ...wrap(block.right, columns, measure).map((text) => line([{ text, column: 0, columns, align: 'right' }])),
    ];
  }
  const right: LineCell = { text: block.right, column: columns - rightWidth, columns: rightWidth, align: 'right' };
  return wrap(block.left, room, measure).map((text, index) => {
    const left: LineCell = { text, column: 0, columns: room, align: 'left' };
    return line(index === 0 && rightWidth > 0 ? [left, right] : [left]);
  });
}

/** As much line as is left beside the label, or one of its own where that would be too short for a name. */
function layOutSignature(label: string, measure: ColumnMeasure): ReceiptLine[] {
  const columns = measure.columns.normal;
  const line = (text: string): ReceiptLine => ({ kind: 'text', size: 'normal', bold: false, cells: [{ text, column: 0, columns, align: 'left' }] });
  const room = columns - measure.width(label) - GAP;
  const space: ReceiptLine[] = [{ kind: 'space' }, { kind: 'space' }];
  if (label === '' || room < SHORTEST_SIGNATURE) return [...space, line('_'.repeat(columns)), ...wrap(label, columns, measure).map(line)];
  return [...space, line(`${label}${' '.repeat(GAP)}${'_'.repeat(room)}`)];
}

function layOutBlock(block: ReceiptBlock, measure: ColumnMeasure): ReceiptLine[] {
  switch (block.kind) {
    case 'text':
      return layOutText(block, measure);
    case 'pair':
      return layOutPair(block, measure);
    case 'rule':
      return [{ kind: 'rule' }];
    case 'logo':
      return [block];
    case 'signature':
      return layOutSignature(block.label, measure);
    case 'space':
      return [{ kind: 'space' }];
    case 'qr':
      return [
        { kind: 'qr', data: block.data },
        ...(block.caption === '' ? [] : layOutText({ kind: 'text', text: block.caption, align: 'center', size: 'small', bold: false }, measure)),
      ];
    case 'barcode':
      return [block];
    default:
      return missingCase(block);
  }
}

/** The same receipt with each text that a person reads changed by `change`. */
export function mapTexts(document: ReceiptDocument, change: (text: string) => string): ReceiptDocument {
  const blocks = document.blocks.map((block): ReceiptBlock => {
    switch (block.kind) {
      case 'text':
        return { ...block, text: change(block.text) };
      case 'pair':
        return { ...block, left: change(block.left), right: change(block.right) };
      case 'qr':
        return { ...block, caption: change(block.caption) };
      case 'signature':
        return { ...block, label: change(block.label) };
      case 'rule':
      case 'logo':
      case 'space':
      case 'barcode':
        return block;
      default:
        return missingCase(block);
    }
  });
  return { ...document, blocks };
}

/** Hangul in one piece a syllable, and no control character but the line break: an article's name never drives a printer. */
function readable(text: string): string {
  return text.normalize('NFC').replace(/[^\P{Cc}\n]/gu, ' ');
}

/** The lines of a receipt, in order. Line breaks inside texts are obeyed. */
export function layOutReceipt(document: ReceiptDocument, measure: ColumnMeasure): ReceiptLine[] {
  return mapTexts(document, readable).blocks.flatMap((block) => layOutBlock(block, measure));
}

/** The cells of one line as a string, padded with spaces to their places. */
export function joinCells(cells: LineCell[], width: (text: string) => number): string {
  let line = '';
  for (const cell of cells) {
    const slack = cell.columns - width(cell.text);
    const shift = cell.align === 'left' ? 0 : cell.align === 'right' ? slack : Math.floor(slack / 2);
    line += ' '.repeat(Math.max(0, cell.column + shift - width(line))) + cell.text;
  }
  return line.trimEnd();
}

/** The receipt as plain text of at most `columns` columns a line; a code is its data, spelled out. */
export function plainText(document: ReceiptDocument, columns: number): string {
  const measure: ColumnMeasure = { columns: { small: columns, normal: columns, large: columns }, width: displayWidth };
  const lines = layOutReceipt(document, measure).flatMap((line) => {
    switch (line.kind) {
      case 'text':
        return [joinCells(line.cells, displayWidth)];
      case 'rule':
        return ['-'.repeat(columns)];
      case 'logo':
        return [];
      case 'space':
        return [''];
      case 'qr':
      case 'barcode':
        return wrap(line.data, columns, measure);
      default:
        return missingCase(line);
    }
  });
  return `${lines.join('\n')}\n`;
}
