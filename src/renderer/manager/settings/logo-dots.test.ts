import { expect, test } from 'vitest';
import { logoSchema } from '../../../shared/logo.ts';
import { logoOf, logoSize } from './logo-dots.ts';

const plain = (width: number, height: number, pixel: [number, number, number, number]) =>
  Uint8ClampedArray.from({ length: width * height * 4 }, (_, at) => pixel[at % 4] ?? 0);
const inkOf = (bits: string) => [...Buffer.from(bits, 'base64')].reduce((sum, byte) => sum + byte.toString(2).replaceAll('0', '').length, 0);

test('a picture is made as large as the paper allows, in its own shape, and never larger than it is', () => {
  expect(logoSize(1000, 250)).toEqual({ width: 384, height: 96 });
  expect(logoSize(300, 600)).toEqual({ width: 96, height: 192 });
  expect(logoSize(40, 20)).toEqual({ width: 40, height: 20 });
  expect(logoSize(100_000, 10)).toEqual({ width: 384, height: 1 });
});

test('black is ink, and a grey as many dots as it is dark', () => {
  const black = logoOf(plain(384, 192, [0, 0, 0, 255]), 384, 192);
  expect(logoSchema.parse(black)).toEqual(black);
  expect(inkOf(black?.bits ?? '')).toBe(384 * 192);
  const grey = logoOf(plain(100, 100, [128, 128, 128, 255]), 100, 100);
  expect(Math.abs(inkOf(grey?.bits ?? '') - 5000)).toBeLessThan(150);
});

test('what is nearly white stays free of dust, and what is nearly black of holes', () => {
  expect(logoOf(plain(50, 50, [246, 244, 236, 255]), 50, 50)).toBeNull();
  expect(inkOf(logoOf(plain(56, 50, [12, 14, 30, 255]), 56, 50)?.bits ?? '')).toBe(56 * 50);
});

test('what is transparent is paper, and a picture without any ink is no logo', () => {
  expect(logoOf(plain(8, 8, [0, 0, 0, 0]), 8, 8)).toBeNull();
  expect(logoOf(plain(8, 8, [255, 255, 255, 255]), 8, 8)).toBeNull();
});
