import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { startPaymentTerminalSimulator } from '../../simulators/payment-terminal.ts';
import { serialTransport } from '../../transport/serial.ts';
import { type Cable, serialCable, socatMissing } from '../../transport/socat-test-bed.ts';
import { serialLineOf } from './serial-line.ts';
import { openDriver, paymentOf, quiet, until } from './zvt-test-bed.ts';

const PATIENT_LINE = serialLineOf({ betweenBytesMs: 10_000, answerMs: 10_000 });

let cable: Cable;
beforeEach(() => {
  cable = serialCable();
});
afterEach(() => cable.dispose());

describe.skipIf(socatMissing)('over a pseudo-terminal (skipped where socat is not installed)', () => {
  test('pays, is unplugged in the middle of a payment, comes back, and what became of it is known', async () => {
    const simulator = await startPaymentTerminalSimulator({ nowMs: Date.now, openLine: PATIENT_LINE, habits: { afterLineLost: 'keeps' } });
    await cable.plugIn(simulator.port);
    const terminal = openDriver(0, { openTransport: serialTransport({ path: cable.path, baudRate: 115200, frame: '8N1' }), openLine: PATIENT_LINE });
    await until(terminal, 'ready');
    expect(await terminal.pay(await paymentOf(terminal, 500), quiet)).toMatchObject({ status: 'approved', receipt: { receiptNumber: '0001' } });

    const payment = await paymentOf(terminal, 500);
    simulator.script({ stepMs: 50 });
    const outcome = await terminal.pay(payment, ({ step }) => {
      if (step === 'authorising') void cable.pull();
    });
    expect(outcome).toEqual({ status: 'unknown', reason: 'line_lost' });
    await until(terminal, 'missing');
    expect(await terminal.ask(payment, 'payment')).toEqual({ status: 'unknown', reason: 'line_lost' });
    await simulator.atRest();

    await cable.plugIn(simulator.port);
    await until(terminal, 'ready');
    expect(await terminal.ask(payment, 'payment')).toMatchObject({ status: 'approved', receipt: { amountMinor: 500, receiptNumber: '0002' } });
    expect(await terminal.pay(await paymentOf(terminal, 700), quiet)).toMatchObject({ status: 'approved', receipt: { receiptNumber: '0003' } });
    expect(simulator.books.takenMinor()).toBe(1700);
    await terminal.close();
    await simulator.close();
  });
});
