// For tests: the driver connected over real TCP to a simulated terminal.
import type { DeviceCondition } from '../../../shared/devices.ts';
import {
  type PaymentTerminalSimulator,
  type PaymentTerminalSimulatorOptions,
  startPaymentTerminalSimulator,
} from '../../simulators/payment-terminal.ts';
import { tcpTransport } from '../../transport/tcp.ts';
import type { PaymentTerminal, TerminalPayment } from '../payment-terminal.ts';
import { openTcpLine } from './tcp-line.ts';
import type { ZvtTiming } from './zvt-session.ts';
import { openZvtTerminal, type ZvtTerminalOptions } from './zvt-terminal.ts';

/** As long as a loaded machine may take; terminals that say nothing are tested with less. */
export const PATIENT: ZvtTiming = { acknowledgeMs: 20_000, completeMs: 60_000, idleMs: 60_000, busyMs: 10 };
export const QUICK: ZvtTiming = { acknowledgeMs: 200, completeMs: 400, idleMs: 60_000, busyMs: 10 };

export interface ZvtBench {
  simulator: PaymentTerminalSimulator;
  terminal: PaymentTerminal;
  logged: string[];
  [Symbol.asyncDispose](): Promise<void>;
}

export function openDriver(port: number, options: Partial<ZvtTerminalOptions> = {}, logged: string[] = []): PaymentTerminal {
  const write = (event: string, fields?: Record<string, unknown>) => logged.push(`${event} ${JSON.stringify(fields ?? {})}`);
  return openZvtTerminal({
    openTransport: tcpTransport({ host: '127.0.0.1', port }),
    openLine: openTcpLine,
    currency: 'EUR',
    nowMs: Date.now,
    timing: PATIENT,
    log: { info: write, warn: write },
    ...options,
  });
}

export async function openBench(
  simulated: Partial<PaymentTerminalSimulatorOptions> = {},
  driver: Partial<ZvtTerminalOptions> = {},
): Promise<ZvtBench> {
  const simulator = await startPaymentTerminalSimulator({ nowMs: Date.now, ...simulated });
  const logged: string[] = [];
  const terminal = openDriver(simulator.port, driver, logged);
  await until(terminal, 'ready');
  return {
    simulator,
    terminal,
    logged,
    async [Symbol.asyncDispose]() {
      await terminal.close();
      await simulator.close();
    },
  };
}

/** Resolves when the terminal is in that condition. */
export function until(terminal: PaymentTerminal, condition: DeviceCondition): Promise<void> {
  return new Promise((resolve) => {
    if (terminal.condition === condition) return resolve();
    const stop = terminal.onCondition((next) => {
      if (next !== condition) return;
      stop();
      resolve();
    });
  });
}

/** As the till makes one: with the mark that the terminal has just before. */
export async function paymentOf(terminal: PaymentTerminal, amountMinor: number, paymentId = 'p1'): Promise<TerminalPayment> {
  return { paymentId, amountMinor, currency: 'EUR', mark: await terminal.mark() };
}

export const quiet = (): void => undefined;
