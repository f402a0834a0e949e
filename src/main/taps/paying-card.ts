// What of a card's NDEF pays, and which card it is as far as the books have to know. Pure, but for the hash that it is given.
import type { CardTap } from '../../hardware/card-reader/card-taps.ts';
import { type PaymentText, readPaymentText } from '../../shared/payment-text.ts';
import { urlBehind } from '../lnurl/service.ts';
import { isRandomUid, uidText } from '../staff/card-keys.ts';

/** A link that a service stands behind. */
export type PayingText = Extract<PaymentText, { kind: 'lnurl' }>;
export type ReadTap = Extract<CardTap, { status: 'read' }>;

/** The first thing on the card that a service stands behind; null where nothing on it pays. */
export function payingTextOf({ uris, texts }: ReadTap): PayingText | null {
  for (const said of [...uris, ...texts]) {
    const text = readPaymentText(said);
    if (text?.kind === 'lnurl') return text;
  }
  return null;
}

/**
 * What says that it is the same card, of which a keyed hash is kept. Its link is another one with each tap (LUD-03 with the SUN of an
 * NTAG 424), so it is the card's own number; a card that says a random one is another card each time.
 */
export function payerKeyOf({ uid }: ReadTap, { lnurl }: PayingText): string {
  return isRandomUid(uid) ? `link ${lnurl}` : `card ${uidText(uid)}`;
}

/** Who is asked, as people are told; empty where that cannot be read. */
export function domainOf(text: PayingText): string {
  try {
    return urlBehind(text).host;
  } catch {
    return '';
  }
}
