// Scanners on lines of their own, at a whole till: what is scanned over a real line is on the sale once, whatever the pages do.
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type ScannerSimulator, startScannerSimulator } from '../../src/hardware/simulators/scanner.ts';
import { sampleKr } from '../../src/main/catalogue/samples/kr.ts';
import { itemCountOf } from '../../src/shared/line-item.ts';
import type { ScanPush } from '../../src/shared/scans.ts';
import { openTestTill, refusal, type TestScreen, type TestTill } from './open-test-till.ts';

let till: TestTill;
let simulator: ScannerSimulator;
let cashier: TestScreen;

/** Articles that are rung up without a question. */
const barcodes = sampleKr.articles
  .filter(({ priceMinor, variants, unit, minimumAge }) => priceMinor !== null && variants.length === 0 && unit === 'piece' && minimumAge === 0)
  .flatMap((article) => article.barcodes.slice(0, 1));
const barcode = (at: number): string => barcodes[at % barcodes.length] ?? '';

const scannerAt = (port: number) =>
  ({
    kind: 'scanner',
    id: 'hand-scanner',
    name: 'Counter scanner',
    connection: { kind: 'tcp', host: '127.0.0.1', port },
    prefix: '',
    suffix: '',
  }) as const;

beforeEach(async () => {
  till = await openTestTill();
  simulator = await startScannerSimulator();
  const manager = await till.manager();
  await manager.call.shop.change({ devices: [scannerAt(simulator.port)] });
  cashier = await till.cashier();
  await cashier.until((state) => state.devices.devices[0]?.condition === 'ready');
});
afterEach(async () => {
  await till.close();
  await simulator.close();
});

/** A page that rings up what it is handed, as the register does. `deal` may leave some of it undone. */
function registerOf(screen: TestScreen, deal: (scan: Extract<ScanPush, { kind: 'scan' }>) => Promise<void>) {
  const leaving = new AbortController();
  const got: ScanPush[] = [];
  const over = (async () => {
    try {
      for await (const push of await screen.call.scans.listen(undefined, { signal: leaving.signal })) {
        got.push(push);
        if (push.kind === 'scan') await deal(push);
      }
    } catch (cause) {
      if (!leaving.signal.aborted) throw cause;
    }
  })();
  return {
    got,
    async leave() {
      leaving.abort();
      await over;
    },
  };
}
const ringsUp = (screen: TestScreen) => async (scan: { id: string; text: string }) => {
  await screen.call.sale.addBarcode({ barcode: scan.text, scanId: scan.id });
  await screen.call.scans.done({ scanId: scan.id });
};
const pieces = () => cashier.state.checkout.sale.lines.reduce((sum, line) => sum + itemCountOf(line), 0);

