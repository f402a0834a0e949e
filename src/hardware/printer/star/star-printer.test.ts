// A Star printer over real TCP: its papers, its acknowledgement by ETB, its troubles and its drawer.
import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { USUAL_DRAWER } from '../../../shared/printers.ts';
import type { PrinterCondition } from '../../../shared/state.ts';
import { startPrinterSimulator } from '../../simulators/printer.ts';
import type { PrinterFault } from '../../simulators/printer-faults.ts';
import type { PrinterSimulatorOptions } from '../../simulators/printer-options.ts';
import { starStatus } from '../../simulators/star-status.ts';
import { tcpTransport } from '../../transport/tcp.ts';
import type { PrinterTiming } from '../job-runner.ts';
import { PATIENT, pairOf, QUICK, until, untilKnown } from '../printer-test-bed.ts';
import { americanReceipt, koreanReceipt } from '../sample-receipts.ts';
import { renderStar } from './render-star.ts';
import { openStarPrinter } from './star-printer.ts';
import { createStarFramer } from './star-status.ts';

let bytes: Uint8Array;
beforeAll(async () => {
  bytes = await renderStar(americanReceipt('T1-000001'), 80);
});
const receipt = (kickDrawer = false) => ({ bytes, kickDrawer });

async function openStar(timing: PrinterTiming = PATIENT, options: Partial<PrinterSimulatorOptions> = {}) {
  const simulator = await startPrinterSimulator({ widthMm: 80, nowMs: Date.now, family: 'star', ...options });
  const log = { info: () => undefined, warn: () => undefined };
  const printer = openStarPrinter({
    openTransport: tcpTransport({ host: '127.0.0.1', port: simulator.port }),
    timing,
    drawer: USUAL_DRAWER,
    nowMs: Date.now,
    log,
  });
  await until(printer, 'ready');
  return pairOf(simulator, printer);
}

describe('a receipt on a Star', () => {
  test('has its text, its code and its cut, and is confirmed by ETB, more often than the counter counts to', async () => {
    await using bench = await openStar();
    for (let count = 0; count < 35; count += 1) expect(await bench.printer.print(receipt())).toEqual({ status: 'confirmed' });
    expect(bench.simulator.papers).toHaveLength(35);
    expect(bench.simulator.papers[0]?.complete).toBe(true);
    expect(bench.simulator.papers[0]?.text).toContain('T1-000001');
    expect(bench.printer.known.confirms).toBe(true);
  });

  test('in Korean goes as pictures', async () => {
    await using bench = await openStar();
    expect(await bench.printer.print({ bytes: await renderStar(koreanReceipt(), 80), kickDrawer: false })).toEqual({ status: 'confirmed' });
    expect(bench.simulator.papers[0]?.text).toMatch(/\[picture \d+x24\]|\[picture \d+x48\]/);
  });

  test('waits for paper in the middle, and comes out once', async () => {
    await using bench = await openStar();
    bench.simulator.setFault('paper_out', 300);
    const printing = bench.printer.print(receipt());
    await until(bench.printer, 'paper_out');
    expect(bench.simulator.papers).toHaveLength(0);
    bench.simulator.setFault('none');
    expect(await printing).toEqual({ status: 'confirmed' });
    expect(bench.simulator.papers.map(({ complete }) => complete)).toEqual([true]);
  });

  test('is unconfirmed when the printer loses power, and the next one is confirmed for itself', async () => {
    await using bench = await openStar();
    bench.simulator.setFault('reset_in_job');
    expect(await bench.printer.print(receipt())).toEqual({ status: 'unconfirmed', reason: 'connection_lost' });
    await until(bench.printer, 'ready');
    expect(await bench.printer.print(receipt())).toEqual({ status: 'confirmed' });
    expect(bench.simulator.papers.map(({ complete }) => complete)).toEqual([false, true]);
  });

  test('is unconfirmed when the printer does not count it, and a late count is not the next one’s', async () => {
    await using bench = await openStar({ ...QUICK, acknowledgeMs: 500 });
    bench.simulator.setFault('no_ack');
    expect(await bench.printer.print(receipt())).toEqual({ status: 'unconfirmed', reason: 'no_answer' });
    bench.simulator.setFault('none');
    await until(bench.printer, 'ready');
    expect(await bench.printer.print(receipt())).toEqual({ status: 'confirmed' });
  });

  test('is sent, and no more, on a model that does not count', async () => {
    await using bench = await openStar(PATIENT, { confirms: 'never' });
    expect(bench.printer.known.confirms).toBe(false);
    expect(await bench.printer.print(receipt())).toEqual({ status: 'sent' });
  });
});

test.each<[PrinterFault & PrinterCondition]>([
  ['paper_out'],
  ['cover_open'],
  ['offline'],
  ['cutter_error'],
  ['mechanical_error'],
  ['too_hot'],
  ['needs_service'],
])('a Star with %s is sent nothing, and is ready again when that is over', async (fault) => {
  await using bench = await openStar();
  bench.simulator.setFault(fault);
  await until(bench.printer, fault);
  expect(await bench.printer.print(receipt(true))).toEqual({ status: 'not_sent', reason: fault });
  bench.simulator.setFault('none');
  await until(bench.printer, 'ready');
  expect(bench.simulator.kicks).toBe(0);
  expect(await bench.printer.print(receipt())).toEqual({ status: 'confirmed' });
});

test('the drawer of a Star opens once, and its sensor says so', async () => {
  await using bench = await openStar(PATIENT, { drawerOpenIsHigh: false });
  await bench.printer.print(receipt(true));
  expect(bench.simulator.kicks).toBe(1);
  await untilKnown(bench.printer, ({ drawer }) => drawer === 'open');
  bench.simulator.drawer.shut();
  await untilKnown(bench.printer, ({ drawer }) => drawer === 'closed');
  bench.simulator.drawer.stuck = true;
  await bench.printer.print({ bytes: new Uint8Array(), kickDrawer: true });
  expect(await bench.printer.drawerAfterKick()).toBe('did_not_open');
});

describe('Star status', () => {
  const fault = fc.constantFrom<PrinterFault>('none', 'paper_out', 'cover_open', 'cutter_error', 'too_hot');

  test('is read with its count, however the stream is cut, and whatever nonsense went before', () => {
    fc.assert(
      fc.property(
        fault,
        fc.integer({ min: 0, max: 31 }),
        fc.boolean(),
        fc.uint8Array({ maxLength: 40 }),
        fc.nat(8),
        (said, etbs, high, noise, at) => {
          const frame = createStarFramer();
          const status = starStatus(said, etbs, high);
          const heard = [...frame(noise), ...frame(status.subarray(0, at)), ...frame(status.subarray(at))].at(-1);
          expect(heard).toMatchObject({ counter: etbs, drawerHigh: high, coverOpen: said === 'cover_open', paperOut: said === 'paper_out' });
        },
      ),
    );
  });

  test('of an old model has no count', () => {
    expect(createStarFramer()(starStatus('none', null, false))).toMatchObject([{ counter: null, offline: false }]);
  });
});
