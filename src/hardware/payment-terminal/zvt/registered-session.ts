// A connection at which the till is registered and knows what the terminal booked last. Whatever is asked of the terminal waits its
// turn here, and in between it is asked now and then whether it is still there.
import type { Session } from '../../keep-connected.ts';
import type { TransportError } from '../../transport/transport.ts';
import type { DeclineReason } from '../payment-terminal.ts';
import { declineReason } from './codes.ts';
import { LOG_OFF, registration, repeatReceipt, statusEnquiry } from './commands.ts';
import { type LastBooking, markOf } from './last-booking.ts';
import { type TerminalMessage, type TerminalRecord, terminalStatusOf } from './messages.ts';
import { type CommandEnd, isBusy, openZvtSession, type ZvtSession, type ZvtSessionParts } from './zvt-session.ts';

export interface RegistrationTrouble {
  reason: DeclineReason;
  /** The terminal's own, two hexadecimal digits. */
  code: string;
}

/** `certain`: it said itself that it is at rest, or has had all the time that a payment can take. */
export type Rest = 'lost' | 'busy' | { certain: boolean };

export interface RegisteredSession extends Session {
  readonly alive: boolean;
  /** What it booked last is known; not so while something runs, and while it is busy with things of its own. */
  readonly learned: boolean;
  readonly mark: string;
  readonly lastBooking: LastBooking;
  /** Runs it when all before it is done. */
  alone<T>(task: () => Promise<T>): Promise<T>;
  run: ZvtSession['run'];
  abortRunning: ZvtSession['abortRunning'];
  /** Why it is not registered; null when it is. Asks again when it was refused before, and when it is to be asked anew. */
  register(anew?: boolean): Promise<RegistrationTrouble | null>;
  /** Asks whether it is at rest, and for its last booking. */
  learn(onMessage?: (message: TerminalMessage) => void): Promise<Rest>;
  /** Unless it was asked not long ago; then only whether it is there, and at rest. */
  learnIfOld(): Promise<void>;
  /** When the turn that runs now is over. */
  learnLater(): void;
  /** Lets the terminal be used by hand. Waits for no terminal longer than people wait for a till to end. */
  logOff(): Promise<void>;
}

interface RegisteredSessionParts extends Omit<ZvtSessionParts, 'onOwnDoing'> {
  /** Null where the currency has no number: it is registered without one. */
  currencyNumber: number | null;
  password: () => string;
  nowMs: () => number;
  onReady(): void;
  onEnd(error: TransportError | null): void;
}

/** Terminal status codes of one that can be asked for something, whatever else it would like to be done. */
const BUSY_STATUS = 0x9c;
/** As long as it counts what it booked last: a terminal that obeys lets nobody else book meanwhile, and its receipt takes seconds. */
const FRESH_MS = 120_000;
const EURO = 978;
const LOG_OFF_MS = 1000;

