import { once } from 'node:events';
import net from 'node:net';
import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { PrinterCondition } from '../../shared/state.ts';
import { startPrinterSimulator } from '../simulators/printer.ts';
import type { PrinterFault } from '../simulators/printer-faults.ts';
import { tcpTransport } from '../transport/tcp.ts';
import { openBench, openDriver, PATIENT, QUICK, until } from './printer-test-bed.ts';
import type { ReceiptPrinter } from './receipt-printer.ts';
import { renderEscPos } from './render-escpos.ts';
import { koreanReceipt } from './sample-receipts.ts';

let bytes: Uint8Array;
beforeAll(async () => {
  bytes = await renderEscPos(koreanReceipt(), { widthMm: 80, codePage: 'cp949' });
});
const receipt = (kickDrawer = false) => ({ bytes, kickDrawer });

describe('a printer in order', () => {
  test('confirms a receipt when it is on paper, whole and with its Hangul', async () => {
    await using bench = await openBench(PATIENT);
    expect(await bench.printer.print(receipt())).toEqual({ status: 'confirmed' });
    expect(bench.simulator.papers).toMatchObject([{ complete: true }]);
    expect(bench.simulator.papers[0]?.lines).toContain('합계             ₩23,300');
    expect(bench.simulator.kicks).toBe(0);
  });

  test('is handed the first byte at once, without being asked anything first', async () => {
    const simulator = await startPrinterSimulator({ widthMm: 80, nowMs: Date.now });
    const written: Uint8Array[] = [];
    const open = tcpTransport({ host: '127.0.0.1', port: simulator.port });
    const printer = openDriver(async (listener, signal) => {
      const line = await open(listener, signal);
      const write = (piece: Uint8Array) => {
        written.push(piece);
        return line.write(piece);
      };
      return { ...line, write };
    }, PATIENT);
    await until(printer, 'ready');
    written.length = 0;
    const printing = printer.print(receipt());
    // ESC @ ends automatic status, which is asked for anew, as is that no pulse is obeyed.
    expect(Buffer.from(written[0] ?? []).indexOf(bytes.subarray(2, 64))).toBe(15);
    await printing;
    await printer.close();
    await simulator.close();
  });

  test('opens the drawer once, also without a receipt', async () => {
    await using bench = await openBench(PATIENT);
    await bench.printer.print(receipt(true));
    expect(bench.simulator.kicks).toBe(1);
    expect(await bench.printer.print({ bytes: new Uint8Array(), kickDrawer: true })).toEqual({ status: 'confirmed' });
    expect(bench.simulator.kicks).toBe(2);
    expect(bench.simulator.papers).toHaveLength(1);
  });

  test('prints one receipt after the other, and refuses two at once', async () => {
    await using bench = await openBench(PATIENT);
    const first = bench.printer.print(receipt());
    await expect(bench.printer.print(receipt())).rejects.toThrow('never overlap');
    await first;
    await bench.printer.print(receipt());
    expect(bench.simulator.papers.map((paper) => paper.complete)).toEqual([true, true]);
  });

  test('prints on when paper runs low, and says so', async () => {
    await using bench = await openBench(PATIENT);
    bench.simulator.setFault('paper_low');
    await until(bench.printer, 'paper_low');
    expect(await bench.printer.print(receipt())).toEqual({ status: 'confirmed' });
  });
});

