import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { startPaymentTerminalSimulator } from '../../simulators/payment-terminal.ts';
import { serialTransport } from '../../transport/serial.ts';
import { serialLineOf } from './serial-line.ts';
import { openDriver, paymentOf, quiet, until } from './zvt-test-bed.ts';

const socatMissing = spawnSync('socat', ['-V']).status !== 0;
const PATIENT_LINE = serialLineOf({ betweenBytesMs: 10_000, answerMs: 10_000 });

let directory: string;
let line: string;
let socat: ChildProcess | undefined;
beforeEach(() => {
  directory = fs.mkdtempSync(path.join(os.tmpdir(), 'flash-till-terminal-'));
  line = path.join(directory, 'line');
});
afterEach(() => {
  socat?.kill();
  fs.rmSync(directory, { recursive: true, force: true });
});

/** A pseudo-terminal that socat ties to the simulated terminal's port. */
async function plugIn(port: number) {
  const wire = spawn('socat', ['-d', '-d', `pty,raw,echo=0,link=${line}`, `tcp:127.0.0.1:${port}`], { stdio: ['ignore', 'ignore', 'pipe'] });
  socat = wire;
  await new Promise<void>((resolve, reject) => {
    let said = '';
    wire.stderr.on('data', (text) => {
      said += String(text);
      if (said.includes('starting data transfer loop')) resolve();
    });
    wire.once('exit', () => reject(new Error(`socat ended: ${said}`)));
  });
}

describe.skipIf(socatMissing)('over a pseudo-terminal (skipped where socat is not installed)', () => {
  test('pays, is unplugged in the middle of a payment, comes back, and what became of it is known', async () => {
    const simulator = await startPaymentTerminalSimulator({ nowMs: Date.now, openLine: PATIENT_LINE, habits: { afterLineLost: 'keeps' } });
    await plugIn(simulator.port);
    const terminal = openDriver(0, { openTransport: serialTransport({ path: line, baudRate: 115200, frame: '8N1' }), openLine: PATIENT_LINE });
    await until(terminal, 'ready');
    expect(await terminal.pay(await paymentOf(terminal, 500), quiet)).toMatchObject({ status: 'approved', receipt: { receiptNumber: '0001' } });

    const payment = await paymentOf(terminal, 500);
    simulator.script({ stepMs: 50 });
    const outcome = await terminal.pay(payment, ({ step }) => {
      if (step === 'authorising') socat?.kill();
    });
    expect(outcome).toEqual({ status: 'unknown', reason: 'line_lost' });
    await until(terminal, 'missing');
    expect(await terminal.ask(payment, 'payment')).toEqual({ status: 'unknown', reason: 'line_lost' });
    await simulator.atRest();

    await plugIn(simulator.port);
    await until(terminal, 'ready');
    expect(await terminal.ask(payment, 'payment')).toMatchObject({ status: 'approved', receipt: { amountMinor: 500, receiptNumber: '0002' } });
    expect(await terminal.pay(await paymentOf(terminal, 700), quiet)).toMatchObject({ status: 'approved', receipt: { receiptNumber: '0003' } });
    expect(simulator.books.takenMinor()).toBe(1700);
    await terminal.close();
    await simulator.close();
  });
});
