// Waiting for a program of its own to get somewhere: asked again and again, since it does not tell.
import { setTimeout as pause } from 'node:timers/promises';

const ASK_EVERY_MS = 50;

/** Thrown by who is asked when it will never be there: nobody waits any longer. */
export class Hopeless extends Error {}

class NotInTime extends Error {}

/** What `ask` gives once it is neither false nor undefined. It may throw as long as it is not there. */
export async function until<T>(what: string, ask: () => T | Promise<T>, timeoutMs = 60_000): Promise<Exclude<T, false | undefined>> {
  const endMs = performance.now() + timeoutMs;
  for (;;) {
    let failure: unknown;
    try {
      const answer = await ask();
      if (answer !== false && answer !== undefined) return answer as Exclude<T, false | undefined>;
    } catch (cause) {
      if (cause instanceof Hopeless) throw cause;
      failure = cause;
    }
    if (performance.now() > endMs) throw new NotInTime(`${what}: not within ${timeoutMs} ms (${JSON.stringify(failure)})`, { cause: failure });
    await pause(ASK_EVERY_MS);
  }
}
