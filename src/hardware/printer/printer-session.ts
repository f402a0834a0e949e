// One connection to an ESC/POS printer, from its opening to its end: learns the condition and what the printer can answer, prints
// one job at a time, and notices when nobody is there any more. Connecting again is the driver's (printer-driver.ts).
import { missingCase } from '../../shared/errors.ts';
import { type DrawerSettings, USUAL_DRAWER } from '../../shared/printers.ts';
import type { PrinterCondition } from '../../shared/state.ts';
import { type OpenTransport, TransportError } from '../transport/transport.ts';
import { createAnswerFramer, type PrinterAnswer } from './answer-framer.ts';
import {
  ASK_SENSOR,
  AUTOMATIC_STATUS,
  askForAcknowledgement,
  askStatus,
  CLEAR_BUFFERS,
  drawerKick,
  FINISH_LOST_COMMAND,
  FINISH_LOST_LENGTHS,
  GO_ON,
  INITIALISE,
  jobIdOf,
  type StatusQuery,
  withAutomaticStatus,
} from './escpos-commands.ts';
import { createJobRunner, type PrinterTiming } from './job-runner.ts';
import { createOnlineLook } from './online-look.ts';
import type { PrinterSession, PrinterSessionEvents } from './printer-driver.ts';
import { type Confirmation, createProbe, PROBE } from './printer-probe.ts';
import { canPrint, conditionOf, NOTHING_KNOWN, type PrinterStatus, statusOfAnswer, statusOfAutomatic, whyNotOnline } from './printer-status.ts';
import type { PrintOutcome } from './receipt-printer.ts';

export interface PrinterSessionParts {
  openTransport: OpenTransport;
  signal: AbortSignal;
  timing: PrinterTiming;
  drawer: DrawerSettings | null;
  /** What the connection before found out. */
  before: Confirmation;
  events: PrinterSessionEvents;
  onConfirmation: (confirmation: Confirmation) => void;
}

const ANSWERS_MISSED = 3;
/** Papers at which a printer that says who it is, and has not answered how it confirms, is asked that anew. */
const ASKED_ANEW = 3;
/** A watched drawer is asked about so often. */
const DRAWER_POLL_MS = 150;
/** A printer that was asked twice, because it was busy, answers twice: the second answer comes within this, and is nobody's. */
const LATE_ANSWER_MS = 50;
const NEXT_QUERY: Record<StatusQuery, StatusQuery> = { 1: 2, 2: 3, 3: 4, 4: 1 };

