// Two metres of paper through a line that takes its bytes slowly: the till hands out the next piece when the one before has
// been taken, and keeps nothing else in flight.
import { once } from 'node:events';
import net from 'node:net';
import { Transform } from 'node:stream';
import { expect, test } from 'vitest';
import { openDriver, PATIENT, until } from '../../src/hardware/printer/printer-test-bed.ts';
import { renderEscPos } from '../../src/hardware/printer/render-escpos.ts';
import { startPrinterSimulator } from '../../src/hardware/simulators/printer.ts';
import { tcpTransport } from '../../src/hardware/transport/tcp.ts';
import type { OpenTransport } from '../../src/hardware/transport/transport.ts';
import { longReceipt } from './long-receipt.ts';

const PIECE_BYTES = 4096;
/** Questions that a printer is asked in between, and the acknowledgement. */
const BESIDES_BYTES = 256;

/** A line that lets a piece through every few milliseconds, and then takes more. */
async function openNarrowLine(devicePort: number) {
  const sockets = new Set<net.Socket>();
  const server = net.createServer({ noDelay: true }, (till) => {
    const device = net.connect({ port: devicePort, host: '127.0.0.1', noDelay: true });
    for (const socket of [till, device]) {
      sockets.add(socket);
      socket.on('error', () => socket.destroy());
    }
    const narrow = new Transform({
      writableHighWaterMark: 1024,
      transform: (bytes, _, passed) => void setTimeout(passed, 2, null, bytes),
    });
    till.pipe(narrow).pipe(device);
    device.pipe(till);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: (server.address() as net.AddressInfo).port,
    async close() {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

test('a receipt of two metres with a logo is in flight a piece at a time', { timeout: 120_000 }, async () => {
  const simulator = await startPrinterSimulator({ widthMm: 80, nowMs: Date.now, codePage: 'pc858' });
  const line = await openNarrowLine(simulator.port);
  let inFlight = 0;
  let most = 0;
  let handed = 0;
  const open = tcpTransport({ host: '127.0.0.1', port: line.port });
  const watched: OpenTransport = async (listener, signal) => {
    const transport = await open(listener, signal);
    return {
      ...transport,
      async write(bytes) {
        inFlight += bytes.length;
        handed += bytes.length;
        most = Math.max(most, inFlight);
        await transport.write(bytes);
        inFlight -= bytes.length;
      },
    };
  };
  const printer = openDriver(watched, PATIENT);
  try {
    await until(printer, 'ready');
    // What a new connection begins with is not the receipt's.
    most = 0;
    const bytes = await renderEscPos(longReceipt('T1-2000'), { widthMm: 80, codePage: 'pc858' });
    expect(bytes.length).toBeGreaterThan(1_000_000);
    expect(await printer.print({ bytes, kickDrawer: false })).toEqual({ status: 'confirmed' });
    expect(handed).toBeGreaterThan(bytes.length);
    expect(most).toBeLessThanOrEqual(PIECE_BYTES + BESIDES_BYTES);
    expect(simulator.papers).toMatchObject([{ complete: true }]);
    expect(simulator.papers[0]?.lines.at(-1)).toBe('end of T1-2000');
  } finally {
    await printer.close();
    await line.close();
    await simulator.close();
  }
});
