// A kick that is answered while it is being taken back: its line ends, and with it nothing of the paper behind it is out, or told so.
import { setTimeout } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { USUAL_DRAWER } from '../../shared/printers.ts';
import { startPrinterSimulator } from '../simulators/printer.ts';
import { automaticStatus } from '../simulators/printer-faults.ts';
import { starStatus } from '../simulators/star-status.ts';
import { tcpTransport } from '../transport/tcp.ts';
import type { OpenTransport } from '../transport/transport.ts';
import { CLEAR_BUFFERS, drawerKick } from './escpos-commands.ts';
import { openDriver, PATIENT, pairOf, until } from './printer-test-bed.ts';
import { renderEscPos } from './render-escpos.ts';
import { koreanReceipt } from './sample-receipts.ts';
import { renderStar } from './star/render-star.ts';
import { RESET, drawerKick as starKick } from './star/star-commands.ts';
import { openStarPrinter } from './star/star-printer.ts';

const log = { info: () => undefined, warn: () => undefined };
const FAMILIES = [
  {
    family: 'escpos',
    kick: drawerKick(USUAL_DRAWER),
    takesBack: CLEAR_BUFFERS,
    says: [automaticStatus('cover_open'), automaticStatus('none')],
    render: () => renderEscPos(koreanReceipt(), { widthMm: 80, codePage: 'cp949' }),
    drive: (line: OpenTransport) => openDriver(line, PATIENT),
  },
  {
    family: 'star',
    kick: starKick(USUAL_DRAWER),
    takesBack: RESET,
    says: [starStatus('cover_open', 0, false)],
    render: () => renderStar(koreanReceipt(), 80),
    drive: (line: OpenTransport) => openStarPrinter({ openTransport: line, timing: PATIENT, nowMs: Date.now, log }),
  },
] as const;

test.each(FAMILIES)(
  'a paper whose kick is taken back while it is answered is not sent ($family)',
  async ({ family, kick, takesBack, says, render, drive }) => {
    const simulator = await startPrinterSimulator({ widthMm: 80, nowMs: Date.now, family });
    const begins = (bytes: Uint8Array, command: Uint8Array) => command.every((byte, at) => bytes[at] === byte);
    const tookBack = Promise.withResolvers<void>();
    // The cover opens and shuts as the kick goes out, and what takes it back has to wait for the line.
    const openTransport: OpenTransport = async (listener, signal) => {
      const line = await tcpTransport({ host: '127.0.0.1', port: simulator.port })(listener, signal);
      return {
        close: () => line.close(),
        async write(bytes) {
          if (begins(bytes, takesBack)) {
            await setTimeout(300);
            tookBack.resolve();
          }
          await line.write(bytes);
          if (begins(bytes, kick)) for (const news of says) listener.onData(news);
        },
      };
    };
    await using bench = pairOf(simulator, drive(openTransport));
    const { printer } = bench;
    await until(printer, 'ready');
    expect(await printer.print({ bytes: await render(), kickDrawer: true })).toMatchObject({ status: 'not_sent' });
    await tookBack.promise;
    await until(printer, 'ready');
    expect(simulator.papers).toHaveLength(0);
    await printer.close();
    await simulator.close();
  },
);