export async function openPrinterSession(parts: PrinterSessionParts): Promise<PrinterSession> {
  const { openTransport, signal, timing, drawer, before, events, onConfirmation } = parts;
  let status: PrinterStatus = NOTHING_KNOWN;
  /** Known with the first automatic status, or when each of the four questions has been answered. */
  let condition: PrinterCondition | null = null;
  let told: PrinterCondition | null = null;
  /** Null until the printer has been asked what it can answer: jobs wait for that. */
  let confirmation: Confirmation | null = null;
  const probe = createProbe();
  let unansweredProbes = 0;
  let askedAnew = 0;
  /** Answers to GS r that were asked for before the first job, and have not come. */
  let lateSensorAnswers = 0;
  let ended = false;
  let query: StatusQuery = 1;
  let waiting = false;
  /** How often this question was asked. */
  let asked = 0;
  let missed = 0;
  let queryTimer: NodeJS.Timeout | undefined;
  /** The questions of this round were asked after the job's last byte. */
  let roundAfterJob = false;
  const online = createOnlineLook();
  /** The drawer was told to open, and the printer has not said that it did so. */
  let kicking = false;
  /** It is told to forget the kick, and the line ends then: what it still says is nobody's. A paper must not come in between. */
  let takingBack = false;

  const frame = createAnswerFramer();
  const transport = await openTransport({ onData: receive, onEnd: end }, signal);
  const runner = createJobRunner({
    timing,
    send,
    canPrint: () => condition !== null && canPrint(condition),
    onTooLong(stuck) {
      if (kicking && !stuck) return takeKickBack({ status: 'unconfirmed', reason: 'no_answer' });
      runner.finish({ status: 'unconfirmed', reason: 'no_answer' });
      // An answer to GS r that came late would be taken for the next job's: it has no name on it.
      if (stuck || confirmation === 'sensor') end(new TransportError('lost', 'the printer takes no more bytes, or does not answer'));
    },
  });

  function end(error: TransportError | null) {
    if (ended) return;
    ended = true;
    clearTimeout(queryTimer);
    transport.close();
    online.end();
    runner.finish({ status: 'unconfirmed', reason: 'connection_lost' });
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
    asked += 1;
    if (query === 1) roundAfterJob = runner.job?.sent ?? false;
    queryTimer = setTimeout(onSilence, timing.answerMs);
    void send(askStatus(query));
  }

  function onSilence() {
    if (runner.isSending) return askLater(timing.answerMs);
    missed += 1;
    if (missed < ANSWERS_MISSED) ask();
    else end(new TransportError(condition === null ? 'silent' : 'lost', 'the printer does not answer'));
  }

  function askLater(delayMs: number) {
    clearTimeout(queryTimer);
    waiting = false;
    queryTimer = setTimeout(() => (runner.isSending ? askLater(timing.pollMs) : ask()), delayMs);
  }

  /** The four questions anew. The answer to one that is under way would be taken for the first one's: then behind it. */
  function askAfterJob() {
    if (waiting) return;
    query = 1;
    asked = 0;
    askLater(0);
  }

  /** Asked for right before what must not be done late. */
  async function isOnline(): Promise<boolean> {
    const isOn = await online.look(askAfterJob);
    return isOn && !ended && condition !== null && canPrint(condition);
  }

  /** A drawer must not open when somebody shuts the cover some minutes later: nothing but the kick is in the printer. */
  function takeKickBack(outcome: PrintOutcome) {
    if (takingBack) return;
    takingBack = true;
    void send(CLEAR_BUFFERS).then(() => {
      runner.finish(outcome);
      end(new TransportError('lost', 'the printer did not open the drawer, and forgets that it should'));
    });
  }

  function startProbe() {
    clearTimeout(queryTimer);
    waiting = false;
    // While it is under way no status is asked for: its answers would stand between the letters of others.
    queryTimer = setTimeout(() => {
      unansweredProbes += 1;
      // Once more where nothing came: the line has to be there for its silence to mean something.
      if (probe.confirmation === 'never' && unansweredProbes < 2) askLater(0);
      else settleProbe();
    }, timing.probeMs);
    void send(PROBE);
  }

  function settleProbe() {
    const { identity } = probe;
    confirmation = before === 'job_id' || probe.confirmation === 'never' ? before : probe.confirmation;
    // They may come late, and have no name on them.
    if (confirmation === 'sensor' && probe.confirmation === 'never') lateSensorAnswers = unansweredProbes;
    if (identity) events.onIdentity(identity);
    events.onConfirms(confirmation !== 'never');
    onConfirmation(confirmation);
    if (confirmation === 'job_id') void send(AUTOMATIC_STATUS);
    askLater(0);
    tell();
  }

  /** It can say when a job is printed after all: it was printing still when it was asked, or its answer was lost. */
  function believe(jobId: string) {
    // A job that it was not asked about would be waited for.
    if (runner.job && runner.job.id !== jobId) return;
    confirmation = 'job_id';
    events.onConfirms(true);
    onConfirmation(confirmation);
  }

  /** That it is ready is told when it is known what it can answer. */
  function tell() {
    if (condition === null || condition === told || (confirmation === null && canPrint(condition))) return;
    told = condition;
    events.onCondition(condition);
  }

  function learn(news: Partial<PrinterStatus>, complete: boolean) {
    status = { ...status, ...news };
    if (news.drawerHigh !== undefined) events.onDrawerLevel(news.drawerHigh);
    // Of four answers the first says that it is off-line, and a later one why.
    if (!complete) return;
    const next = conditionOf(status);
    if (next === condition) return;
    condition = next;
    runner.conditionChanged();
    tell();
    if (kicking && !canPrint(next)) takeKickBack({ status: 'not_sent', reason: next });
  }

  function onRoundAnswered() {
    if (condition === null || !canPrint(condition)) {
      unansweredProbes = 0;
      return;
    }
    if (confirmation === null) startProbe();
    else if (confirmation === 'never' && runner.job?.sent && roundAfterJob) {
      // It stood still in the middle, and may have forgotten what it held: only a person can tell.
      runner.finish(runner.job.stoodStill ? { status: 'unconfirmed', reason: 'no_answer' } : { status: 'sent' });
    }
  }

  function onAnswer(answer: PrinterAnswer) {
    if (confirmation === null && probe.heard(answer)) settleProbe();
    switch (answer.kind) {
      case 'automatic_status':
        learn(statusOfAutomatic(answer.bytes), true);
        break;
      case 'status_answer': {
        if (!waiting) break;
        const answered = query;
        query = NEXT_QUERY[answered];
        const soon = answered !== 4 || online.underWay || (confirmation === 'never' && (runner.job?.sent ?? false) && !roundAfterJob);
        askLater(soon ? (asked > 1 ? LATE_ANSWER_MS : 0) : events.drawerIsWatched() ? DRAWER_POLL_MS : timing.pollMs);
        asked = 0;
        learn(statusOfAnswer(answered, answer.byte), answered === 4);
        if (answered === 4) onRoundAnswered();
        query = online.answered(answered, status.offline) ?? query;
        break;
      }
      case 'sensor_answer':
        if (confirmation !== 'sensor') break;
        if (lateSensorAnswers > 0) lateSensorAnswers -= 1;
        else if (runner.job?.sent) runner.finish({ status: 'confirmed' });
        break;
      case 'job_printed':
        if (confirmation === 'never') believe(answer.jobId);
        if (answer.jobId === runner.job?.id) runner.finish({ status: 'confirmed' });
        break;
      default:
        missingCase(answer);
    }
  }

  function receive(bytes: Uint8Array) {
    missed = 0;
    for (const answer of frame(confirmation === null ? probe.take(bytes) : bytes)) {
      if (!ended && !takingBack) onAnswer(answer);
    }
  }

  void send(FINISH_LOST_LENGTHS);
  ask();
  void send(FINISH_LOST_COMMAND);

  return {
    print(bytes, jobNumber) {
      const id = jobIdOf(jobNumber);
      switch (confirmation) {
        case 'job_id':
          return runner.run(id, Buffer.concat([...withAutomaticStatus(bytes), askForAcknowledgement(id)]));
        case 'sensor':
          return runner.run(id, Buffer.concat([bytes, ASK_SENSOR]));
        default:
          if (probe.identity === null || askedAnew === ASKED_ANEW) return runner.run(id, bytes, askAfterJob);
          askedAnew += 1;
          return runner.run(id, Buffer.concat([bytes, askForAcknowledgement(id), INITIALISE]), askAfterJob);
      }
    },
    async kick(jobNumber) {
      if (!(await isOnline())) return { status: 'not_sent', reason: whyNotOnline(ended ? null : condition) };
      const id = jobIdOf(jobNumber);
      const kick = drawerKick(drawer ?? USUAL_DRAWER);
      const ask = confirmation === 'job_id' ? askForAcknowledgement(id) : confirmation === 'sensor' ? ASK_SENSOR : new Uint8Array();
      kicking = true;
      const kicked = await runner.runKick(id, Buffer.concat([kick, ask]), confirmation === 'never' ? askAfterJob : undefined);
      kicking = false;
      return kicked;
    },
    goOn() {
      if (!runner.isSending) void send(GO_ON);
    },
    close: () => end(null),
  };
}
