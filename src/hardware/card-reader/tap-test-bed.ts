// For tests: what a reader told, awaited one tap after the other.
import { randomBytes } from 'node:crypto';
import { type BoltCardKeys, createBoltCard } from '../simulators/bolt-card.ts';
import type { VirtualCard } from '../simulators/cards.ts';
import type { CardTap, CardTapReader } from './card-taps.ts';

export interface ToldTaps {
  readonly all: readonly CardTap[];
  /** The next one that nobody has awaited yet. */
  next(): Promise<CardTap>;
}

export function listenTo(reader: CardTapReader): ToldTaps {
  const all: CardTap[] = [];
  let awaited = 0;
  let wake: () => void = () => undefined;
  reader.onTap((tap) => {
    all.push(tap);
    wake();
  });
  return {
    all,
    async next() {
      const index = awaited;
      awaited += 1;
      while (all.length <= index) {
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
      const tap = all[index];
      if (!tap) throw new Error('no tap');
      return tap;
    },
  };
}

/** A card that was away for so long was taken away: there is nothing else to await. */
export function awayForGood(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 600));
}

/** Resolves when the reader is in that condition. */
export function untilReader(reader: CardTapReader, condition: CardTapReader['condition']): Promise<void> {
  return new Promise((resolve) => {
    if (reader.condition === condition) return resolve();
    const stop = reader.onCondition((next) => {
      if (next !== condition) return;
      stop();
      resolve();
    });
  });
}

export const BOLT_CARD_KEYS: BoltCardKeys = { k1: Buffer.alloc(16, 0x11), k2: Buffer.alloc(16, 0x22) };
export const BOLT_CARD_UID = Buffer.from('04996c6a926980', 'hex');

export function newBoltCard(): VirtualCard {
  return createBoltCard({ uid: BOLT_CARD_UID, keys: BOLT_CARD_KEYS, address: 'lnurlw://card.example/ln', randomBytes });
}
