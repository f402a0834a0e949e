// A card terminal to train and test with: speaks ZVT over TCP (or, behind a pseudo-terminal, in serial blocks), keeps its own books,
// and does what it is told to the payments that come. What it booked and what the till was told are two things, as in a shop.
import net from 'node:net';
import type { OpenApduLine } from '../payment-terminal/zvt/apdu-line.ts';
import { DEFAULT_PASSWORD } from '../payment-terminal/zvt/commands.ts';
import { openTcpLine } from '../payment-terminal/zvt/tcp-line.ts';
import { openTerminalBooks, type TerminalBooking, type TerminalBooks, type TerminalBooksState } from './terminal-books.ts';
import { type FaultyLine, faultyLine, type LineFaults } from './terminal-line.ts';
import { GOOD_HABITS, type TerminalHabits, type TerminalPlan } from './terminal-plan.ts';
import type { TerminalPlace } from './terminal-words.ts';
import { openTerminalWork, type TillLine } from './terminal-work.ts';

export interface PaymentTerminalSimulatorOptions {
  nowMs: () => number;
  /** 0, unless said, for a port that is free. */
  port?: number;
  /** 127.0.0.1 unless said. */
  host?: string;
  /** How messages travel: as they are unless said. */
  openLine?: OpenApduLine;
  password?: string;
  /** Where it stands: a terminal has a language of its own, whatever the till's is. German, and UTC, unless said. */
  place?: () => TerminalPlace;
  /** ISO 4217 numbers it takes; all unless said. */
  currencies?: readonly number[];
  habits?: Partial<TerminalHabits>;
  /** What it had when it was switched off, and who keeps it. */
  books?: TerminalBooksState;
  saveBooks?: (state: TerminalBooksState) => void;
  /** What it does with payments that no `script` is for. */
  usually?: TerminalPlan;
  acknowledgeMs?: number;
}

export interface PaymentTerminalSimulator {
  readonly port: number;
  readonly books: TerminalBooks;
  readonly busy: boolean;
  readonly registered: boolean;
  /** For the payments, reversals and refunds that come next, in turn. */
  script(...plans: TerminalPlan[]): void;
  /** What was scripted and has not come up does not come up any more. */
  unscript(): void;
  /** From now on. */
  setUsually(plan: TerminalPlan): void;
  setHabits(habits: Partial<TerminalHabits>): void;
  /** Of the line that is open, from now on. */
  armLine(faults: LineFaults): void;
  /** Bytes over the line since it was opened or armed. */
  readonly counted: { toTerminal: number; toTill: number };
  /** And nobody who calls is let in for so long. */
  pullCable(forMs?: number): void;
  /** Nothing runs any more, whether the till is there or not. */
  atRest(): Promise<void>;
  onBooked(listener: (booking: TerminalBooking) => void): () => void;
  close(): Promise<void>;
}

export async function startPaymentTerminalSimulator(options: PaymentTerminalSimulatorOptions): Promise<PaymentTerminalSimulator> {
  const { openLine = openTcpLine, acknowledgeMs = 5000, nowMs } = options;
  const books = openTerminalBooks(options.books, options.saveBooks);
  const habits: TerminalHabits = { ...GOOD_HABITS, ...options.habits };
  const listeners = new Set<(booking: TerminalBooking) => void>();
  const sockets = new Set<net.Socket>();
  let usually: TerminalPlan = options.usually ?? {};
  let scripted: TerminalPlan[] = [];
  let current: FaultyLine | null = null;
  let awayUntilMs = Number.NEGATIVE_INFINITY;

  const work = openTerminalWork({
    books,
    habits,
    nowMs,
    password: options.password ?? DEFAULT_PASSWORD,
    place: options.place ?? (() => ({ language: 'de', timeZone: 'UTC' })),
    ...(options.currencies && { currencies: options.currencies }),
    acknowledgeMs,
    nextPlan() {
      const [next = usually, ...rest] = scripted;
      scripted = rest;
      if (next.line) current?.arm(next.line);
      return next;
    },
    onBooked(booking) {
      for (const listener of [...listeners]) listener(booking);
    },
  });

  const server = net.createServer({ noDelay: true }, (socket) => {
    if (nowMs() < awayUntilMs) {
      socket.on('error', () => socket.destroy());
      socket.destroy();
      return;
    }
    // One till at a time: the newest.
    for (const other of sockets) other.destroy();
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    socket.on('error', () => socket.destroy());
    const line = faultyLine(socket);
    current = line;
    let till: TillLine | null = null;
    const gone = () => {
      if (till) work.disconnected(till);
    };
    const opening = openLine(
      line.openTransport,
      {
        onApdu(message) {
          if (till) work.receive(message, till);
        },
        onEnd() {
          socket.destroy();
          gone();
        },
      },
      new AbortController().signal,
    );
    // A line on an accepted socket opens always.
    void opening.then((opened) => {
      till = { send: (message) => opened.send(message, false) };
      work.connected(till);
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port ?? 0, options.host ?? '127.0.0.1', resolve);
  });

  return {
    port: (server.address() as net.AddressInfo).port,
    books,
    get busy() {
      return work.busy;
    },
    get registered() {
      return work.registered;
    },
    script(...plans) {
      scripted.push(...plans);
    },
    unscript() {
      scripted = [];
    },
    setUsually(plan) {
      usually = plan;
    },
    setHabits(changed) {
      Object.assign(habits, changed);
    },
    armLine: (faults) => current?.arm(faults),
    get counted() {
      return current?.counted ?? { toTerminal: 0, toTill: 0 };
    },
    pullCable(forMs = 0) {
      awayUntilMs = nowMs() + forMs;
      current?.break();
    },
    atRest: work.atRest,
    onBooked(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    async close() {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
      await work.atRest();
    },
  };
}
