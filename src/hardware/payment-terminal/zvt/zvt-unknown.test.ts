import { describe, expect, test } from 'vitest';
import type { TerminalBooksState } from '../../simulators/terminal-books.ts';
import { openBench, PATIENT, paymentOf, QUICK, quiet, until } from './zvt-test-bed.ts';

describe('a payment whose outcome is not known', () => {
  test('is unknown when the terminal says no more, and then it is asked', async () => {
    await using bench = await openBench({}, { timing: { ...QUICK, acknowledgeMs: 5000 } });
    const { terminal, simulator } = bench;
    await terminal.pay(await paymentOf(terminal, 500), quiet);
    simulator.script({ outcome: 'silent' });
    const payment = await paymentOf(terminal, 500);
    expect(await terminal.pay(payment, quiet)).toEqual({ status: 'unknown', reason: 'no_answer' });
    expect(await terminal.ask(payment, 'payment')).toMatchObject({ status: 'unknown' });
    await until(terminal, 'ready');
    expect(await terminal.ask(payment, 'payment')).toMatchObject({ status: 'declined', reason: 'not_made' });
  });

  test.each([
    ['keeps the money', 'keeps' as const, 'approved'],
    ['takes the money back', 'reverses' as const, 'declined'],
  ])('is known when the line is back: the terminal %s', async (_, afterLineLost, status) => {
    await using bench = await openBench({ habits: { afterLineLost } });
    const { terminal, simulator } = bench;
    // The same amount before it: only the terminal's numbers tell the two apart.
    await terminal.pay(await paymentOf(terminal, 500), quiet);
    const payment = await paymentOf(terminal, 500);
    const booked = Promise.withResolvers<void>();
    simulator.onBooked(() => {
      simulator.pullCable();
      booked.resolve();
    });
    expect(await terminal.pay(payment, quiet)).toEqual({ status: 'unknown', reason: 'line_lost' });
    await booked.promise;
    await simulator.atRest();
    await until(terminal, 'ready');
    const outcome = await terminal.ask(payment, 'payment');
    expect(outcome.status).toBe(status);
    expect(simulator.books.takenMinor()).toBe(status === 'approved' ? 1000 : 500);
    if (outcome.status === 'approved') {
      expect(outcome.receipt).toMatchObject({ amountMinor: 500, receiptNumber: '0002' });
      expect(outcome.receipt.customerLines[0]).toContain('K-U-N-D-E-N');
    }
    // Asked again, it is the same.
    expect((await terminal.ask(payment, 'payment')).status).toBe(status);
  });

  test('stays unknown while the terminal is still at it', async () => {
    await using bench = await openBench({ habits: { whileBusy: 'says_so', afterLineLost: 'keeps' } });
    const { terminal, simulator } = bench;
    await terminal.pay(await paymentOf(terminal, 500), quiet);
    const payment = await paymentOf(terminal, 500);
    simulator.script({ stepMs: 400 });
    const { promise: begun, resolve } = Promise.withResolvers<void>();
    const paying = terminal.pay(payment, () => resolve());
    await begun;
    simulator.pullCable();
    expect(await paying).toMatchObject({ status: 'unknown' });
    // Not ready before the terminal is at rest, and until then there is no word of the payment.
    expect(await terminal.ask(payment, 'payment')).toMatchObject({ status: 'unknown' });
    await until(terminal, 'ready');
    expect(simulator.busy).toBe(false);
    expect(await terminal.ask(payment, 'payment')).toMatchObject({ status: 'approved' });
  });

  test('is known after a restart of the till and of the terminal, by what both have on disk', async () => {
    let kept: TerminalBooksState | undefined;
    const keep = (state: TerminalBooksState) => {
      kept = structuredClone(state);
    };
    const first = await openBench({ saveBooks: keep, habits: { afterLineLost: 'keeps' } });
    await first.terminal.pay(await paymentOf(first.terminal, 500), quiet);
    const payment = await paymentOf(first.terminal, 500);
    first.simulator.onBooked(() => first.simulator.pullCable());
    expect(await first.terminal.pay(payment, quiet)).toMatchObject({ status: 'unknown' });
    await first[Symbol.asyncDispose]();
    await using second = await openBench(kept && { books: kept });
    expect(await second.terminal.ask(payment, 'payment')).toMatchObject({ status: 'approved', receipt: { receiptNumber: '0002' } });
    // And one that was not made is not taken for it.
    const other = await paymentOf(second.terminal, 500);
    expect(await second.terminal.ask(other, 'payment')).toMatchObject({ status: 'declined', reason: 'not_made' });
  });

  test('is told apart from what somebody booked at the terminal by hand before it', async () => {
    let nowMs = 0;
    await using bench = await openBench({}, { nowMs: () => nowMs });
    const { terminal, simulator } = bench;
    await terminal.pay(await paymentOf(terminal, 500), quiet);
    const byHand = { amountMinor: 500, currencyNumber: 978, cardName: 'VISA', reversesTrace: null, atMs: 0 };
    simulator.books.book({ kind: 'payment', traceNumber: simulator.books.nextTrace(), ...byHand });
    nowMs += 130_000;
    const payment = await paymentOf(terminal, 500);
    expect(await terminal.ask(payment, 'payment')).toMatchObject({ status: 'declined', reason: 'not_made' });
  });

  test('is left to a person where the receipt alone says that it was taken back', async () => {
    await using bench = await openBench({ habits: { afterLineLost: 'reverses', namesReversed: false } });
    const { terminal, simulator } = bench;
    await terminal.pay(await paymentOf(terminal, 500), quiet);
    const payment = await paymentOf(terminal, 500);
    simulator.onBooked(() => simulator.pullCable());
    expect(await terminal.pay(payment, quiet)).toMatchObject({ status: 'unknown' });
    await simulator.atRest();
    await until(terminal, 'ready');
    expect(simulator.books.takenMinor()).toBe(500);
    expect(await terminal.ask(payment, 'payment')).toMatchObject({ status: 'unknown' });
  });

  test('is left to a person where the terminal booked something else since', async () => {
    await using bench = await openBench();
    const { terminal } = bench;
    await terminal.pay(await paymentOf(terminal, 100), quiet);
    const mark = { paymentId: 'p', amountMinor: 500, currency: 'EUR', mark: await terminal.mark() };
    await terminal.pay(await paymentOf(terminal, 700), quiet);
    expect(await terminal.ask(mark, 'payment')).toMatchObject({ status: 'unknown' });
    expect(await terminal.pay(mark, quiet)).toEqual({ status: 'not_sent', reason: 'busy' });
  });

  test('is also known of a reversal and of a refund', async () => {
    await using bench = await openBench();
    const { terminal, simulator } = bench;
    await terminal.pay(await paymentOf(terminal, 500), quiet);
    const reversal = await paymentOf(terminal, 500);
    const stop = simulator.onBooked(() => simulator.pullCable());
    expect(await terminal.reverse(reversal, '0001', quiet)).toMatchObject({ status: 'unknown' });
    await until(terminal, 'ready');
    expect(await terminal.ask(reversal, 'reversal')).toMatchObject({ status: 'approved' });
    const refund = await paymentOf(terminal, 200);
    expect(await terminal.refund(refund, quiet)).toMatchObject({ status: 'unknown' });
    await until(terminal, 'ready');
    expect(await terminal.ask(refund, 'refund')).toMatchObject({ status: 'approved' });
    stop();
    const second = await paymentOf(terminal, 200);
    expect(await terminal.ask(second, 'refund')).toMatchObject({ status: 'declined', reason: 'not_made' });
  });

  test('at a terminal that does not say whether it is at rest is not denied before every payment would be over', async () => {
    let nowMs = 0;
    await using bench = await openBench({ habits: { tellsStatus: false } }, { nowMs: () => nowMs });
    const { terminal } = bench;
    await terminal.pay(await paymentOf(terminal, 500), quiet);
    nowMs += 5000;
    const payment = await paymentOf(terminal, 500);
    expect(await terminal.ask(payment, 'payment')).toMatchObject({ status: 'unknown' });
    nowMs += PATIENT.completeMs;
    expect(await terminal.ask(payment, 'payment')).toMatchObject({ status: 'declined', reason: 'not_made' });
  });
});
