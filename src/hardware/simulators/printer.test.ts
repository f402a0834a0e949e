import { once } from 'node:events';
import net from 'node:net';
import { createCanvas, loadImage } from '@napi-rs/canvas';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { renderEscPos } from '../printer/render-escpos.ts';
import { koreanReceipt } from '../printer/sample-receipts.ts';
import { createInterpreter } from './escpos-interpreter.ts';
import type { PrintedPaper } from './printed-paper.ts';
import { type PrinterSimulator, startPrinterSimulator } from './printer.ts';

let printer: PrinterSimulator;
let socket: net.Socket;
let heard: Buffer;
const open = async (widthMm: 58 | 80 = 80) => {
  printer = await startPrinterSimulator({ widthMm, nowMs: () => 1_773_500_000_000 });
  socket = net.connect(printer.port, '127.0.0.1');
  heard = Buffer.alloc(0);
  socket.on('data', (bytes) => {
    heard = Buffer.concat([heard, bytes]);
  });
  socket.on('error', () => socket.destroy());
  await once(socket, 'connect');
};
beforeEach(() => open());
afterEach(async () => {
  socket.destroy();
  await printer.close();
});

const send = (...parts: (string | number[])[]) => socket.write(Buffer.concat(parts.map((part) => Buffer.from(part as string, 'latin1'))));
const CUT = [0x1d, 0x56, 66, 0];
const INITIALISE = [0x1b, 0x40];
const nextPaper = () =>
  new Promise<PrintedPaper>((resolve) => {
    const stop = printer.onPaper((paper) => {
      stop();
      resolve(paper);
    });
  });
/** Resolves when the printer has said so many bytes. */
const hear = async (count: number) => {
  while (heard.length < count) await once(socket, 'data');
  return [...heard];
};

describe('reads', () => {
  const print = async (...parts: (string | number[])[]) => {
    const paper = nextPaper();
    send(INITIALISE, ...parts, CUT);
    return (await paper).lines;
  };

  test('Hangul in CP949, and the won sign where a backslash would be', async () => {
    expect(await print([0xc4, 0xbf, 0xc7, 0xc7, 0x20, 0x5c], '4,500\n')).toEqual(['커피 ₩4,500']);
  });

  test('single bytes in the code page that was chosen', async () => {
    expect(await print([0x1c, 0x2e, 0x1b, 0x74, 19, 0x82, 0xd5, 0x0a])).toEqual(['é€']);
  });

  test('a line that is too long for the paper as two', async () => {
    expect(await print(`${'x'.repeat(50)}\n`)).toEqual(['x'.repeat(48), 'xx']);
  });

  test('what stands further right with the blank before it', async () => {
    expect(await print('a', [0x1b, 0x24, 120, 0], 'b\n')).toEqual(['a         b']);
  });

  test('QR codes, and their data', async () => {
    const store = [0x1d, 0x28, 0x6b, 8, 0, 0x31, 0x50, 0x30];
    expect(await print(store, 'hello', [0x1d, 0x28, 0x6b, 3, 0, 0x31, 0x51, 0x30])).toEqual(['[qr hello]']);
  });

  test('and passes over what it does not do, without losing its place', async () => {
    expect(await print([0x1d, 0x6b, 4], '12345', [0, 0x1b, 0x7b, 0, 0x1d, 0x28, 0x4c, 2, 0, 0x30, 0x32, 0x1c, 0x53, 0, 0], 'ok\n')).toEqual(['ok']);
  });
});

describe('says', () => {
  test('its status when it is switched on, and at each change', async () => {
    send([0x1d, 0x61, 0x0f]);
    expect(await hear(4)).toEqual([0x10, 0, 0, 0x0f]);
    printer.setFault('paper_out');
    expect((await hear(8)).slice(4)).toEqual([0x18, 0, 0x0f, 0x0f]);
    printer.setFault('cover_open');
    expect((await hear(12)).slice(8)).toEqual([0x38, 0, 0, 0x0f]);
  });

  test('in real time what it is asked, also while it stands still', async () => {
    printer.setFault('paper_out');
    send([0x10, 4, 1, 0x10, 4, 2, 0x10, 4, 3, 0x10, 4, 4]);
    expect(await hear(4)).toEqual([0x1a, 0x32, 0x12, 0x7e]);
  });

  test('that a job is done when it is on paper, and not before', async () => {
    printer.setFault('paper_out');
    send(INITIALISE, 'x\n', CUT, [0x1d, 0x28, 0x48, 6, 0, 0x30, 0x30], '1359', [0x10, 4, 1]);
    expect(await hear(1)).toEqual([0x1a]);
    expect(printer.papers).toHaveLength(0);
    printer.setFault('none');
    expect((await hear(8)).slice(1)).toEqual([0x37, 0x22, 0x31, 0x33, 0x35, 0x39, 0]);
    expect(printer.papers).toHaveLength(1);
  });

  test('who it is', async () => {
    send([0x1d, 0x49, 66]);
    expect(Buffer.from(await hear(7)).toString()).toBe('_EPSON\0');
  });
});

