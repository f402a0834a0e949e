// Cards that say who somebody is: screens are told that one was held there, and hand back what stands for it. What the card says of
// itself stays in here, and is forgotten within seconds.
import { isMeantAsBadge, readBadgeCode } from '../../shared/badge.ts';
import { heldCardText } from '../../shared/taps.ts';
import { isRandomUid, uidText } from '../staff/card-keys.ts';
import type { ReadTap } from './paying-card.ts';

/** Long enough to choose a customer for it. */
const KEPT_MS = 2 * 60_000;
const MOST_KEPT = 8;

export interface HeldCards {
  /** What stands for it; null for a card that is another one each time it is held there. */
  hold(tap: ReadTap): string | null;
  /** What says which card it is; null when it is not known, or not any more. */
  keyOf(scanned: string): string | null;
}

export function createHeldCards({ newId, nowMs }: { newId: () => string; nowMs: () => number }): HeldCards {
  const kept = new Map<string, { key: string; atMs: number }>();
  return {
    hold(tap) {
      const key = keyOfCard(tap);
      if (key === null) return null;
      const scanned = heldCardText(newId());
      kept.set(scanned, { key, atMs: nowMs() });
      for (const old of kept.keys()) if (kept.size > MOST_KEPT) kept.delete(old);
      return scanned;
    },
    keyOf(scanned) {
      const held = kept.get(scanned);
      return held && Math.abs(nowMs() - held.atMs) < KEPT_MS ? held.key : null;
    },
  };
}

/** A badge's code that was written on a card is that badge; otherwise it is the card's number, or what is written on one that has none. */
function keyOfCard({ uid, uris, texts }: ReadTap): string | null {
  const badge = texts.find(isMeantAsBadge);
  if (badge !== undefined) return readBadgeCode(badge);
  if (!isRandomUid(uid)) return `card ${uidText(uid)}`;
  const said = texts[0] ?? uris[0];
  return said === undefined || said === '' ? null : `text ${said}`;
}
