// What was held to a reader becomes taps: each card is told once until it was taken away. A hand is not still: a card that is
// gone for a moment and back is the same tap, also in the middle of being read.
import type { CardUid } from './card-reader.ts';
import type { CardTap } from './card-taps.ts';

/** So long a card may be out of the field, and nobody took it away. */
const FLICKER_MS = 300;
/** A card that was lost in the reading so often and is still there is not torn away: it cannot be read. */
const MOST_TRIES = 3;

export interface TapTracker {
  /** Something came into the field, of which nothing is known yet. For readers that tell; `arrives` says it too. */
  comes(): void;
  /** A card answers with this id. Whether it is to be read: false when it was told, or more than one lies there. */
  arrives(uid: CardUid): boolean;
  /** It was read to the end, or cannot be. */
  ends(uid: CardUid, tap: CardTap): void;
  /** It was lost before that, or before it said its id. */
  lost(uid: CardUid | null): void;
  /** More than one lies there; what is left of them is not read until the field was empty. */
  several(): void;
  /** It is there, answers nothing, and has no id. */
  mute(): void;
  /** Nothing is there. As often as one likes. */
  leaves(): void;
  close(): void;
}

export function createTapTracker(tell: (tap: CardTap) => void, flickerMs = FLICKER_MS): TapTracker {
  /** Of what was told: the id, or that no card is read at all until the field is empty. */
  let told: CardUid | 'nothing_more' | null = null;
  let tries: { uid: CardUid; count: number } | null = null;
  let tornAway = false;
  /** That one was torn away is told once, however long its reader looks for it. */
  let tornAwayTold = false;
  let timer: NodeJS.Timeout | undefined;

  const stay = () => {
    clearTimeout(timer);
    timer = undefined;
  };
  const leaves = () => {
    timer ??= setTimeout(() => {
      timer = undefined;
      told = null;
      tries = null;
      if (!tornAway) return;
      tornAway = false;
      tornAwayTold = true;
      tell({ status: 'torn_away' });
    }, flickerMs);
  };
  const end = (next: CardUid | 'nothing_more', tap: CardTap) => {
    stay();
    tornAway = false;
    tries = null;
    told = next;
    tell(tap);
  };

  return {
    comes() {
      tornAwayTold = false;
    },
    arrives(uid) {
      stay();
      tornAwayTold = false;
      return told === null || (told !== 'nothing_more' && !isSameCard(told, uid));
    },
    ends: end,
    lost(uid) {
      if (uid) {
        tries = { uid, count: tries && isSameCard(tries.uid, uid) ? tries.count + 1 : 1 };
        if (tries.count >= MOST_TRIES) return end(uid, { status: 'unreadable' });
      }
      // One that was told, and answers no more on its way out of the field, is not torn away.
      if (uid || (told === null && !tornAwayTold)) tornAway = told !== 'nothing_more';
      leaves();
    },
    several() {
      stay();
      if (told !== 'nothing_more') end('nothing_more', { status: 'several' });
    },
    mute() {
      stay();
      if (told !== 'nothing_more') end('nothing_more', { status: 'unreadable' });
    },
    leaves,
    close: stay,
  };
}

/** ISO 14443-3, 6.5.4: four bytes that begin with 08 are another number each time the card enters the field. */
function isSameCard(one: CardUid, other: CardUid): boolean {
  const random = (uid: CardUid) => uid.length === 4 && uid[0] === 0x08;
  return (random(one) && random(other)) || Buffer.compare(one, other) === 0;
}
