// A receipt is data first. This description is rendered to ESC/POS, to the screen and to plain text, so the three cannot differ.
// Texts are already in the receipt's language and amounts already formatted: a renderer only lays out.
import type { Logo } from './logo.ts';

/** Whether what was scanned is the number of a receipt: of a sale, or of a refund. */
export function isReceiptNumber(text: string): boolean {
  return /^[A-Z][A-Z0-9]*-R?\d{6,15}$/.test(text.trim().toUpperCase());
}

/** The code that a receipt is found by, as it is printed. */
export const CODES_ON_PAPER = ['qr', 'barcode', 'both'] as const;
export type CodeOnPaper = (typeof CODES_ON_PAPER)[number];

export type ReceiptBlock =
  /** A line of text; `large` is double height and width, `small` is fine print. */
  | { kind: 'text'; text: string; align: 'left' | 'center' | 'right'; size: 'small' | 'normal' | 'large'; bold: boolean }
  /** Left text and right amount; a long left text wraps under itself, the right one never breaks. */
  | { kind: 'pair'; left: string; right: string; size: 'small' | 'normal' | 'large'; bold: boolean }
  | { kind: 'rule' }
  /** The shop's logo; its name stands in the text after it. */
  | ({ kind: 'logo' } & Logo)
  /** A line to write on by hand, with room above it; what is to be written stands before it. */
  | { kind: 'signature'; label: string }
  | { kind: 'space' }
  /** A QR code with its caption; `data` as it is to be encoded. */
  | { kind: 'qr'; data: string; caption: string }
  /** The same as bars (CODE128) with the text under them, for scanners that read nothing else. */
  | { kind: 'barcode'; data: string };

export interface ReceiptDocument {
  /** How screens and people name it: a receipt by its number. */
  title: string;
  /** BCP 47 language of the texts. */
  language: string;
  /** 0 for the original; 1, 2, ... for copies, which say COPY. */
  copyNumber: number;
  blocks: ReceiptBlock[];
}

/** What a scanner finds a receipt by, as the shop's scanners read it. */
export function codeBlocks(data: string, code: CodeOnPaper): ReceiptBlock[] {
  const qr: ReceiptBlock = { kind: 'qr', data, caption: '' };
  const barcode: ReceiptBlock = { kind: 'barcode', data };
  return { qr: [qr], barcode: [barcode], both: [qr, barcode] }[code];
}
