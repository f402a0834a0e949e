// Composition root: builds the parts, wires them, starts and stops them; nothing else.
import type { AnyRouter } from '@orpc/server';
import type { Screen } from '../shared/state.ts';
import type { Log } from './log.ts';

export interface TillOptions {
  /** Where everything is kept; made when it is not there. One till at a time. */
  dataDir: string;
  /** The practice shop that is founded in an empty `dataDir`. */
  sample: 'kr' | 'eu' | 'us';
  /** Milliseconds since the epoch. */
  nowMs: () => number;
  log: Log;
  /** The script of the reports' worker thread (differs between the built program and the sources). */
  reportWorkerUrl: URL;
}

/** One page's connection; the transports give it to each call as `context.connection`. */
export interface Connection {
  readonly screen: Screen;
  /** Ends the connection's streams. A sign-in outlives it: the same `sessionKey` finds it again. */
  close(): void;
}

export interface CallContext {
  connection: Connection;
}

export interface Till {
  /** The contract served, for the RPCHandler of a transport. */
  router: AnyRouter;
  /** `sessionKey`: the same for all connections of one screen in one browser; unguessable where it comes from outside. */
  connect(screen: Screen, sessionKey: string): Connection;
  /** Stops taking calls, lets running work end, closes the database. */
  close(): Promise<void>;
}
