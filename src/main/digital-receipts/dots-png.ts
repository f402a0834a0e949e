// Dots as a PNG of one bit a pixel, black on white: what a page without scripts can show (ISO/IEC 15948).
import { crc32, deflateSync } from 'node:zlib';

const SIGNATURE = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a);

function chunk(type: string, data: Uint8Array): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(data.length);
  const sum = Buffer.alloc(4);
  sum.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, sum]);
}

/** `bits`: rows of whole bytes, 1 is ink. */
export function dotsPng({ width, height, bits }: { width: number; height: number; bits: Uint8Array }): Buffer {
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  // One bit, greyscale, whose 1 is white; the other fields have one value only.
  head[8] = 1;
  const bytesPerRow = Math.ceil(width / 8);
  const rows = Buffer.alloc((bytesPerRow + 1) * height);
  for (let row = 0; row < height; row += 1) {
    // Each row begins with the filter it is in: none.
    for (let at = 0; at < bytesPerRow; at += 1) rows[row * (bytesPerRow + 1) + 1 + at] = ~(bits[row * bytesPerRow + at] ?? 0) & 0xff;
  }
  return Buffer.concat([SIGNATURE, chunk('IHDR', head), chunk('IDAT', deflateSync(rows)), chunk('IEND', new Uint8Array())]);
}
