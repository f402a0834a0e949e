// The driver of a ZVT terminal: keeps a connection, is registered there, asks for money, and for what became of money. What it
// cannot know it says is unknown: from the first byte of an authorisation on, only the terminal's word ends it.
import type { DeviceCondition } from '../../../shared/devices.ts';
import { type DeviceLog, keepConnected } from '../../keep-connected.ts';
import type { OpenTransport } from '../../transport/transport.ts';
import type {
  DayEnd,
  DeclineReason,
  PaymentTerminal,
  TerminalOutcome,
  TerminalPayment,
  TerminalProgress,
  TerminalTask,
} from '../payment-terminal.ts';
import type { Apdu } from './apdu.ts';
import type { OpenApduLine } from './apdu-line.ts';
import { wordsOfCode } from './codes.ts';
import { type AmountIn, authorisation, DEFAULT_PASSWORD, endOfDay, refund, reversal } from './commands.ts';
import { currencyNumber } from './currency-numbers.ts';
import { judge, NO_MARK } from './last-booking.ts';
import { declined, hearing, outcomeOf, UNKNOWN } from './outcomes.ts';
import { createPaperTray, saysTakenBack } from './papers.ts';
import { openRegisteredSession, type RegisteredSession } from './registered-session.ts';
import { dayTotalsOf } from './totals.ts';
import { ZVT_TIMING, type ZvtTiming } from './zvt-session.ts';

export interface ZvtTerminalOptions {
  openTransport: OpenTransport;
  /** How messages travel on it: `openTcpLine`, `openSerialLine`. */
  openLine: OpenApduLine;
  /** The shop's (ISO 4217). */
  currency: string;
  /** Six digits; the terminal's cashier password, read each time it is needed. */
  password?: () => string;
  log: DeviceLog;
  nowMs: () => number;
  timing?: ZvtTiming;
}

/** Six bytes of digits. */
const MOST_MINOR = 999_999_999_999;

