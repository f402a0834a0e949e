import { describe, expect, test } from 'vitest';
import type { TerminalProgress } from '../payment-terminal.ts';
import { openBench, paymentOf } from './zvt-test-bed.ts';

describe('a terminal in order', () => {
  test('takes a payment, tells each step, and hands both papers over', async () => {
    await using bench = await openBench();
    const steps: TerminalProgress['step'][] = [];
    const outcome = await bench.terminal.pay(await paymentOf(bench.terminal, 1250), ({ step }) => steps.push(step));
    expect(outcome).toMatchObject({
      status: 'approved',
      receipt: { amountMinor: 1250, receiptNumber: '0001', terminalId: '52000123', cardName: 'girocard', signatureNeeded: false },
    });
    expect(steps).toEqual(['insert_card', 'enter_pin', 'authorising', 'remove_card', 'printing']);
    if (outcome.status !== 'approved') throw new Error('not approved');
    expect(outcome.receipt.customerLines[0]).toContain('K-U-N-D-E-N');
    expect(outcome.receipt.merchantLines[0]).toContain('H-Ä-N-D-L-E-R');
    expect(bench.simulator.books.takenMinor()).toBe(1250);
  });
});
