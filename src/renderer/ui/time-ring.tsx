// The time that is left, as a calm ring that empties: no alarm, no blinking. The words in its middle are the caller's.
import type { ReactNode } from 'react';

const RADIUS = 46;
const LENGTH = 2 * Math.PI * RADIUS;

/** `share` of the time that is left, 1 to 0. */
export function TimeRing({ share, label, children }: { share: number; label: string; children?: ReactNode }) {
  const left = Math.min(1, Math.max(0, share));
  return (
    <div className="time-ring" role="timer" aria-label={label}>
      <svg viewBox="0 0 100 100" aria-hidden>
        <circle className="time-ring-track" cx="50" cy="50" r={RADIUS} />
        <circle className="time-ring-left" cx="50" cy="50" r={RADIUS} strokeDasharray={LENGTH} strokeDashoffset={LENGTH * (1 - left)} />
      </svg>
      <span className="time-ring-words">{children}</span>
    </div>
  );
}
