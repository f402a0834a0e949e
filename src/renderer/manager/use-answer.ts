// A question to the till whose answer stays in sight: asked again when the ledger has grown, with the old answer shown until
// the new one is there. A failure is shown where the answer would be.
import { useCallback, useEffect, useRef, useState } from 'react';
import { type Failure, failureOf } from '../failure.ts';
import { useScreen, useScreenStore } from '../screen.tsx';
import type { TillClient } from '../till-client.ts';
import { createRefresher, type Refresher } from './refresher.ts';

/** Between two askings, so that a busy hour does not keep the till counting. */
const PAUSE_MS = 1_000;

export interface Answer<T> {
  /** Null until the first answer has come. */
  value: T | null;
  /** Why the last asking had no answer. */
  failure: Failure | null;
  again: () => void;
}

/**
 * `question` names what is asked: when it changes, the old answer is no answer any more. `version` says when to ask anew;
 * a connection that came back counts as well.
 */
export function useAnswer<T>(question: string, version: string | number, ask: (till: TillClient) => Promise<T>): Answer<T> {
  const { client } = useScreen();
  const live = useScreenStore((state) => state.connection === 'live');
  const [kept, keep] = useState<{ question: string; value: T | null; failure: Failure | null }>({ question, value: null, failure: null });
  const refresher = useRef<Refresher>(undefined);
  const newestAsk = useRef(ask);
  useEffect(() => {
    newestAsk.current = ask;
  });

  useEffect(() => {
    let current = true;
    const one = createRefresher(async () => {
      try {
        const value = await newestAsk.current(client);
        if (current) keep({ question, value, failure: null });
      } catch (error) {
        const failure = failureOf(error);
        if (current) keep((before) => ({ question, value: before.question === question ? before.value : null, failure }));
      }
    }, PAUSE_MS);
    refresher.current = one;
    return () => {
      current = false;
      one.close();
    };
  }, [client, question]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: a new question or version is what it waits for.
  useEffect(() => {
    if (live) refresher.current?.wanted();
  }, [question, version, live]);

  const again = useCallback(() => refresher.current?.wanted(), []);
  return kept.question === question ? { value: kept.value, failure: kept.failure, again } : { value: null, failure: null, again };
}
