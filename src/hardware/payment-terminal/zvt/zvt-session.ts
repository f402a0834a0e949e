// One connection to a ZVT terminal: one command at a time, from its acknowledgement to its completion (PA00P015, chapter 1.3:
// whoever has master rights sends, the other acknowledges), and answers for what the terminal sends by itself.
import type { Session } from '../../keep-connected.ts';
import { type OpenTransport, TransportError } from '../../transport/transport.ts';
import { type Apdu, ZvtSyntaxError } from './apdu.ts';
import type { OpenApduLine } from './apdu-line.ts';
import { BUSY } from './codes.ts';
import { ABORT_RUNNING, COMMANDS, POSITIVE, REFUSE_UNKNOWN } from './commands.ts';
import { readMessage, type TerminalMessage } from './messages.ts';

export interface ZvtTiming {
  /** T3: until a command is acknowledged. */
  acknowledgeMs: number;
  /** T4: from one word of the terminal to its next while it is at a command. */
  completeMs: number;
  /** From one look whether it is there to the next, while nothing else is asked of it. */
  idleMs: number;
  /** How long one that is busy is left alone. */
  busyMs: number;
}

/** PA00P016: T3 is 5 s, T4 180 s. */
export const ZVT_TIMING: ZvtTiming = { acknowledgeMs: 5000, completeMs: 180_000, idleMs: 15_000, busyMs: 1000 };

/** How a command ended. `silent`: the line is there, and no more was said on it; the session is over then, too. */
export type CommandEnd =
  | { status: 'completed'; data: Uint8Array }
  | { status: 'aborted'; code: number }
  /** Before it began. */
  | { status: 'refused'; code: number }
  | { status: 'silent' }
  | { status: 'lost' };

export interface RunOptions {
  /** Not sent again where nobody knows whether it arrived: for what moves money. */
  once?: boolean;
  /** Its acknowledgement is its end. */
  endsAcknowledged?: boolean;
  onMessage?: (message: TerminalMessage) => void;
}

export interface ZvtSession extends Session {
  /** One at a time. `onMessage` hears what comes between the acknowledgement and the end. Never rejects. */
  run(command: Apdu, options?: RunOptions): Promise<CommandEnd>;
  /** 06 B0, while a command runs. */
  abortRunning(): void;
}

export interface ZvtSessionParts {
  openTransport: OpenTransport;
  openLine: OpenApduLine;
  timing: ZvtTiming;
  signal: AbortSignal;
  /** What the terminal did by itself came to its end. */
  onOwnDoing(): void;
  onEnd(error: TransportError | null): void;
}

interface Running {
  acknowledged: boolean;
  endsAcknowledged: boolean;
  onMessage: (message: TerminalMessage) => void;
  settle(end: CommandEnd): void;
}

export async function openZvtSession({ openTransport, openLine, timing, signal, onOwnDoing, onEnd }: ZvtSessionParts): Promise<ZvtSession> {
  let ended = false;
  let running: Running | null = null;
  let timer: NodeJS.Timeout | undefined;

  const line = await openLine(openTransport, { onApdu: receive, onEnd: end }, signal);

  function end(error: TransportError | null) {
    if (ended) return;
    ended = true;
    line.close();
    settle({ status: 'lost' });
    onEnd(error);
  }

  function settle(outcome: CommandEnd) {
    clearTimeout(timer);
    const finished = running;
    running = null;
    finished?.settle(outcome);
  }

  function waitFor(ms: number) {
    clearTimeout(timer);
    timer = setTimeout(() => {
      settle({ status: 'silent' });
      // What it says of this later must not be taken for what it says of the next command.
      end(new TransportError('silent', 'the terminal does not answer'));
    }, ms);
  }

  function send(apdu: Apdu, once = false) {
    line
      .send(apdu, once)
      .catch((error: unknown) =>
        end(error instanceof TransportError ? error : new TransportError('lost', 'the line refused bytes', { cause: error })),
      );
  }

  function receive(apdu: Apdu) {
    if (ended) return;
    let message: TerminalMessage;
    try {
      message = readMessage(apdu);
    } catch (cause) {
      if (!(cause instanceof ZvtSyntaxError)) throw cause;
      // Its frame is whole: only what it says is not understood, and the terminal is told so (84 xx: protocol error).
      send({ command: 0x849a, data: new Uint8Array() });
      if (running?.acknowledged) waitFor(timing.completeMs);
      return;
    }
    if (message.kind === 'positive' || message.kind === 'refused') onAnswer(message);
    else onCommand(message);
  }

  function onAnswer(message: TerminalMessage & { kind: 'positive' | 'refused' }) {
    // What answers 06 B0 says nothing that its outcome will not say.
    if (!running || running.acknowledged) return;
    if (message.kind === 'positive' && running.endsAcknowledged) settle({ status: 'completed', data: new Uint8Array() });
    else if (message.kind === 'positive') {
      running.acknowledged = true;
      waitFor(timing.completeMs);
    } else settle({ status: 'refused', code: message.code });
  }

  /** The terminal has master rights: each of its commands is answered at once, whatever becomes of it here. */
  function onCommand(message: TerminalMessage) {
    send(message.kind === 'other' && message.command !== COMMANDS.setDateTimeInEcr ? REFUSE_UNKNOWN : POSITIVE);
    const isEnd = message.kind === 'completion' || message.kind === 'abort';
    if (!running?.acknowledged) {
      // Of something that the till did not ask for, or asked for before this connection.
      if (isEnd && !running) onOwnDoing();
      return;
    }
    if (message.kind === 'completion') settle({ status: 'completed', data: message.data });
    else if (message.kind === 'abort') settle({ status: 'aborted', code: message.code });
    else {
      waitFor(timing.completeMs);
      running.onMessage(message);
    }
  }

  return {
    run(command, { once = false, endsAcknowledged = false, onMessage = () => undefined } = {}) {
      if (running) throw new Error('a command is running: commands never overlap');
      if (ended) return Promise.resolve({ status: 'lost' });
      return new Promise((resolve) => {
        running = { acknowledged: false, endsAcknowledged, onMessage, settle: resolve };
        waitFor(timing.acknowledgeMs);
        send(command, once);
      });
    },
    abortRunning() {
      if (running) send(ABORT_RUNNING);
    },
    close: () => end(null),
  };
}

/** Whether a refusal or an abort says: later. */
export function isBusy(end: CommandEnd): boolean {
  return (end.status === 'refused' || end.status === 'aborted') && end.code === BUSY;
}
