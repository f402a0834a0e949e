// The check of every page of the till's file and its daily copy, done by the reports' worker thread while the till is open.
import { TillError } from '../../shared/errors.ts';
import type { Log } from '../log.ts';
import type { Reports } from './reports.ts';

/** It begins when the rush of a start is over. */
const UPKEEP_AFTER_MS = 60_000;
const UPKEEP_EVERY_MS = 24 * 60 * 60 * 1000;

/** `publish` is told whether the file is damaged. Returns its disposer. */
export function keepUp(reports: Reports, publish: (damaged: boolean) => void, log: Log): () => void {
  const run = async () => {
    try {
      const { damage, copy } = await reports.upkeep();
      if (damage.length > 0) log.error('store.damaged', damage);
      if (copy !== null) log.info('store.copy_kept', { copy });
      publish(damage.length > 0);
    } catch (cause) {
      // The till closed meanwhile: it is done after the next start.
      if (!(cause instanceof TillError && cause.code === 'SHUTTING_DOWN')) log.error('store.upkeep_failed', cause);
    }
  };
  publish(false);
  let timer = setTimeout(() => {
    void run();
    timer = setInterval(() => void run(), UPKEEP_EVERY_MS);
  }, UPKEEP_AFTER_MS);
  return () => clearTimeout(timer);
}
