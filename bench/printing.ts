// A receipt of two metres with a logo, from the queue of its printer to the first byte on the printer's socket: laid out,
// encoded, written down as being sent. The floor: one durable transaction, then a kilobyte over a bare socket.
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import net, { type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDriver, PATIENT } from '../src/hardware/printer/printer-test-bed.ts';
import { renderEscPos } from '../src/hardware/printer/render-escpos.ts';
import { startPrinterSimulator } from '../src/hardware/simulators/printer.ts';
import { tcpTransport } from '../src/hardware/transport/tcp.ts';
import { openSpoolingBench } from '../src/main/spooler/spooling-test-bed.ts';
import { longReceipt } from '../tests/devices/long-receipt.ts';
import { openBareSales } from './bare-sales.ts';
import type { Bench } from './bench.ts';
import { type Figure, inTurns } from './measure.ts';

/** A status request has a few bytes, a piece of a receipt thousands. */
const RECEIPT_BYTES = 100;

export async function printing({ turns, note }: Bench): Promise<Figure[]> {
  const simulator = await startPrinterSimulator({ widthMm: 80, nowMs: Date.now, keep: 1 });
  const door = await openDoor(simulator.port);
  const bare = await openDoor(null);
  const spooling = openSpoolingBench();
  const printer = openDriver(tcpTransport({ host: '127.0.0.1', port: door.port }), PATIENT);
  const directory = mkdtempSync(join(tmpdir(), 'flash-till-printing-'));
  const sales = openBareSales(join(directory, 'bare.sqlite'), 0);
  const socket = net.connect(bare.port, '127.0.0.1');
  await once(socket, 'connect');
  try {
    spooling.start(printer, { render: ({ title }) => renderEscPos(longReceipt(title), { widthMm: 80, codePage: 'cp949' }) });
    await spooling.until(({ condition }) => condition === 'ready');
    let job = 0;
    const measured = await inTurns({
      figure: async () => {
        job += 1;
        const id = String(job).padStart(6, '0');
        const first = door.nextReceipt();
        const fromMs = performance.now();
        spooling.send(id);
        const ms = (await first) - fromMs;
        await spooling.untilJob(id, 'confirmed');
        return ms;
      },
      floor: async () => {
        const first = bare.nextReceipt();
        const fromMs = performance.now();
        sales.sell();
        socket.write(new Uint8Array(1024));
        return (await first) - fromMs;
      },
      turns: turns(100),
      warmUp: 10,
    });
    note('memory after receipts of two metres', `${Math.round(process.memoryUsage.rss() / 1e6)} MB in this process`);
    return [
      { name: 'two metres with a logo: queue to first byte', floorName: 'bare transaction, then a kilobyte sent', aim: { p99Ms: 50 }, ...measured },
    ];
  } finally {
    socket.destroy();
    await spooling.close();
    await printer.close();
    sales.close();
    rmSync(directory, { recursive: true });
    door.close();
    bare.close();
    await simulator.close();
  }
}

/** Passes everything on to the printer at `behind`, and tells when bytes of a receipt come; alone, it only tells. */
async function openDoor(behind: number | null) {
  let tell: (atMs: number) => void = () => undefined;
  const server = net.createServer({ noDelay: true }, (socket) => {
    socket.on('error', () => socket.destroy());
    socket.on('data', ({ length }: Buffer) => {
      if (length >= RECEIPT_BYTES) tell(performance.now());
    });
    if (behind === null) return;
    const printer = net.connect({ port: behind, host: '127.0.0.1', noDelay: true });
    printer.on('error', () => socket.destroy());
    socket.on('close', () => printer.destroy());
    socket.pipe(printer).pipe(socket);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    nextReceipt: () =>
      new Promise<number>((resolve) => {
        tell = (atMs) => {
          tell = () => undefined;
          resolve(atMs);
        };
      }),
    close: () => void server.close(),
  };
}
