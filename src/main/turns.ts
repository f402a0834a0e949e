// Work that is done one after the other, however each ends: whoever asked for it hears of it, and the next one begins.

export interface Turns {
  /** Ends as `work` does, which begins when all before it has ended. */
  take<T>(work: () => Promise<T>): Promise<T>;
  /** All that was taken until now has ended. */
  over(): Promise<void>;
}

export function createTurns(): Turns {
  let before: Promise<void> = Promise.resolve();
  const forget = () => undefined;
  return {
    take(work) {
      const mine = before.then(work);
      before = mine.then(forget, forget);
      return mine;
    },
    over: () => before,
  };
}
