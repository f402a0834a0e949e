// A card in a PC/SC reader: its id, how it speaks, and what is said to it.
import type { Card } from 'pcsc-mini';
import type { TellFrame } from '../transport/frame-log.ts';
import { dataOf, GET_UID, readPagesThroughReader } from './apdu.ts';
import { CardGoneError, type CardSpeech, type HeldCard } from './held-card.ts';
import { isCardGone } from './pcsc-binding.ts';
import { createApduWording } from './wording.ts';

interface HoldingParts {
  card: Card;
  /** Gives up what takes too long. */
  within: <T>(asked: Promise<T>) => Promise<T>;
  tell: TellFrame;
}

const LONGEST_ANSWER = 512;
/** Of each answer in turn: the binding keeps what it once wrote into. */
const answerBuffer = new ArrayBuffer(LONGEST_ANSWER);

/** CardGoneError, also where the reader has no id to tell; and what the service fails with. */
export async function holdPcscCard({ card, within, tell }: HoldingParts): Promise<HeldCard> {
  const wording = createApduWording();
  /** Read by the binding's thread meanwhile, and so not to be collected. */
  let sending: Uint8Array | null = null;

  const exchange = async (apdu: Uint8Array): Promise<Uint8Array> => {
    sending = apdu;
    tell({ direction: 'sent', ...wording.sent(sending) });
    const answer = await within(card.transmit(sending, answerBuffer)).catch((cause: unknown) => {
      throw isCardGone(cause) ? new CardGoneError({ cause }) : cause;
    });
    sending = null;
    const own = answer.slice();
    tell({ direction: 'received', ...wording.received(own) });
    return own;
  };

  const { atr } = await within(card.state()).catch((cause: unknown) => {
    throw isCardGone(cause) ? new CardGoneError({ cause }) : cause;
  });
  const uid = dataOf(await exchange(GET_UID));
  if (!uid || uid.length === 0) throw new CardGoneError();
  return {
    uid,
    speech: speechOf(atr),
    exchange,
    async readPages(page) {
      const pages = dataOf(await exchange(readPagesThroughReader(page)));
      if (!pages && !dataOf(await exchange(GET_UID))) throw new CardGoneError();
      return pages;
    },
  };
}

/** PC/SC part 3, 3.1.3.2.3.1: the ATR that a reader makes for a memory card has this in it, and two bytes behind it say which. */
const MEMORY_CARD = Uint8Array.of(0xa0, 0x00, 0x00, 0x03, 0x06);
/** MIFARE Classic 1K, 4K and Mini: their memory opens with keys that a till has not. */
const CLASSIC = new Set([0x0001, 0x0002, 0x0026]);

function speechOf(atr: Uint8Array): CardSpeech {
  const at = Buffer.from(atr).indexOf(MEMORY_CARD);
  if (at === -1) return 'apdus';
  const name = ((atr[at + 6] ?? 0) << 8) | (atr[at + 7] ?? 0);
  return CLASSIC.has(name) ? 'none' : 'pages';
}
