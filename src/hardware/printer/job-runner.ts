// The job that a printer is given: sent piece by piece, and waited for. Whose word ends it is the protocol's.
import type { PrintOutcome } from './receipt-printer.ts';

export interface PrinterTiming {
  /** How long an answer to a status question may take; after three without a byte the connection is given up. */
  answerMs: number;
  /** From one round of status questions to the next. */
  pollMs: number;
  /** How long a printer that is ready may take to answer what it can do. */
  probeMs: number;
  /** How long a printer that is ready may take to say that a job is on paper, at the least. */
  acknowledgeMs: number;
  /** And this for each byte of the job: a slow line, a slow printer. */
  acknowledgeMsPerByte: number;
}

export const PRINTER_TIMING: PrinterTiming = { answerMs: 2000, pollMs: 2000, probeMs: 1200, acknowledgeMs: 10_000, acknowledgeMsPerByte: 2 };

/** Bytes handed to the line at a time: each piece taken is progress, and a closed session stops after one. */
const PIECE_BYTES = 4096;
/** A printer that is ready kicks at once, and goes on when the pulse and the rest after it are over: a second at the most. */
const KICK_MS = 3000;

interface RunningJob {
  id: string;
  /** How long a ready printer may take. */
  limitMs: number;
  /** All its bytes are out. */
  sent: boolean;
  /** The printer has stood still since it began. */
  stoodStill: boolean;
  settle(outcome: PrintOutcome): void;
}

export interface JobRunner {
  /** The one under way. */
  readonly job: Pick<RunningJob, 'id' | 'sent' | 'stoodStill'> | null;
  /** Its bytes are going out: a question in between would be taken for a part of a picture. */
  readonly isSending: boolean;
  run(id: string, bytes: Uint8Array, onSent?: () => void): Promise<PrintOutcome>;
  /** What opens the drawer: as `run`, and it has little time. */
  runKick(id: string, bytes: Uint8Array, onSent?: () => void): Promise<PrintOutcome>;
  finish(outcome: PrintOutcome): void;
  /** The printer's condition has changed: while it waits for paper or a closed cover there is no limit. */
  conditionChanged(): void;
}

export interface JobRunnerParts {
  timing: PrinterTiming;
  send: (bytes: Uint8Array) => Promise<void>;
  canPrint: () => boolean;
  /** A ready printer has taken too long. `stuck`: not all bytes are out, and the rest of them must not get mixed with the next job. */
  onTooLong: (stuck: boolean) => void;
}

export function createJobRunner({ timing, send, canPrint, onTooLong }: JobRunnerParts): JobRunner {
  let job: RunningJob | null = null;
  let timer: NodeJS.Timeout | undefined;

  function restartTimer() {
    clearTimeout(timer);
    if (job && canPrint()) timer = setTimeout(() => onTooLong(job !== null && !job.sent), job.limitMs);
  }

  async function sendJob(running: RunningJob, bytes: Uint8Array, onSent: () => void) {
    for (let start = 0; start < bytes.length && job === running; start += PIECE_BYTES) {
      await send(bytes.subarray(start, start + PIECE_BYTES));
      if (job === running) restartTimer();
    }
    running.sent = true;
    if (job === running) onSent();
  }

  const begin = (id: string, bytes: Uint8Array, onSent: () => void, limitMs: number) =>
    new Promise<PrintOutcome>((settle) => {
      const running = { id, limitMs, sent: false, stoodStill: false, settle };
      job = running;
      restartTimer();
      void sendJob(running, bytes, onSent);
    });

  return {
    get job() {
      return job;
    },
    get isSending() {
      return job !== null && !job.sent;
    },
    run: (id, bytes, onSent = () => undefined) => begin(id, bytes, onSent, timing.acknowledgeMs + bytes.length * timing.acknowledgeMsPerByte),
    runKick: (id, bytes, onSent = () => undefined) => begin(id, bytes, onSent, Math.min(timing.acknowledgeMs, KICK_MS)),
    finish(outcome) {
      clearTimeout(timer);
      const finished = job;
      job = null;
      finished?.settle(outcome);
    },
    conditionChanged() {
      if (job && !canPrint()) job.stoodStill = true;
      restartTimer();
    },
  };
}
