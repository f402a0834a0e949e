// So many of something at once, and one more each so often, for each who asks. Of so many who ask at most is anything remembered.
const MOST_REMEMBERED = 1_000;

export interface Allowance {
  /** False when it is used up. */
  take(who: string): boolean;
}

export function createAllowance({ burst, everyMs, nowMs }: { burst: number; everyMs: number; nowMs: () => number }): Allowance {
  const taken = new Map<string, { used: number; atMs: number }>();
  return {
    take(who) {
      const now = nowMs();
      const before = taken.get(who);
      // A clock that is set back gives nothing back.
      const used = before ? Math.max(0, before.used - Math.max(0, now - before.atMs) / everyMs) : 0;
      if (used + 1 > burst) {
        if (before) Object.assign(before, { used, atMs: now });
        return false;
      }
      taken.delete(who);
      taken.set(who, { used: used + 1, atMs: now });
      const [oldest] = taken.keys();
      if (taken.size > MOST_REMEMBERED && oldest !== undefined) taken.delete(oldest);
      return true;
    },
  };
}
