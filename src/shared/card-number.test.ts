import { expect, test } from 'vitest';
import { looksLikeCardNumber } from './card-number.ts';

test.each([
  '4111111111111111',
  '4111 1111 1111 1111',
  '4111-1111-1111-1111',
  '378282246310005',
  'Visa 5555555555554444',
  '6304000000000000',
  '4111111111111111 12/28',
  '0026 4111 1111 1111 1111 12 28',
  'Beleg 123456789012345 Karte 4111111111111111',
])('%s is a card’s number', (text) => expect(looksLikeCardNumber(text)).toBe(true));

test('a line without end is looked through in no time', () => {
  const begunMs = performance.now();
  expect(looksLikeCardNumber('1 '.repeat(30_000))).toBe(false);
  expect(looksLikeCardNumber('1'.repeat(60_000))).toBe(false);
  expect(performance.now() - begunMs).toBeLessThan(2000);
});

test.each(['', '004211', '123456789012', 'A0000000031010', '4111111111111112', 'ref 2026-11-22 09:30', '98-1234-5678'])('%s is none', (text) =>
  expect(looksLikeCardNumber(text)).toBe(false),
);
