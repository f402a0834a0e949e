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

describe('a Japanese printer', () => {
  const japanese = openCodePage('shift_jis');

  test('has kanji, kana both wide and narrow, and the yen sign in the place of the backslash', () => {
    expect([...japanese.encode('漢ｶ¥A')]).toEqual([0x8a, 0xbf, 0xb6, 0x5c, 0x41]);
    expect(japanese.width('漢ｶﾞ¥A')).toBe(2 + 2 + 1 + 1);
    expect(japanese.hasWideGlyphs('ｶ¥A')).toBe(false);
    for (const text of ['\\', '①', '㈱', '髙', '한', '简', '€']) expect(japanese.covers(text)).toBe(false);
  });

  test('prints a mark of narrow kana in a column of its own', () => {
    expect([...japanese.encode('ｶﾞ')]).toEqual([0xb6, 0xde]);
  });
});

describe('a Chinese printer', () => {
  const chinese = openCodePage('gb18030');

  test('has both ways of writing Han, and the yuan sign as a wide one', () => {
    expect([...chinese.encode('中國¥$')]).toEqual([0xd6, 0xd0, 0x87, 0xf8, 0xa3, 0xa4, 0x24]);
    expect(chinese.width('中¥$')).toBe(2 + 2 + 1);
    for (const text of ['한', '😀', 'ñ']) expect(chinese.covers(text), text).toBe(false);
  });
});

describe('a model whose pages are known', () => {
  const model = { cp858: 13, cp852: 18, cp866: 17, cp1256: 50 };

  test('changes to the page that has a character, and stays there until one needs another', () => {
    const page = openCodePage('pc858', model);
    expect([...page.select]).toEqual([0x1b, 0x74, 13, 0x1c, 0x2e]);
    expect([...page.encode('é č')]).toEqual([0x82, 0x20, 0x1b, 0x74, 18, 0x9f]);
    expect([...page.encode('ž')]).toEqual([0xa7]);
    expect([...page.encode('Я')]).toEqual([0x1b, 0x74, 17, 0x9f]);
  });

  test('is not asked for what is written from right to left, whatever pages it has', () => {
    expect(openCodePage('pc858', model).covers('قهوة')).toBe(false);
  });

  test('is asked for nothing but ASCII where it has none of the pages that we know', () => {
    const page = openCodePage('pc858', { 'tcvn-3-1': 30 });
    expect(page.covers('ASCII only')).toBe(true);
    expect(page.covers('é')).toBe(false);
  });
});

test('each page has its own script, by Epson’s number', () => {
  expect([...openCodePage('pc866').select]).toEqual([0x1b, 0x74, 17, 0x1c, 0x2e]);
  expect(openCodePage('pc866').covers('Кофе')).toBe(true);
  expect(openCodePage('pc852').covers('Žluťoučký')).toBe(true);
  expect(openCodePage('wpc1252').covers('€ ™ é')).toBe(true);
  expect(openCodePage('wpc1252').covers('─')).toBe(false);
});

test.each(['cp949', 'shift_jis', 'gb18030', 'pc858', 'pc852', 'pc866', 'wpc1252'] as const)('%s says of each character what it encodes', (name) => {
  const page = openCodePage(name);
  // All of Latin, and every seventh of the rest.
  for (let code = 0x20; code < 0x10000; code += code < 0x500 ? 1 : 7) {
    if (code === 0x7f) code = 0xa0;
    const character = String.fromCharCode(code);
    if (!page.covers(character)) continue;
    const bytes = page.encode(character);
    expect(bytes.length, character).toBe(page.width(character));
    expect(
      bytes.every((byte) => byte >= 0x20),
      character,
    ).toBe(true);
  }
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
