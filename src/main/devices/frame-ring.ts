// The last frames of one device, for the manager's page and for nobody else: they are kept in memory, and forgotten with the device.
import type { TellFrame } from '../../hardware/transport/frame-log.ts';
import type { LoggedFrame } from '../../shared/devices.ts';

const FRAMES_KEPT = 200;
/** A picture that goes to a printer is one frame; its beginning says what it is. */
const LONGEST_HEX = 3 * 64;
const LONGEST_WORDS = 300;

export interface FrameRing {
  tell: TellFrame;
  /** The oldest first. */
  frames(): LoggedFrame[];
}

export function createFrameRing(nowMs: () => number): FrameRing {
  const kept: LoggedFrame[] = [];
  return {
    tell({ direction, hex, words }) {
      kept.push({ atMs: nowMs(), direction, hex: cut(hex, LONGEST_HEX), words: cut(words, LONGEST_WORDS) });
      if (kept.length > FRAMES_KEPT) kept.shift();
    },
    frames: () => [...kept],
  };
}

function cut(text: string, length: number): string {
  return text.length <= length ? text : `${text.slice(0, length)}…`;
}
