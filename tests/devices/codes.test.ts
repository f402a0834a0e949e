// Codes on paper, from the receipt's description over a printer's bytes to a reader of codes that is not ours: whatever makes the bars
// (the printer, or we by dots) and whatever the paper, the text comes back.
import { createCanvas, loadImage } from '@napi-rs/canvas';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isObeyedAtOnce } from '../../src/hardware/printer/escpos-commands.ts';
import { PROFILES } from '../../src/hardware/printer/profiles/profiles.ts';
import type { PrinterProfile } from '../../src/hardware/printer/render-escpos.ts';
import { renderEscPos } from '../../src/hardware/printer/render-escpos.ts';
import { receiptPage } from '../../src/main/digital-receipts/receipt-page.ts';
import type { ReceiptBlock, ReceiptDocument } from '../../src/shared/receipt.ts';
import { print } from './papers.ts';
import { codesOn } from './read-codes.ts';

const NUMBER = 'T1-000123';
/** Bars of its own, 32 columns, 42 and 48; and none of its own. */
const OWN = { codePages: {}, dots: null, barcode: true, qr: true };
const PAPERS: [name: string, profile: PrinterProfile, family: 'escpos' | 'star'][] = [
  ['a printer’s own, 48 columns', { widthMm: 80, codePage: 'pc858', model: OWN }, 'escpos'],
  ['a printer’s own, 42 columns', { widthMm: 80, codePage: 'pc858', model: { ...OWN, dots: 512 } }, 'escpos'],
  ['a printer’s own, 32 columns', { widthMm: 58, codePage: 'pc858', model: OWN }, 'escpos'],
  ['a printer’s own, 30 columns', { widthMm: 58, codePage: 'pc858', model: { ...OWN, dots: 512 } }, 'escpos'],
  ['drawn, 48 columns', { widthMm: 80, codePage: 'cp949' }, 'escpos'],
  ['drawn, 32 columns', { widthMm: 58, codePage: 'cp949' }, 'escpos'],
  ['a Star’s own, 80 mm', { widthMm: 80, codePage: 'pc858' }, 'star'],
  ['a Star’s own, 58 mm', { widthMm: 58, codePage: 'pc858' }, 'star'],
];

const receipt = (...blocks: ReceiptBlock[]): ReceiptDocument => ({ title: NUMBER, language: 'en', copyNumber: 0, blocks });
const line: ReceiptBlock = { kind: 'text', text: 'Thank you, come again!', align: 'center', size: 'normal', bold: false };
const bars = (data: string): ReceiptBlock => ({ kind: 'barcode', data });
const qr = (data: string): ReceiptBlock => ({ kind: 'qr', data, caption: '' });

describe.each(PAPERS)('%s', (_name, profile, family) => {
  test('bars and a QR code both say the receipt’s number to a reader', async () => {
    const { png, lines } = await print({ document: receipt(line, qr(NUMBER), bars(NUMBER), line), profile, family });
    expect(await codesOn(png)).toEqual([
      { format: 'QRCode', text: NUMBER },
      { format: 'Code128', text: NUMBER },
    ]);
    expect(lines, 'the number to be read and typed').toContain(NUMBER);
  });

  test('what would be too fine as bars is a QR code, and not twice', async () => {
    const long = 'COUNTER-NUMBER-TWELVE-R000000000123456';
    const alone = await print({ document: receipt(line, bars(long), line), profile, family });
    expect(await codesOn(alone.png)).toEqual([{ format: 'QRCode', text: long }]);
    const both = await print({ document: receipt(line, qr(long), bars(long), line), profile, family });
    expect(await codesOn(both.png)).toEqual([{ format: 'QRCode', text: long }]);
  });
});

test('any number of any terminal is read, and its bytes never spell what a printer obeys at once', { timeout: 240_000 }, async () => {
  const numbers = fc
    .tuple(fc.stringMatching(/^[A-Z][A-Z0-9]{0,4}$/), fc.constantFrom('', 'R'), fc.stringMatching(/^(?:16(?:04|05|20)01)?[0-9]{6,9}$/))
    .map(([terminal, refund, figures]) => `${terminal}-${refund}${figures}`);
  await fc.assert(
    fc.asyncProperty(numbers, fc.constantFrom(...PAPERS), async (number, [, profile, family]) => {
      const { png, bytes } = await print({ document: receipt(line, bars(number), line), profile, family });
      expect(await codesOn(png)).toContainEqual(expect.objectContaining({ text: number }));
      expect(isObeyedAtOnce(bytes)).toBe(false);
    }),
    { numRuns: 60 },
  );
});

test('a number whose figures would be a command (DLE DC4: open the drawer) is drawn', async () => {
  const profile: PrinterProfile = { widthMm: 80, codePage: 'pc858', model: OWN };
  const own = Buffer.from([0x1d, 0x6b, 73]);
  const bytesOf = async (number: string) => Buffer.from(await renderEscPos(receipt(bars(number)), profile));
  expect((await bytesOf('T1-162002')).includes(own)).toBe(false);
  expect((await bytesOf('T1-162102')).includes(own)).toBe(true);
});

test('the same bars are on the page for a phone, and a mail has the number as text', async () => {
  const page = (drawCodes: boolean) => receiptPage({ document: receipt(bars(NUMBER)), title: NUMBER, notes: [], refunds: null, drawCodes });
  const svg = /<svg .*?<\/svg>/s.exec(page(true))?.[0] ?? '';
  const image = await loadImage(Buffer.from(svg.replace('<svg ', '<svg xmlns="http://www.w3.org/2000/svg" width="396" height="80" ')));
  const canvas = createCanvas(460, 160);
  const context = canvas.getContext('2d');
  context.fillStyle = '#fff';
  context.fillRect(0, 0, 460, 160);
  context.drawImage(image, 32, 40);
  expect(await codesOn(canvas.toBuffer('image/png'))).toEqual([{ format: 'Code128', text: NUMBER }]);
  expect(page(false)).not.toContain('<svg');
  expect(page(false)).toContain(`>${NUMBER}<`);
});

test('profiles say which printers make bars themselves', () => {
  const without = PROFILES.filter(({ barcode }) => !barcode).map(({ id }) => id);
  expect(without).toEqual(['NT-5890K', 'POS-5890', 'TM-U220', 'TM-U220B', 'ZJ-5870']);
});