/** Connects at once and stays connected; `ready` when the terminal is registered, and at rest. */
export function openZvtTerminal(options: ZvtTerminalOptions): PaymentTerminal {
  const { openTransport, openLine, currency, password = () => DEFAULT_PASSWORD, log, nowMs, timing = ZVT_TIMING } = options;
  const line = keepConnected<'ready', RegisteredSession>({
    name: 'payment_terminal',
    log,
    openSession: (signal, { onCondition, onEnd }) =>
      openRegisteredSession({
        openTransport,
        openLine,
        currencyNumber: currencyNumber(currency) ?? null,
        password,
        timing,
        nowMs,
        signal,
        onReady: () => onCondition('ready'),
        onEnd,
      }),
  });
  /** Moves money, or settles a day: one at a time. */
  let busy = false;
  let abortWanted = false;
  let lastMark = NO_MARK;

  const readySession = (): RegisteredSession | null => (line.condition === 'ready' ? line.session : null);
  const notSent = (): TerminalOutcome => ({ status: 'not_sent', reason: line.condition === 'ready' ? 'connecting' : line.condition });

  /** What cannot be asked of any terminal; null when it can. */
  function refusedHere({ amountMinor }: TerminalPayment, number: number | undefined): DeclineReason | null {
    if (number === undefined) return 'currency';
    return amountMinor > 0 && amountMinor <= MOST_MINOR ? null : 'amount';
  }

  async function move(
    payment: TerminalPayment,
    task: TerminalTask,
    command: (amount: AmountIn) => Apdu,
    onProgress: (progress: TerminalProgress) => void,
  ): Promise<TerminalOutcome> {
    if (busy) return { status: 'not_sent', reason: 'busy' };
    const session = readySession();
    if (!session) return notSent();
    const number = currencyNumber(payment.currency);
    const refused = refusedHere(payment, number);
    if (refused || number === undefined) return declined(refused ?? 'currency', '', '');
    busy = true;
    abortWanted = false;
    try {
      return await session.alone(async () => {
        const trouble = await session.register();
        if (!session.alive) return notSent();
        if (trouble) return declined(trouble.reason, trouble.code, wordsOfCode(Number.parseInt(trouble.code, 16)));
        if (!session.learned || payment.mark !== session.mark) return { status: 'not_sent', reason: 'busy' };
        if (abortWanted) return declined('aborted', '', '');
        const heard = hearing(onProgress);
        session.learnLater();
        const end = await session.run(command({ amountMinor: payment.amountMinor, currencyNumber: number }), { once: true, onMessage: heard.take });
        const outcome = outcomeOf(end, heard.heard(), payment);
        return outcome === 'ask' ? await askFor(session, payment, task) : outcome;
      });
    } finally {
      busy = false;
    }
  }

  async function askFor(session: RegisteredSession, payment: TerminalPayment, task: TerminalTask): Promise<TerminalOutcome> {
    const tray = createPaperTray();
    const rest = await session.learn(tray.take);
    if (rest === 'lost') return UNKNOWN.lost;
    if (rest === 'busy') return UNKNOWN.silent;
    const last = session.lastBooking;
    const judgement = judge(payment, task, last);
    const record = last?.record;
    if (judgement === 'not_made' && !rest.certain) return UNKNOWN.silent;
    if (judgement === 'not_made') return declined('not_made', '', '');
    if (judgement === 'undecided' || !record) return UNKNOWN.silent;
    const papers = tray.papers();
    if (judgement === 'made' && task === 'payment' && saysTakenBack(papers)) return UNKNOWN.silent;
    const outcome = outcomeOf({ status: 'completed', data: new Uint8Array() }, { record, ...papers }, payment);
    return outcome === 'ask' ? UNKNOWN.silent : outcome;
  }

  return {
    get condition(): DeviceCondition {
      return line.condition;
    },
    onCondition: line.onCondition,
    get terminalId() {
      return readySession()?.lastBooking?.record?.terminalId ?? '';
    },
    async mark() {
      const session = readySession();
      if (session && !busy) await session.alone(() => session.learnIfOld());
      lastMark = session?.mark ?? lastMark;
      return lastMark;
    },
    pay: (payment, onProgress) => move(payment, 'payment', authorisation, onProgress),
    reverse: (payment, receiptNumber, onProgress) => {
      if (!/^\d{1,4}$/.test(receiptNumber)) return Promise.resolve(declined('other', '', ''));
      return move(payment, 'reversal', () => reversal(password(), receiptNumber), onProgress);
    },
    refund: (payment, onProgress) => move(payment, 'refund', (amount) => refund(password(), amount), onProgress),
    async abort() {
      abortWanted = true;
      if (busy) line.session?.abortRunning();
    },
    async ask(payment, task) {
      const session = readySession();
      if (!session) return UNKNOWN.lost;
      if (busy) return UNKNOWN.silent;
      return session.alone(() => askFor(session, payment, task));
    },
    async register() {
      const session = readySession();
      if (busy || !session) return { ok: false, reason: busy ? 'busy' : 'away', code: '' };
      const trouble = await session.alone(() => session.register(true));
      if (!session.alive) return { ok: false, reason: 'away', code: '' };
      return trouble ? { ok: false, ...trouble } : { ok: true };
    },
    async endOfDay(): Promise<DayEnd> {
      const session = readySession();
      if (busy || !session) return { status: 'refused' };
      busy = true;
      try {
        return await session.alone(async () => {
          if (await session.register()) return { status: 'refused' };
          const heard = hearing(() => undefined);
          session.learnLater();
          const end = await session.run(endOfDay(password()), { once: true, onMessage: heard.take });
          const { record, customerLines, merchantLines, otherLines } = heard.heard();
          if (end.status === 'refused' || end.status === 'aborted') return { status: 'refused' };
          const totals = record && dayTotalsOf(record, [...otherLines, ...merchantLines, ...customerLines]);
          return end.status === 'completed' && totals ? { status: 'ended', totals } : { status: 'unknown' };
        });
      } finally {
        busy = false;
      }
    },
    async close() {
      if (!busy) await readySession()?.logOff();
      await line.close();
    },
  };
}
