import { expect, test } from 'vitest';
import { asText, readFile } from './read-file.ts';

test('text stays text, bytes become hex', () => {
  expect(asText(new TextEncoder().encode('-----BEGIN CERTIFICATE-----\r\nAB==\n'))).toBe('-----BEGIN CERTIFICATE-----\r\nAB==');
  expect(asText(new Uint8Array([2, 1, 3, 0x6c, 0xff]))).toBe('0201036cff');
});

test('what is empty or too large is no certificate and no macaroon', async () => {
  expect(await readFile(new File([], 'empty'))).toBeNull();
  expect(await readFile(new File([new Uint8Array(10_001)], 'film.mp4'))).toBeNull();
  expect(await readFile(new File(['lndconnect://node'], 'node.txt'))).toBe('lndconnect://node');
});
