// One connection to a scale that is asked: one question at a time, and an answer that comes too late is never taken for the next.
import type { DeviceCondition } from '../../shared/devices.ts';
import type { Session, SessionEvents } from '../keep-connected.ts';
import { type OpenTransport, TransportError } from '../transport/transport.ts';
import { askScale, createScaleFramer, readAnswer, type ScaleAnswer, type ScaleCommand } from './toledo-8217.ts';

export interface ScaleTiming {
  /** How long an answer may take: the slowest commands take 150 ms and a reading. */
  answerMs: number;
  /** From one question to the next where nobody weighs, so that a pulled cable is seen. */
  idleMs: number;
  /** After a missed answer nothing is asked before the line has been quiet for so long. */
  quietMs: number;
}

export interface ScaleSession extends Session {
  /** Null when no answer came. */
  ask(command: ScaleCommand): Promise<ScaleAnswer | null>;
}

const ANSWERS_MISSED = 3;
/** So often one after the other something else comes from a scale that was changed over, and not from a bad line. */
const FOREIGN_IN_A_ROW = 8;
/** After so many silences that did not come, it is not a late answer: the scale sends its weight all the time, and hears no question. */
const NEVER_QUIET = 4;

export async function openScaleSession(
  openTransport: OpenTransport,
  signal: AbortSignal,
  timing: ScaleTiming,
  events: SessionEvents<DeviceCondition>,
): Promise<ScaleSession> {
  let ended = false;
  let answered = false;
  let missed = 0;
  let foreign = 0;
  /** Who waits for the answer to what was asked last. */
  let waiting: ((answer: ScaleAnswer | null) => void) | null = null;
  let turn: Promise<unknown> = Promise.resolve();
  /** While what is still coming is let pass. */
  let heardSomething: (() => void) | null = null;
  let idle: NodeJS.Timeout | undefined;

  const frame = createScaleFramer();
  const transport = await openTransport({ onData: receive, onEnd: end }, signal);

  function end(error: TransportError | null) {
    if (ended) return;
    ended = true;
    clearTimeout(idle);
    transport.close();
    heardSomething?.();
    settle(null);
    events.onEnd(error);
  }

  function settle(answer: ScaleAnswer | null) {
    const settling = waiting;
    waiting = null;
    settling?.(answer);
  }

  function receive(bytes: Uint8Array) {
    heardSomething?.();
    for (const text of frame(bytes)) {
      const answer = readAnswer(text);
      foreign = answer.kind === 'foreign' ? foreign + 1 : 0;
      if (foreign > 0 && (!answered || foreign >= FOREIGN_IN_A_ROW)) {
        return end(new TransportError('wrong_device', 'what answers is no scale of this protocol'));
      }
      settle(answer);
    }
  }

  /** Until the line has been quiet for a moment: what is still coming belongs to a question that was given up. */
  function quiet(): Promise<void> {
    return new Promise((resolve) => {
      const over = () => {
        heardSomething = null;
        clearTimeout(timer);
        clearTimeout(limit);
        resolve();
      };
      const limit = setTimeout(
        () => end(new TransportError('wrong_device', 'it sends all the time, and does not answer')),
        NEVER_QUIET * timing.quietMs,
      );
      let timer = setTimeout(over, timing.quietMs);
      heardSomething = () => {
        clearTimeout(timer);
        if (ended) over();
        else timer = setTimeout(over, timing.quietMs);
      };
    });
  }

  async function askNow(command: ScaleCommand): Promise<ScaleAnswer | null> {
    if (ended) return null;
    clearTimeout(idle);
    const answer = await new Promise<ScaleAnswer | null>((resolve) => {
      const timer = setTimeout(() => settle(null), timing.answerMs);
      waiting = (said) => {
        clearTimeout(timer);
        resolve(said);
      };
      transport.write(askScale(command)).catch((cause: unknown) => {
        end(cause instanceof TransportError ? cause : new TransportError('lost', 'the line refused bytes', { cause }));
      });
    });
    if (ended) return null;
    if (answer === null) {
      missed += 1;
      if (missed >= ANSWERS_MISSED) {
        end(new TransportError(answered ? 'lost' : 'silent', 'the scale does not answer'));
        return null;
      }
      void quiet().then(askLater);
    } else if (answer.kind !== 'foreign') {
      missed = 0;
      answered = true;
      events.onCondition('ready');
    }
    if (!ended && answer !== null) idle = setTimeout(askLater, timing.idleMs);
    return answer;
  }

  function askLater() {
    if (!ended) void ask('W');
  }

  function ask(command: ScaleCommand): Promise<ScaleAnswer | null> {
    // Nobody waits for a line that is being let run dry.
    if (heardSomething) return Promise.resolve(null);
    const asked = turn.then(() => askNow(command));
    turn = asked;
    return asked;
  }

  void ask('W');
  return { ask, close: () => end(null) };
}
