// Keeps a device connected: opens a session, learns its condition, and opens the next one, a little later each time, when it
// ends. Each driver of a device that stays plugged in hangs on this.
import { setTimeout } from 'node:timers/promises';
import type { LineCondition } from '../shared/connections.ts';
import { tellAll } from './tell-all.ts';
import { TransportError } from './transport/transport.ts';

export interface DeviceLog {
  info(event: string, fields?: Record<string, unknown>): void;
  warn(event: string, fields?: Record<string, unknown>): void;
}

export interface SessionEvents<Condition> {
  /** Whenever it changes. The first time says that the device is there and is what it should be. */
  onCondition(condition: Condition): void;
  /** Called once, when the session ends; without an error when its `close` ended it. */
  onEnd(error: TransportError | null): void;
}

export interface Session {
  /** Ends it at once, with one `onEnd`. */
  close(): void;
}

/** What every driver is, whatever else it can do. */
export interface DeviceDriver<Condition> {
  readonly condition: Condition;
  /** Called at each change. Returns its disposer. */
  onCondition(listener: (condition: Condition) => void): () => void;
  close(): Promise<void>;
}

export interface KeepConnectedOptions<Condition, S extends Session> {
  /** What log entries begin with: `printer`. */
  name: string;
  /** Rejects with a TransportError. */
  openSession(signal: AbortSignal, events: SessionEvents<Condition>): Promise<S>;
  log: DeviceLog;
}

export interface KeptConnected<Condition, S extends Session> extends DeviceDriver<Condition> {
  /** The one that is open; null while there is none. */
  readonly session: S | null;
}

const FIRST_RETRY_MS = 100;
const LONGEST_RETRY_MS = 5000;

/** Resolves after `ms`, or at once when it is over: whoever waits looks at the signal. */
function pause(ms: number, signal: AbortSignal): Promise<void> {
  return setTimeout(ms, undefined, { signal }).catch(() => undefined);
}

/** Connects at once; `connecting` until the device has told its condition, and after it was lost. */
export function keepConnected<Condition, S extends Session>({
  name,
  openSession,
  log,
}: KeepConnectedOptions<Condition, S>): KeptConnected<Condition | LineCondition, S> {
  const listeners = new Set<(condition: Condition | LineCondition) => void>();
  const closing = new AbortController();
  let condition: Condition | LineCondition = 'connecting';
  let session: S | null = null;

  const setCondition = (next: Condition | LineCondition) => {
    if (next === condition) return;
    condition = next;
    tellAll(listeners, next, name, log);
  };

  /** One connection, until it ends. Resolves to whether the device was there. */
  const connectOnce = () =>
    new Promise<boolean>((resolve) => {
      let answered = false;
      let open = false;
      let ended = false;
      /** What it said before it was open: told when who hears of it can use it. */
      let early: Condition | null = null;
      const onEnd = (error: unknown) => {
        // What comes of a session that has ended is not about the one that is open now.
        if (ended) return;
        ended = true;
        session = null;
        if (!closing.signal.aborted) {
          const fault = error instanceof TransportError ? error.fault : 'lost';
          const next = fault !== 'lost' ? fault : answered ? 'connecting' : 'unreachable';
          // Once for each time it goes away, not for each try to get it back.
          if (next !== condition) log.warn(`${name}.away`, { fault, cause: String(error) });
          setCondition(next);
        }
        resolve(answered);
      };
      const onCondition = (next: Condition) => {
        if (ended || closing.signal.aborted) return;
        if (!open) {
          early = next;
          return;
        }
        if (!answered) log.info(`${name}.there`, { condition: next });
        answered = true;
        setCondition(next);
      };
      const opening = async () => openSession(closing.signal, { onCondition, onEnd });
      opening().then((opened) => {
        if (closing.signal.aborted) opened.close();
        if (ended) return;
        open = true;
        session = opened;
        if (early !== null) onCondition(early);
      }, onEnd);
    });

  const run = async () => {
    let delayMs = FIRST_RETRY_MS;
    while (!closing.signal.aborted) {
      delayMs = (await connectOnce()) ? FIRST_RETRY_MS : Math.min(delayMs * 2, LONGEST_RETRY_MS);
      await pause(delayMs, closing.signal);
    }
  };
  const running = run();

  return {
    get condition() {
      return condition;
    },
    get session() {
      return session;
    },
    onCondition(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    async close() {
      closing.abort();
      session?.close();
      await running;
    },
  };
}
