import { once } from 'node:events';
import net from 'node:net';
import iconv from 'iconv-lite';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { PrinterCodePage } from '../../shared/printers.ts';
import type { ReceiptBlock, ReceiptDocument } from '../../shared/receipt.ts';
import type { PrintedPaper } from '../simulators/printed-paper.ts';
import { type PrinterSimulator, startPrinterSimulator } from '../simulators/printer.ts';
import { renderEscPos } from './render-escpos.ts';
import { germanReceipt, koreanReceipt, PAYMENT_HASH } from './sample-receipts.ts';

const simulators = new Map<string, PrinterSimulator>();
beforeAll(async () => {
  for (const codePage of ['cp949', 'pc858'] as const) {
    for (const widthMm of [58, 80] as const)
      simulators.set(`${codePage} ${widthMm}`, await startPrinterSimulator({ widthMm, codePage, nowMs: Date.now }));
  }
});
afterAll(async () => {
  for (const simulator of simulators.values()) await simulator.close();
});

/** The bytes sent to a printer of that kind, and the paper that comes out. */
async function print(
  document: ReceiptDocument,
  codePage: PrinterCodePage,
  widthMm: 58 | 80 = 80,
): Promise<{ bytes: Uint8Array; paper: PrintedPaper }> {
  const simulator = simulators.get(`${codePage} ${widthMm}`);
  if (!simulator) throw new Error('no such printer');
  const bytes = await renderEscPos(document, { widthMm, codePage });
  const printed = new Promise<PrintedPaper>((resolve) => {
    const stop = simulator.onPaper((paper) => {
      stop();
      resolve(paper);
    });
  });
  const socket = net.connect(simulator.port, '127.0.0.1');
  await once(socket, 'connect');
  socket.end(bytes);
  const paper = await printed;
  await once(socket, 'close');
  return { bytes, paper };
}

const receipt = (...blocks: ReceiptBlock[]): ReceiptDocument => ({ title: 'T1-1', language: 'ko', copyNumber: 0, blocks });
const line = (text: string, size: 'small' | 'normal' | 'large' = 'normal'): ReceiptBlock => ({
  kind: 'text',
  text,
  align: 'left',
  size,
  bold: false,
});
const hasPicture = (lines: string[]) => lines.some((text) => text.startsWith('[picture'));

describe('on a Korean printer', () => {
  test('a Korean receipt is text from the first line to the last', async () => {
    const { bytes, paper } = await print(koreanReceipt(), 'cp949');
    expect(iconv.decode(Buffer.from(bytes), 'cp949')).toContain('바닐라 라떼 (디카페인, 오트');
    expect(paper.complete).toBe(true);
    expect(paper.lines).toContain('번개 커피');
    expect(paper.lines).toContain('합계             ₩23,300');
    expect(paper.lines).toContain('부가세 10%                                ₩2,118');
    expect(hasPicture(paper.lines)).toBe(false);
  });

  test('a line with a sign that has no code is a picture, and only that line', async () => {
    const { paper } = await print(receipt(line('라떼 ₩5,000'), line('₿ 0.00005'), line('감사합니다')), 'cp949');
    expect(paper.lines).toEqual(['라떼 ₩5,000', expect.stringMatching(/^\[picture \d+x32\]$/), '감사합니다']);
  });

  test('fine print with Hangul is printed normal, since it has no small Hangul, and so is the line beside it', async () => {
    const { paper } = await print(receipt(line('서울 종로구', 'small'), line('TEL 02', 'small'), { kind: 'rule' }, line('TEL 03', 'small')), 'cp949');
    expect(glyphHeights(paper)).toEqual([24, 24, 24, 17]);
  });

  test('58 mm has 32 columns, and amounts still end at the right edge', async () => {
    const { paper } = await print(koreanReceipt(), 'cp949', 58);
    expect(paper.lines).toContain('과세 물품가액            ₩21,182');
    expect(paper.lines).toContain(PAYMENT_HASH.slice(0, 42));
  });
});

