// What the golden pictures show: receipts in the scripts of the world, printed by bytes on a simulated printer and drawn.
import { once } from 'node:events';
import net from 'node:net';
import { profileNamed } from '../../src/hardware/printer/profiles/profiles.ts';
import { type PrinterProfile, renderEscPos } from '../../src/hardware/printer/render-escpos.ts';
import { americanReceipt, germanReceipt, koreanReceipt } from '../../src/hardware/printer/sample-receipts.ts';
import { renderStar } from '../../src/hardware/printer/star/render-star.ts';
import { startPrinterSimulator } from '../../src/hardware/simulators/printer.ts';
import type { PrinterFamily } from '../../src/shared/printers.ts';
import type { ReceiptBlock, ReceiptDocument } from '../../src/shared/receipt.ts';

const text = (value: string, size: 'small' | 'normal' | 'large' = 'normal', bold = false): ReceiptBlock => ({
  kind: 'text',
  text: value,
  align: 'center',
  size,
  bold,
});
const pair = (left: string, right: string, size: 'small' | 'normal' | 'large' = 'normal', bold = false): ReceiptBlock => ({
  kind: 'pair',
  left,
  right,
  size,
  bold,
});
const rule: ReceiptBlock = { kind: 'rule' };
const receipt = (language: string, ...blocks: ReceiptBlock[]): ReceiptDocument => ({ title: 'T1-000123', language, copyNumber: 0, blocks });

const JAPANESE = receipt(
  'ja',
  text('稲妻珈琲店', 'large', true),
  text('東京都渋谷区神南一丁目', 'small'),
  text('登録番号 T1234567890123', 'small'),
  rule,
  pair('ブレンドコーヒー', '¥1,100'),
  pair('ﾁｰｽﾞｹｰｷ (持ち帰り)※', '¥540'),
  pair('サンドイッチ・卵と野菜のたっぷり三角サンド', '¥680'),
  rule,
  pair('合計', '¥2,320', 'large', true),
  pair('(内消費税等 10%', '¥161)', 'small'),
  pair('ライトニング', '¥2,320'),
  text('毎度ありがとうございます'),
);

const CHINESE = receipt(
  'zh-CN',
  text('闪电咖啡馆', 'large', true),
  text('上海市静安区南京西路 1266 号', 'small'),
  rule,
  pair('美式咖啡', '¥36.00'),
  pair('拿铁（燕麦奶，少糖）', '¥32.00'),
  pair('提拉米苏蛋糕', '¥28.00'),
  rule,
  pair('合计', '¥96.00', 'large', true),
  pair('现金', '¥100.00'),
  pair('找零', '¥4.00', 'normal', true),
  text('谢谢惠顾，欢迎再来！'),
);

const WORLD = receipt(
  'en',
  text('Bazaar of the World', 'large', true),
  rule,
  pair('กาแฟเย็น น้ำแข็งใส ปั่น', '฿85.00'),
  pair('قهوة عربية بالهيل ٢', '12.50 د.إ'),
  pair('कॉफ़ी ज़्यादा क्रीम', '₹180.00'),
  pair('קפה שחור גדול', '₪14.00'),
  pair('北京烤鸭 · 東京ラーメン', '¥98'),
  pair('떡볶이와 순대', '₩9,000'),
  pair('☕ Coffee & 🍰 cake 👩‍🍳 ❤️', '$9.50'),
  rule,
  pair('₿ 0.00012345', '12,345 sat', 'large', true),
  text('ขอบคุณ · شكراً · धन्यवाद · תודה', 'small'),
);

const SLAVIC = receipt(
  'en',
  text('Blesk Café', 'large', true),
  rule,
  pair('Černá káva, šlehačka', '65,00 Kč'),
  pair('Żurek z białą kiełbasą', '24,00 zł'),
  pair('Капучино большой', '250,00 грн'),
  pair('Ελληνικός καφές', '2,50 €'),
  pair('Crème brûlée', '7,00 €'),
  rule,
  pair('Total', '99,00 €', 'large', true),
);

const RUSSIAN = receipt(
  'en',
  text('Кофейня «Молния»', 'large', true),
  rule,
  pair('Капучино', '250'),
  pair('Сырники со сметаной', '320'),
  rule,
  pair('ИТОГО', '570', 'large', true),
);

/** A lightning bolt in a ring, on a ground that is half grey. */
function logo(): ReceiptBlock {
  const width = 200;
  const height = 120;
  const bits = new Uint8Array((width / 8) * height);
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const radius = Math.hypot(x - 100, y - 60);
      const bolt = Math.abs(x - 100 + (y < 60 ? y - 50 : y - 72) * 0.5) < (y < 60 ? y : 120 - y) * 0.2;
      const grey = (x + y) % 2 === 0 && radius > 58;
      if (bolt || (radius > 50 && radius < 57) || grey)
        bits[y * (width / 8) + (x >> 3)] = (bits[y * (width / 8) + (x >> 3)] ?? 0) | (0x80 >> (x % 8));
    }
  }
  return { kind: 'logo', width, height, bits: Buffer.from(bits).toString('base64') };
}

