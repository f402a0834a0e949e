// A simulated ZVT terminal at work: takes the till's commands (PA00P015, chapter 2), works through them as terminals do, and books.
// It goes on when the till is not there any more, as terminals do.
import { setTimeout as wait } from 'node:timers/promises';
import type { Apdu } from '../payment-terminal/zvt/apdu.ts';
import { decodeBcd, decodeBcdDigits } from '../payment-terminal/zvt/bcd.ts';
import { type Bitmap, bitmapOf, parseBitmaps } from '../payment-terminal/zvt/bitmaps.ts';
import { COMMANDS } from '../payment-terminal/zvt/commands.ts';
import type { TerminalBooking, TerminalBooks } from './terminal-books.ts';
import {
  abortBecause,
  apdu,
  bookedStatus,
  byte,
  completion,
  declinedStatus,
  intermediate,
  positive,
  refusal,
  type TerminalPaper,
  textBlock,
  textLines,
  totalsStatus,
} from './terminal-messages.ts';
import { endOfDayPaper, papersOf } from './terminal-papers.ts';
import { type TerminalHabits, type TerminalPlan, USUAL_STEPS } from './terminal-plan.ts';
import { TERMINAL_WORDS, type TerminalPlace, type TerminalWords } from './terminal-words.ts';

export interface TerminalWorkParts {
  books: TerminalBooks;
  habits: TerminalHabits;
  nowMs: () => number;
  password: string;
  /** Asked before each paper, and each text on its display. */
  place: () => TerminalPlace;
  /** ISO 4217 numbers; all where it is not said. */
  currencies?: readonly number[];
  /** Of the next payment, reversal or refund. */
  nextPlan(): TerminalPlan;
  /** How long an acknowledgement of the till may take. */
  acknowledgeMs: number;
  onBooked(booking: TerminalBooking): void;
}

/** The till's end of the line. */
export interface TillLine {
  /** Rejects when the line is gone. */
  send(message: Apdu): Promise<void>;
}

export interface TerminalWork {
  connected(line: TillLine): void;
  /** The line that is gone. */
  disconnected(line: TillLine): void;
  receive(message: Apdu, line: TillLine): void;
  readonly busy: boolean;
  /** The till has the right to begin payments. */
  readonly registered: boolean;
  /** Resolves when nothing runs. */
  atRest(): Promise<void>;
}

type Answer = 'yes' | 'no' | 'lost';
const CODE = { aborted: 0x6c, notRegistered: 0x6b, currency: 0x6f, busy: 0x9c, unknown: 0x83, protocol: 0x9a, notReversible: 0xb5 } as const;
const EURO = 978;

