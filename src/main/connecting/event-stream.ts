// Work that tells what it does, as a stream for a screen. The work goes on to its end whether anyone listens or not: a
// screen that is closed in the middle leaves nothing half done.

/** Starts `work`. Rejects where it fails before it has told anything; a later failure ends the stream with it. */
export async function eventStream<T>(work: (tell: (event: T) => void) => Promise<void>): Promise<AsyncGenerator<T, void>> {
  const events: T[] = [];
  let wake: () => void = () => undefined;
  let over = false;
  const next = () =>
    new Promise<void>((resolve) => {
      wake = resolve;
    });
  let news = next();
  const told = () => {
    wake();
    news = next();
  };
  const done = work((event) => {
    events.push(event);
    told();
  }).finally(() => {
    over = true;
    told();
  });
  // Who listens hears of a failure below.
  done.catch(() => undefined);
  await news;
  if (events.length === 0) await done;

  return (async function* () {
    while (events.length > 0 || !over) {
      const event = events.shift();
      if (event === undefined) await news;
      else yield event;
    }
    await done;
  })();
}
