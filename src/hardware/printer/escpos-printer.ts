// The driver of an ESC/POS receipt printer.
import { type DrawerSettings, USUAL_DRAWER } from '../../shared/printers.ts';
import type { DeviceLog } from '../keep-connected.ts';
import type { OpenTransport } from '../transport/transport.ts';
import { PRINTER_TIMING, type PrinterTiming } from './job-runner.ts';
import { openPrinterDriver } from './printer-driver.ts';
import type { Confirmation } from './printer-probe.ts';
import { openPrinterSession } from './printer-session.ts';
import type { ReceiptPrinter } from './receipt-printer.ts';

export interface PrinterOptions {
  openTransport: OpenTransport;
  /** Milliseconds since the epoch. */
  nowMs: () => number;
  log: DeviceLog;
  /** The usual one unless said; null where none hangs on it. */
  drawer?: DrawerSettings | null;
  timing?: PrinterTiming;
}

/** Connects at once and stays connected; `connecting` until the printer has told its condition. */
export function openReceiptPrinter({ openTransport, nowMs, log, drawer = USUAL_DRAWER, timing = PRINTER_TIMING }: PrinterOptions): ReceiptPrinter {
  // A printer that could answer once can answer: where it does not any more, somebody is asked about its papers.
  let before: Confirmation = 'never';
  return openPrinterDriver({
    drawer,
    nowMs,
    log,
    openSession: async (signal, events) =>
      openPrinterSession({
        openTransport,
        signal,
        timing,
        drawer,
        before,
        events,
        onConfirmation(confirmation) {
          before = confirmation;
          log.info('printer.confirms', { confirmation });
        },
      }),
  });
}
