import { expect, test } from 'vitest';
import type { ReceiptDocument } from '../../shared/receipt.ts';
import { startPrinterSimulator } from '../simulators/printer.ts';
import { told, type Wording } from '../transport/frame-log.ts';
import { tcpTransport } from '../transport/tcp.ts';
import { CLEAR_BUFFERS, FINISH_LOST_COMMAND, FINISH_LOST_LENGTHS } from './escpos-commands.ts';
import { openReceiptPrinter } from './escpos-printer.ts';
import { PATIENT, until } from './printer-test-bed.ts';
import { renderEscPos } from './render-escpos.ts';
import { americanReceipt } from './sample-receipts.ts';
import { renderStar } from './star/render-star.ts';
import { RESET, FINISH_LOST_COMMAND as STAR_FINISH } from './star/star-commands.ts';
import { openStarPrinter } from './star/star-printer.ts';
import { starWording } from './star/wording.ts';
import { escPosWording } from './wording.ts';

const log = { info: () => undefined, warn: () => undefined };

async function heard(family: 'escpos' | 'star'): Promise<string> {
  const simulator = await startPrinterSimulator({ widthMm: 80, nowMs: Date.now, family });
  const words: string[] = [];
  const wording = family === 'star' ? starWording : escPosWording;
  const openTransport = told(tcpTransport({ host: '127.0.0.1', port: simulator.port }), wording, (frame) =>
    words.push(`${frame.direction} ${frame.words}`),
  );
  const printer = (family === 'star' ? openStarPrinter : openReceiptPrinter)({ openTransport, timing: PATIENT, nowMs: Date.now, log });
  await until(printer, 'ready');
  const receipt = americanReceipt('T1-000001');
  const bytes = family === 'star' ? await renderStar(receipt, 80) : await renderEscPos(receipt, { widthMm: 80, codePage: 'pc858' });
  await printer.print({ bytes, kickDrawer: true });
  simulator.setFault('cover_open');
  await until(printer, 'cover_open');
  await printer.close();
  await simulator.close();
  return words.join('\n');
}

test('an ESC/POS line reads as Epson names it', async () => {
  const words = await heard('escpos');
  for (const part of [
    'sent DLE EOT 4: transmit paper sensor',
    'GS I: transmit printer id',
    'GS I: “TM-T20II”',
    'ESC p: drawer pulse',
    'answer to DLE EOT 1: nothing wrong',
    'automatic status: offline, cover open',
    ' printed',
  ]) {
    expect(words).toContain(part);
  }
});

test('what ends a command that was half sent reads so, in whichever language it is ended', () => {
  for (const finish of [FINISH_LOST_COMMAND, STAR_FINISH]) {
    const [frame] = escPosWording().sent(Buffer.concat([FINISH_LOST_LENGTHS, finish]));
    expect(frame?.words).toBe('NUL: ends what a lost connection left half sent');
  }
});

test('what takes a kick back reads as its maker names it', () => {
  const words = (wording: Wording, bytes: Uint8Array) => wording.sent(bytes).map((frame) => frame.words);
  expect(words(escPosWording(), CLEAR_BUFFERS)).toEqual(['DLE DC4 8: clear buffers']);
  expect(words(starWording(), RESET)).toEqual(['ESC ACK CAN: reset']);
});

test.each(['escpos', 'star'] as const)('what a paper says is not told of a line: it may be a badge’s code (%s)', async (family) => {
  const code = 'FTB-7K3M-9QXV-2HTD-8WRN';
  const document: ReceiptDocument = {
    title: '',
    language: 'en',
    copyNumber: 0,
    blocks: [
      { kind: 'text', text: code, align: 'left', size: 'normal', bold: false },
      { kind: 'qr', data: code, caption: '' },
    ],
  };
  const bytes = family === 'star' ? await renderStar(document, 80) : await renderEscPos(document, { widthMm: 80, codePage: 'pc858' });
  const [hex, words] = [[] as string[], [] as string[]];
  const wording = (family === 'star' ? starWording : escPosWording)();
  // However it is cut.
  for (let size = 5; size <= bytes.length; size += 7) {
    for (let at = 0; at < bytes.length; at += size) {
      for (const frame of wording.sent(bytes.subarray(at, at + size))) {
        hex.push(frame.hex);
        words.push(frame.words);
      }
    }
  }
  const told = hex.map((one) => Buffer.from(one.replaceAll('··', '00').replaceAll(' ', ''), 'hex').toString('latin1'));
  for (const part of ['7K3M', '9QXV', '2HTD', '8WRN']) expect(`${told.join(' ')} ${words.join(' ')}`).not.toContain(part);
  expect(hex.some((one) => one.startsWith('1b 40'))).toBe(true);
});

test('a Star line reads as Star names it', async () => {
  const words = await heard('star');
  for (const part of [
    'sent ESC ACK SOH: real-time status',
    'ESC RS E: reset ETB counter',
    'ETB: count when this is printed',
    'status: offline, cover open',
    'ETB counter',
  ]) {
    expect(words).toContain(part);
  }
});
