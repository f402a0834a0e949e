// The state that screens mirror: parts of the till publish whole slices here, and each watching connection is sent what
// changed of the slices its screen may see. Slow readers get the newest, never a queue of old ones.
import type { Right } from '../shared/rights.ts';
import type { SliceName, StatePush, TillState } from '../shared/state.ts';
import { DIFFERS_BY_RIGHTS, RIGHT_TO_SEE, shownTo } from './shown-to.ts';

/** All slices but the session, which differs from connection to connection. */
export type SharedSlices = Omit<TillState, 'session'>;

/** Who looks: asked at each push. */
export interface Viewer {
  /** Null while no shop is open, as are their rights: the session is sent when the next one is. */
  session(): TillState['session'] | null;
  rights(): readonly Right[] | null;
}

export interface StateBoard {
  publish(change: Partial<SharedSlices>): void;
  /** Marks a slice as changed for those who compute it themselves. */
  touch(slice: SliceName): void;
  /** All of `slices` that the viewer may see first, then what changes, until `signal` aborts. */
  watch(slices: readonly SliceName[], viewer: Viewer, signal: AbortSignal): AsyncGenerator<StatePush>;
}

export function createStateBoard(nowMs: () => number): StateBoard {
  const state: Partial<SharedSlices> = {};
  const watchers = new Set<(slice: SliceName) => void>();
  const touch = (slice: SliceName) => {
    for (const notify of watchers) notify(slice);
  };
  return {
    publish(change) {
      Object.assign(state, change);
      for (const slice of Object.keys(change) as SliceName[]) touch(slice);
    },
    touch,
    async *watch(slices, viewer, signal) {
      const seen = new Set(slices);
      let changed = new Set<SliceName>(slices);
      const sent = new Set<SliceName>();
      let wake: (() => void) | null = null;
      const notify = (slice: SliceName) => {
        if (!seen.has(slice)) return;
        changed.add(slice);
        wake?.();
      };
      const stop = () => wake?.();
      watchers.add(notify);
      signal.addEventListener('abort', stop);
      try {
        while (!signal.aborted) {
          if (changed.size === 0) {
            await new Promise<void>((resolve) => {
              wake = resolve;
            });
            wake = null;
            continue;
          }
          if (changed.has('session')) for (const slice of DIFFERS_BY_RIGHTS) notify(slice);
          const push: StatePush = { mainNowMs: nowMs() };
          const withdrawn: SliceName[] = [];
          const rights = viewer.rights();
          const session = viewer.session();
          for (const slice of changed) {
            // Between two shops nobody is signed in or out: it is sent or taken back with the session that the next one begins with.
            if (rights === null && RIGHT_TO_SEE[slice]) continue;
            const signedIn = session !== null && session.staff !== null;
            const value = slice === 'session' ? (session ?? undefined) : shownTo({ rights: rights ?? [], signedIn }, slice, state[slice]);
            if (value !== undefined) {
              Object.assign(push, { [slice]: value });
              sent.add(slice);
            } else if (slice !== 'session' && sent.delete(slice)) withdrawn.push(slice);
          }
          if (withdrawn.length > 0) push.withdrawn = withdrawn;
          changed = new Set();
          yield push;
        }
      } finally {
        watchers.delete(notify);
        signal.removeEventListener('abort', stop);
      }
    },
  };
}
