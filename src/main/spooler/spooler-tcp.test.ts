// The spooler with the real driver and the simulated printer on a real socket.
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openReceiptPrinter } from '../../hardware/printer/escpos-printer.ts';
import type { ReceiptPrinter } from '../../hardware/printer/receipt-printer.ts';
import { renderEscPos } from '../../hardware/printer/render-escpos.ts';
import { type PrinterSimulator, startPrinterSimulator } from '../../hardware/simulators/printer.ts';
import { tcpTransport } from '../../hardware/transport/tcp.ts';
import { createLog } from '../log.ts';
import type { SpoolerParts } from './spooler.ts';
import { openSpoolingBench, type SpoolingBench } from './spooling-test-bed.ts';

let bench: SpoolingBench;
let simulator: PrinterSimulator;
let printer: ReceiptPrinter;

/** A receipt of a few lines over its sale. */
const render: SpoolerParts['render'] = async ({ subjectId: saleId, copyNumber }) =>
  renderEscPos(
    {
      title: saleId,
      language: 'ko',
      copyNumber,
      blocks: Array.from({ length: 12 }, (_, line) => ({ kind: 'pair', left: `${saleId} 줄 ${line}`, right: '₩4,500', size: 'normal', bold: false })),
    },
    { widthMm: 80, codePage: 'cp949' },
  );
const connect = () =>
  openReceiptPrinter({
    openTransport: tcpTransport({ host: '127.0.0.1', port: simulator.port }),
    nowMs: Date.now,
    log: createLog(() => undefined, Date.now),
  });
/** How many whole papers of the sale came out. */
const papersOf = (saleId: string) => simulator.papers.filter(({ text, complete }) => complete && text.includes(`${saleId} 줄 11`)).length;

beforeEach(async () => {
  bench = openSpoolingBench();
  simulator = await startPrinterSimulator({ widthMm: 80, nowMs: Date.now });
  printer = connect();
});
afterEach(async () => {
  await bench.close();
  await printer.close();
  await simulator.close();
});

test('receipts come out in order, once each, and are held for printed when the printer says so', async () => {
  bench.start(printer, { render, kickDrawer: ({ subjectId }) => subjectId === 'sale-2' });
  for (const id of ['sale-1', 'sale-2', 'sale-3']) bench.send(id);
  await bench.untilJob('sale-3', 'confirmed');
  expect(simulator.papers.map(({ lines }) => lines[0]?.slice(0, 6))).toEqual(['sale-1', 'sale-2', 'sale-3']);
  expect(simulator.kicks).toBe(1);
});

test('without paper they wait, and come out when there is some', async () => {
  simulator.setFault('paper_out');
  bench.start(printer, { render });
  bench.send('sale-1');
  await bench.until(({ jobs }) => jobs[0]?.reason === 'paper_out');
  simulator.setFault('none');
  await bench.untilJob('sale-1', 'confirmed');
  expect(papersOf('sale-1')).toBe(1);
});

test('a printer that is reset in mid-job makes a question, and the answer makes the paper', async () => {
  bench.start(printer, { render });
  await bench.until(({ condition }) => condition === 'ready');
  simulator.setFault('reset_in_job');
  bench.send('sale-1');
  bench.send('sale-2');
  await bench.untilJob('sale-1', 'unconfirmed');
  await bench.untilJob('sale-2', 'confirmed');
  expect([papersOf('sale-1'), papersOf('sale-2')]).toEqual([0, 1]);
  bench.jobs.requeue('sale-1');
  bench.spooler.wake();
  await bench.untilJob('sale-1', 'confirmed');
  expect(papersOf('sale-1')).toBe(1);
});

test('a till that is killed while paper is out asks, although the printer goes on by itself', async () => {
  bench.start(printer, { render });
  await bench.until(({ condition }) => condition === 'ready');
  simulator.setFault('paper_out', 60);
  bench.send('sale-1');
  await bench.until(({ condition }) => condition === 'paper_out');
  expect(bench.jobs.find('sale-1')?.status).toBe('sending');
  bench.kill();
  await printer.close();
  printer = connect();
  bench.start(printer, { render });
  await bench.untilJob('sale-1', 'unconfirmed');
  expect(bench.state.jobs).toMatchObject([{ reason: 'restarted' }]);
  simulator.setFault('none');
  bench.send('sale-2');
  await bench.untilJob('sale-2', 'confirmed');
  expect(papersOf('sale-1')).toBeLessThanOrEqual(1);
  expect(bench.jobs.find('sale-1')?.status).toBe('unconfirmed');
});
