// A printer is asked who it is and how it says that a paper is printed, and the driver lives with each of the answers.
import { beforeAll, describe, expect, test } from 'vitest';
import { startPrinterSimulator } from '../simulators/printer.ts';
import type { PrinterFault } from '../simulators/printer-faults.ts';
import { tcpTransport } from '../transport/tcp.ts';
import { createIdentityReader, identityOf } from './identity-reader.ts';
import { openBench, openDriver, PATIENT, pairOf, QUICK, until, untilKnown } from './printer-test-bed.ts';
import { renderEscPos } from './render-escpos.ts';
import { koreanReceipt } from './sample-receipts.ts';

let bytes: Uint8Array;
beforeAll(async () => {
  bytes = await renderEscPos(koreanReceipt(), { widthMm: 80, codePage: 'cp949' });
});
const receipt = () => ({ bytes, kickDrawer: false });
const CLONE = { identity: null, confirms: 'never', printsUnknown: true } as const;
const TIMING = { ...PATIENT, probeMs: 150 };

describe('a printer that is asked who it is', () => {
  test('says maker, model and firmware', async () => {
    await using bench = await openBench(PATIENT);
    expect(bench.printer.known).toEqual({
      identity: { maker: 'EPSON', model: 'TM-T20II', firmware: '1.12 ESC/POS' },
      confirms: true,
      drawer: null,
    });
  });

  test('and does not answer, is ready all the same', async () => {
    await using bench = await openBench(PATIENT, { identity: null });
    expect(bench.printer.known.identity).toBeNull();
    expect(await bench.printer.print(receipt())).toEqual({ status: 'confirmed' });
  });

  test('and prints what it does not know as letters, puts none of them on paper', async () => {
    await using bench = await openBench(TIMING, CLONE);
    expect(await bench.printer.print(receipt())).toEqual({ status: 'sent' });
    await bench.simulator.close();
    const [paper] = bench.simulator.papers;
    expect(paper?.complete).toBe(true);
    expect(bench.simulator.papers).toHaveLength(1);
    expect(paper?.lines[0]).toBe('번개 커피');
  });

  test('is not asked while it is out of paper, and is ready when there is some', async () => {
    await using bench = await openBench(TIMING, { confirms: 'sensor' });
    bench.simulator.setFault('paper_out');
    await until(bench.printer, 'paper_out');
    bench.simulator.setFault('none');
    await until(bench.printer, 'ready');
    expect(await bench.printer.print(receipt())).toEqual({ status: 'confirmed' });
  });

  test('was out of paper when it was connected: it says so, and is asked when that is over', async () => {
    await using bench = await openBench(TIMING, { confirms: 'sensor' });
    bench.simulator.setFault('reset_in_job', 0);
    await bench.printer.print(receipt());
    bench.simulator.setFault('paper_out');
    await until(bench.printer, 'paper_out');
    bench.simulator.setFault('none');
    await until(bench.printer, 'ready');
    expect(await bench.printer.print(receipt())).toEqual({ status: 'confirmed' });
    expect(bench.printer.known.confirms).toBe(true);
  });
});

describe('a printer that can say that a paper is printed, and did not when it was asked first', () => {
  async function openAsked(fault: PrinterFault) {
    const simulator = await startPrinterSimulator({ widthMm: 80, nowMs: Date.now });
    simulator.setFault(fault);
    const printer = openDriver(tcpTransport({ host: '127.0.0.1', port: simulator.port }), TIMING);
    await until(printer, 'ready');
    return pairOf(simulator, printer);
  }

  test('because it was printing still, is believed when its answer comes', async () => {
    await using bench = await openAsked({ bytesPerSecond: 100 });
    expect(bench.printer.known.confirms).toBe(false);
    await untilKnown(bench.printer, ({ confirms }) => confirms === true);
    bench.simulator.setFault('none');
    expect(await bench.printer.print(receipt())).toEqual({ status: 'confirmed' });
  });

  test('for its answer was lost, is asked anew with the next paper', async () => {
    await using bench = await openAsked('no_ack');
    expect(bench.printer.known).toMatchObject({ identity: { maker: 'EPSON' }, confirms: false });
    bench.simulator.setFault('none');
    await bench.printer.print(receipt());
    await untilKnown(bench.printer, ({ confirms }) => confirms === true);
    expect(await bench.printer.print(receipt())).toEqual({ status: 'confirmed' });
    expect(bench.simulator.papers).toHaveLength(2);
  });
});

describe('a printer that answers GS r and not GS ( H', () => {
  test('confirms a receipt by it, one after the other', async () => {
    await using bench = await openBench(TIMING, { confirms: 'sensor' });
    expect(bench.logged.join()).toContain('"sensor"');
    for (let count = 1; count <= 3; count += 1) {
      expect(await bench.printer.print(receipt())).toEqual({ status: 'confirmed' });
      expect(bench.simulator.papers).toHaveLength(count);
    }
  });

  test('does so in mid-receipt when there is paper again, and not before', async () => {
    await using bench = await openBench(TIMING, { confirms: 'sensor' });
    bench.simulator.setFault('paper_out', 500);
    const printing = bench.printer.print(receipt());
    await until(bench.printer, 'paper_out');
    expect(bench.simulator.papers).toHaveLength(0);
    bench.simulator.setFault('none');
    expect(await printing).toEqual({ status: 'confirmed' });
    expect(bench.simulator.papers).toMatchObject([{ complete: true }]);
  });

  test('and forgets a receipt with its cover open has not confirmed it, nor the next one by its answer', async () => {
    await using bench = await openBench({ ...QUICK, acknowledgeMs: 600 }, { confirms: 'sensor', coverClears: true });
    bench.simulator.setFault('cover_open', 500);
    const printing = bench.printer.print(receipt());
    await until(bench.printer, 'cover_open');
    bench.simulator.setFault('none');
    expect(await printing).toEqual({ status: 'unconfirmed', reason: 'no_answer' });
    await until(bench.printer, 'ready');
    expect(await bench.printer.print(receipt())).toEqual({ status: 'confirmed' });
    expect(bench.simulator.papers.filter(({ complete }) => complete)).toHaveLength(1);
  });
});

