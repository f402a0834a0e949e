// Keeps the sums behind reports over ranges close to the journal, so that a question finds little to count. The first time, in a shop
// of years, that is a minute's work: it is done in moments, with as long a pause after each, and selling has the other half.
import { TillError } from '../../shared/errors.ts';
import type { Log } from '../log.ts';
import type { Reports } from './reports.ts';

/** It begins when the rush of a start is over. */
export const COUNT_AFTER_MS = 10_000;
export const COUNT_EVERY_MS = 20_000;
/** Whoever asks for a report is told what is wrong; here it would be the same in the log again and again. */
export const COUNT_AGAIN_MS = 10 * 60_000;

/** Returns its disposer. */
export function keepCounting(reports: Pick<Reports, 'count'>, log: Log): () => void {
  let stopped = false;
  const count = async (): Promise<number> => {
    const fromMs = performance.now();
    try {
      const { seq, headSeq } = await reports.count();
      return seq < headSeq ? performance.now() - fromMs : COUNT_EVERY_MS;
    } catch (cause) {
      if (!(cause instanceof TillError && cause.code === 'SHUTTING_DOWN')) log.error('reports.counting_failed', cause);
      return COUNT_AGAIN_MS;
    }
  };
  const run = async () => {
    const waitMs = await count();
    if (!stopped) timer = setTimeout(() => void run(), waitMs);
  };
  let timer = setTimeout(() => void run(), COUNT_AFTER_MS);
  return () => {
    stopped = true;
    clearTimeout(timer);
  };
}
