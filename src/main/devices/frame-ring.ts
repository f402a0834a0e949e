// The last frames of one device, for the manager's page and for nobody else: they are kept in memory, and forgotten with the device.
import type { TellFrame } from '../../hardware/transport/frame-log.ts';
import type { LoggedFrame } from '../../shared/devices.ts';

const FRAMES_KEPT = 200;
/** A picture that goes to a printer is one frame; its beginning says what it is. */
const LONGEST_HEX = 3 * 64;
const LONGEST_WORDS = 300;
/** A question that is asked again and again, with its answers, is so many frames at most. */
const LONGEST_EXCHANGE = 16;

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
      forgetRepeated(kept);
      if (kept.length > FRAMES_KEPT) kept.shift();
    },
    frames: () => [...kept],
  };
}

/**
 * Of an exchange that repeats (what drivers ask all day, and a line that does not open) only the last one is kept: what else there
 * was would be gone within seconds. What a device says unasked is kept each time, twice too.
 */
function forgetRepeated(kept: LoggedFrame[]): void {
  for (let length = 1; length <= LONGEST_EXCHANGE && 2 * length <= kept.length; length += 1) {
    const last = kept.slice(-length);
    const asked = last.some(({ direction }) => direction === 'sent') && last.some(({ direction }) => direction === 'received');
    if (!asked && !last.every(({ direction }) => direction === 'note')) continue;
    const before = kept.length - 2 * length;
    if (last.every((frame, at) => isSame(frame, kept[before + at]))) {
      kept.splice(before, length);
      return;
    }
  }
}

function isSame(one: LoggedFrame, other: LoggedFrame | undefined): boolean {
  return one.direction === other?.direction && one.hex === other.hex && one.words === other.words;
}

function cut(text: string, length: number): string {
  return text.length <= length ? text : `${text.slice(0, length)}…`;
}
