// A card while it is held to a reader, whichever reader that is: what tags are read by.
import type { CardUid } from './card-reader.ts';

/** It left the field, or answers no more: nothing that was read of it counts. */
export class CardGoneError extends Error {
  constructor(options?: ErrorOptions) {
    super('the card is gone', options);
    this.name = 'CardGoneError';
  }
}

/** `apdus`: it speaks ISO 7816-4 over ISO-DEP. `pages`: a memory of pages of four bytes. `either`: the reader does not say. */
export type CardSpeech = 'apdus' | 'pages' | 'either' | 'none';

export interface HeldCard {
  readonly uid: CardUid;
  readonly speech: CardSpeech;
  /** A command APDU and its answer, status word included. CardGoneError. */
  exchange(apdu: Uint8Array): Promise<Uint8Array>;
  /** Sixteen bytes from that page on; null when the card refuses. CardGoneError. */
  readPages(page: number): Promise<Uint8Array | null>;
}

/** `none`: no NDEF on it. `malformed`: it says that there is, and what it says is against the rules. */
export type TagMessage = { kind: 'message'; bytes: Uint8Array } | { kind: 'none' | 'malformed' };

/** Of the message; what people carry has less than one tenth of it. */
export const LONGEST_NDEF_BYTES = 8192;
