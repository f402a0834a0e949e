// As long as the cashier takes Lightning, the till is told: then a card that is held to the reader pays. While another tender is being taken,
// none is offered, and none is charged.
import { useEffect } from 'react';
import { failureOf } from '../failure.ts';
import { useScreen, useScreenStore } from '../screen.tsx';

export function useOffer(saleId: string, shown: boolean): void {
  const { client } = useScreen();
  // What was told over a connection ends with it.
  const live = useScreenStore(({ connection }) => connection === 'live');
  useEffect(() => {
    if (!shown || !live) return;
    const end = new AbortController();
    // Nothing was asked for: where the till does not answer, the screen shows that itself.
    client.taps.offer({ saleId }, { signal: end.signal }).catch((error: unknown) => {
      // That we ended it ourselves is no failure.
      if (!end.signal.aborted) failureOf(error);
    });
    return () => end.abort();
  }, [client, saleId, shown, live]);
}
