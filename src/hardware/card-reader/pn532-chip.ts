// One command after the other to a PN532 over a line: sent again where the frame was damaged on its way, given up where no answer
// comes. What the commands say is another file's.
import type { Transport } from '../transport/transport.ts';
import { ACK, createPn532Framer, frameOf, HOST_TO_PN532, NACK, PN532_TO_HOST, type Pn532Frame } from './pn532-frames.ts';

export interface Pn532Timing {
  /** How long it may take to say that a command came (UM0701-02, 6.2.1.3: 15 ms, and what lies between). */
  ackMs: number;
  /** And to answer it. */
  answerMs: number;
  /** And to answer a command that waits for a card. */
  cardMs: number;
  /** From one look for a card to the next. */
  pollMs: number;
}

/** `nothing`: not a byte came. `noise`: bytes, and no frame among them. `no_answer`: it heard the command. `ended`: the line is gone. */
export class Pn532Silence extends Error {
  readonly why: 'nothing' | 'noise' | 'no_answer' | 'ended';

  constructor(why: 'nothing' | 'noise' | 'no_answer' | 'ended') {
    super(`the PN532 does not answer: ${why}`);
    this.name = 'Pn532Silence';
    this.why = why;
  }
}

export interface Pn532Chip {
  /** What came over the line. */
  receive(bytes: Uint8Array): void;
  /** Its answer, without the code. One at a time. Pn532Silence. */
  command(command: Uint8Array, answerMs: number, before?: Uint8Array): Promise<Uint8Array>;
  /** Whoever waits for an answer learns that none comes. */
  end(): void;
}

const TRIES = 3;

export function createPn532Chip(write: Transport['write'], ackMs: number): Pn532Chip {
  let frame = createPn532Framer();
  let came: Pn532Frame[] = [];
  let heard = false;
  let ended = false;
  let wake: (() => void) | null = null;

  /** The next frame; null when none comes within that time. */
  async function next(deadlineMs: number): Promise<Pn532Frame | null> {
    const first = came.shift();
    if (first) return first;
    const left = deadlineMs - performance.now();
    if (left <= 0 || ended) return null;
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, left);
      wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
    wake = null;
    return next(deadlineMs);
  }

  const send = (bytes: Uint8Array) =>
    write(bytes).catch(() => {
      ended = true;
    });

  /** Whether it says that the command came. */
  async function acknowledged(): Promise<boolean> {
    const deadlineMs = performance.now() + ackMs;
    for (let got = await next(deadlineMs); got; got = await next(deadlineMs)) {
      if (got.kind === 'ack') return true;
      if (got.kind === 'nack' || got.kind === 'error') return false;
    }
    return false;
  }

  async function answerTo(code: number, answerMs: number): Promise<Uint8Array | null> {
    let asked = 1;
    const deadlineMs = performance.now() + answerMs;
    for (let got = await next(deadlineMs); got; got = await next(deadlineMs)) {
      if (got.kind === 'data' && got.bytes[0] === PN532_TO_HOST && got.bytes[1] === code + 1) return got.bytes.subarray(2);
      if (got.kind === 'error') return null;
      if (got.kind === 'damaged' && asked < TRIES) {
        asked += 1;
        await send(NACK);
      }
    }
    return null;
  }

  return {
    receive(bytes) {
      heard ||= bytes.length > 0;
      came.push(...frame(bytes));
      wake?.();
    },
    async command(command, answerMs, before = new Uint8Array(0)) {
      const bytes = Buffer.concat([before, frameOf(Uint8Array.of(HOST_TO_PN532, ...command))]);
      heard = false;
      for (let attempt = 0; attempt < TRIES && !ended; attempt += 1) {
        // What an earlier command left behind answers nothing that is asked now.
        came = [];
        frame = createPn532Framer();
        await send(bytes);
        if (!(await acknowledged())) continue;
        const answer = await answerTo(command[0] ?? 0, answerMs);
        if (answer) return answer;
        // It may still be at it: this ends it (UM0701-02, 6.2.1.4).
        if (!ended) await send(ACK);
        throw new Pn532Silence(ended ? 'ended' : 'no_answer');
      }
      throw new Pn532Silence(ended ? 'ended' : heard ? 'noise' : 'nothing');
    },
    end() {
      ended = true;
      wake?.();
    },
  };
}
