// What a card reader is to the till: it says the id of a card that is held to it, and nothing else is read from the card.

/** What the card answers to any reader (ISO 14443-3: 4, 7 or 10 bytes), or what its reader makes of it. Never logged or shown. */
export type CardUid = Uint8Array;

/** Drivers differ in what they are sent: a frame of bytes, or what a keyboard typed. Null where it is no card's. */
export interface CardReader<Sent> {
  uid(sent: Sent): CardUid | null;
}