describe('a printer that can say neither', () => {
  test('has its receipts sent, and never confirmed', async () => {
    await using bench = await openBench(TIMING, { confirms: 'never' });
    expect(bench.printer.known.confirms).toBe(false);
    expect(await bench.printer.print(receipt())).toEqual({ status: 'sent' });
    expect(await bench.printer.print({ bytes: new Uint8Array(), kickDrawer: true })).toEqual({ status: 'sent' });
    expect(bench.simulator.kicks).toBe(1);
  });

  test('and stood still in the middle of one, leaves it to a person', async () => {
    await using bench = await openBench(TIMING, { confirms: 'never' });
    bench.simulator.setFault('paper_out', 500);
    const printing = bench.printer.print(receipt());
    await until(bench.printer, 'paper_out');
    bench.simulator.setFault('none');
    expect(await printing).toEqual({ status: 'unconfirmed', reason: 'no_answer' });
  });
});

test.each(['job_id', 'sensor'] as const)(
  'a printer that could confirm once (%s) is not believed to be unable to when its answers get lost',
  async (confirms) => {
    await using bench = await openBench({ ...QUICK, acknowledgeMs: 400 }, { confirms });
    bench.simulator.setFault('reset_in_job', 0);
    await bench.printer.print(receipt());
    bench.simulator.setFault('no_ack');
    await until(bench.printer, 'ready');
    expect(await bench.printer.print(receipt())).toEqual({ status: 'unconfirmed', reason: 'no_answer' });
  },
);

describe('a printer that forgets what it holds when its cover is opened', () => {
  test('has not printed the receipt under way: a person is asked, and nothing is printed twice', async () => {
    await using bench = await openBench({ ...QUICK, acknowledgeMs: 400 }, { coverClears: true });
    bench.simulator.setFault('cover_open', 500);
    const printing = bench.printer.print(receipt());
    await until(bench.printer, 'cover_open');
    bench.simulator.setFault('none');
    expect(await printing).toEqual({ status: 'unconfirmed', reason: 'no_answer' });
    expect(bench.simulator.papers.filter(({ complete }) => complete)).toHaveLength(0);
  });
});

describe('something stuck in the printer', () => {
  test.each(['cutter_error', 'mechanical_error'] as const)(
    '%s: goes on when a person says that it is free, and finishes the receipt once',
    async (fault) => {
      await using bench = await openBench(PATIENT);
      bench.simulator.setFault(fault, 500);
      const printing = bench.printer.print(receipt());
      await until(bench.printer, fault);
      // Said too early: it is stuck as before.
      bench.printer.goOn();
      bench.simulator.free();
      expect(bench.printer.condition).toBe(fault);
      bench.printer.goOn();
      expect(await printing).toEqual({ status: 'confirmed' });
      expect(bench.simulator.papers.map(({ complete }) => complete)).toEqual([true]);
    },
  );

  test.each(['too_hot', 'needs_service'] as const)('%s is told, and takes no job', async (fault) => {
    await using bench = await openBench(PATIENT);
    bench.simulator.setFault(fault);
    await until(bench.printer, fault);
    expect(await bench.printer.print(receipt())).toEqual({ status: 'not_sent', reason: fault });
    bench.simulator.setFault('none');
    await until(bench.printer, 'ready');
  });
});

describe('the answers to GS I', () => {
  const read = (...pieces: string[]) => {
    const reader = createIdentityReader();
    const rest = pieces.map((piece) => Buffer.from(reader.take(Buffer.from(piece, 'latin1'))).toString('latin1')).join('');
    return { texts: [...reader.texts], rest };
  };

  test('are taken out of the stream, wherever it is cut', () => {
    expect(read('\x12_EPS', 'ON\0', '\x16_TM-T88V\0_1.0\0\x12')).toEqual({ texts: ['EPSON', 'TM-T88V', '1.0'], rest: '\x12\x16\x12' });
  });

  test('that never end, or are too long, are given back', () => {
    expect(read(`_EP\x12`).rest).toBe('_EP\x12');
    const long = `_${'A'.repeat(90)}`;
    expect(read(long).texts).toEqual([]);
    expect(read(long).rest).toHaveLength(91);
  });

  test('say maker, model and firmware, or only the model', () => {
    expect(identityOf(['EPSON', 'TM-m30', '1'])).toEqual({ maker: 'EPSON', model: 'TM-m30', firmware: '1' });
    expect(identityOf(['POS-80'])).toEqual({ maker: '', model: 'POS-80', firmware: '' });
    expect(identityOf([])).toBeNull();
  });
});
