// A card terminal for tests of the till: it has books of its own, which outlive the till, and does what it is told to. The real
// protocol over a real line is in the driver's tests and in the soak.
import type {
  DayEnd,
  PaymentTerminal,
  TerminalOutcome,
  TerminalPayment,
  TerminalProgress,
  TerminalReceipt,
} from '../../hardware/payment-terminal/payment-terminal.ts';
import type { DeviceCondition } from '../../shared/devices.ts';

/**
 * What becomes of the next one. `lost_after`: it is booked, and its answer is lost; `held`: it waits for the customer's card;
 * `breaks`: the driver fails; `not_reversible`: it says no as to a payment of a day before.
 */
export type Doing = 'approve' | 'decline' | 'lost_before' | 'lost_after' | 'held' | 'other_amount' | 'breaks' | 'not_reversible';

interface Booking {
  mark: string;
  /** Negative where money went back. */
  amountMinor: number;
  receiptNumber: string;
}

export interface ScriptedTerminal {
  driver: PaymentTerminal;
  next: Doing;
  signatureNeeded: boolean;
  /** Asked what it booked last it says what decides nothing. */
  vague: boolean;
  /** It ends its day, and its answer to that is lost. */
  losesDay: boolean;
  /** It does not end its day, and says so. */
  refusesDay: boolean;
  /** Its sums have no sign, and end at zero. */
  unsigned: boolean;
  /** What it calls itself. */
  terminalId: string;
  bookings: Booking[];
  asked: string[];
  is(condition: DeviceCondition): void;
  /** Lets go of what is held. */
  go(outcome: 'approve' | 'decline'): void;
}

export function createScriptedTerminal(): ScriptedTerminal {
  let condition: DeviceCondition = 'ready';
  let settledTo = 0;
  let letGo: ((doing: 'approve' | 'decline') => void) | null = null;
  const listeners = new Set<(condition: DeviceCondition) => void>();
  const last = () => terminal.bookings.at(-1)?.mark ?? 'none';

  const receiptOf = ({ amountMinor, receiptNumber }: Booking): TerminalReceipt => ({
    amountMinor: Math.abs(amountMinor),
    receiptNumber,
    traceNumber: `trace ${receiptNumber}`,
    terminalId: terminal.terminalId,
    authorisationCode: 'A1',
    cardName: 'girocard',
    customerLines: ['girocard', 'PAN 4111 1111 1111 1111'],
    merchantLines: ['merchant copy'],
    signatureNeeded: terminal.signatureNeeded,
  });
  const book = (amountMinor: number): TerminalOutcome => {
    const number = terminal.bookings.length + 1;
    const booking = { mark: `m${number}`, amountMinor, receiptNumber: String(1000 + number) };
    terminal.bookings.push(booking);
    return { status: 'approved', receipt: receiptOf(booking) };
  };
  const declined: TerminalOutcome = { status: 'declined', reason: 'declined', code: '05', text: 'no money on it', customerLines: [] };

  const doing = async (
    { mark }: TerminalPayment,
    amountMinor: number,
    onProgress: (progress: TerminalProgress) => void,
  ): Promise<TerminalOutcome> => {
    if (condition !== 'ready') return { status: 'not_sent', reason: condition };
    if (mark !== last()) return { status: 'not_sent', reason: 'busy' };
    const what = terminal.next;
    terminal.next = 'approve';
    onProgress({ step: 'insert_card', text: 'Insert card' });
    switch (what) {
      case 'approve':
        return book(amountMinor);
      case 'other_amount':
        return book(amountMinor + 1);
      case 'decline':
        return declined;
      case 'not_reversible':
        return { ...declined, reason: 'not_reversible' };
      case 'held': {
        const then = await new Promise<'approve' | 'decline'>((resolve) => {
          letGo = resolve;
        });
        letGo = null;
        return then === 'approve' ? book(amountMinor) : declined;
      }
      case 'lost_after':
        book(amountMinor);
        terminal.is('unreachable');
        return { status: 'unknown', reason: 'line_lost' };
      case 'breaks':
        terminal.is('unreachable');
        throw new Error('the driver failed');
      case 'lost_before':
        terminal.is('unreachable');
        return { status: 'unknown', reason: 'line_lost' };
    }
  };

  const driver: PaymentTerminal = {
    get condition() {
      return condition;
    },
    get terminalId() {
      return terminal.terminalId;
    },
    onCondition(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    mark: async () => last(),
    register: async () => ({ ok: true }),
    pay: (payment, onProgress) => doing(payment, payment.amountMinor, onProgress),
    reverse: (payment, _receipt, onProgress) => doing(payment, -payment.amountMinor, onProgress),
    refund: (payment, onProgress) => doing(payment, -payment.amountMinor, onProgress),
    abort: async () => letGo?.('decline'),
    async ask({ paymentId, mark, amountMinor }) {
      terminal.asked.push(paymentId);
      if (condition !== 'ready') return { status: 'not_sent', reason: condition };
      // It is still at it.
      if (letGo || terminal.vague) return { status: 'unknown', reason: 'no_answer' };
      const booking = terminal.bookings.at(-1);
      if (last() === mark) return { status: 'declined', reason: 'not_made', code: '', text: '', customerLines: [] };
      return booking && Math.abs(booking.amountMinor) === amountMinor
        ? { status: 'approved', receipt: receiptOf(booking) }
        : { status: 'unknown', reason: 'no_answer' };
    },
    async endOfDay(): Promise<DayEnd> {
      if (condition !== 'ready' || terminal.refusesDay) return { status: 'refused' };
      const day = terminal.bookings.slice(settledTo);
      settledTo = terminal.bookings.length;
      if (terminal.losesDay) return { status: 'unknown' };
      const totalMinor = day.reduce((sum, { amountMinor }) => sum + amountMinor, 0);
      const totals = { count: day.length, totalMinor: terminal.unsigned ? Math.max(0, totalMinor) : totalMinor, byCard: [], lines: [] };
      return { status: 'ended', totals };
    },
    close: () => Promise.resolve(),
  };
  const terminal: ScriptedTerminal = {
    driver,
    next: 'approve',
    signatureNeeded: false,
    vague: false,
    losesDay: false,
    refusesDay: false,
    unsigned: false,
    terminalId: 'T-77',
    bookings: [],
    asked: [],
    is(next) {
      condition = next;
      for (const listener of listeners) listener(next);
    },
    go: (outcome) => letGo?.(outcome),
  };
  return terminal;
}
