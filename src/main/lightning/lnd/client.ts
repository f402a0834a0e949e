// The way to one lnd. A connection is never mended: when it breaks, or nothing on it is answered any more, it is given up with all
// that listens on it, and the next question opens a new one. Each new one is first asked who is there: nothing is used of another
// node than the one that is expected.
import type { Interceptor } from '@grpc/grpc-js';
import type { Log } from '../../log.ts';
import { NodeError, type NodeInfo } from '../lightning-node.ts';
import { createPinnedCredentials, dialTimeoutMs, type NodeAccess, readCertificate } from './dial.ts';
import { askInfo, provesToBe } from './info.ts';
import { grpc } from './libraries.ts';
import { ask, type Lnd, openServices } from './services.ts';
import { asNodeError, isLate, troubled } from './trouble.ts';

/** lnd answers within milliseconds; a question that waits this long on a direct connection has been lost. */
const ANSWER_MS = 10_000;

/** So long may it take lnd to say that it is there, when a question was not answered. */
const SIGN_OF_LIFE_MS = 3_000;

/** A dead link is known after 15 s of silence. lnd takes a ping every 5 s at most. */
const KEEPALIVE = { 'grpc.keepalive_time_ms': 10_000, 'grpc.keepalive_timeout_ms': 5_000 };

export interface NodeIdentity {
  nodeId: string;
  prefix: string;
}

export interface ClientParts {
  access: NodeAccess;
  /** Who has to answer there; null takes whoever does. */
  expected: NodeIdentity | null;
  log: Log;
}

export interface LndClient {
  /**
   * Asks on a connection to the node that is expected. Throws NodeError; a fault that is neither lnd's nor of the way to it
   * stays what it is. A question without an answer may have been heard: what changes something has to bear being asked again.
   */
  ask<T>(question: (lnd: Lnd) => Promise<T>): Promise<T>;
  /**
   * Listens on such a connection. `open` starts it, says when it ended, and returns what stops it. `onEnd` is called once
   * when it breaks, never after it was disposed.
   */
  listen(open: (lnd: Lnd, ended: (cause: unknown) => void) => () => void, onEnd: (error: NodeError) => void): () => void;
  close(): Promise<void>;
}

interface Connection {
  /** Resolves when the node there has been looked at. */
  checked: Promise<Lnd>;
  /** Each is called once when the connection is over. */
  listeners: Set<(error: NodeError) => void>;
  hangUp(): void;
}

/** A channel of its own with lnd's services on it; nobody has answered yet. */
export function openChannel(access: NodeAccess, onClosed: () => void) {
  const { Channel, InterceptingCall } = grpc();
  const pinned = createPinnedCredentials(access, onClosed);
  const { host, port, socksProxy, macaroonHex } = access;
  const target = socksProxy ?? access;
  const answerMs = ANSWER_MS + (socksProxy ? dialTimeoutMs(access) : 0);
  const channel = new Channel(`dns:${target.host.includes(':') ? `[${target.host}]` : target.host}:${target.port}`, pinned.credentials, {
    ...KEEPALIVE,
    'grpc.default_authority': `${host}:${port}`,
    'grpc.enable_http_proxy': 0,
    'grpc.use_local_subchannel_pool': 1,
    'grpc.service_config_disable_resolution': 1,
    'grpc.enable_retries': 0,
    'grpc.max_receive_message_length': -1,
  });
  const asTheTill: Interceptor = (options, nextCall) => {
    const timed = options.method_definition.responseStream ? options : { ...options, deadline: options.deadline ?? Date.now() + answerMs };
    return new InterceptingCall(nextCall(timed), {
      start(metadata, listener, next) {
        if (macaroonHex !== '') metadata.set('macaroon', macaroonHex);
        next(metadata, listener);
      },
    });
  };
  return {
    lnd: openServices(channel, asTheTill),
    /** Why nobody answered, when it is known better than gRPC does. */
    failure: pinned.failure,
    hangUp() {
      pinned.hangUp();
      channel.close();
    },
  };
}

/** Nothing came back: what was asked may have been heard or not. */
const isLost = ({ kind, trouble }: NodeError) => kind === 'unreachable' && trouble === 'unreachable';

/** What `answer` gives, or the end of the connection: gRPC keeps a question waiting that it had no connection for yet. */
function unlessOver<T>(listeners: Connection['listeners'], answer: Promise<T>): Promise<T> {
  const { promise, resolve, reject } = Promise.withResolvers<T>();
  listeners.add(reject);
  void answer.then(resolve, reject).finally(() => listeners.delete(reject));
  return promise;
}