export async function openRegisteredSession(parts: RegisteredSessionParts): Promise<RegisteredSession> {
  const { currencyNumber, password, timing, nowMs, onReady, onEnd } = parts;
  const openedAtMs = nowMs();
  let alive = true;
  let trouble: RegistrationTrouble | null = null;
  let registered = false;
  let tellsStatus = true;
  let last: LastBooking = null;
  let mark = markOf(null);
  let learnedAtMs = Number.NEGATIVE_INFINITY;
  let learningLater = false;
  let queue: Promise<unknown> = Promise.resolve();
  let idleTimer: NodeJS.Timeout | undefined;
  let busyTimer: NodeJS.Timeout | undefined;
  let stopWaiting: () => void = () => undefined;

  const session = await openZvtSession({
    ...parts,
    onOwnDoing: () => learnLater(),
    onEnd(error) {
      alive = false;
      clearTimeout(idleTimer);
      clearTimeout(busyTimer);
      stopWaiting();
      onEnd(error);
    },
  });

  function alone<T>(task: () => Promise<T>): Promise<T> {
    clearTimeout(idleTimer);
    const done = queue.then(task);
    const over = done.then(
      () => undefined,
      () => undefined,
    );
    queue = over;
    void over.then(() => {
      if (queue === over && alive) idleTimer = setTimeout(() => void alone(lookAfter), timing.idleMs);
    });
    return done;
  }

  async function lookAfter() {
    if (alive && tellsStatus) await askStatus();
  }

  function pause(): Promise<void> {
    return new Promise((resolve) => {
      stopWaiting = resolve;
      busyTimer = setTimeout(resolve, timing.busyMs);
    });
  }

  async function register(anew = false): Promise<RegistrationTrouble | null> {
    if ((registered && !anew) || !alive) return trouble;
    const end = await session.run(registration(password(), currencyNumber ?? EURO));
    registered = end.status === 'completed';
    trouble = troubleOf(end);
    return trouble;
  }

  async function askStatus(): Promise<'lost' | 'busy' | 'at_rest' | 'not_told'> {
    if (!tellsStatus) return alive ? 'not_told' : 'lost';
    const end = await session.run(statusEnquiry(password()));
    if (end.status === 'lost' || end.status === 'silent') return 'lost';
    if (isBusy(end)) return 'busy';
    const status = end.status === 'completed' ? terminalStatusOf(end.data) : null;
    if (status === BUSY_STATUS) return 'busy';
    tellsStatus = status !== null;
    return tellsStatus ? 'at_rest' : 'not_told';
  }

  async function learn(onMessage: (message: TerminalMessage) => void = () => undefined): Promise<Rest> {
    const status = await askStatus();
    if (status === 'lost' || status === 'busy') return status;
    let record: TerminalRecord | null = null;
    const end = await session.run(repeatReceipt(password()), {
      onMessage(message) {
        if (message.kind === 'status') record = message.record;
        onMessage(message);
      },
    });
    if (end.status === 'lost' || end.status === 'silent') return 'lost';
    if (isBusy(end)) return 'busy';
    last = end.status === 'completed' ? { record } : null;
    mark = markOf(last);
    learnedAtMs = nowMs();
    return { certain: status === 'at_rest' || nowMs() - openedAtMs >= timing.completeMs };
  }

  function learnLater() {
    learnedAtMs = Number.NEGATIVE_INFINITY;
    if (learningLater || !alive) return;
    learningLater = true;
    void alone(async () => {
      learningLater = false;
      if ((await learn()) === 'busy' && alive) busyTimer = setTimeout(learnLater, timing.busyMs);
    });
  }

  /** A terminal that is busy is asked again and again: what it is at may be the payment that nobody knows the outcome of. */
  async function prepare(): Promise<void> {
    while (alive && (await register())?.reason === 'busy') await pause();
    while (alive && (await learn()) === 'busy') await pause();
    if (alive) onReady();
  }
  void alone(prepare);

  return {
    get alive() {
      return alive;
    },
    get learned() {
      return learnedAtMs > Number.NEGATIVE_INFINITY;
    },
    get mark() {
      return mark;
    },
    get lastBooking() {
      return last;
    },
    alone,
    run: session.run,
    abortRunning: session.abortRunning,
    register,
    learn,
    async learnIfOld() {
      if (nowMs() - learnedAtMs >= FRESH_MS) await learn();
      // Whether it is there at all: found out by a question, and not by a payment.
      else if ((await askStatus()) === 'busy') learnLater();
    },
    learnLater,
    async logOff() {
      const patience = setTimeout(session.close, LOG_OFF_MS);
      await alone(() => session.run(LOG_OFF, { endsAcknowledged: true }));
      clearTimeout(patience);
    },
    close: session.close,
  };
}

function troubleOf(end: CommandEnd): RegistrationTrouble | null {
  if (end.status !== 'refused' && end.status !== 'aborted') return null;
  const reason = declineReason(end.code);
  return {
    reason: reason === 'other' || reason === 'declined' ? 'not_registered' : reason,
    code: end.code.toString(16).padStart(2, '0').toUpperCase(),
  };
}
