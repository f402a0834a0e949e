import { createCanvas, loadImage } from '@napi-rs/canvas';
import { expect, test } from 'vitest';
import { dotsPng } from './dots-png.ts';

test('a picture of dots is one that others read, dot for dot', async () => {
  const bits = Uint8Array.of(0b10000001, 0b10000000, 0b01111110, 0b00000000);
  const image = await loadImage(dotsPng({ width: 9, height: 2, bits }));
  const context = createCanvas(9, 2).getContext('2d');
  context.drawImage(image, 0, 0);
  const { data } = context.getImageData(0, 0, 9, 2);
  const ink = Array.from({ length: 18 }, (_, dot) => (data[dot * 4] === 0 ? 1 : 0));
  expect(ink).toEqual([1, 0, 0, 0, 0, 0, 0, 1, 1, 0, 1, 1, 1, 1, 1, 1, 0, 0]);
});
