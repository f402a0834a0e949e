// Asks one source again and again in the background: spread out, so that no two tills ask in step, and ever more rarely while it fails.

export interface KeepAskingParts {
  /** Whether it answered; never rejects. */
  ask: () => Promise<boolean>;
  everyMs: number;
  /** How rarely a source that fails is asked. */
  longestMs: number;
  /** 0 to 1. */
  random: () => number;
}

/** Asks at once, then on. Returns the disposer; a question under way is the asker's to end. */
export function keepAsking({ ask, everyMs, longestMs, random }: KeepAskingParts): () => void {
  let timer: NodeJS.Timeout | undefined;
  let failures = 0;
  let closed = false;
  const run = async () => {
    failures = (await ask()) ? 0 : failures + 1;
    if (closed) return;
    const pauseMs = Math.min(everyMs * 2 ** failures, Math.max(everyMs, longestMs));
    timer = setTimeout(() => void run(), pauseMs * (0.8 + 0.4 * random()));
  };
  void run();
  return () => {
    closed = true;
    clearTimeout(timer);
  };
}
