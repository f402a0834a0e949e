import { once } from 'node:events';
import net from 'node:net';
import { SerialPort } from 'serialport';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { openDriver, PATIENT, until } from '../printer/printer-test-bed.ts';
import { renderEscPos } from '../printer/render-escpos.ts';
import { koreanReceipt } from '../printer/sample-receipts.ts';
import { startPrinterSimulator } from '../simulators/printer.ts';
import { serialTransport } from './serial.ts';
import { type Cable, serialCable, socatMissing } from './socat-test-bed.ts';

const never = new AbortController().signal;

let cable: Cable;
beforeEach(() => {
  cable = serialCable();
});
afterEach(() => cable.dispose());

test('a line that is not there is missing', async () => {
  const opening = serialTransport({ path: cable.path, baudRate: 115200, frame: '8N1' })({ onData: () => undefined, onEnd: () => undefined }, never);
  await expect(opening).rejects.toMatchObject({ fault: 'missing' });
});

describe.skipIf(socatMissing)('over a pseudo-terminal (skipped where socat is not installed)', () => {
  test('a receipt is printed and acknowledged, and a pulled cable is noticed', async () => {
    const simulator = await startPrinterSimulator({ widthMm: 80, nowMs: Date.now });
    await cable.plugIn(simulator.port);
    const printer = openDriver(serialTransport({ path: cable.path, baudRate: 115200, frame: '8N1' }), { ...PATIENT, answerMs: 300 });
    await until(printer, 'ready');
    const bytes = await renderEscPos(koreanReceipt(), { widthMm: 80, codePage: 'cp949' });
    expect(await printer.print({ bytes, kickDrawer: true })).toEqual({ status: 'confirmed' });
    expect(simulator.papers.map((paper) => paper.complete)).toEqual([true]);
    expect(simulator.papers[0]?.lines).toContain('번개 커피');
    expect(simulator.kicks).toBe(1);

    await cable.pull();
    await until(printer, 'missing');
    expect(await printer.print({ bytes, kickDrawer: false })).toEqual({ status: 'not_sent', reason: 'missing' });
    await printer.close();
    await simulator.close();
  });

  // A line that hangs up in the moment of a read does not end by itself, one time in thirty.
  test('a pulled cable is noticed every time, once', async () => {
    const server = net.createServer((socket) => void socket.on('error', () => socket.destroy()).resume()).listen(0, '127.0.0.1');
    await once(server, 'listening');
    for (let pull = 0; pull < 100; pull += 1) {
      await cable.plugIn((server.address() as net.AddressInfo).port);
      let ends = 0;
      const ended = Promise.withResolvers<void>();
      const onEnd = () => {
        ends += 1;
        ended.resolve();
      };
      const transport = await serialTransport({ path: cable.path, baudRate: 115200, frame: '8N1' })({ onData: () => undefined, onEnd }, never);
      await cable.pull();
      await ended.promise;
      transport.close();
      expect(ends).toBe(1);
    }
    server.close();
  });
});

describe('a port whose driver does not answer when it is opened', () => {
  const line = { path: '/dev/ttyNEVER', baudRate: 9600, frame: '8N1' } as const;
  const deaf = { onData: () => undefined, onEnd: () => undefined };
  let answer: (() => void) | undefined;
  beforeEach(() => {
    vi.spyOn(SerialPort.prototype, 'open').mockImplementation((callback) => {
      answer = () => callback?.(null);
    });
  });
  afterEach(() => {
    vi.restoreAllMocks();
    vi.useRealTimers();
  });

  test('is not waited for by whoever gives it up, and is closed when it answers after all', async () => {
    const close = vi.spyOn(SerialPort.prototype, 'close').mockReturnValue(undefined);
    const giveUp = new AbortController();
    const opening = serialTransport(line)(deaf, giveUp.signal);
    await vi.waitFor(() => expect(answer).toBeDefined());
    giveUp.abort();
    await expect(opening).rejects.toMatchObject({ fault: 'unreachable' });
    expect(close).not.toHaveBeenCalled();
    answer?.();
    expect(close).toHaveBeenCalledOnce();
  });

  test('is unreachable after a while', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    answer = undefined;
    const opening = serialTransport(line)(deaf, new AbortController().signal).catch(({ fault }: { fault: string }) => fault);
    while (!answer) await new Promise((resolve) => setImmediate(resolve));
    await vi.advanceTimersByTimeAsync(60_000);
    expect(await opening).toBe('unreachable');
  });
});
