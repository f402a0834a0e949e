// What the level at the sensor's pin says of the drawer. Which level is an open drawer depends on the drawer: it is set by hand, or
// learned from the way it goes when the drawer is told to open. Pure but for the clock that is passed in.
import { missingCase } from '../../shared/errors.ts';
import type { DrawerSettings } from '../../shared/printers.ts';
import type { DrawerState } from '../../shared/state.ts';

/** A drawer springs open within a third of a second; the rest is for the printer to tell. */
export const OPENS_WITHIN_MS = 1500;

export interface DrawerSensor {
  /** Null while nothing is known. */
  readonly state: DrawerState | null;
  /** The level was told. */
  level(high: boolean): void;
  /** The drawer is being told to open. */
  kicked(): void;
  /** Its time to open is over. */
  timeIsOver(): void;
}

/** So many openings that went the other way are believed against those before: one of them may have been a hand that shut it. */
const MOST_VOTES = 2;

export function createDrawerSensor(sensor: DrawerSettings['sensor'], nowMs: () => number): DrawerSensor {
  const fixed = openLevelOf(sensor);
  /** Openings seen: above 0 the open drawer is high, below 0 it is low. */
  let votes = 0;
  let high: boolean | null = null;
  let kick: { atMs: number; opened: boolean; moved: boolean } | null = null;
  let failed = false;

  const openIsHigh = () => fixed ?? (votes === 0 ? null : votes > 0);
  const isOpen = () => high !== null && high === openIsHigh();
  return {
    get state() {
      if (sensor === 'none' || high === null || openIsHigh() === null) return null;
      if (isOpen()) return 'open';
      return failed ? 'did_not_open' : 'closed';
    },
    level(next) {
      const changed = high !== null && next !== high;
      high = next;
      // Only the first move is the drawer's: the next may be a quick hand.
      if (changed && kick && !kick.moved && nowMs() - kick.atMs <= OPENS_WITHIN_MS) {
        kick.moved = true;
        votes = Math.max(-MOST_VOTES, Math.min(MOST_VOTES, votes + (next ? 1 : -1)));
      }
      if (!isOpen()) return;
      failed = false;
      if (kick) kick.opened = true;
    },
    kicked() {
      failed = false;
      kick = { atMs: nowMs(), opened: isOpen(), moved: false };
    },
    timeIsOver() {
      // Without a level that is known to be open nothing can be said.
      failed = kick !== null && !kick.opened && openIsHigh() !== null;
      kick = null;
    },
  };
}

function openLevelOf(sensor: DrawerSettings['sensor']): boolean | null {
  switch (sensor) {
    case 'high':
      return true;
    case 'low':
      return false;
    case 'learned':
    case 'none':
      return null;
    default:
      return missingCase(sensor);
  }
}
