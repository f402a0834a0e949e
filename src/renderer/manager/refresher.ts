// Asks again when something changed: never two at once, at most once every `pauseMs`, and always once more for a change
// that came meanwhile, so that the last number shown is the last one there is.

export interface Refresher {
  /** Something changed. */
  wanted(): void;
  close(): void;
}

export function createRefresher(ask: () => Promise<void>, pauseMs: number): Refresher {
  let wanted = false;
  let resting = false;
  let closed = false;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const rest = () => {
    timer = setTimeout(() => {
      resting = false;
      run();
    }, pauseMs);
  };
  const run = () => {
    if (closed || resting || !wanted) return;
    wanted = false;
    resting = true;
    void ask().finally(() => {
      if (!closed) rest();
    });
  };
  return {
    wanted() {
      wanted = true;
      run();
    },
    close() {
      closed = true;
      clearTimeout(timer);
    },
  };
}
