// Keeps a device connected: opens a session, learns its condition, and opens the next one, a little later each time, when it
// ends. Each driver of a device that stays plugged in hangs on this.
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
  /** The device itself has spoken: somebody is there, however soon the line ends. For devices that are `readyWhenOpen`. */
  onHeard(): void;
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
  /**
   * The first condition says no more than that the line is open: the device never answers, or only when somebody uses it. Then
   * what takes a connection and drops it at once is told from it by time, or by what it says (`onHeard`).
   */
  readyWhenOpen?: boolean;
}

export interface KeptConnected<Condition, S extends Session> extends DeviceDriver<Condition> {
  /** The one that is open; null while there is none. */
  readonly session: S | null;
}

const FIRST_RETRY_MS = 100;
const LONGEST_RETRY_MS = 5000;
/** A line that stays so long belongs to something that wants it. */
const STAYS_MS = 1000;

/** Resolves after `ms`, or at once when it is over: whoever waits looks at the signal. */
function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const over = () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', over);
      resolve();
    };
    const timer = setTimeout(over, ms);
    signal.addEventListener('abort', over);
    if (signal.aborted) over();
  });
}

/** Connects at once; `connecting` until the device has told its condition, and after it was lost. */
export function keepConnected<Condition, S extends Session>({
  name,
  openSession,
  log,
  readyWhenOpen = false,
}: KeepConnectedOptions<Condition, S>): KeptConnected<Condition | LineCondition, S> {
  const listeners = new Set<(condition: Condition | LineCondition) => void>();
  const closing = new AbortController();
  let condition: Condition | LineCondition = 'connecting';
  let session: S | null = null;
  /** The session before was dropped before anything showed that a device is behind it. */
  let doubted = false;

  const setCondition = (next: Condition | LineCondition) => {
    if (next === condition) return;
    condition = next;
    tellAll(listeners, next, name, log);
  };

  /** One connection, until it ends. Resolves to whether a device was there, as far as can be known. */
  const connectOnce = () =>
    new Promise<boolean>((resolve) => {
      let answered = false;
      let open = false;
      let ended = false;
      let proven = !readyWhenOpen;
      /** What it said first, while that is doubted. */
      let held: Condition | null = null;
      let stays: NodeJS.Timeout | undefined;
      /** What it said before it was open: told when who hears of it can use it. */
      let early: Condition | null = null;
      const onEnd = (error: unknown) => {
        // What comes of a session that has ended is not about the one that is open now.
        if (ended) return;
        ended = true;
        session = null;
        clearTimeout(stays);
        if (!closing.signal.aborted) {
          const fault = error instanceof TransportError ? error.fault : 'lost';
          const next = fault !== 'lost' ? fault : answered ? 'connecting' : 'unreachable';
          // Once for each time it goes away, not for each try to get it back.
          if (next !== condition) log.warn(`${name}.away`, { fault, cause: String(error) });
          setCondition(next);
        }
        doubted = open && !proven;
        resolve(answered && proven);
      };
      const onCondition = (next: Condition) => {
        if (ended || closing.signal.aborted) return;
        if (!open) {
          early = next;
          return;
        }
        if (doubted && !proven && !answered && (held ?? next) === next) {
          held = next;
          return;
        }
        if (!answered) log.info(`${name}.there`, { condition: next });
        answered = true;
        setCondition(next);
      };
      const prove = () => {
        proven = true;
        if (held !== null && !answered) onCondition(held);
      };
      const opening = async () => openSession(closing.signal, { onCondition, onHeard: prove, onEnd });
      opening().then((opened) => {
        if (closing.signal.aborted) opened.close();
        if (ended) return;
        open = true;
        session = opened;
        if (!proven) stays = setTimeout(prove, STAYS_MS);
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
