// A card that is held to a reader, read: the tap that is told of it.
import { missingCase } from '../../shared/errors.ts';
import type { CardTap } from './card-taps.ts';
import type { HeldCard, TagMessage } from './held-card.ts';
import { readNdef } from './ndef.ts';
import { readType2 } from './type2-tag.ts';
import { readType4 } from './type4-tag.ts';

/** A whole card takes a tenth of it. One that gives a byte at a time would otherwise keep the reader for hours. */
const LONGEST_MS = 5000;

/** CardGoneError. */
export async function readTag(card: HeldCard, longestMs = LONGEST_MS): Promise<CardTap> {
  const message = await messageOf(withinTime(card, performance.now() + longestMs)).catch((cause: unknown) => {
    if (cause instanceof CardTooSlowError) return { kind: 'malformed' } as const;
    throw cause;
  });
  if (message.kind === 'malformed') return { status: 'unreadable' };
  const { uris, texts } = message.kind === 'message' ? readNdef(message.bytes) : { uris: [], texts: [] };
  return { status: 'read', uid: card.uid, uris, texts };
}

class CardTooSlowError extends Error {}

function withinTime({ uid, speech, exchange, readPages }: HeldCard, endMs: number): HeldCard {
  const checkTime = () => {
    if (performance.now() > endMs) throw new CardTooSlowError();
  };
  return {
    uid,
    speech,
    async exchange(apdu) {
      checkTime();
      return exchange(apdu);
    },
    async readPages(page) {
      checkTime();
      return readPages(page);
    },
  };
}

async function messageOf(card: HeldCard): Promise<TagMessage> {
  switch (card.speech) {
    case 'apdus':
      return readType4(card);
    case 'pages':
      return readType2(card);
    case 'either': {
      const message = await readType4(card);
      return message.kind === 'none' ? readType2(card) : message;
    }
    case 'none':
      return { kind: 'none' };
    default:
      return missingCase(card.speech);
  }
}
