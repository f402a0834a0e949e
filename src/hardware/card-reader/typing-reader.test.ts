import fc from 'fast-check';
import { expect, test } from 'vitest';
import { typingReader } from './typing-reader.ts';

const hex = (typed: string) => {
  const uid = typingReader.uid(typed);
  return uid && Buffer.from(uid).toString('hex');
};

test('a reader’s ten figures are the four bytes that a reader of bytes says of the same card', () => {
  expect(hex('0012345678')).toBe('00bc614e');
  expect(hex('12345678')).toBe('00bc614e');
  expect(hex(' 4294967295 ')).toBe('ffffffff');
});

test('two numbers are the same card when they are the same number, and never otherwise', () => {
  const typed = fc.stringMatching(/^\d{8,20}$/);
  fc.assert(
    fc.property(typed, typed, (one, other) => {
      fc.pre(BigInt(one) > 0n && BigInt(other) > 0n);
      expect(hex(one) === hex(other)).toBe(BigInt(one) === BigInt(other));
    }),
  );
});

test.each(['', '1234567', '123456789012345678901', '12345678a', '-12345678', '1234 5678', '١٢٣٤٥٦٧٨', 'FB0123456789', '00000000'])(
  '%j is no card’s number',
  (typed) => {
    expect(typingReader.uid(typed)).toBeNull();
  },
);