describe('a scanner on a line of its own', () => {
  it('rings up 200 scans in a burst, each once and in order', async () => {
    const page = registerOf(cashier, ringsUp(cashier));
    const codes = Array.from({ length: 200 }, (_, at) => barcode(at));
    for (const code of codes) void simulator.scan(code);
    await cashier.until(() => pieces() === 200);
    expect(page.got.flatMap((push) => (push.kind === 'scan' ? push.text : []))).toEqual(codes);
    await page.leave();
  });

  it('rings up each scan once while its page goes away and comes back, before or after it rang up, before or after it said so', async () => {
    const codes = Array.from({ length: 60 }, (_, at) => barcode(at));
    for (const code of codes) void simulator.scan(code);
    for (let turn = 0; pieces() < codes.length && turn < 200; turn += 1) {
      const gone = Promise.withResolvers<void>();
      const page = registerOf(cashier, async (scan) => {
        // Every other page rings one up and dies before it says so; the others die before they ring up their second.
        if (turn % 2 === 0) {
          await cashier.call.sale.addBarcode({ barcode: scan.text, scanId: scan.id });
          gone.resolve();
          await new Promise(() => undefined);
        }
        if (page.got.filter(({ kind }) => kind === 'scan').length > 1) {
          gone.resolve();
          await new Promise(() => undefined);
        }
        await ringsUp(cashier)(scan);
        if (pieces() === codes.length) gone.resolve();
      });
      await gone.promise;
      void page.leave();
      await new Promise(setImmediate);
    }
    await cashier.until(() => pieces() >= codes.length);
    expect(pieces()).toBe(codes.length);
  });

  it('is unplugged within a code, and nothing of it is rung up; plugged in again, it goes on', async () => {
    const page = registerOf(cashier, ringsUp(cashier));
    simulator.setFault('cut');
    await simulator.scan(barcode(0));
    await cashier.until((state) => state.devices.devices[0]?.condition !== 'ready');
    await cashier.until((state) => state.devices.devices[0]?.condition === 'ready');
    await vi.waitFor(() => expect(simulator.listenerCount).toBe(1));
    await simulator.scan(barcode(1));
    await cashier.until(() => pieces() === 1);
    expect(page.got.filter(({ kind }) => kind === 'scan')).toHaveLength(1);
    await page.leave();
  });

  it('may be scanned with while a manager tries it out: then it is no sale’s', async () => {
    const page = registerOf(cashier, ringsUp(cashier));
    const manager = await till.manager();
    const tried = manager.call.devices.testScanner({ deviceId: 'hand-scanner' });
    await vi.waitFor(async () => {
      void simulator.scan(barcode(0));
      expect(await Promise.race([tried, new Promise((resolve) => setTimeout(resolve, 50, 'waiting'))])).not.toBe('waiting');
    });
    expect(await tried).toEqual({ kind: 'code', code: barcode(0) });
    await page.leave();
  });

  it('tells in the log of its line what came, and nothing that opens something', async () => {
    const page = registerOf(cashier, async ({ id }) => cashier.call.scans.done({ scanId: id }));
    await simulator.scan('FB7K3M9QXP2D5T0AHWC');
    await simulator.scan(barcode(0));
    await vi.waitFor(() => expect(page.got.filter(({ kind }) => kind === 'scan')).toHaveLength(2));
    const manager = await till.manager();
    const words = (await manager.call.devices.frames({ deviceId: 'hand-scanner' })).map((frame) => frame.words).join('\n');
    expect(words).toContain('19 characters CR LF');
    expect(words).toContain(barcode(0));
    expect(`${words}${till.logged()}`).not.toContain('7K3M');
    await page.leave();
  });
});

it('a scan that was rung up is not rung up again by a till that was started anew, nor on the next sale', async () => {
  const ring = (scanId: string, code = barcode(0)) => cashier.call.sale.addBarcode({ barcode: code, scanId });
  await ring('scan-1');
  await ring('scan-2');
  await till.restart();
  cashier = await till.cashier();
  // The answer did not come before the till went: its page asks again.
  await ring('scan-2');
  await ring('scan-1');
  await ring('scan-3', barcode(1));
  await cashier.until((state) => state.checkout.sale.lines.length === 2);
  expect(pieces()).toBe(3);
  await cashier.call.sale.cancel({ saleId: cashier.state.checkout.sale.id });
  await till.restart();
  cashier = await till.cashier();
  await ring('scan-3', barcode(1));
  await ring('scan-4');
  await cashier.until(() => pieces() > 0);
  expect(pieces()).toBe(1);
});

it('goods past their date are asked about, and sold all the same where the cashier says so', async () => {
  const gtin = barcodes.find((code) => /^\d{13}$/.test(code)) ?? '';
  const code = `010${gtin}10A1\u001d17250131`;
  expect(await refusal(cashier.call.sale.addBarcode({ barcode: code, scanId: 'scan-1' }))).toBe('GOODS_EXPIRED');
  expect(pieces()).toBe(0);
  await cashier.call.sale.addBarcode({ barcode: code, scanId: 'scan-1', sellExpired: true });
  await cashier.until(() => pieces() === 1);
  await cashier.call.sale.addBarcode({ barcode: `010${gtin}10A1\u001d17600131`, scanId: 'scan-2' });
  await cashier.until(() => pieces() === 2);
  // Each by itself, and so in what is sold.
  expect(cashier.state.checkout.sale.lines.map(({ expiredOn }) => expiredOn)).toEqual(['2025-01-31', null]);
  const { id: saleId, dueMinor } = cashier.state.checkout.sale;
  await cashier.call.checkout.takeCash({ saleId, dueMinor, givenMinor: dueMinor });
  const sold = await (await till.manager()).call.reports.sale({ saleId });
  expect(sold.sale.lines.map(({ expiredOn }) => expiredOn)).toEqual(['2025-01-31', null]);
});

it('a GS1 link rings up the article that it is about', async () => {
  const gtin = barcodes.find((code) => /^\d{13}$/.test(code)) ?? '';
  await cashier.call.sale.addBarcode({ barcode: `https://id.gs1.org/01/0${gtin}/10/A1?17=601231&30=3` });
  await cashier.until(() => pieces() === 3);
});