export function openTerminalWork(parts: TerminalWorkParts): TerminalWork {
  const { books, habits, nowMs, password, place, currencies, acknowledgeMs } = parts;
  let till: TillLine | null = null;
  let registered = false;
  let currency = EURO;
  let running: Promise<void> | null = null;
  let abortAsked = false;
  let answerWaits: ((answer: Answer) => void) | null = null;

  const tell = (message: Apdu, line: TillLine | null = till) => {
    // A till that is gone hears nothing: the line's end says so.
    line?.send(message).catch(() => undefined);
  };

  /** Sends it, and waits until the till has answered. */
  async function say(message: Apdu): Promise<Answer> {
    if (!till) return 'lost';
    const { promise, resolve } = Promise.withResolvers<Answer>();
    answerWaits = resolve;
    const timer = setTimeout(() => resolve('lost'), acknowledgeMs);
    till.send(message).catch(() => resolve('lost'));
    const answer = await promise;
    clearTimeout(timer);
    answerWaits = null;
    return answer;
  }

  /** Lines (06 D1) are in code page 437, which has no Hangul: a terminal that sends them speaks English there. */
  const words = (): TerminalWords => TERMINAL_WORDS[habits.papers === 'lines' && place().language === 'ko' ? 'en' : place().language];
  const utf8 = () => habits.utf8 || words() === TERMINAL_WORDS.ko;

  async function hand(papers: readonly TerminalPaper[]) {
    if (habits.papers === 'none') return;
    for (const message of papers.flatMap((paper) => (habits.papers === 'blocks' ? [textBlock(paper, utf8())] : textLines(paper)))) {
      if ((await say(message)) === 'lost') return;
    }
  }

  /** Intermediate status on the way to the card's answer. False when somebody stopped it. */
  async function walk({ steps = [...USUAL_STEPS], stepMs = 0 }: TerminalPlan): Promise<boolean> {
    for (const step of steps) {
      const answer = await say(intermediate(step, words().steps[step] ?? '', utf8()));
      if (stepMs > 0) await wait(stepMs);
      if (abortAsked || (answer === 'lost' && habits.afterLineLost === 'stops')) return false;
    }
    return !abortAsked;
  }

  const statusOf = (booking: TerminalBooking) => bookedStatus(habits.namesReversed ? booking : { ...booking, reversesTrace: null });

  function bookIt(booking: Omit<TerminalBooking, 'receiptNumber' | 'traceNumber' | 'atMs'>): TerminalBooking {
    const booked = books.book({ ...booking, traceNumber: books.nextTrace(), atMs: nowMs() });
    parts.onBooked(booked);
    return booked;
  }

  /** Takes money, takes it back, or gives some: the same way for all three. */
  async function move(
    kind: TerminalBooking['kind'],
    amountMinor: number,
    currencyNumber: number,
    original: TerminalBooking | null,
    plan: TerminalPlan,
  ) {
    const outcome = plan.outcome ?? 'approve';
    if (outcome === 'silent') return;
    if (!(await walk(plan))) {
      tell(abortBecause(CODE.aborted));
      return;
    }
    if (typeof outcome === 'object') {
      if ('decline' in outcome) await say(declinedStatus(outcome.decline, amountMinor, books.nextTrace(), outcome.text ?? ''));
      tell(abortBecause('decline' in outcome ? outcome.decline : 'abort' in outcome ? outcome.abort : CODE.aborted));
      return;
    }
    const cardName = original?.cardName ?? plan.card ?? 'girocard';
    const booked = bookIt({ kind, amountMinor, currencyNumber, cardName, reversesTrace: original?.traceNumber ?? null });
    let answer = await say(statusOf(booked));
    if (plan.statusTwice && answer === 'yes') answer = await say(statusOf(booked));
    if (answer === 'no' || (answer === 'lost' && habits.afterLineLost === 'reverses' && kind === 'payment')) {
      bookIt({ kind: 'reversal', amountMinor, currencyNumber, cardName, reversesTrace: booked.traceNumber });
      tell(abortBecause(CODE.aborted));
      return;
    }
    await hand(papersOf(booked, words(), place().timeZone));
    tell(completion());
  }

  async function repeat() {
    const last = books.bookings.at(-1);
    if (last) {
      await say(statusOf(last));
      await hand(papersOf(last, words(), place().timeZone));
    }
    tell(completion());
  }

  async function endDay() {
    const open = books.open();
    await say(intermediate(0x0e, words().steps[0x0e] ?? '', utf8()));
    books.settle();
    await say(totalsStatus(open));
    await hand([endOfDayPaper(open, words())]);
    tell(completion());
  }

  function begin(work: () => Promise<void>) {
    abortAsked = false;
    tell(positive());
    running = work().finally(() => {
      running = null;
    });
  }

  function register(data: Uint8Array) {
    if (decodeBcdDigits(data.subarray(0, 3)) !== password) return begin(async () => tell(abortBecause(CODE.notRegistered)));
    const asked = data.length >= 6 ? (decodeBcd(data.subarray(4, 6)) ?? EURO) : EURO;
    if (currencies && !currencies.includes(asked)) return begin(async () => tell(abortBecause(CODE.currency)));
    registered = true;
    currency = asked;
    begin(async () =>
      tell(completion(Uint8Array.of(0x19, 0), Uint8Array.of(0x29, 0x52, 0, 0x01, 0x23), Uint8Array.of(0x49, ...data.subarray(4, 6)))),
    );
  }

  function beginMove(kind: TerminalBooking['kind'], bitmaps: readonly Bitmap[]) {
    const numberIn = (id: number) => decodeBcd(bitmapOf(bitmaps, id) ?? new Uint8Array());
    const currencyNumber = numberIn(0x49) ?? currency;
    if (!registered) return tell(refusal(CODE.notRegistered));
    if (currencies && !currencies.includes(currencyNumber)) return begin(async () => tell(abortBecause(CODE.currency)));
    const original = kind === 'reversal' ? books.openPayment(numberIn(0x87) ?? 0) : undefined;
    if (kind === 'reversal' && !original) return begin(async () => tell(abortBecause(CODE.notReversible)));
    const plan = parts.nextPlan();
    const { outcome } = plan;
    if (typeof outcome === 'object' && 'refuse' in outcome) return tell(refusal(outcome.refuse));
    const amountMinor = original?.amountMinor ?? numberIn(0x04) ?? 0;
    begin(() => move(kind, amountMinor, currencyNumber, original ?? null, plan));
  }

  function receiveCommand({ command, data }: Apdu) {
    if (command === COMMANDS.abortRunning) {
      if (running !== null) abortAsked = true;
      return tell(positive());
    }
    const letsIn = command === COMMANDS.statusEnquiry || command === COMMANDS.registration;
    if (running !== null && !(letsIn && habits.whileBusy === 'says_so')) return tell(refusal(CODE.busy));
    const behindPassword = parseBitmaps(data, 3).bitmaps;
    switch (command) {
      case COMMANDS.registration:
        return running !== null ? registerWhileBusy(data) : register(data);
      case COMMANDS.statusEnquiry:
        if (!habits.tellsStatus) return tell(refusal(CODE.unknown));
        tell(positive());
        return tell(completion(byte(running !== null ? CODE.busy : 0)));
      case COMMANDS.authorisation:
        return beginMove('payment', parseBitmaps(data).bitmaps);
      case COMMANDS.reversal:
        return beginMove('reversal', behindPassword);
      case COMMANDS.refund:
        return beginMove('refund', behindPassword);
      case COMMANDS.repeatReceipt:
        return begin(repeat);
      case COMMANDS.endOfDay:
        return begin(endDay);
      case COMMANDS.logOff:
        registered = false;
        return tell(positive());
      default:
        return tell(refusal(CODE.unknown));
    }
  }

  /** Lets the till in again, and goes on with what it is at. */
  function registerWhileBusy(data: Uint8Array) {
    tell(positive());
    tell(decodeBcdDigits(data.subarray(0, 3)) === password ? completion() : apdu(COMMANDS.abort, byte(CODE.notRegistered)));
  }

  return {
    connected(line) {
      till = line;
    },
    disconnected(line) {
      if (till !== line) return;
      till = null;
      answerWaits?.('lost');
    },
    receive(message, line) {
      if (line !== till) return;
      const answered = message.command >> 8;
      if (answered === 0x80 || message.command === 0x8400) answerWaits?.('yes');
      else if (answered === 0x84) answerWaits?.('no');
      else receiveCommand(message);
    },
    get busy() {
      return running !== null;
    },
    get registered() {
      return registered;
    },
    async atRest() {
      while (running !== null) await running;
    },
  };
}
