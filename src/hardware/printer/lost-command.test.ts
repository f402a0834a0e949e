// A line that broke within a command, at each of its bytes: the printer must take the next receipt for a receipt, whoever drives it.
import { once } from 'node:events';
import net from 'node:net';
import { describe, expect, test } from 'vitest';
import type { ReceiptDocument } from '../../shared/receipt.ts';
import { startPrinterSimulator } from '../simulators/printer.ts';
import { tcpTransport } from '../transport/tcp.ts';
import type { OpenTransport } from '../transport/transport.ts';
import { openReceiptPrinter } from './escpos-printer.ts';
import { openOneWayPrinter } from './one-way-printer.ts';
import { PATIENT, until } from './printer-test-bed.ts';
import { renderEscPos } from './render-escpos.ts';
import { renderStar } from './star/render-star.ts';
import { openStarPrinter } from './star/star-printer.ts';

const ESCPOS = {
  'a picture': [0x1d, 0x76, 0x30, 0x00, 72, 0, 24, 0, ...new Array<number>(40).fill(0xff)],
  'the data of a code': [0x1d, 0x28, 0x6b, 35, 0, 49, 80, 48, ...new Array<number>(20).fill(0x41)],
  'the request of an acknowledgement': [0x1d, 0x28, 0x48, 6, 0, 48, 48, 0x31, 0x33],
  'a barcode': [0x1d, 0x77, 2, 0x1d, 0x6b, 73, 10, 0x7b, 0x42, 0x54, 0x31, 0x2d, 0x7b, 0x43, 0],
  'a place on the line': [0x1b, 0x24, 0x40, 1],
  'a cut': [0x1d, 0x56, 66, 24],
};
const STAR = {
  'a picture': [0x1b, 0x58, 0x40, 0x02, ...new Array<number>(20).fill(0xff)],
  'the data of a code': [0x1b, 0x1d, 0x79, 0x44, 0x31, 0, 35, 0, ...new Array<number>(20).fill(0x41)],
  'a barcode': [0x1b, 0x62, 6, 2, 1, 72, 0x54, 0x31, 0x2d, 0x30, 0x30],
  'a place on the line': [0x1b, 0x1d, 0x41, 0x40, 1],
  'a cut': [0x1b, 0x64, 3],
};

const log = { info: () => undefined, warn: () => undefined };
const open = (openTransport: OpenTransport) => ({ openTransport, timing: PATIENT, nowMs: Date.now, log });
const escPos = (receipt: ReceiptDocument) => renderEscPos(receipt, { widthMm: 80, codePage: 'pc858' });
const star = (receipt: ReceiptDocument) => renderStar(receipt, 80);
const DRIVEN = [
  { by: 'asked', family: 'escpos', commands: ESCPOS, render: escPos, drive: (line: OpenTransport) => openReceiptPrinter(open(line)) },
  {
    by: 'never asked',
    family: 'escpos',
    commands: ESCPOS,
    render: escPos,
    drive: (line: OpenTransport) => openOneWayPrinter({ ...open(line), kick: Uint8Array.of(0x1b, 0x70, 0, 50, 50) }),
  },
  { by: 'a Star', family: 'star', commands: STAR, render: star, drive: (line: OpenTransport) => openStarPrinter(open(line)) },
  {
    by: 'a Star that is never asked',
    family: 'star',
    commands: STAR,
    render: star,
    drive: (line: OpenTransport) => openOneWayPrinter({ ...open(line), kick: Uint8Array.of(0x1b, 0x07, 20, 20, 0x07) }),
  },
] as const;
const CASES = DRIVEN.flatMap(({ commands, ...driven }) => Object.entries(commands).map(([what, command]) => ({ what, command, ...driven })));

describe('a line that broke within', () => {
  test.each(CASES)('$what leaves nothing that swallows the next receipt of a printer: $by', { timeout: 120_000 }, async (of) => {
    const line = { kind: 'text', text: 'the next receipt', align: 'left', size: 'normal', bold: false } as const;
    const bytes = await of.render({ title: '', language: 'en', copyNumber: 0, blocks: [line] });
    for (let at = 1; at <= of.command.length; at += 1) {
      const simulator = await startPrinterSimulator({ widthMm: 80, nowMs: Date.now, family: of.family });
      const socket = net.connect(simulator.port, '127.0.0.1');
      await once(socket, 'connect');
      socket.end(Uint8Array.from([0x1b, 0x40, ...of.command.slice(0, at)]));
      await once(socket, 'close');
      const paper = new Promise((resolve) => simulator.onPaper((came) => came.complete && resolve(came)));
      const printer = of.drive(tcpTransport({ host: '127.0.0.1', port: simulator.port }));
      await until(printer, 'ready');
      const { status } = await printer.print({ bytes, kickDrawer: false });
      expect(['confirmed', 'sent'], `cut off at byte ${at}`).toContain(status);
      expect(await paper, `cut off at byte ${at}`).toMatchObject({ lines: ['the next receipt'] });
      await printer.close();
      await simulator.close();
    }
  });
});
