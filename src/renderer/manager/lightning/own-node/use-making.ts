// Follows the making of a node on this computer: from its seed to its connection. The seed is in this screen's memory only
// while it is shown.
import { useCallback, useEffect, useRef, useState } from 'react';
import type { ConnectEvent } from '../../../../shared/connecting.ts';
import type { NewSeed, OwnNodeRequest } from '../../../../shared/own-node.ts';
import { type Failure, failureOf } from '../../../failure.ts';
import { useCall, useScreen } from '../../../screen.tsx';
import type { TillClient } from '../../../till-client.ts';
import { heard, NOTHING_ASKED, type Progress } from '../connect/progress.ts';

export interface Making {
  progress: Progress;
  seed: NewSeed | null;
  /** Something is asked of the till. */
  busy: boolean;
  /** Why the last asking came to nothing. */
  failure: Failure | null;
  begin(request: OwnNodeRequest): void;
  make(words: string[]): void;
  connect(): void;
  /** Throws the seed away, and with it what was begun. */
  giveUp(): void;
}

export function useMaking(): Making {
  const { sounds } = useScreen();
  const call = useCall();
  const [progress, setProgress] = useState<Progress>(NOTHING_ASKED);
  const [seed, setSeed] = useState<NewSeed | null>(null);
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);
  const shown = useRef(true);
  useEffect(() => {
    shown.current = true;
    return () => {
      shown.current = false;
    };
  }, []);

  /** Several calls, one after the other, until one fails: each may ask for a code, or for somebody's approval. */
  const ask = useCallback(
    async (work: (made: <T>(ask: (till: TillClient) => Promise<T>) => Promise<T>) => Promise<void>) => {
      setBusy(true);
      setFailure(null);
      const over: { with: Failure | null } = { with: null };
      try {
        await work(async (one) => {
          const outcome = await call(one, { quiet: true });
          if (outcome.ok) return outcome.value;
          over.with = outcome.failure;
          throw new Error(outcome.failure.code);
        });
      } catch (error) {
        if (!over.with) sounds.play('refused');
        if (shown.current) setFailure(over.with ?? failureOf(error));
      } finally {
        if (shown.current) setBusy(false);
      }
    },
    [call, sounds],
  );
  const follow = async (events: AsyncIterable<ConnectEvent>) => {
    for await (const event of events) {
      if (!('found' in event || 'connected' in event) && event.status === 'failed') sounds.play('refused');
      if (shown.current) setProgress((before) => heard(before.stage === 'giving' ? { ...before, stage: 'connecting' } : before, event));
    }
  };

  return {
    progress,
    seed,
    busy,
    failure,
    begin: (request) =>
      void ask(async (made) => {
        const begun = await made((till) => till.ownNode.begin(request));
        if (shown.current) setSeed(begun);
        else await made((till) => till.ownNode.giveUp());
      }),
    make(words) {
      if (!seed) return;
      void ask(async (made) => {
        await made((till) => till.ownNode.make({ attemptId: seed.attemptId, words }));
        if (shown.current) setSeed(null);
        await follow(await made((till) => till.ownNode.connect()));
      });
    },
    connect: () => void ask(async (made) => follow(await made((till) => till.ownNode.connect()))),
    giveUp() {
      setSeed(null);
      void ask((made) => made((till) => till.ownNode.giveUp()));
    },
  };
}
