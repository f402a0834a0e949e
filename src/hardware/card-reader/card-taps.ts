// What a reader of contactless cards is to the till: it tells of each card that is held to it, once, with what is written on it.
import type { DeviceCondition } from '../../shared/devices.ts';
import type { DeviceDriver } from '../keep-connected.ts';
import type { CardUid } from './card-reader.ts';

/**
 * A card was held to the reader. `read`: with all that it says of itself in NDEF, in its order; both lists are empty on a card
 * without NDEF, of which the id is all there is. `torn_away`: it left before it was read. `several`: more than one lies there.
 * `unreadable`: it answers, and not as any card that we know.
 */
export type CardTap =
  | { status: 'read'; uid: CardUid; uris: readonly string[]; texts: readonly string[] }
  | { status: 'torn_away' | 'several' | 'unreadable' };

export interface CardTapReader extends DeviceDriver<DeviceCondition> {
  /** Once for each time a card is held there; the same card again only after it was taken away. Returns its disposer. */
  onTap(listener: (tap: CardTap) => void): () => void;
}
