import { expect, test } from 'vitest';
import { createScanFramer, LONGEST_SCAN_BYTES, markOf } from '../../src/hardware/scanner/scan-framer.ts';
import { scannedCode } from '../../src/hardware/scanner/scanned-code.ts';
import { scannerWording } from '../../src/hardware/scanner/wording.ts';
import { elementsOf } from '../../src/main/catalogue/gs1.ts';
import { codeOfTyped } from '../../src/shared/aim.ts';
import { barcodeKind, DEFAULT_ARTICLE_SETTINGS, embeddedIn, normaliseBarcode, upcaOfUpce } from '../../src/shared/barcode.ts';
import { whatIsScanned } from '../../src/shared/scanned-thing.ts';
import { FUZZ_LIMIT_MS, fuzz, inPieces } from './mutate.ts';

const CODES = [
  ']E08801056038861\r\n',
  '<8801056038861>\r',
  '\u000296385074\u0003',
  ']C1010950600013435210AB\u001d17261231\r',
  ']d20109506000134352310300018939220049915260101\r',
  `]Q2\\000030${Buffer.from([0xc4, 0xbf, 0xc7, 0xc7]).toString('latin1')}\\\\\\000026x\r`,
  'https://id.gs1.org/01/09506000134352/10/ABC?17=261231&3103=000189\r',
  'LNURL1DP68GURN8GHJ7UM9WFMXJCM99E3K7MF0V9CXJ0M385EKVCENXC6R2C35XVUKXEFCV5MKVV34X5EKZD3EV56NYD3HX\r',
  'FB7K3M9QXP2D5T0AHWC\r',
  'T1-000042\r\n',
  '2112345012345\r',
].map((text) => Buffer.from(text, 'latin1'));

// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must not be there.
const NEVER_IN_CODES = /[\u0000\r\n\u001b\u007f\ufffd]/;

test(
  'whatever comes from a scanner’s line, a code is text that was sent whole',
  async () => {
    const framer = createScanFramer({ prefix: markOf('<'), suffix: markOf('>') });
    const wording = scannerWording();
    await fuzz(CODES, (bytes, random) => {
      const frames = inPieces(bytes, random).flatMap((piece) => {
        wording.received(piece);
        return framer.feed(piece);
      });
      const rest = random() < 0.3 ? framer.pause() : null;
      for (const frame of rest ? [...frames, rest] : frames) {
        expect(frame.bytes.length).toBeLessThanOrEqual(LONGEST_SCAN_BYTES);
        const scanned = scannedCode(frame.bytes);
        if (!scanned.ok) continue;
        expect(NEVER_IN_CODES.test(scanned.code)).toBe(false);
        expect(scanned.code.isWellFormed()).toBe(true);
        expect(scanned.code.trim()).not.toBe('');
      }
    });
  },
  FUZZ_LIMIT_MS,
);

test(
  'whatever is scanned, what is read in it can be sold: whole grams, counts and amounts, and days that are in the calendar',
  async () => {
    await fuzz(CODES, (bytes) => {
      const text = codeOfTyped(Buffer.from(bytes).toString('latin1')) ?? '';
      whatIsScanned(text);
      barcodeKind(text);
      upcaOfUpce(text);
      const embedded = embeddedIn(normaliseBarcode(text), DEFAULT_ARTICLE_SETTINGS.barcodeRules);
      if (embedded) expect(Number.isSafeInteger(embedded.digits)).toBe(true);
      const elements = elementsOf(text, '2026-11-23');
      if (!elements) return;
      for (const figure of [elements.grams, elements.count, elements.price?.digits ?? null])
        if (figure !== null) expect(Number.isSafeInteger(figure) && figure >= 0).toBe(true);
      for (const day of elements.days) expect(new Date(`${day}T00:00:00Z`).toISOString().slice(0, 10)).toBe(day);
    });
  },
  FUZZ_LIMIT_MS,
);