const CODE = receipt(
  'en',
  logo(),
  text('Scan me', 'large', true),
  { kind: 'qr', data: 'https://receipts.example.com/r/T1-000123?h=7d4a1f0c', caption: 'Keep your receipt' },
  { kind: 'qr', data: 'https://receipts.example.com/r/번개', caption: 'A code the printer cannot make itself' },
  { kind: 'signature', label: 'Signature' },
);

/** Bars as the printer makes them (or draws them), and text that is too long for bars on its paper: a QR code stands for it. */
const BARS = receipt(
  'en',
  text('Lightning Goods', 'large', true),
  pair('Total', '$24.50', 'large', true),
  { kind: 'barcode', data: 'T1-000123' },
  text('Thank you!'),
  { kind: 'barcode', data: 'COUNTER-12-R000000000123456' },
);

/** Profiles that say that the printer makes its barcodes itself. */
const BARS_80 = { ...profileOf('TM-T20II'), dots: 576 };
const BARS_58 = profileOf('RP-F10-58mm');

function profileOf(id: string) {
  const profile = profileNamed(id);
  if (!profile) throw new Error(`no profile ${id}`);
  return profile;
}

/** A model whose profile says that it has these pages, and makes no QR codes. */
const MANY_PAGES = { codePages: { cp858: 19, cp852: 18, cp1251: 46, cp737: 14 }, dots: null, barcode: false, qr: false };

export interface PrintedDocument {
  document: ReceiptDocument;
  profile: PrinterProfile;
  /** ESC/POS unless said. */
  family?: PrinterFamily;
}

/** By the name of the picture. */
export const PAPERS: Readonly<Record<string, PrintedDocument>> = {
  'korean-80': { document: koreanReceipt(), profile: { widthMm: 80, codePage: 'cp949' } },
  'korean-58': { document: koreanReceipt(), profile: { widthMm: 58, codePage: 'cp949' } },
  'korean-on-a-western-printer-58': { document: koreanReceipt(), profile: { widthMm: 58, codePage: 'pc858' } },
  'german-80': { document: germanReceipt(), profile: { widthMm: 80, codePage: 'pc858' } },
  'american-58': { document: americanReceipt(), profile: { widthMm: 58, codePage: 'pc858' } },
  'japanese-80': { document: JAPANESE, profile: { widthMm: 80, codePage: 'shift_jis' } },
  'japanese-58': { document: JAPANESE, profile: { widthMm: 58, codePage: 'shift_jis' } },
  'chinese-80': { document: CHINESE, profile: { widthMm: 80, codePage: 'gb18030' } },
  'chinese-on-a-western-printer-58': { document: CHINESE, profile: { widthMm: 58, codePage: 'pc858' } },
  'world-80': { document: WORLD, profile: { widthMm: 80, codePage: 'pc858' } },
  'world-58': { document: WORLD, profile: { widthMm: 58, codePage: 'cp949' } },
  'many-pages-80': { document: SLAVIC, profile: { widthMm: 80, codePage: 'pc858', model: MANY_PAGES } },
  'russian-58': { document: RUSSIAN, profile: { widthMm: 58, codePage: 'pc866' } },
  'logo-and-codes-80': { document: CODE, profile: { widthMm: 80, codePage: 'pc858' } },
  'barcode-80': { document: BARS, profile: { widthMm: 80, codePage: 'pc858', model: BARS_80 } },
  'barcode-58': { document: BARS, profile: { widthMm: 58, codePage: 'pc858', model: BARS_58 } },
  'barcode-drawn-80': { document: BARS, profile: { widthMm: 80, codePage: 'pc858' } },
  'barcode-drawn-58': { document: BARS, profile: { widthMm: 58, codePage: 'pc858', model: MANY_PAGES } },
  'barcode-star-80': { document: BARS, profile: { widthMm: 80, codePage: 'pc858' }, family: 'star' },
  'logo-and-codes-drawn-58': { document: CODE, profile: { widthMm: 58, codePage: 'pc858', model: MANY_PAGES } },
};

/** Where the pictures are. */
export const PICTURES = new URL('./pictures/', import.meta.url);

/** A paper's bytes printed: as a PNG and as lines. */
export async function printPaper(name: string): Promise<{ png: Uint8Array; lines: string[]; bytes: Uint8Array }> {
  const paper = PAPERS[name];
  if (!paper) throw new Error(`no paper ${name}`);
  return print(paper);
}

/** The paper that comes out of a simulated printer of that kind. */
export async function print({
  document,
  profile,
  family = 'escpos',
}: PrintedDocument): Promise<{ png: Uint8Array; lines: string[]; bytes: Uint8Array }> {
  const { widthMm, codePage } = profile;
  const simulator = await startPrinterSimulator({ widthMm, codePage, family, nowMs: () => 0 });
  try {
    const printed = new Promise<(typeof simulator.papers)[number]>((resolve) => simulator.onPaper(resolve));
    const socket = net.connect(simulator.port, '127.0.0.1');
    await once(socket, 'connect');
    socket.write(family === 'star' ? await renderStar(document, widthMm) : await renderEscPos(document, profile));
    const { lines, bytes, png } = await printed;
    socket.destroy();
    return { png: await png(), lines, bytes };
  } finally {
    await simulator.close();
  }
}
