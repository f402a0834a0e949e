// Whether an ESC/POS printer is on-line right now, asked right before what must not be done late: by its next answer to DLE EOT 1, and
// where that says no by the three behind it, which say why.
import type { StatusQuery } from './escpos-commands.ts';

/** A printer that is there says within this whether it is on-line. Whoever waits for the drawer waits no longer for that. */
export const LOOK_MS = 3000;

export interface OnlineLook {
  readonly underWay: boolean;
  /** Resolves to whether it is. `ask` sees to it that the first question is asked soon. */
  look(ask: () => void): Promise<boolean>;
  /** It has answered this question. Returns the one to ask next, where that is another than the one behind it. */
  answered(query: StatusQuery, offline: boolean): StatusQuery | null;
  /** Nobody answers any more. */
  end(): void;
}

export function createOnlineLook(): OnlineLook {
  /** `off`: it has said that it is not, and not yet why. */
  let looking: { tell: (online: boolean) => void; off: boolean } | null = null;
  return {
    get underWay() {
      return looking !== null;
    },
    async look(ask) {
      const { promise, resolve } = Promise.withResolvers<boolean>();
      const limit = setTimeout(resolve, LOOK_MS, false);
      looking = { tell: resolve, off: false };
      ask();
      const online = await promise;
      clearTimeout(limit);
      looking = null;
      return online;
    },
    answered(query, offline) {
      if (!looking) return null;
      if (query === 1 && !offline) looking.tell(true);
      else if (query === 1) looking.off = true;
      else if (!looking.off) return 1;
      else if (query === 4) looking.tell(false);
      return null;
    },
    end: () => looking?.tell(false),
  };
}
