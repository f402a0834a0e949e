// Work for later, which goes with what it is for: after `close` none of it begins, and none is taken on.

export interface Timers {
  after(delayMs: number, work: () => void): void;
  close(): void;
}

export function createTimers(): Timers {
  const running = new Set<NodeJS.Timeout>();
  let closed = false;
  return {
    after(delayMs, work) {
      if (closed) return;
      const timer = setTimeout(() => {
        running.delete(timer);
        work();
      }, delayMs);
      running.add(timer);
    },
    close() {
      closed = true;
      for (const timer of running) clearTimeout(timer);
      running.clear();
    },
  };
}
