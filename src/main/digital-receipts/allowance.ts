// So many of something at once, and one more each so often, for each who asks. By a clock that nobody sets; and of so many who ask at
// most is anything remembered.
const MOST_REMEMBERED = 1_000;

export interface Allowance {
  /** False when it is used up. */
  take(who: string): boolean;
}

export function createAllowance({ burst, everyMs, monoMs }: { burst: number; everyMs: number; monoMs: () => number }): Allowance {
  const taken = new Map<string, { used: number; atMs: number }>();
  return {
    take(who) {
      const now = monoMs();
      const before = taken.get(who);
      const used = before ? Math.max(0, before.used - (now - before.atMs) / everyMs) : 0;
      if (used + 1 > burst) return false;
      taken.delete(who);
      taken.set(who, { used: used + 1, atMs: now });
      const [oldest] = taken.keys();
      if (taken.size > MOST_REMEMBERED && oldest !== undefined) taken.delete(oldest);
      return true;
    },
  };
}
