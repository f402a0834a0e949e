import fc from 'fast-check';
import { expect, test } from 'vitest';
import { typingReader } from '../../hardware/card-reader/typing-reader.ts';
import { createCardKeys, isRandomUid, uidText } from './card-keys.ts';

const keys = createCardKeys(typingReader, (scanned) => (scanned === 'CARD:1' ? 'card of the reader' : null));
const uid = fc.uint8Array({ minLength: 4, maxLength: 10 }).filter((bytes) => bytes.some((byte) => byte !== 0));
const typed = (bytes: Uint8Array) =>
  BigInt(`0x${Buffer.from(bytes).toString('hex')}`)
    .toString()
    .padStart(10, '0');

test('the same card is the same card whether its reader says bytes, or types their number from either end', () => {
  fc.assert(
    fc.property(
      uid.filter((bytes) => bytes.length <= 7),
      (bytes) => {
        const known = `card ${uidText(bytes)}`;
        expect(keys.keyOf(typed(bytes))).toBe(known);
        expect(keys.keyOf(typed(Uint8Array.from(bytes).reverse()))).toBe(known);
      },
    ),
  );
});

test('two cards are never the same unless one’s number is the other’s, from either end', () => {
  const bare = (bytes: Uint8Array) =>
    Buffer.from(bytes)
      .toString('hex')
      .replace(/^(00)+/, '')
      .replace(/(00)+$/, '');
  fc.assert(
    fc.property(uid, uid, (one, other) => {
      const same = bare(one) === bare(other) || bare(one) === bare(Uint8Array.from(other).reverse());
      expect(uidText(one) === uidText(other)).toBe(same);
    }),
  );
});

test('what was held to a reader is the card that it stands for, and no other text is', () => {
  expect(keys.keyOf('CARD:1')).toBe('card of the reader');
  expect(keys.keyOf('CARD:2')).toBeNull();
  expect(keys.keyOf('hello')).toBeNull();
});

test('a number that is another one each time is told from one that is not', () => {
  expect(isRandomUid(Buffer.from('08112233', 'hex'))).toBe(true);
  expect(isRandomUid(Buffer.from('04112233', 'hex'))).toBe(false);
  expect(isRandomUid(Buffer.from('08112233445566', 'hex'))).toBe(false);
});