describe('a printer that cannot print', () => {
  test.each<[PrinterFault & PrinterCondition]>([['paper_out'], ['cover_open'], ['offline'], ['cutter_error']])(
    'for %s is sent nothing, and is ready again when that is mended',
    async (fault) => {
      await using bench = await openBench(PATIENT);
      bench.simulator.setFault(fault);
      await until(bench.printer, fault);
      expect(await bench.printer.print(receipt(true))).toEqual({ status: 'not_sent', reason: fault });
      bench.simulator.setFault('none');
      await until(bench.printer, 'ready');
      expect(bench.simulator.papers).toHaveLength(0);
      expect(bench.simulator.kicks).toBe(0);
      expect(await bench.printer.print(receipt())).toEqual({ status: 'confirmed' });
    },
  );

  test('tells what is wrong also when it was so before we connected', async () => {
    await using bench = await openBench(PATIENT);
    bench.simulator.setFault('cover_open');
    const second = openDriver(tcpTransport({ host: '127.0.0.1', port: bench.simulator.port }), PATIENT);
    // One connection is served at a time.
    await bench.printer.close();
    await until(second, 'cover_open');
    await second.close();
  });

  test('because nobody listens refuses, and is found again by itself', async () => {
    const simulator = await startPrinterSimulator({ widthMm: 80, nowMs: Date.now });
    const { port } = simulator;
    await simulator.close();
    const logged: string[] = [];
    const printer = openDriver(tcpTransport({ host: '127.0.0.1', port }), PATIENT, logged);
    expect(printer.condition).toBe('connecting');
    expect(await printer.print(receipt())).toEqual({ status: 'not_sent', reason: 'connecting' });
    await until(printer, 'refused');
    expect(await printer.print(receipt())).toEqual({ status: 'not_sent', reason: 'refused' });
    expect(logged.join()).toContain('refused');

    const again = await startPrinterSimulator({ widthMm: 80, nowMs: Date.now, port });
    await until(printer, 'ready');
    expect(await printer.print(receipt())).toEqual({ status: 'confirmed' });
    await printer.close();
    await again.close();
  });
});

describe('a receipt that is under way', () => {
  test.each<[PrinterFault & PrinterCondition]>([['paper_out'], ['cover_open']])(
    'waits for %s to be mended, however long, and is then confirmed',
    async (fault) => {
      await using bench = await openBench(QUICK);
      bench.simulator.setFault(fault, 500);
      const printing = bench.printer.print(receipt());
      await until(bench.printer, fault);
      // Three times as long as a printer that is ready may take.
      const patience = new Promise((resolve) => setTimeout(resolve, QUICK.acknowledgeMs * 3, 'still waiting'));
      expect(await Promise.race([printing, patience])).toBe('still waiting');
      expect(bench.simulator.papers).toHaveLength(0);
      bench.simulator.setFault('none');
      expect(await printing).toEqual({ status: 'confirmed' });
      expect(bench.simulator.papers).toMatchObject([{ complete: true }]);
    },
  );

  test('is unconfirmed when the printer loses power, and only its torn beginning is on paper', async () => {
    await using bench = await openBench(PATIENT);
    bench.simulator.setFault('reset_in_job');
    expect(await bench.printer.print(receipt())).toEqual({ status: 'unconfirmed', reason: 'connection_lost' });
    expect(bench.printer.condition).toBe('connecting');
    expect(bench.simulator.papers).toMatchObject([{ complete: false }]);
    expect(bench.simulator.papers[0]?.lines).toHaveLength(5);
    await until(bench.printer, 'ready');
    expect(await bench.printer.print(receipt())).toEqual({ status: 'confirmed' });
    expect(bench.simulator.papers.map((paper) => paper.complete)).toEqual([false, true]);
  });

  test('is unconfirmed when the printer is ready and does not answer; the next one is not disturbed', async () => {
    await using bench = await openBench(QUICK);
    bench.simulator.setFault('no_ack');
    expect(await bench.printer.print(receipt())).toEqual({ status: 'unconfirmed', reason: 'no_answer' });
    bench.simulator.setFault('none');
    expect(await bench.printer.print(receipt())).toEqual({ status: 'confirmed' });
    expect(bench.simulator.papers.map((paper) => paper.complete)).toEqual([true, true]);
  });

  test('is confirmed by a slow printer', async () => {
    await using bench = await openBench(PATIENT);
    bench.simulator.setFault({ bytesPerSecond: 8000 });
    expect(await bench.printer.print(receipt())).toEqual({ status: 'confirmed' });
  });

  test('is confirmed by a printer that sends nonsense in between', async () => {
    await using bench = await openBench(PATIENT);
    bench.simulator.setFault('garbage');
    for (let count = 0; count < 5; count += 1) {
      // Nonsense may spell any status, until the next question is answered.
      await until(bench.printer, 'ready');
      const outcome = await bench.printer.print(receipt());
      expect(['confirmed', 'not_sent']).toContain(outcome.status);
    }
  });

  test('is unconfirmed when the till closes', async () => {
    await using bench = await openBench(PATIENT);
    bench.simulator.setFault('no_ack');
    const printing = bench.printer.print(receipt());
    await bench.printer.close();
    expect(await printing).toEqual({ status: 'unconfirmed', reason: 'connection_lost' });
  });
});

