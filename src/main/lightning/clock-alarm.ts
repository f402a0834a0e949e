// An alarm by the wall clock. One long timer would ring late after a sleep of the machine or a clock set forward, so the
// clock is looked at again at least once a second.

const LONGEST_WAIT_MS = 1000;

export interface ClockAlarm {
  /** Rings once when the clock has reached `atMs`; replaces the time set before; null for never. */
  set(atMs: number | null): void;
}

export function createClockAlarm(nowMs: () => number, ring: () => void): ClockAlarm {
  let timer: NodeJS.Timeout | undefined;
  const wait = (atMs: number) => {
    const look = () => (nowMs() < atMs ? wait(atMs) : ring());
    timer = setTimeout(look, Math.min(Math.max(atMs - nowMs(), 0), LONGEST_WAIT_MS));
  };
  return {
    set(atMs) {
      clearTimeout(timer);
      if (atMs !== null) wait(atMs);
    },
  };
}
