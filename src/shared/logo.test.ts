import { expect, test } from 'vitest';
import { logoSchema } from './logo.ts';

const bits = (bytes: number) => Buffer.alloc(bytes, 0x5a).toString('base64');

test('a logo has as many dots as it says, and no more than the paper is wide', () => {
  expect(logoSchema.safeParse({ width: 9, height: 3, bits: bits(6) }).success).toBe(true);
  expect(logoSchema.safeParse({ width: 384, height: 192, bits: bits(48 * 192) }).success).toBe(true);
  expect(logoSchema.safeParse({ width: 9, height: 3, bits: bits(5) }).success).toBe(false);
  expect(logoSchema.safeParse({ width: 385, height: 1, bits: bits(49) }).success).toBe(false);
  expect(logoSchema.safeParse({ width: 8, height: 193, bits: bits(193) }).success).toBe(false);
  expect(logoSchema.safeParse({ width: 8, height: 1, bits: '<svg' }).success).toBe(false);
});