describe('the drawer', () => {
  const PULSE = [0x10, 0x14, 1, 0, 1];
  const FORBID = [0x1d, 0x28, 0x44, 5, 0, 0x14, 1, 0, 2, 0];

  test('opens at a pulse, also one that a picture’s data happens to spell, unless that is forbidden', async () => {
    const paper = nextPaper();
    send(INITIALISE, [0x1d, 0x76, 0x30, 0, 5, 0, 1, 0, ...PULSE], CUT);
    await paper;
    expect(printer.kicks).toBe(1);
    const forbidden = nextPaper();
    send(INITIALISE, FORBID);
    send([0x10, 4, 1]);
    await hear(1);
    send([0x1d, 0x76, 0x30, 0, 5, 0, 1, 0, ...PULSE], CUT);
    await forbidden;
    expect(printer.kicks).toBe(1);
  });
});

describe('what is on paper', () => {
  test('a receipt that another one follows without a cut was torn off', async () => {
    const torn = nextPaper();
    send(INITIALISE, 'one\n', INITIALISE);
    expect(await torn).toMatchObject({ complete: false, lines: ['one'] });
  });

  test('what is in the buffer is printed also when the one who sent it has gone', async () => {
    printer.setFault('paper_out');
    send(INITIALISE, 'x\n', CUT, [0x10, 4, 1]);
    await hear(1);
    socket.destroy();
    const paper = nextPaper();
    printer.setFault('none');
    expect((await paper).lines).toEqual(['x']);
  });

  test('a reset leaves the lines that were printed, and hangs up', async () => {
    printer.setFault('reset_in_job', 6);
    const closed = new Promise((resolve) => socket.once('close', resolve));
    send(INITIALISE, 'one\n', 'two\n', CUT);
    await closed;
    expect(printer.papers).toMatchObject([{ complete: false, lines: ['one'] }]);
  });

  test('only so many papers are kept', async () => {
    const small = await startPrinterSimulator({ widthMm: 80, nowMs: () => 0, keep: 2 });
    const client = net.connect(small.port, '127.0.0.1');
    await once(client, 'connect');
    const third = new Promise<void>((resolve) => small.onPaper((paper) => paper.id === '3' && resolve()));
    for (const text of ['a', 'b', 'c']) client.write(Buffer.from([...INITIALISE, text.charCodeAt(0), 0x0a, ...CUT]));
    await third;
    expect(small.papers.map((paper) => paper.text)).toEqual(['b\n', 'c\n']);
    client.destroy();
    await small.close();
  });
});

describe('the picture', () => {
  const drawn = async (widthMm: 58 | 80) => {
    await printer.close();
    await open(widthMm);
    const paper = nextPaper();
    socket.write(await renderEscPos(koreanReceipt(), { widthMm, codePage: 'cp949' }));
    const image = await loadImage(Buffer.from(await (await paper).png()));
    const canvas = createCanvas(image.width, image.height);
    const context = canvas.getContext('2d');
    context.drawImage(image, 0, 0);
    /** The share of a part of the picture that is ink. */
    const ink = (x: number, y: number, width: number, height: number) => {
      const { data } = context.getImageData(x, y, width, height);
      let dark = 0;
      for (let at = 0; at < data.length; at += 4) if ((data[at] ?? 255) < 128) dark += 1;
      return dark / (width * height);
    };
    return { image, ink };
  };

  test.each([
    [80, 1280, 64],
    [58, 928, 80],
  ] as const)('of a %i mm paper has its width in dots, twice, and ink only between the margins', async (widthMm, width, margin) => {
    const { image, ink } = await drawn(widthMm);
    expect(image.width).toBe(width);
    expect(image.height).toBeGreaterThan(image.width);
    expect(ink(margin, 0, width - 2 * margin, image.height)).toBeGreaterThan(0.03);
    expect(ink(0, 0, margin - 4, image.height)).toBe(0);
    expect(ink(width - margin + 4, 0, margin - 4, image.height)).toBe(0);
  });

  test('has the shop’s name in the middle, in large type, and amounts at the right edge', async () => {
    const { ink } = await drawn(80);
    // The name is the first line: 48 dots high, from 72 dots below the edge.
    expect(ink(400, 144, 480, 96)).toBeGreaterThan(0.1);
    expect(ink(64, 144, 200, 96)).toBe(0);
    expect(ink(1280 - 64 - 200, 144, 200, 96)).toBe(0);
  });
});

test('no bytes make the interpreter fall over or print without end', () => {
  const commands = fc.constantFrom(0x1b, 0x1c, 0x1d, 0x10, 0x28, 0x40, 0x0a, 0x6b, 0x76, 0x30, 0x00, 0x01, 0x31, 0x50, 0x51);
  fc.assert(
    fc.property(fc.array(fc.oneof(commands, fc.nat(0xff)), { maxLength: 400 }), (bytes) => {
      let rows = 0;
      const ignore = () => undefined;
      const read = createInterpreter({
        dots: 576,
        model: 'korean',
        print(row) {
          rows += 1;
          expect(row.height).toBeGreaterThanOrEqual(0);
        },
        initialised: ignore,
        cut: ignore,
        kickDrawer: ignore,
        setAutomaticStatus: ignore,
        knows: () => true,
        identify: ignore,
        tellSensor: ignore,
        jobDone: ignore,
        allowRealTimeKick: ignore,
        qrModules: () => 21,
      });
      for (const byte of bytes) read(byte);
      expect(rows).toBeLessThanOrEqual(bytes.length);
    }),
    { numRuns: 1000 },
  );
});
