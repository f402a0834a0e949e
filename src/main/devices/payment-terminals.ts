// Card terminals of the settings, opened. The simulated one of practice has its books in a file of the shop's, as a real one has its
// own: after a restart it is still to be asked what it did.
import fs from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import type { PaymentTerminal } from '../../hardware/payment-terminal/payment-terminal.ts';
import { DEFAULT_PASSWORD } from '../../hardware/payment-terminal/zvt/commands.ts';
import { openSerialLine } from '../../hardware/payment-terminal/zvt/serial-line.ts';
import { openTcpLine } from '../../hardware/payment-terminal/zvt/tcp-line.ts';
import { zvtSerialWording, zvtTcpWording } from '../../hardware/payment-terminal/zvt/wording.ts';
import { openZvtTerminal } from '../../hardware/payment-terminal/zvt/zvt-terminal.ts';
import { type PaymentTerminalSimulator, startPaymentTerminalSimulator } from '../../hardware/simulators/payment-terminal.ts';
import { EMPTY_TERMINAL_BOOKS, type TerminalBooksState } from '../../hardware/simulators/terminal-books.ts';
import type { TerminalPlace } from '../../hardware/simulators/terminal-words.ts';
import { told } from '../../hardware/transport/frame-log.ts';
import type { DeviceOf } from '../../shared/devices.ts';
import type { Log } from '../log.ts';
import { lineTo } from './line-to.ts';
import type { OpenedDevice, OpeningParts } from './registry.ts';

export interface PaymentTerminalsParts {
  /** The shop's currency (ISO 4217). */
  currency: () => string;
  /** The cashier password of that device, six digits; null where none was set. */
  passwordOf: (deviceId: string) => string | null;
  /** Where the simulated one stands. A real one has a language of its own. */
  place: () => TerminalPlace;
  /** The shop's folder. */
  dir: string;
  /** A simulated terminal is there, for whoever stands at it in practice; called with null when it is gone. */
  onSimulator: (simulator: PaymentTerminalSimulator | null) => void;
}

/** Of a simulated one: long enough to read what it waits for. */
export const SIMULATED_STEP_MS = 700;
const BOOKS_FILE = 'simulated-terminal.json';

export function paymentTerminalOpener({ currency, passwordOf, place, dir, onSimulator }: PaymentTerminalsParts) {
  return async ({ id, connection }: DeviceOf<'payment_terminal'>, { tell, nowMs, log }: OpeningParts): Promise<OpenedDevice<PaymentTerminal>> => {
    const books = simulatedBooks(path.join(dir, BOOKS_FILE), log);
    const { openTransport, simulator } = await lineTo(connection, () =>
      startPaymentTerminalSimulator({ nowMs, place, books: books.read(), saveBooks: books.save, usually: { stepMs: SIMULATED_STEP_MS } }),
    );
    const serial = connection.kind === 'serial';
    const driver = openZvtTerminal({
      openTransport: told(openTransport, serial ? zvtSerialWording : zvtTcpWording, tell),
      openLine: serial ? openSerialLine : openTcpLine,
      currency: currency(),
      // A simulated terminal has the password that terminals leave the factory with.
      password: () => (simulator ? null : passwordOf(id)) ?? DEFAULT_PASSWORD,
      nowMs,
      log,
    });
    if (simulator) onSimulator(simulator);
    return {
      driver,
      async close() {
        if (simulator) onSimulator(null);
        await driver.close();
        await simulator?.close();
      },
    };
  };
}

const whole = z.int().min(0);
const booksSchema: z.ZodType<TerminalBooksState> = z.object({
  lastReceiptNumber: whole,
  lastTraceNumber: whole,
  settled: whole,
  bookings: z.array(
    z.object({
      kind: z.enum(['payment', 'reversal', 'refund']),
      receiptNumber: whole,
      traceNumber: whole,
      amountMinor: whole,
      currencyNumber: whole,
      cardName: z.string(),
      reversesTrace: whole.nullable(),
      atMs: whole,
    }),
  ),
});

/** Practice money: what is not there, or cannot be read, begins anew. */
function simulatedBooks(file: string, log: Log) {
  return {
    read(): TerminalBooksState {
      try {
        return booksSchema.parse(JSON.parse(fs.readFileSync(file, 'utf8')));
      } catch (cause) {
        if (!(cause instanceof Error && 'code' in cause && cause.code === 'ENOENT'))
          log.warn('simulated_terminal.books_lost', { cause: String(cause) });
        return EMPTY_TERMINAL_BOOKS;
      }
    },
    save(state: TerminalBooksState) {
      const draft = `${file}.new`;
      fs.writeFileSync(draft, JSON.stringify(state));
      fs.renameSync(draft, file);
    },
  };
}
