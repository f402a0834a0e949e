// Moves the WAL into the database while nobody is waiting. SQLite would do it within a commit, and that commit is a sale's;
// little and often between sales keeps each one short.
import type { Log } from '../log.ts';
import type { TillDatabase } from './database.ts';

/** Pages (4 KiB) worth the two fdatasyncs when nothing else is going on: about 20 sales. */
const IDLE_PAGES = 250;
/** From here on it is done between two sales of a rush as well. */
const BUSY_PAGES = 4000;

/**
 * Returns the function that a timer calls about once a second: it checkpoints when nothing was written since the last call.
 * Never throws: what is in the WAL is safe there, and a later call tries again.
 */
export function createCheckpoints({ facts }: TillDatabase, log: Log): () => void {
  const checkpoint = (mode: 'NOOP' | 'PASSIVE') => {
    const [state] = facts.pragma(`wal_checkpoint(${mode})`) as { log: number; checkpointed: number }[];
    return state ?? { log: 0, checkpointed: 0 };
  };
  let lastSeen = 0;
  let failing = false;
  return () => {
    try {
      const state = checkpoint('NOOP');
      const idle = state.log === lastSeen;
      lastSeen = state.log;
      if (state.log - state.checkpointed < (idle ? IDLE_PAGES : BUSY_PAGES)) return;
      const { log: pages, checkpointed } = checkpoint('PASSIVE');
      // The first commit after all is moved starts the WAL anew and waits for its header to reach the disk. Let it be this
      // one, which changes nothing, and not a tap's.
      if (checkpointed === pages) facts.pragma(`user_version = ${facts.pragma('user_version', { simple: true })}`);
      failing = false;
    } catch (cause) {
      // Once a trouble, not once a second.
      if (!failing) log.error('store.checkpoint_failed', cause);
      failing = true;
    }
  };
}
