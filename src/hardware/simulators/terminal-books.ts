// The books of a simulated card terminal: what it took and gave back since its last end of day, kept over restarts by whoever keeps
// its state. What is in here is true, whatever the till was told.

export interface TerminalBooking {
  kind: 'payment' | 'reversal' | 'refund';
  receiptNumber: number;
  traceNumber: number;
  amountMinor: number;
  currencyNumber: number;
  cardName: string;
  /** Of a reversal: the trace number of what it took back. */
  reversesTrace: number | null;
  atMs: number;
}

export interface TerminalBooksState {
  lastReceiptNumber: number;
  lastTraceNumber: number;
  /** All that was ever booked, in its order. */
  bookings: TerminalBooking[];
  /** How many of them were settled by an end of day. */
  settled: number;
}

export interface TerminalBooks {
  readonly bookings: readonly TerminalBooking[];
  nextTrace(): number;
  book(booking: Omit<TerminalBooking, 'receiptNumber'>): TerminalBooking;
  /** The payment with that receipt number that is not settled and not taken back. */
  openPayment(receiptNumber: number): TerminalBooking | undefined;
  /** Since the last end of day. */
  open(): TerminalBooking[];
  settle(): void;
  /** What is left of all payments after reversals and refunds. */
  takenMinor(): number;
}

const MOST_RECEIPTS = 9999;
const MOST_TRACES = 999_999;

export const EMPTY_TERMINAL_BOOKS: TerminalBooksState = { lastReceiptNumber: 0, lastTraceNumber: 0, bookings: [], settled: 0 };

/** What has to outlive a restart: the last one, and what is not settled. */
function kept({ bookings, settled, ...numbers }: TerminalBooksState): TerminalBooksState {
  const from = Math.max(0, Math.min(settled, bookings.length - 1));
  return { ...numbers, bookings: bookings.slice(from), settled: settled - from };
}

/** `save` is called at each change with all that has to outlive a restart. */
export function openTerminalBooks(
  initial: TerminalBooksState = EMPTY_TERMINAL_BOOKS,
  save: (state: TerminalBooksState) => void = () => undefined,
): TerminalBooks {
  const state: TerminalBooksState = { ...initial, bookings: [...initial.bookings] };
  const open = () => state.bookings.slice(state.settled);
  return {
    bookings: state.bookings,
    nextTrace() {
      state.lastTraceNumber = (state.lastTraceNumber % MOST_TRACES) + 1;
      return state.lastTraceNumber;
    },
    book(booking) {
      state.lastReceiptNumber = (state.lastReceiptNumber % MOST_RECEIPTS) + 1;
      const booked = { ...booking, receiptNumber: state.lastReceiptNumber };
      state.bookings.push(booked);
      save(kept(state));
      return booked;
    },
    openPayment(receiptNumber) {
      const found = open().find((booking) => booking.kind === 'payment' && booking.receiptNumber === receiptNumber);
      return found && open().some((other) => other.reversesTrace === found.traceNumber) ? undefined : found;
    },
    open,
    settle() {
      state.settled = state.bookings.length;
      save(kept(state));
    },
    takenMinor: () => state.bookings.reduce((sum, { kind, amountMinor }) => sum + (kind === 'payment' ? amountMinor : -amountMinor), 0),
  };
}
