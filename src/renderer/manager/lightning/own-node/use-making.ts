// Follows the making of a node on this computer: from its seed to its connection. The seed is in this screen's memory only
// while it is shown.
import { useCallback, useEffect, useRef, useState } from 'react';
import type { ConnectEvent } from '../../../../shared/connecting.ts';
import type { NewSeed, OwnNodeRequest } from '../../../../shared/own-node.ts';
import { type Failure, failureOf } from '../../../failure.ts';
import { useScreen } from '../../../screen.tsx';
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
  const { client, sounds } = useScreen();
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

  const ask = useCallback(
    async (work: (till: TillClient) => Promise<void>) => {
      setBusy(true);
      setFailure(null);
      try {
        await work(client);
      } catch (error) {
        sounds.play('refused');
        if (shown.current) setFailure(failureOf(error));
      } finally {
        if (shown.current) setBusy(false);
      }
    },
    [client, sounds],
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
      void ask(async (till) => {
        const made = await till.ownNode.begin(request);
        if (shown.current) setSeed(made);
        else await till.ownNode.giveUp();
      }),
    make(words) {
      if (!seed) return;
      void ask(async (till) => {
        await till.ownNode.make({ attemptId: seed.attemptId, words });
        if (shown.current) setSeed(null);
        await follow(await till.ownNode.connect());
      });
    },
    connect: () => void ask(async (till) => follow(await till.ownNode.connect())),
    giveUp() {
      setSeed(null);
      void ask((till) => till.ownNode.giveUp());
    },
  };
}
