// The typed client of a screen: calls of the contract over whatever connection is open, and a store that is kept equal
// to main's state. When the connection breaks the screen is told at once, and the till is looked for until it answers.
import { type ClientLink, createORPCClient, DynamicLink } from '@orpc/client';
import type { ContractRouterClient } from '@orpc/contract';
import type { Contract } from '../shared/contract.ts';
import type { ScreenStore } from './store.ts';
import type { OpenConnection, Transport } from './transports.ts';

export type TillClient = ContractRouterClient<Contract>;

/** A call could not be made, or its answer did not come: the connection is gone. */
export class ConnectionLost extends Error {
  constructor(options?: ErrorOptions) {
    super('the connection to the till is lost', options);
    this.name = 'ConnectionLost';
  }
}

const FIRST_RETRY_MS = 100;
const LONGEST_RETRY_MS = 3_000;

export interface TillConnection {
  client: TillClient;
  /** Tries again now instead of after the pause. */
  retryNow(): void;
  close(): void;
}

export function connectTill({ transport, store, nowMs }: { transport: Transport; store: ScreenStore; nowMs: () => number }): TillConnection {
  let current: OpenConnection | null = null;
  let closed = false;
  let wake: (() => void) | undefined;

  const link = new DynamicLink<Record<never, never>>(() => {
    if (!current) throw new ConnectionLost();
    return lossAware(current);
  });
  const client: TillClient = createORPCClient(link);

  const pause = (ms: number) =>
    new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, ms);
      wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });

  /** One connection's life: true when the till answered on it. */
  const live = async (): Promise<boolean> => {
    const connection = transport();
    current = connection;
    let answered = false;
    let ended = false;
    void connection.ended.then(() => {
      ended = true;
    });
    try {
      for await (const push of await client.state.watch()) {
        answered = true;
        store.getState().receive(push, nowMs());
      }
    } catch (error) {
      // Whatever ended the watch, the remedy is the same: a new connection and a whole new state.
      if (!ended) console.warn('the watch of the state ended', error);
    } finally {
      current = null;
      connection.close();
      store.getState().lose();
    }
    return answered;
  };

  const run = async () => {
    let retryMs = FIRST_RETRY_MS;
    while (!closed) {
      retryMs = (await live()) ? FIRST_RETRY_MS : Math.min(retryMs * 2, LONGEST_RETRY_MS);
      if (!closed) await pause(retryMs);
    }
  };
  void run();

  return {
    client,
    retryNow: () => wake?.(),
    close: () => {
      closed = true;
      current?.close();
      wake?.();
    },
  };
}

/** A call whose connection ends before the answer fails as `ConnectionLost`, and does not wait for ever. */
function lossAware({ link, ended }: OpenConnection): ClientLink<Record<never, never>> {
  const lost = ended.then((): never => {
    throw new ConnectionLost();
  });
  lost.catch(() => undefined); // A connection may end while no call is waiting.
  return {
    call: (path, input, options) => Promise.race([link.call(path, input, options), lost]),
  };
}
