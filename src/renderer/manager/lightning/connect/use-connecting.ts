// Asks the till to look at a node and to connect it, and keeps what it tells.
import { useCallback, useEffect, useRef, useState } from 'react';
import type { ConnectEvent, NodeAccessGiven } from '../../../../shared/connecting.ts';
import { requestOf } from '../../../approval/approvals.ts';
import { failureOf } from '../../../failure.ts';
import { useCall, useScreen } from '../../../screen.tsx';
import type { TillClient } from '../../../till-client.ts';
import { heard, NOTHING_ASKED, type Progress, type Stage } from './progress.ts';

export interface Connecting {
  progress: Progress;
  look(given: NodeAccessGiven): void;
  connect(): void;
  /** Back to what was entered. */
  startOver(): void;
}

export function useConnecting(): Connecting {
  const { sounds } = useScreen();
  const call = useCall();
  const [progress, setProgress] = useState(NOTHING_ASKED);
  /** Only the newest asking is listened to. */
  const asking = useRef(0);
  useEffect(
    () => () => {
      asking.current = -1;
    },
    [],
  );

  const follow = useCallback(
    async (before: Progress, stage: Stage, ask: (till: TillClient) => Promise<AsyncIterable<ConnectEvent>>) => {
      asking.current += 1;
      const mine = asking.current;
      const tell = (change: (progress: Progress) => Progress) => {
        if (mine === asking.current) setProgress(change);
      };
      setProgress({ ...before, stage, failure: null });
      const asked = await call(ask, { quiet: true });
      if (!asked.ok) {
        // Whoever keeps their code, or lets nobody approve it, has not begun.
        const { failure } = asked;
        tell(() => (requestOf(failure) ? before : { ...before, stage: 'stopped', failure }));
        return;
      }
      try {
        for await (const event of asked.value) {
          if (!('found' in event || 'connected' in event) && event.status === 'failed') sounds.play('refused');
          tell((progress) => heard(progress, event));
        }
      } catch (error) {
        sounds.play('refused');
        tell((progress) => ({ ...progress, stage: 'stopped', failure: failureOf(error) }));
      }
    },
    [call, sounds],
  );

  return {
    progress,
    look: (given) => void follow(NOTHING_ASKED, 'looking', (till) => till.lightning.look(given)),
    connect: () => {
      const { found } = progress;
      if (found) void follow(progress, 'connecting', (till) => till.lightning.connect({ attemptId: found.attemptId }));
    },
    startOver: () => {
      asking.current += 1;
      setProgress(NOTHING_ASKED);
    },
  };
}
