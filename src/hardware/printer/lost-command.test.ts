// A line that broke within a command, at each of its bytes: the printer must take the next receipt for a receipt.
import { once } from 'node:events';
import net from 'node:net';
import { describe, expect, test } from 'vitest';
import { startPrinterSimulator } from '../simulators/printer.ts';
import { tcpTransport } from '../transport/tcp.ts';
import { openDriver, PATIENT, until } from './printer-test-bed.ts';
import { renderEscPos } from './render-escpos.ts';

const COMMANDS = {
  'a picture': [0x1d, 0x76, 0x30, 0x00, 72, 0, 24, 0, ...new Array<number>(40).fill(0xff)],
  'the data of a code': [0x1d, 0x28, 0x6b, 35, 0, 49, 80, 48, ...new Array<number>(20).fill(0x41)],
  'the request of an acknowledgement': [0x1d, 0x28, 0x48, 6, 0, 48, 48, 0x31, 0x33],
  'a place on the line': [0x1b, 0x24, 0x40, 1],
  'a cut': [0x1d, 0x56, 66, 24],
};

describe('a line that broke within', () => {
  test.each(Object.entries(COMMANDS))('%s leaves nothing that swallows the next receipt', { timeout: 120_000 }, async (_, command) => {
    const line = { kind: 'text', text: 'the next receipt', align: 'left', size: 'normal', bold: false } as const;
    const bytes = await renderEscPos({ title: '', language: 'en', copyNumber: 0, blocks: [line] }, { widthMm: 80, codePage: 'pc858' });
    for (let at = 1; at <= command.length; at += 1) {
      const simulator = await startPrinterSimulator({ widthMm: 80, nowMs: Date.now });
      const socket = net.connect(simulator.port, '127.0.0.1');
      await once(socket, 'connect');
      socket.end(Uint8Array.from([0x1b, 0x40, ...command.slice(0, at)]));
      await once(socket, 'close');
      const printer = openDriver(tcpTransport({ host: '127.0.0.1', port: simulator.port }), PATIENT);
      await until(printer, 'ready');
      expect(await printer.print({ bytes, kickDrawer: false }), `cut off at byte ${at}`).toEqual({ status: 'confirmed' });
      expect(simulator.papers.at(-1)?.lines).toEqual(['the next receipt']);
      await printer.close();
      await simulator.close();
    }
  });
});
