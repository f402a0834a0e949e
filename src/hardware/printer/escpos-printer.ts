// The driver of an ESC/POS receipt printer: keeps a connection, tells the condition, prints. Never sends a job twice.
import { setTimeout } from 'node:timers/promises';
import type { PrinterCondition } from '../../shared/state.ts';
import { type OpenTransport, TransportError } from '../transport/transport.ts';
import { jobIdOf } from './escpos-commands.ts';
import { openPrinterSession, type PrinterSession, type PrinterTiming } from './printer-session.ts';
import { canPrint } from './printer-status.ts';
import type { ReceiptPrinter } from './receipt-printer.ts';

interface PrinterLog {
  info(event: string, fields?: Record<string, unknown>): void;
  warn(event: string, fields?: Record<string, unknown>): void;
}

interface EscPosPrinterOptions {
  openTransport: OpenTransport;
  /** Milliseconds since the epoch: makes the job ids of this run unlike those of the one before. */
  nowMs: () => number;
  log: PrinterLog;
  timing?: PrinterTiming;
}

const TIMING: PrinterTiming = { answerMs: 2000, pollMs: 2000, acknowledgeMs: 10_000, acknowledgeMsPerByte: 2 };
const FIRST_RETRY_MS = 100;
const LONGEST_RETRY_MS = 5000;

/** Resolves after `ms`, or at once when it is over: whoever waits looks at the signal. */
function pause(ms: number, signal: AbortSignal): Promise<void> {
  return setTimeout(ms, undefined, { signal }).catch(() => undefined);
}

/** Connects at once and stays connected; `connecting` until the printer has told its condition. */
export function openReceiptPrinter({ openTransport, nowMs, log, timing = TIMING }: EscPosPrinterOptions): ReceiptPrinter {
  const listeners = new Set<(condition: PrinterCondition) => void>();
  const closing = new AbortController();
  let condition: PrinterCondition = 'connecting';
  let session: PrinterSession | null = null;
  let printing = false;
  let jobNumber = nowMs();

  const setCondition = (next: PrinterCondition) => {
    if (next === condition) return;
    condition = next;
    for (const listener of [...listeners]) listener(next);
  };

  /** One connection, until it ends. Resolves to whether the printer was there. */
  const connectOnce = () =>
    new Promise<boolean>((resolve) => {
      let answered = false;
      const onEnd = (error: unknown) => {
        session = null;
        if (!closing.signal.aborted) {
          const next: PrinterCondition = answered ? 'connecting' : 'unreachable';
          // Once for each time it goes away, not for each try to get it back.
          if (next !== condition)
            log.warn('printer.away', { fault: error instanceof TransportError ? error.fault : 'unknown', cause: String(error) });
          setCondition(next);
        }
        resolve(answered);
      };
      const onCondition = (next: PrinterCondition) => {
        if (!answered) log.info('printer.there', { condition: next });
        answered = true;
        setCondition(next);
      };
      openPrinterSession(openTransport, closing.signal, timing, { onCondition, onEnd }).then((opened) => {
        session = opened;
        if (closing.signal.aborted) opened.close();
      }, onEnd);
    });

  const keepConnected = async () => {
    let delayMs = FIRST_RETRY_MS;
    while (!closing.signal.aborted) {
      delayMs = (await connectOnce()) ? FIRST_RETRY_MS : Math.min(delayMs * 2, LONGEST_RETRY_MS);
      await pause(delayMs, closing.signal);
    }
  };
  const running = keepConnected();

  return {
    get condition() {
      return condition;
    },
    onCondition(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    async print(job) {
      if (printing) throw new Error('a job is being printed: jobs never overlap');
      if (!session || !canPrint(condition)) return { status: 'not_sent', reason: condition };
      printing = true;
      jobNumber += 1;
      try {
        return await session.print(job, jobIdOf(jobNumber));
      } finally {
        printing = false;
      }
    },
    async close() {
      closing.abort();
      session?.close();
      await running;
    },
  };
}
