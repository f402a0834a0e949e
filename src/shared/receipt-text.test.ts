import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ReceiptBlock, ReceiptDocument } from './receipt.ts';
import { characterWidth, displayWidth, layOutReceipt, plainText } from './receipt-text.ts';

const receipt = (...blocks: ReceiptBlock[]): ReceiptDocument => ({ title: 'T1-1', language: 'en', copyNumber: 0, blocks });
const pair = (left: string, right: string): ReceiptBlock => ({ kind: 'pair', left, right, size: 'normal', bold: false });
const left = (text: string): ReceiptBlock => ({ kind: 'text', text, align: 'left', size: 'normal', bold: false });
const lines = (document: ReceiptDocument, columns: number) => plainText(document, columns).split('\n').slice(0, -1);

describe('the width of characters', () => {
  test('Hangul, Han and emoji are two columns wide, Latin and the won and bitcoin signs one', () => {
    expect([...'가漢あ＄'].map(characterWidth)).toEqual([2, 2, 2, 2]);
    expect([...'aé₩₿·'].map(characterWidth)).toEqual([1, 1, 1, 1, 1]);
    expect(displayWidth('⚡')).toBe(2);
  });

  test('what is joined into one character counts once', () => {
    expect(displayWidth('👨‍👩‍👧')).toBe(2);
    expect(displayWidth('e\u0301')).toBe(1);
    expect(displayWidth('❤️')).toBe(2);
  });
});

describe('a pair', () => {
  test('has its amount at the right edge', () => {
    expect(lines(receipt(pair('Americano', '₩4,500')), 20)).toEqual(['Americano     ₩4,500']);
  });

  test('counts Hangul as two columns, so that amounts stay aligned', () => {
    const text = lines(receipt(pair('아메리카노', '₩4,500'), pair('Latte', '₩5,000')), 20);
    expect(text).toEqual(['아메리카노    ₩4,500', 'Latte         ₩5,000']);
    expect(text.map(displayWidth)).toEqual([20, 20]);
  });

  test('wraps a long name under itself and keeps the amount whole on the first line', () => {
    expect(lines(receipt(pair('Vanilla latte with oat milk', '₩6,800')), 20)).toEqual(['Vanilla latte ₩6,800', 'with oat milk']);
  });

  test('puts an amount that leaves no room for its name on a line of its own', () => {
    expect(lines(receipt(pair('Grand total', '₩1,000,000,000')), 16)).toEqual(['Grand total', '  ₩1,000,000,000']);
  });

  test('is printed in normal type when its amount does not fit in large', () => {
    const document = receipt({ kind: 'pair', left: 'Total', right: '₩123,456,789', size: 'large', bold: true });
    const measure = { columns: { small: 42, normal: 32, large: 11 }, width: displayWidth };
    expect(layOutReceipt(document, measure)).toMatchObject([{ size: 'normal' }]);
  });
});

describe('a text', () => {
  test('breaks at spaces, and inside a word only when the word alone is too long', () => {
    expect(lines(receipt(left('one two three')), 8)).toEqual(['one two', 'three']);
    expect(lines(receipt(left('abcdefghijkl')), 5)).toEqual(['abcde', 'fghij', 'kl']);
  });

  test('keeps its indent on the lines it wraps to', () => {
    expect(lines(receipt(left('  + extra shot')), 9)).toEqual(['  + extra', '  shot']);
  });

  test('in the middle of the line wraps evenly', () => {
    const centred: ReceiptBlock = { kind: 'text', text: 'aa bb cc dd ee ff', align: 'center', size: 'normal', bold: false };
    expect(lines(receipt(centred), 14)).toEqual(['   aa bb cc', '   dd ee ff']);
  });

  test('never lets a control character through, and puts decomposed Hangul together', () => {
    expect(lines(receipt(left('a\u001b@b\u0007c')), 20)).toEqual(['a @b c']);
    expect(lines(receipt(left('가'.normalize('NFD'))), 20)).toEqual(['가']);
  });

  test('obeys its own line breaks', () => {
    expect(lines(receipt(left('one\n\ntwo')), 20)).toEqual(['one', '', 'two']);
  });
});

test('a QR code in plain text is its data, with its caption', () => {
  expect(lines(receipt({ kind: 'qr', data: 'https://a.example/r/1', caption: 'Keep it' }), 30)).toEqual([
    'https://a.example/r/1',
    '           Keep it',
  ]);
});

const word = fc.stringMatching(/^[a-z가-힣0-9é₩]{1,14}$/);
const phrase = fc.array(word, { minLength: 1, maxLength: 6 }).map((words) => words.join(' '));
const amount = fc.integer({ min: 0, max: 99_999_999 }).map((n) => `₩${n}`);
const anyBlock: fc.Arbitrary<ReceiptBlock> = fc.oneof(
  fc.record({
    kind: fc.constant('text' as const),
    text: phrase,
    align: fc.constantFrom('left' as const, 'center' as const, 'right' as const),
    size: fc.constantFrom('small' as const, 'normal' as const, 'large' as const),
    bold: fc.boolean(),
  }),
  fc.record({
    kind: fc.constant('pair' as const),
    left: phrase,
    right: amount,
    size: fc.constantFrom('small' as const, 'normal' as const, 'large' as const),
    bold: fc.boolean(),
  }),
);

test('whatever is on a receipt: no line is too wide, nothing is lost, no amount is broken', () => {
  fc.assert(
    fc.property(fc.array(anyBlock, { minLength: 1, maxLength: 8 }), fc.integer({ min: 16, max: 48 }), (blocks, columns) => {
      const text = plainText(receipt(...blocks), columns);
      for (const line of text.split('\n')) expect(displayWidth(line)).toBeLessThanOrEqual(columns);
      for (const block of blocks) {
        if (block.kind === 'pair') expect(text.split(/\s+/)).toContain(block.right);
      }
      const characters = (value: string) => [...value.replace(/\s/g, '')].sort().join('');
      const expected = blocks.map((block) => (block.kind === 'pair' ? block.left + block.right : block.kind === 'text' ? block.text : '')).join('');
      expect(characters(text)).toBe(characters(expected));
    }),
    { numRuns: 500 },
  );
});

test('a line to sign on is as long as the paper leaves it, or has a line of its own', () => {
  const lines = (label: string, columns: number) =>
    plainText(receipt({ kind: 'signature', label }), columns)
      .trim()
      .split('\n');
  expect(lines('Signature', 32)).toEqual([`Signature ${'_'.repeat(22)}`]);
  expect(lines('서명', 24)).toEqual([`서명 ${'_'.repeat(19)}`]);
  expect(lines('Received in good order', 24)).toEqual(['_'.repeat(24), 'Received in good order']);
  expect(lines('', 10)[0]).toBe('_'.repeat(10));
});

test('amounts of any size stay whole, beside their name or under it', () => {
  for (const columns of [16, 24, 32, 48])
    for (const size of ['small', 'normal', 'large'] as const) {
      const text = plainText(receipt({ kind: 'pair', left: 'Perpetual grand total', right: '₩12,345,678,901', size, bold: true }), columns);
      expect(text).toContain('₩12,345,678,901');
      for (const line of text.split('\n')) expect(displayWidth(line)).toBeLessThanOrEqual(columns);
    }
});
