// Work at a till that is killed in the middle of it: whatever was asked of it then has no answer.
import type { TillProcess } from './till-process.ts';

const gone = (cause: unknown) =>
  cause instanceof Error && /the till is gone|closed|WebSocket|ECONN|socket hang up|fetch failed/i.test(`${cause.message} ${String(cause.cause)}`);

/** A refusal is an answer too: the till says no in words, as its contract declares, and the day goes on. */
export async function ignoringRefusals(work: () => Promise<unknown>): Promise<void> {
  try {
    await work();
  } catch (cause) {
    if (!(cause instanceof Error && 'defined' in cause && cause.defined === true)) throw cause;
  }
}

/** Works, again and again, until the till has been killed when `moment` came. */
export async function workUntilKilled(till: TillProcess, moment: Promise<unknown>, work: () => Promise<void>): Promise<void> {
  const death = moment.then(() => till.kill());
  let dead = false;
  void death.then(() => {
    dead = true;
  });
  while (!dead) {
    try {
      await Promise.race([work(), death]);
    } catch (cause) {
      if (!gone(cause)) throw cause;
      await death;
    }
  }
}
