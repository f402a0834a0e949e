// The driver of an ESC/POS receipt printer: keeps a connection, tells the condition, prints. Never sends a job twice.
import type { PrinterCondition } from '../../shared/state.ts';
import { type DeviceLog, keepConnected } from '../keep-connected.ts';
import type { OpenTransport } from '../transport/transport.ts';
import { jobIdOf } from './escpos-commands.ts';
import { openPrinterSession, type PrinterSession, type PrinterTiming } from './printer-session.ts';
import { canPrint } from './printer-status.ts';
import type { ReceiptPrinter } from './receipt-printer.ts';

interface EscPosPrinterOptions {
  openTransport: OpenTransport;
  /** Milliseconds since the epoch: makes the job ids of this run unlike those of the one before. */
  nowMs: () => number;
  log: DeviceLog;
  timing?: PrinterTiming;
}

const TIMING: PrinterTiming = { answerMs: 2000, pollMs: 2000, acknowledgeMs: 10_000, acknowledgeMsPerByte: 2 };

/** Connects at once and stays connected; `connecting` until the printer has told its condition. */
export function openReceiptPrinter({ openTransport, nowMs, log, timing = TIMING }: EscPosPrinterOptions): ReceiptPrinter {
  const line = keepConnected<PrinterCondition, PrinterSession>({
    name: 'printer',
    log,
    openSession: (signal, events) => openPrinterSession(openTransport, signal, timing, events),
  });
  let printing = false;
  let jobNumber = nowMs();

  return {
    get condition() {
      return line.condition;
    },
    onCondition: line.onCondition,
    async print(job) {
      if (printing) throw new Error('a job is being printed: jobs never overlap');
      if (!line.session || !canPrint(line.condition)) return { status: 'not_sent', reason: line.condition };
      printing = true;
      jobNumber += 1;
      try {
        return await line.session.print(job, jobIdOf(jobNumber));
      } finally {
        printing = false;
      }
    },
    close: line.close,
  };
}
