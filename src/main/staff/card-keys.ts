// Which card it is, whichever reader says so: what is hashed for badges and customers' cards. The same card that one reader types as a
// number and another says in bytes is the same card.
import type { CardReader, CardUid } from '../../hardware/card-reader/card-reader.ts';
import { isHeldCard } from '../../shared/taps.ts';

/** Of a card's number, or of what is written on one that has none; a badge's code on a card is that badge's. */
export function isCardKey(key: string): boolean {
  return /^(card|text) /.test(key);
}

export interface CardKeys {
  /** Null for what is no card's: neither typed by a reader, nor held to one a moment ago. */
  keyOf(scanned: string): string | null;
}

export function createCardKeys(typing: CardReader<string>, heldKey: (scanned: string) => string | null): CardKeys {
  return {
    keyOf(scanned) {
      if (isHeldCard(scanned)) return heldKey(scanned);
      const uid = typing.uid(scanned);
      return uid && `card ${uidText(uid)}`;
    },
  };
}

/**
 * Readers that are keyboards type the bytes as one number, from either end, and a number has no zeros before it: so zeros at both ends
 * are left out, and of both directions the one is taken that sorts first.
 */
export function uidText(uid: CardUid): string {
  const bytes = Buffer.from(uid);
  const isByte = (byte: number) => byte !== 0;
  const first = bytes.findIndex(isByte);
  const bare = first === -1 ? bytes : bytes.subarray(first, bytes.findLastIndex(isByte) + 1);
  const [text = ''] = [bare.toString('hex'), Buffer.from(bare).reverse().toString('hex')].sort();
  return text;
}

/** ISO 14443-3, 6.5.4: four bytes that begin with 08 are another number each time the card enters the field. */
export function isRandomUid(uid: CardUid): boolean {
  return uid.length === 4 && uid[0] === 0x08;
}
