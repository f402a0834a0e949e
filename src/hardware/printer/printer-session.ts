// One connection to a receipt printer, from its opening to its end: learns the condition, prints one job at a time, and
// notices when nobody is there any more. Connecting again is the driver's (escpos-printer.ts).
import { missingCase } from '../../shared/errors.ts';
import type { PrinterCondition } from '../../shared/state.ts';
import type { Session, SessionEvents } from '../keep-connected.ts';
import { type OpenTransport, TransportError } from '../transport/transport.ts';
import { createAnswerFramer, type PrinterAnswer } from './answer-framer.ts';
import { AUTOMATIC_STATUS, askForAcknowledgement, askStatus, DRAWER_KICK, FINISH_LOST_COMMAND, FINISH_LOST_LENGTHS, type StatusQuery } from './escpos-commands.ts';
import { canPrint, conditionOf, type PrinterStatus, statusOfAnswer, statusOfAutomatic } from './printer-status.ts';
import type { PrintOutcome, ReceiptPrinter } from './receipt-printer.ts';

type PrintJob = Parameters<ReceiptPrinter['print']>[0];

export interface PrinterTiming {
  /** How long an answer to DLE EOT may take; after three without a byte the connection is given up. */
  answerMs: number;
  /** From one round of status questions to the next. */
  pollMs: number;
  /** How long a printer that is ready may take to say that a job is on paper, at the least. */
  acknowledgeMs: number;
  /** And this for each byte of the job: a slow line, a slow printer. */
  acknowledgeMsPerByte: number;
}

export interface PrinterSession extends Session {
  /** Sends the job; the caller has seen that the printer can print. `jobId` is unlike those of the jobs before. */
  print(job: PrintJob, jobId: string): Promise<PrintOutcome>;
}

const ANSWERS_MISSED = 3;
/** Bytes handed to the line at a time: each piece taken is progress, and a closed session stops after one. */
const PIECE_BYTES = 4096;
const NEXT_QUERY: Record<StatusQuery, StatusQuery> = { 1: 2, 2: 3, 3: 4, 4: 1 };

interface RunningJob {
  id: string;
  /** How long a ready printer may take. */
  limitMs: number;
  /** All its bytes are out. */
  sent: boolean;
  settle(outcome: PrintOutcome): void;
}

export async function openPrinterSession(
  openTransport: OpenTransport,
  signal: AbortSignal,
  timing: PrinterTiming,
  events: SessionEvents<PrinterCondition>,
): Promise<PrinterSession> {
  let status: PrinterStatus = { offline: false, coverOpen: false, paperOut: false, paperLow: false, cutterError: false, otherError: false };
  /** Known with the first automatic status, or when each of the four questions has been answered. */
  let condition: PrinterCondition | null = null;
  let ended = false;
  let query: StatusQuery = 1;
  let waiting = false;
  let missed = 0;
  let queryTimer: NodeJS.Timeout | undefined;
  let job: RunningJob | null = null;
  let jobTimer: NodeJS.Timeout | undefined;

  const frame = createAnswerFramer();
  const transport = await openTransport({ onData: receive, onEnd: end }, signal);

  /** The bytes of a job are going out: a question in between would be taken for a part of a picture. */
  function isSending(): boolean {
    return job !== null && !job.sent;
  }

  function finishJob(outcome: PrintOutcome) {
    clearTimeout(jobTimer);
    const finished = job;
    job = null;
    finished?.settle(outcome);
  }

  function end(error: TransportError | null) {
    if (ended) return;
    ended = true;
    clearTimeout(queryTimer);
    transport.close();
    finishJob({ status: 'unconfirmed', reason: 'connection_lost' });
    events.onEnd(error);
  }

  function send(bytes: Uint8Array): Promise<void> {
    return transport
      .write(bytes)
      .catch((error: unknown) =>
        end(error instanceof TransportError ? error : new TransportError('lost', 'the line refused bytes', { cause: error })),
      );
  }

  function ask() {
    waiting = true;
    queryTimer = setTimeout(onSilence, timing.answerMs);
    void send(askStatus(query));
  }

  function onSilence() {
    if (isSending()) return askLater(timing.answerMs);
    missed += 1;
    if (missed < ANSWERS_MISSED) ask();
    else end(new TransportError(condition === null ? 'silent' : 'lost', 'the printer does not answer'));
  }

  function askLater(delayMs: number) {
    clearTimeout(queryTimer);
    waiting = false;
    queryTimer = setTimeout(() => (isSending() ? askLater(timing.pollMs) : ask()), delayMs);
  }

  /** From now on the printer has its time to acknowledge; while it waits for paper or a closed cover, there is no limit. */
  function restartJobTimer() {
    clearTimeout(jobTimer);
    if (!job || !condition || !canPrint(condition)) return;
    jobTimer = setTimeout(() => {
      const stuck = isSending();
      finishJob({ status: 'unconfirmed', reason: 'no_answer' });
      // The rest of this job must not get mixed with the next.
      if (stuck) end(new TransportError('lost', 'the printer takes no more bytes'));
    }, job.limitMs);
  }

  function learn(news: Partial<PrinterStatus>, complete: boolean) {
    status = { ...status, ...news };
    if (!complete && condition === null) return;
    const next = conditionOf(status);
    if (next === condition) return;
    condition = next;
    restartJobTimer();
    events.onCondition(next);
  }

  function onAnswer(answer: PrinterAnswer) {
    switch (answer.kind) {
      case 'automatic_status':
        learn(statusOfAutomatic(answer.bytes), true);
        break;
      case 'status_answer': {
        if (!waiting) break;
        const answered = query;
        query = NEXT_QUERY[answered];
        askLater(answered === 4 ? timing.pollMs : 0);
        learn(statusOfAnswer(answered, answer.byte), answered === 4);
        break;
      }
      case 'job_printed':
        if (answer.jobId === job?.id) finishJob({ status: 'confirmed' });
        break;
      default:
        missingCase(answer);
    }
  }

  function receive(bytes: Uint8Array) {
    missed = 0;
    for (const answer of frame(bytes)) {
      if (!ended) onAnswer(answer);
    }
  }

  async function sendJob(running: RunningJob, bytes: Uint8Array) {
    for (let start = 0; start < bytes.length && job === running; start += PIECE_BYTES) {
      await send(bytes.subarray(start, start + PIECE_BYTES));
      if (job === running) restartJobTimer();
    }
    running.sent = true;
  }

  void send(FINISH_LOST_LENGTHS);
  ask();
  void send(Buffer.concat([FINISH_LOST_COMMAND, AUTOMATIC_STATUS]));

  return {
    print: ({ bytes, kickDrawer }, jobId) =>
      new Promise((settle) => {
        const running = { id: jobId, limitMs: timing.acknowledgeMs + bytes.length * timing.acknowledgeMsPerByte, sent: false, settle };
        job = running;
        restartJobTimer();
        // Automatic status again: a printer on a serial line that was switched off and on has forgotten it.
        void sendJob(running, Buffer.concat([...(kickDrawer ? [DRAWER_KICK] : []), bytes, AUTOMATIC_STATUS, askForAcknowledgement(jobId)]));
      }),
    close: () => end(null),
  };
}