describe('on a Western printer', () => {
  test('accents, the euro and no-break spaces are text; a bitcoin sign makes its line a picture', async () => {
    const { paper } = await print(germanReceipt(), 'pc858');
    expect(paper.lines).toContain('Bäckerei Blitz');
    expect(paper.lines).toContain('Café crème                                7,00 €');
    expect(paper.lines.filter((text) => text.startsWith('[picture'))).toHaveLength(1);
  });

  test('Korean comes out as pictures', async () => {
    const { paper } = await print(koreanReceipt(), 'pc858');
    expect(paper.lines.join('\n')).not.toMatch(/[가-힣□]/);
    expect(hasPicture(paper.lines)).toBe(true);
  });
});

test('small amounts at 58 mm end at the last dot, as the others do, though their columns do not fill the paper', async () => {
  const { bytes } = await print(receipt({ kind: 'pair', left: 'Net', right: '4.50', size: 'small', bold: false }), 'pc858', 58);
  const moved = Buffer.from(bytes).indexOf(Buffer.from([0x1b, 0x24]));
  expect(Buffer.from(bytes).readUInt16LE(moved + 2)).toBe(384 - 4 * 9);
});

test('a QR code is the printer’s own where its data is ASCII, and a picture where it is not', async () => {
  const own = await print(receipt({ kind: 'qr', data: 'https://a.example/r/1', caption: 'Scan' }), 'pc858');
  expect(own.paper.lines).toEqual(['[qr https://a.example/r/1]', 'Scan']);
  const picture = await print(receipt({ kind: 'qr', data: 'https://a.example/r/번개', caption: '' }), 'pc858');
  expect(hasPicture(picture.paper.lines)).toBe(true);
});

test('a code too long to scan is spelled out', async () => {
  const { paper } = await print(receipt({ kind: 'qr', data: 'x'.repeat(1200), caption: 'Long' }), 'pc858');
  expect(paper.lines.join('')).toBe(`${'x'.repeat(1200)}Long`);
});

test('every receipt sets all modes itself, and ends in a cut', async () => {
  for (const codePage of ['cp949', 'pc858'] as const) {
    const bytes = Buffer.from(await renderEscPos(koreanReceipt(), { widthMm: 80, codePage }));
    expect([...bytes.subarray(0, 2)]).toEqual([0x1b, 0x40]);
    expect(bytes.includes(Buffer.from(codePage === 'cp949' ? [0x1b, 0x52, 13, 0x1c, 0x26] : [0x1b, 0x74, 19, 0x1c, 0x2e]))).toBe(true);
    expect([...bytes.subarray(-4, -1)]).toEqual([0x1d, 0x56, 66]);
  }
});

test('the library is never left to guess: no text of ours makes it switch code pages', async () => {
  const bytes = Buffer.from(await renderEscPos(germanReceipt(), { widthMm: 80, codePage: 'pc858' }));
  const switches = [...bytes.keys()].filter((at) => bytes[at] === 0x1b && bytes[at + 1] === 0x74);
  expect(switches).toHaveLength(1);
});

test('an article’s name with control characters does not drive the printer', async () => {
  const { paper } = await print(receipt(line('a\u001dV\u0000b\u001b@'), line('still here')), 'pc858');
  expect(paper.lines).toEqual(['a V b @', 'still here']);
});

test('characters that no font has are told, and stand as question marks', async () => {
  const missing: string[] = [];
  const unassigned = '\u0378\u0379';
  const bytes = await renderEscPos(
    receipt(line(`₿ ${unassigned} 日本 ไทย 😀`)),
    { widthMm: 80, codePage: 'pc858' },
    { onMissing: (characters) => missing.push(...characters) },
  );
  const asked = await renderEscPos(receipt(line('₿ ?? 日本 ไทย 😀')), { widthMm: 80, codePage: 'pc858' });
  expect(missing).toEqual(['\u0378', '\u0379']);
  expect(Buffer.compare(bytes, asked)).toBe(0);
});

test('a font that is not there is said', async () => {
  await expect(renderEscPos(receipt(line('₿')), { widthMm: 80, codePage: 'pc858' }, { fontPath: '/nowhere/font.ttf' })).rejects.toThrow(
    '/nowhere/font.ttf',
  );
});

/** How high the characters of each line are, in dots: 24 in font A, 17 in font B. */
function glyphHeights(paper: PrintedPaper): number[] {
  let height = 24;
  return [...paper.bytes.entries()].flatMap(([at, byte]) => {
    if (byte === 0x4d && paper.bytes[at - 1] === 0x1b) height = paper.bytes[at + 1] === 1 ? 17 : 24;
    return byte === 0x0a ? [height] : [];
  });
}
