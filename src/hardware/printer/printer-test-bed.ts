// For tests: a driver connected over real TCP to a simulated printer, and waiting for what is to happen.
import { type DrawerSettings, USUAL_DRAWER } from '../../shared/printers.ts';
import type { PrinterCondition } from '../../shared/state.ts';
import { type PrinterSimulator, startPrinterSimulator } from '../simulators/printer.ts';
import type { PrinterSimulatorOptions } from '../simulators/printer-options.ts';
import { tcpTransport } from '../transport/tcp.ts';
import type { OpenTransport } from '../transport/transport.ts';
import { openReceiptPrinter } from './escpos-printer.ts';
import type { PrinterTiming } from './job-runner.ts';
import type { ReceiptPrinter } from './receipt-printer.ts';

/** Short, so that a printer that says nothing is found out within a test. */
export const QUICK: PrinterTiming = { answerMs: 150, pollMs: 30, probeMs: 150, acknowledgeMs: 200, acknowledgeMsPerByte: 0 };
export const PATIENT: PrinterTiming = { answerMs: 5000, pollMs: 30, probeMs: 300, acknowledgeMs: 60_000, acknowledgeMsPerByte: 0 };

export interface Bench {
  simulator: PrinterSimulator;
  printer: ReceiptPrinter;
  logged: string[];
  [Symbol.asyncDispose](): Promise<void>;
}

export function openDriver(
  openTransport: OpenTransport,
  timing: PrinterTiming,
  logged: string[] = [],
  drawer: DrawerSettings | null = USUAL_DRAWER,
): ReceiptPrinter {
  const write = (event: string, fields?: Record<string, unknown>) => logged.push(`${event} ${JSON.stringify(fields ?? {})}`);
  return openReceiptPrinter({ openTransport, timing, drawer, nowMs: Date.now, log: { info: write, warn: write } });
}

export async function openBench(timing: PrinterTiming, options: Partial<PrinterSimulatorOptions> = {}): Promise<Bench> {
  const simulator = await startPrinterSimulator({ widthMm: 80, nowMs: Date.now, ...options });
  const logged: string[] = [];
  const printer = openDriver(tcpTransport({ host: '127.0.0.1', port: simulator.port }), timing, logged);
  await until(printer, 'ready');
  return { ...pairOf(simulator, printer), logged };
}

/** Both are closed when the test is over. */
export function pairOf<Simulator extends { close(): Promise<void> }>(simulator: Simulator, printer: ReceiptPrinter) {
  return {
    simulator,
    printer,
    async [Symbol.asyncDispose]() {
      await printer.close();
      await simulator.close();
    },
  };
}

/** Resolves when the printer is in that condition. */
export function until(printer: ReceiptPrinter, condition: PrinterCondition): Promise<void> {
  return new Promise((resolve) => {
    if (printer.condition === condition) return resolve();
    const stop = printer.onCondition((next) => {
      if (next !== condition) return;
      stop();
      resolve();
    });
  });
}

/** Resolves when what is known of the printer fits. */
export function untilKnown(printer: ReceiptPrinter, fits: (known: ReceiptPrinter['known']) => boolean): Promise<void> {
  return new Promise((resolve) => {
    if (fits(printer.known)) return resolve();
    const stop = printer.onKnown(() => {
      if (!fits(printer.known)) return;
      stop();
      resolve();
    });
  });
}
