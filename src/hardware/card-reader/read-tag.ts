// A card that is held to a reader, read: the tap that is told of it.
import { missingCase } from '../../shared/errors.ts';
import type { CardTap } from './card-taps.ts';
import type { HeldCard, TagMessage } from './held-card.ts';
import { readNdef } from './ndef.ts';
import { readType2 } from './type2-tag.ts';
import { readType4 } from './type4-tag.ts';

/** CardGoneError. */
export async function readTag(card: HeldCard): Promise<CardTap> {
  const message = await messageOf(card);
  if (message.kind === 'malformed') return { status: 'unreadable' };
  const { uris, texts } = message.kind === 'message' ? readNdef(message.bytes) : { uris: [], texts: [] };
  return { status: 'read', uid: card.uid, uris, texts };
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