/** Throws NodeError `refused` when the certificate is none. Nothing is sent before the first question. */
export function openClient({ access, expected, log }: ClientParts): LndClient {
  readCertificate(access.certPem);
  let closed = false;
  let current: Connection | null = null;

  const refuseOthers = ({ nodeId, prefix }: NodeInfo) => {
    if (expected === null) return;
    if (prefix !== expected.prefix) throw troubled('other_network');
    if (nodeId !== expected.nodeId) throw troubled('other_node');
  };

  /** Whether it is known without asking for more. What is wrong with it is said by lnd when it is asked who it is. */
  const isExpected = async (lnd: Lnd): Promise<boolean> => {
    if (expected === null) return false;
    try {
      return await provesToBe(lnd, expected);
    } catch (cause) {
      const error = asNodeError(cause);
      if (error instanceof NodeError && isLost(error)) throw cause;
      return false;
    }
  };

  /** A question was not answered in time. Where lnd answers another, one that needs nothing, the way to it is good. */
  const isThere = async (lnd: Lnd, listeners: Connection['listeners']): Promise<boolean> => {
    const deadline = Date.now() + SIGN_OF_LIFE_MS + (access.socksProxy ? dialTimeoutMs(access) : 0);
    try {
      await unlessOver(listeners, ask(lnd.status, 'getState', {}, { deadline }));
      return true;
    } catch (cause) {
      const error = asNodeError(cause);
      return error instanceof NodeError && !isLost(error);
    }
  };

  const open = (): Connection => {
    const listeners: Connection['listeners'] = new Set();
    const channel = openChannel(access, () => connection.hangUp());
    const check = async (): Promise<Lnd> => {
      try {
        if (!(await unlessOver(listeners, isExpected(channel.lnd)))) refuseOthers(await unlessOver(listeners, askInfo(channel.lnd)));
        log.info('lnd.connected', { nodeId: expected?.nodeId });
        return channel.lnd;
      } catch (cause) {
        const busy = isLate(cause) && (await isThere(channel.lnd, listeners));
        connection.hangUp();
        throw channel.failure() ?? (busy ? troubled('busy', cause) : asNodeError(cause));
      }
    };
    const connection: Connection = {
      listeners,
      checked: check(),
      hangUp() {
        if (current !== connection) return;
        current = null;
        channel.hangUp();
        const error = troubled('unreachable');
        for (const listener of [...listeners]) listener(error);
      },
    };
    return connection;
  };

  const connect = (): Connection => {
    if (closed) throw troubled('unreachable');
    current ??= open();
    return current;
  };

  return {
    async ask(question) {
      const connection = connect();
      const lnd = await connection.checked;
      try {
        return await unlessOver(connection.listeners, question(lnd));
      } catch (cause) {
        const error = asNodeError(cause);
        if (!(error instanceof NodeError && isLost(error))) throw error;
        if (isLate(cause) && (await isThere(lnd, connection.listeners))) throw troubled('busy', cause);
        connection.hangUp();
        throw error;
      }
    },
    listen(start, onEnd) {
      let over = false;
      let stop: (() => void) | null = null;
      let connection: Connection | null = null;
      const end = (cause: unknown) => {
        if (over) return;
        over = true;
        stop?.();
        const error = cause === undefined ? troubled('unreachable') : asNodeError(cause);
        if (error instanceof NodeError) {
          if (cause !== undefined && isLost(error)) connection?.hangUp();
          return onEnd(error);
        }
        log.error('lnd.listening_failed', error);
        onEnd(new NodeError('unreachable', 'What the node said could not be taken.', { cause: error }));
      };
      const begin = async () => {
        connection = connect();
        const { checked, listeners } = connection;
        const lnd = await checked;
        if (over) return;
        listeners.add(end);
        const stopStream = start(lnd, end);
        stop = () => {
          listeners.delete(end);
          stopStream();
        };
        if (over) stop();
      };
      begin().catch(end);
      return () => {
        over = true;
        stop?.();
      };
    },
    async close() {
      closed = true;
      current?.hangUp();
    },
  };
}

interface MessageStream {
  on(event: 'data', listener: (message: never) => void): unknown;
  on(event: 'error' | 'end', listener: (cause?: unknown) => void): unknown;
  cancel(): void;
}

/** Reads one of lnd's own streams for `listen`. */
export function readStream<Message>(stream: MessageStream, onMessage: (message: Message) => void, ended: (cause: unknown) => void): () => void {
  stream.on('data', (message: Message) => {
    try {
      onMessage(message);
    } catch (cause) {
      ended(cause);
    }
  });
  stream.on('error', ended);
  stream.on('end', () => ended(undefined));
  return () => stream.cancel();
}
