// A receipt of two metres with a logo: what a printer's line and the till's memory are tried with.
import { LOGO_MOST_HEIGHT, LOGO_MOST_WIDTH } from '../../src/shared/logo.ts';
import type { ReceiptBlock, ReceiptDocument } from '../../src/shared/receipt.ts';

/** 32 dots each, 8 dots a mm: two metres. */
const LINES = 500;

export function longReceipt(title: string): ReceiptDocument {
  const bits = Buffer.alloc((LOGO_MOST_WIDTH / 8) * LOGO_MOST_HEIGHT, 0b01010110).toString('base64');
  return {
    title,
    language: 'ko',
    copyNumber: 0,
    blocks: [
      { kind: 'logo', width: LOGO_MOST_WIDTH, height: LOGO_MOST_HEIGHT, bits },
      { kind: 'text', text: title, align: 'center', size: 'large', bold: true },
      ...Array.from(
        { length: LINES },
        (_, line): ReceiptBlock => ({ kind: 'pair', left: `${line + 1}. 아메리카노와 바닐라 라떼`, right: '₩4,500', size: 'normal', bold: false }),
      ),
      { kind: 'text', text: `end of ${title}`, align: 'left', size: 'normal', bold: false },
    ],
  };
}
