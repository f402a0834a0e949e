import iconv from 'iconv-lite';
import { describe, expect, test } from 'vitest';
import { openCodePage, plainTypography } from './code-page.ts';

const korean = openCodePage('cp949');
const western = openCodePage('pc858');

describe('a Korean printer', () => {
  test('has Hangul, Latin and the won sign, and no bitcoin sign, emoji or Thai', () => {
    expect(korean.covers('아메리카노 ₩4,500')).toBe(true);
    for (const text of ['₿', '😀', 'ไทย', 'café']) expect(korean.covers(text)).toBe(false);
  });

  test('prints its two-byte characters two columns wide, whatever they are', () => {
    expect(korean.width('가·─₩a')).toBe(2 + 2 + 2 + 1 + 1);
  });

  test('is not asked for the syllables and signs that only later character sets have', () => {
    for (const text of ['똠', '뷁', '€', '®']) {
      expect(iconv.decode(iconv.encode(text, 'cp949'), 'cp949')).toBe(text);
      expect(korean.covers(text)).toBe(false);
    }
  });

  test('is not asked for a backslash, which it prints as a won sign', () => {
    expect(korean.covers('a\\b')).toBe(false);
  });
});

describe('a Western printer', () => {
  test('has accents and the euro, and no Hangul, won or bitcoin sign', () => {
    expect(western.covers('Crème brûlée 3,50\u00a0€ · ß')).toBe(true);
    for (const text of ['가', '₩', '₿', '😀']) expect(western.covers(text)).toBe(false);
  });

  test('prints each of its characters one column wide, and leaves two for Hangul', () => {
    expect(western.width('é─€')).toBe(3);
    expect(western.width('가')).toBe(2);
  });
});

test('a question mark is a question mark, not a sign that a code is missing', () => {
  expect(korean.covers('?')).toBe(true);
  expect(western.covers('?')).toBe(true);
});

test('typographic quotes, dashes and spaces become plain ones, so that their line stays text', () => {
  const plain = plainTypography('“L’Étoile” – 5\u202f%…');
  expect(plain).toBe('"L\'Étoile" - 5\u00a0%...');
  expect(western.covers(plain)).toBe(true);
});
