// The code on a receipt, around a whole till: as the shop chose it, printed, read off the paper by a reader that is not ours, scanned over
// a scanner's own line, and the sale it was printed for found by it.
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type ScannerSimulator, startScannerSimulator } from '../../src/hardware/simulators/scanner.ts';
import type { CodeOnPaper } from '../../src/shared/receipt.ts';
import { whatIsScanned } from '../../src/shared/scanned-thing.ts';
import { codesOn } from '../devices/read-codes.ts';
import { openRefundBench, type RefundBench } from './refund-bench.ts';

let bench: RefundBench;
let scanner: ScannerSimulator;
beforeEach(async () => {
  bench = await openRefundBench();
  // As scanners do that are told to say what kind of code it was: `]C0` is CODE128.
  scanner = await startScannerSimulator({ prefix: ']C0' });
  const connection = { kind: 'tcp', host: '127.0.0.1', port: scanner.port } as const;
  await bench.manager.call.shop.change({ devices: [{ kind: 'scanner', id: 'hand', name: 'Hand', connection, prefix: '', suffix: '' }] });
  await bench.manager.until(({ devices }) => devices.devices[0]?.condition === 'ready');
});
afterEach(async () => {
  await bench.close();
  await scanner.close();
});

/** What a reader sees on the receipt that came out of the practice shop's printer. */
async function codesOfReceipt(saleId: string) {
  const { manager } = bench;
  const isIt = ({ name }: { name: { kind: string; subjectId: string } | null }) => name?.kind === 'receipt' && name.subjectId === saleId;
  await manager.until(({ paper }) => paper.papers.some(isIt));
  const { pngBase64 } = await manager.call.printing.paper({ paperId: manager.state.paper.papers.find(isIt)?.id ?? '' });
  return codesOn(Buffer.from(pngBase64, 'base64'));
}

async function scanned(code: string): Promise<string> {
  const leaving = new AbortController();
  try {
    const pushes = await bench.cashier.call.scans.listen(undefined, { signal: leaving.signal });
    await scanner.scan(code);
    for await (const push of pushes) {
      if (push.kind !== 'scan') continue;
      await bench.cashier.call.scans.done({ scanId: push.id });
      return push.text;
    }
    throw new Error('nothing came');
  } finally {
    leaving.abort();
  }
}

describe('a receipt with', () => {
  test.each<[code: CodeOnPaper, formats: string[]]>([
    ['qr', ['QRCode']],
    ['barcode', ['Code128']],
    ['both', ['QRCode', 'Code128']],
  ])('%s brings its sale back when it is scanned', async (codeOnPaper, formats) => {
    await bench.manager.call.shop.change({ codeOnPaper });
    const saleId = await bench.soldForCash({ articleId: bench.tile(0) });
    const codes = await codesOfReceipt(saleId);
    expect(codes.map(({ format }) => format)).toEqual(formats);
    for (const { text } of codes) {
      const receipt = await scanned(text);
      expect(whatIsScanned(receipt)).toBe('receipt');
      expect(await bench.cashier.call.refunds.find({ receipt })).toMatchObject({ saleId });
    }
  });
});

test('a shop has QR codes until it says otherwise, and whoever may not change settings may not change it', async () => {
  expect(bench.manager.state.shop.codeOnPaper).toBe('qr');
  await expect(bench.cashier.call.shop.change({ codeOnPaper: 'both' })).rejects.toThrow();
  expect(bench.manager.state.shop.codeOnPaper).toBe('qr');
});
