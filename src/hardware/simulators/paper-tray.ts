// The papers that have come out of a simulated printer, and the one that is coming out.
import { receiptFontPath } from '../printer/receipt-fonts.ts';
import type { PrintedRow } from './escpos-interpreter.ts';
import { drawPaper } from './paper-picture.ts';
import { linesOf, type PrintedPaper } from './printed-paper.ts';

const PAPER_DOTS: Record<58 | 80, number> = { 58: 464, 80: 640 };

export interface PaperTray {
  /** Oldest first. */
  readonly papers: readonly PrintedPaper[];
  /** Lines on the paper that is coming out. */
  readonly lineCount: number;
  onPaper(listener: (paper: PrintedPaper) => void): () => void;
  print(row: PrintedRow): void;
  /** Bytes that print the paper, as they are read. */
  read(...bytes: number[]): void;
  /** It is cut off, or torn off. */
  finish(complete: boolean): void;
}

export interface PaperTrayParts {
  widthMm: 58 | 80;
  dots: number;
  /** Of characters that Chinese and Japanese draw differently. */
  language: 'zh' | 'ja';
  nowMs: () => number;
  keep: number;
  fontPath?: string;
}

export function createPaperTray({ widthMm, dots, language, nowMs, keep, fontPath = receiptFontPath() }: PaperTrayParts): PaperTray {
  const papers: PrintedPaper[] = [];
  const listeners = new Set<(paper: PrintedPaper) => void>();
  let paperCount = 0;
  let rows: PrintedRow[] = [];
  let bytesRead: number[] = [];
  return {
    papers,
    get lineCount() {
      return rows.filter(({ kind }) => kind !== 'feed').length;
    },
    onPaper(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    print: (row) => void rows.push(row),
    read: (...bytes) => void bytesRead.push(...bytes),
    finish(complete) {
      const [printed, bytes] = [rows, Uint8Array.from(bytesRead)];
      rows = [];
      bytesRead = [];
      if (printed.every(({ kind }) => kind === 'feed')) return;
      const lines = linesOf(printed);
      const look = { dots, paperDots: PAPER_DOTS[widthMm], torn: !complete, language, fontPath };
      paperCount += 1;
      const paper: PrintedPaper = {
        id: String(paperCount),
        printedAtMs: nowMs(),
        complete,
        lines,
        text: `${lines.join('\n')}\n`,
        bytes,
        png: () => drawPaper(printed, look),
      };
      papers.push(paper);
      papers.splice(0, papers.length - keep);
      for (const listener of [...listeners]) listener(paper);
    },
  };
}