test('a receipt that a lost connection left half sent does not swallow the next one', async () => {
  const simulator = await startPrinterSimulator({ widthMm: 80, nowMs: Date.now, codePage: 'pc858' });
  const pictures = await renderEscPos(koreanReceipt(), { widthMm: 80, codePage: 'pc858' });
  for (const cutOff of [20, 100, 1000, 2100, 5001]) {
    const broken = net.connect(simulator.port, '127.0.0.1');
    await once(broken, 'connect');
    broken.end(pictures.subarray(0, cutOff));
    await once(broken, 'close');
    const printer = openDriver(tcpTransport({ host: '127.0.0.1', port: simulator.port }), PATIENT);
    await until(printer, 'ready');
    expect(await printer.print({ bytes: pictures, kickDrawer: false })).toEqual({ status: 'confirmed' });
    await printer.close();
  }
  const whole = simulator.papers.filter((paper) => paper.complete);
  expect(whole).toHaveLength(5);
  expect(new Set(whole.map((paper) => paper.text)).size).toBe(1);
  await simulator.close();
});

describe('a far end that is no printer of ours', () => {
  let server: net.Server;
  let printer: ReceiptPrinter;
  const sockets = new Set<net.Socket>();
  afterEach(async () => {
    await printer.close();
    for (const socket of sockets) socket.destroy();
    sockets.clear();
    server.close();
  });
  const listen = async (answer: (socket: net.Socket, bytes: Buffer) => void) => {
    server = net.createServer((socket) => {
      sockets.add(socket);
      socket.on('data', (data) => answer(socket, data));
      socket.on('error', () => socket.destroy());
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    printer = openDriver(tcpTransport({ host: '127.0.0.1', port: (server.address() as net.AddressInfo).port }), QUICK);
  };

  test('and never answers is silent', async () => {
    await listen(() => undefined);
    await until(printer, 'silent');
  });

  test('and stops answering is given up, and the job it had is unconfirmed', async () => {
    let silent = false;
    await listen((socket) => {
      if (!silent) socket.write(Uint8Array.of(0x10, 0, 0, 0x0f, 0x12));
    });
    await until(printer, 'ready');
    silent = true;
    expect((await printer.print(receipt())).status).toBe('unconfirmed');
    await until(printer, 'silent');
  });

  test('and acknowledges another job has not confirmed ours', async () => {
    await listen((socket) => socket.write(Buffer.concat([Uint8Array.of(0x10, 0, 0, 0x0f, 0x37, 0x22), Buffer.from('1111'), Uint8Array.of(0, 0x12)])));
    await until(printer, 'ready');
    expect(await printer.print(receipt())).toEqual({ status: 'unconfirmed', reason: 'no_answer' });
  });

  test('and takes no more bytes in the middle is hung up on, so that jobs never mix', async () => {
    await listen((socket) => {
      socket.write(Uint8Array.of(0x10, 0, 0, 0x0f, 0x12));
    });
    await until(printer, 'ready');
    for (const socket of sockets) socket.pause();
    const hungUp = Promise.all([...sockets].map((socket) => new Promise((resolve) => socket.once('close', resolve))));
    expect(await printer.print({ bytes: new Uint8Array(50_000_000), kickDrawer: false })).toEqual({ status: 'unconfirmed', reason: 'no_answer' });
    expect(printer.condition).not.toBe('ready');
    for (const socket of sockets) socket.resume();
    await hungUp;
  });
});
