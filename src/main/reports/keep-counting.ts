// Keeps the sums behind reports over ranges close to the journal, so that a question finds little to count. The first time, in a shop
// of years, that is a minute's work: it is done in moments, with as long a pause after each, and selling has the other half.
import { setTimeout as pause } from 'node:timers/promises';
import { TillError } from '../../shared/errors.ts';
import type { Log } from '../log.ts';
import type { Reports } from './reports.ts';

/** It begins when the rush of a start is over. */
const COUNT_AFTER_MS = 10_000;
const COUNT_EVERY_MS = 20_000;

/** Returns its disposer. */
export function keepCounting(reports: Pick<Reports, 'count'>, log: Log): () => void {
  const stopping = new AbortController();
  const { signal } = stopping;

  const countAll = async () => {
    for (;;) {
      const fromMs = performance.now();
      const { seq, headSeq } = await reports.count();
      if (seq >= headSeq) return;
      await pause(performance.now() - fromMs, undefined, { signal });
    }
  };
  const run = async () => {
    for (let waitMs = COUNT_AFTER_MS; ; waitMs = COUNT_EVERY_MS) {
      await pause(waitMs, undefined, { signal });
      try {
        await countAll();
      } catch (cause) {
        if (signal.aborted || (cause instanceof TillError && cause.code === 'SHUTTING_DOWN')) return;
        log.error('reports.counting_failed', cause);
      }
    }
  };
  // It ends by being stopped.
  run().catch((cause) => {
    if (!signal.aborted) log.error('reports.counting_failed', cause);
  });
  return () => stopping.abort();
}
