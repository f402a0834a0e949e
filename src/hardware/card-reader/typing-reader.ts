// Readers that are keyboards to the till, the most common ones: they type a card's number in decimal, with zeros before it or
// without, and Enter. Any scanner of bar codes is one too, for cards that have their number printed on them.
import type { CardReader } from './card-reader.ts';

const MIN_BYTES = 4;

/** 8 to 20 digits; the same number is the same card. */
export const typingReader: CardReader<string> = {
  uid(typed) {
    const digits = typed.trim();
    // What some readers type when they could not read it.
    if (!/^\d{8,20}$/.test(digits) || BigInt(digits) === 0n) return null;
    const hex = BigInt(digits).toString(16);
    const bytes = Math.max(MIN_BYTES, Math.ceil(hex.length / 2));
    return Buffer.from(hex.padStart(bytes * 2, '0'), 'hex');
  },
};
