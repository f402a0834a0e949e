// The driver of a Star printer (Star Line Mode, StarPRNT). Status is asked for in real time, also while the printer is off-line; a
// job is on paper when the printer has counted the ETB behind it.
import { USUAL_DRAWER } from '../../../shared/printers.ts';
import type { PrinterCondition } from '../../../shared/state.ts';
import { TransportError } from '../../transport/transport.ts';
import { FINISH_LOST_LENGTHS } from '../escpos-commands.ts';
import type { PrinterOptions } from '../escpos-printer.ts';
import { createJobRunner, PRINTER_TIMING } from '../job-runner.ts';
import { LOOK_MS } from '../online-look.ts';
import { openPrinterDriver, type PrinterSession, type PrinterSessionEvents } from '../printer-driver.ts';
import { canPrint, conditionOf, whyNotOnline } from '../printer-status.ts';
import type { PrintOutcome, ReceiptPrinter } from '../receipt-printer.ts';
import { ASK_STATUS, COUNT, drawerKick, FINISH_LOST_COMMAND, INITIALISE, NO_AUTOMATIC_STATUS, RESET, RESET_COUNTER } from './star-commands.ts';
import { createStarFramer, type StarStatus } from './star-status.ts';

const ANSWERS_MISSED = 3;
/** How often a printer with a job or a watched drawer is asked. */
const SOON_MS = 100;
const COUNTS = 32;
/** From one count to the one that a connection begins at: far from what a job before it may still add. */
const APART = 7;

/** Connects at once and stays connected; `connecting` until the printer has told its condition. */
export function openStarPrinter({ openTransport, nowMs, log, drawer = USUAL_DRAWER, timing = PRINTER_TIMING }: PrinterOptions): ReceiptPrinter {
  async function openSession(signal: AbortSignal, events: PrinterSessionEvents): Promise<PrinterSession> {
    let condition: PrinterCondition | null = null;
    let told: PrinterCondition | null = null;
    let ended = false;
    let missed = 0;
    let timer: NodeJS.Timeout | undefined;
    /** The count that the printer was told to begin at; jobs wait until it stands there. */
    let expected: number | null = null;
    let confirms: boolean | null = null;
    /** Asked after the last byte of the job. */
    let askedAfterJob = false;
    /** Who waits for the status of now. */
    let looking: ((heard: boolean) => void) | null = null;
    /** The drawer was told to open, and the printer has not said that it did so. */
    let kicking = false;
    /** It is started anew, and the line ends then: what it still says is nobody's. A paper must not come in between. */
    let takingBack = false;

    const frame = createStarFramer();
    const transport = await openTransport({ onData: receive, onEnd: end }, signal);
    const runner = createJobRunner({
      timing,
      send,
      canPrint: () => condition !== null && canPrint(condition),
      onTooLong() {
        if (kicking) return takeKickBack({ status: 'unconfirmed', reason: 'no_answer' });
        runner.finish({ status: 'unconfirmed', reason: 'no_answer' });
        // A late count would be taken for the next job's: the next connection begins at another.
        end(new TransportError('lost', 'the printer takes no more bytes, or does not count'));
      },
    });

    function end(error: TransportError | null) {
      if (ended) return;
      ended = true;
      clearTimeout(timer);
      transport.close();
      looking?.(false);
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

    /** A drawer must not open when somebody shuts the cover some minutes later. */
    function takeKickBack(outcome: PrintOutcome) {
      if (takingBack) return;
      takingBack = true;
      void send(RESET).then(() => {
        runner.finish(outcome);
        end(new TransportError('lost', 'the printer did not open the drawer, and was started anew'));
      });
    }

    function ask() {
      clearTimeout(timer);
      // In the middle of a job it would be taken for a part of a picture.
      if (runner.isSending) return askLater(SOON_MS);
      askedAfterJob = runner.job?.sent ?? false;
      timer = setTimeout(onSilence, timing.answerMs);
      void send(ASK_STATUS);
    }

    function askLater(delayMs: number) {
      clearTimeout(timer);
      timer = setTimeout(ask, delayMs);
    }

    function onSilence() {
      missed += 1;
      if (missed < ANSWERS_MISSED) ask();
      else end(new TransportError(condition === null ? 'silent' : 'lost', 'the printer does not answer'));
    }

    /** What it counted before is nobody's any more. */
    function beginCounting(counter: number) {
      expected = (counter + APART) % COUNTS;
      void send(Buffer.concat([RESET_COUNTER, ...Array.from({ length: expected }, () => COUNT)]));
    }

    function learnConfirms(yes: boolean) {
      confirms = yes;
      events.onConfirms(yes);
      log.info('printer.confirms', { confirmation: yes ? 'etb' : 'never' });
    }

    function onStatus(status: StarStatus) {
      const { counter } = status;
      events.onDrawerLevel(status.drawerHigh);
      const next = conditionOf(status);
      if (next !== condition) {
        condition = next;
        runner.conditionChanged();
      }
      if (kicking && !canPrint(next)) takeKickBack({ status: 'not_sent', reason: next });
      if (confirms === null && canPrint(next)) {
        if (counter === null) learnConfirms(false);
        else if (expected === null) beginCounting(counter);
        else if (counter === expected) learnConfirms(true);
      }
      if (runner.job?.sent && askedAfterJob) {
        if (confirms === true && counter === expected) runner.finish({ status: 'confirmed' });
        else if (confirms === false && canPrint(next)) {
          runner.finish(runner.job.stoodStill ? { status: 'unconfirmed', reason: 'no_answer' } : { status: 'sent' });
        }
      }
      if (next !== told && (confirms !== null || !canPrint(next))) {
        told = next;
        events.onCondition(next);
      }
    }

    function receive(bytes: Uint8Array) {
      missed = 0;
      for (const status of frame(bytes)) {
        if (ended || takingBack) return;
        onStatus(status);
        looking?.(true);
        const soon = runner.job !== null || events.drawerIsWatched() || (confirms === null && expected !== null);
        askLater(soon ? Math.min(SOON_MS, timing.pollMs) : timing.pollMs);
      }
    }

    void send(FINISH_LOST_LENGTHS);
    ask();
    void send(Buffer.concat([FINISH_LOST_COMMAND, INITIALISE, NO_AUTOMATIC_STATUS]));

    return {
      print(bytes, jobNumber) {
        if (expected !== null) expected = (expected + 1) % COUNTS;
        return runner.run(String(jobNumber), Buffer.concat([bytes, ...(confirms ? [COUNT] : [])]), ask);
      },
      async kick(jobNumber) {
        let limit: NodeJS.Timeout | undefined;
        const heard = await new Promise<boolean>((resolve) => {
          looking = resolve;
          limit = setTimeout(resolve, LOOK_MS, false);
          ask();
        });
        clearTimeout(limit);
        looking = null;
        if (!heard || ended || condition === null || !canPrint(condition))
          return { status: 'not_sent', reason: whyNotOnline(ended ? null : condition) };
        if (expected !== null) expected = (expected + 1) % COUNTS;
        kicking = true;
        const kicked = await runner.runKick(
          String(jobNumber),
          Buffer.concat([drawerKick(drawer ?? USUAL_DRAWER), ...(confirms ? [COUNT] : [])]),
          ask,
        );
        kicking = false;
        return kicked;
      },
      // A Star printer goes on by itself when its cover is shut again.
      goOn: () => undefined,
      close: () => end(null),
    };
  }
  return openPrinterDriver({ openSession, drawer, nowMs, log });
}
