import { once } from 'node:events';
import net from 'node:net';
import { describe, expect, test } from 'vitest';
import { displayWidth } from '../../../shared/receipt-text.ts';
import { startPaymentTerminalSimulator } from '../../simulators/payment-terminal.ts';
import type { TerminalPlan } from '../../simulators/terminal-plan.ts';
import { told } from '../../transport/frame-log.ts';
import { tcpTransport } from '../../transport/tcp.ts';
import type { DeclineReason, TerminalProgress } from '../payment-terminal.ts';
import { zvtTcpWording } from './wording.ts';
import { openBench, openDriver, PATIENT, paymentOf, QUICK, quiet, until } from './zvt-test-bed.ts';

describe('a terminal in order', () => {
  test('takes a payment, tells each step, and hands both papers over', async () => {
    await using bench = await openBench();
    const steps: TerminalProgress[] = [];
    const outcome = await bench.terminal.pay(await paymentOf(bench.terminal, 1250), (step) => steps.push(step));
    expect(outcome).toMatchObject({
      status: 'approved',
      receipt: { amountMinor: 1250, receiptNumber: '0001', terminalId: '52000123', cardName: 'girocard', signatureNeeded: false },
    });
    expect(steps.map(({ step }) => step)).toEqual(['insert_card', 'enter_pin', 'authorising', 'remove_card', 'printing']);
    expect(steps[0]?.text).toBe('Karte einstecken');
    if (outcome.status !== 'approved') throw new Error('not approved');
    expect(outcome.receipt.customerLines[0]).toContain('K-U-N-D-E-N');
    expect(outcome.receipt.merchantLines[0]).toContain('H-Ä-N-D-L-E-R');
    expect(bench.simulator.books.takenMinor()).toBe(1250);
  });

  test.each([{ papers: 'lines' as const }, { papers: 'blocks' as const, utf8: true }])('hands papers over as $papers, too', async (habits) => {
    await using bench = await openBench({ habits });
    const outcome = await bench.terminal.pay(await paymentOf(bench.terminal, 1250), quiet);
    if (outcome.status !== 'approved') throw new Error('not approved');
    expect(outcome.receipt.merchantLines[0]).toContain('H-Ä-N-D-L-E-R');
    expect(outcome.receipt.customerLines[0]).toContain('K-U-N-D-E-N');
    expect(outcome.receipt.customerLines.at(-1)).toContain('Bitte Beleg aufbewahren');
  });

  test.each([
    { language: 'en', papers: 'blocks', step: 'Insert card', merchant: 'MERCHANT COPY', customer: 'CUSTOMER COPY', amount: 'EUR 12.50' },
    { language: 'en', papers: 'lines', step: 'Insert card', merchant: 'MERCHANT COPY', customer: 'CUSTOMER COPY', amount: 'EUR 12.50' },
    { language: 'ko', papers: 'blocks', step: '카드를 넣어 주세요', merchant: '가맹점용', customer: '고객용', amount: 'EUR 12.50' },
    { language: 'ko', papers: 'lines', step: 'Insert card', merchant: 'MERCHANT COPY', customer: 'CUSTOMER COPY', amount: 'EUR 12.50' },
  ] as const)('is read in the language that it speaks: $language, papers as $papers', async ({ language, papers, step, ...said }) => {
    const place = () => ({ language, timeZone: 'Asia/Seoul' });
    await using bench = await openBench({ place, nowMs: () => Date.UTC(2026, 0, 31, 15, 4, 5), habits: { papers, namesReversed: false } });
    const steps: TerminalProgress[] = [];
    const outcome = await bench.terminal.pay(await paymentOf(bench.terminal, 1250), (one) => steps.push(one));
    expect(steps[0]?.text).toBe(step);
    if (outcome.status !== 'approved') throw new Error('not approved');
    const { merchantLines, customerLines, receiptNumber } = outcome.receipt;
    expect(merchantLines[0]).toContain(said.merchant);
    expect(customerLines[0]).toContain(said.customer);
    expect(customerLines.filter((line) => displayWidth(line) > 40)).toEqual([]);
    expect(customerLines.find((line) => line.endsWith(said.amount))).toBeDefined();
    expect(customerLines).toContain(`2026-02-01${' '.repeat(22)}00:04:05`);
    // One that does not name what it took back says so on its paper.
    const back = await bench.terminal.reverse(await paymentOf(bench.terminal, 1250), receiptNumber, quiet);
    expect(back).toMatchObject({ status: 'approved', receipt: { amountMinor: 1250 } });
  });

  test('takes a payment back by its receipt, and gives money to a card', async () => {
    await using bench = await openBench();
    const { terminal, simulator } = bench;
    const paid = await terminal.pay(await paymentOf(terminal, 1250), quiet);
    if (paid.status !== 'approved') throw new Error('not approved');
    const back = await terminal.reverse(await paymentOf(terminal, 1250), paid.receipt.receiptNumber, quiet);
    expect(back).toMatchObject({ status: 'approved', receipt: { amountMinor: 1250, receiptNumber: '0002' } });
    expect(simulator.books.takenMinor()).toBe(0);
    expect(await terminal.reverse(await paymentOf(terminal, 1250), paid.receipt.receiptNumber, quiet)).toMatchObject({ status: 'declined' });
    expect(await terminal.refund(await paymentOf(terminal, 300), quiet)).toMatchObject({ status: 'approved', receipt: { amountMinor: 300 } });
    expect(simulator.books.takenMinor()).toBe(-300);
  });

  test('settles its day with what it took, by card', async () => {
    await using bench = await openBench();
    const { terminal, simulator } = bench;
    simulator.script({ card: 'girocard' }, { card: 'VISA' }, { card: 'VISA' }, { card: 'UnionPay' });
    for (const amountMinor of [100, 250, 400, 1000]) await terminal.pay(await paymentOf(terminal, amountMinor), quiet);
    expect(await terminal.endOfDay()).toMatchObject({
      status: 'ended',
      totals: {
        count: 4,
        totalMinor: 1750,
        byCard: [
          { cardName: 'girocard', count: 1, totalMinor: 100 },
          { cardName: 'VISA', count: 2, totalMinor: 650 },
          { cardName: 'other', count: 1, totalMinor: 1000 },
        ],
      },
    });
    expect(await terminal.endOfDay()).toMatchObject({ status: 'ended', totals: { count: 0, totalMinor: 0, byCard: [] } });
  });

  test('says whether it refused to settle its day, or its answer was lost', async () => {
    await using bench = await openBench();
    const { terminal, simulator } = bench;
    const paying = terminal.pay(await paymentOf(terminal, 100), quiet);
    expect(await terminal.endOfDay()).toEqual({ status: 'refused' });
    await paying;
    const before = simulator.counted.toTill;
    expect(await terminal.endOfDay()).toMatchObject({ status: 'ended' });
    // All but the last bytes pass.
    simulator.armLine({ cut: { direction: 'to_till', afterBytes: simulator.counted.toTill - before - 2 } });
    expect(await terminal.endOfDay()).toEqual({ status: 'unknown' });
  });

  test('is logged off when the till ends, and can be used by hand', async () => {
    const { simulator, terminal } = await openBench();
    expect(simulator.registered).toBe(true);
    await terminal.close();
    expect(simulator.registered).toBe(false);
    await simulator.close();
  });

  test('is asked nothing twice at once', async () => {
    await using bench = await openBench();
    const payment = await paymentOf(bench.terminal, 500);
    bench.simulator.script({ stepMs: 20 });
    const first = bench.terminal.pay(payment, quiet);
    expect(await bench.terminal.pay(payment, quiet)).toEqual({ status: 'not_sent', reason: 'busy' });
    expect(await first).toMatchObject({ status: 'approved' });
  });

  test('stops when the cashier stops it', async () => {
    await using bench = await openBench();
    bench.simulator.script({ stepMs: 30 });
    const { promise: waiting, resolve } = Promise.withResolvers<void>();
    const paying = bench.terminal.pay(await paymentOf(bench.terminal, 500), () => resolve());
    await waiting;
    await bench.terminal.abort();
    expect(await paying).toMatchObject({ status: 'declined', reason: 'aborted', code: '6C' });
    expect(bench.simulator.books.bookings).toHaveLength(0);
  });
});

describe('a terminal that takes no money says why', () => {
  test.each<[TerminalPlan['outcome'], DeclineReason]>([
    [{ decline: 5 }, 'declined'],
    [{ decline: 55 }, 'wrong_pin'],
    [{ decline: 91 }, 'offline'],
    [{ abort: 0x6c }, 'aborted'],
    [{ abort: 0x64 }, 'card_error'],
    [{ abort: 0x6f }, 'currency'],
    [{ abort: 0xc3 }, 'amount'],
    [{ abort: 0xf0 }, 'needs_end_of_day'],
    [{ abort: 0xff }, 'other'],
    [{ refuse: 0x6b }, 'not_registered'],
    [{ refuse: 0x83 }, 'other'],
  ])('%j: %s', async (outcome = 'approve', reason) => {
    await using bench = await openBench();
    bench.simulator.script({ outcome });
    expect(await bench.terminal.pay(await paymentOf(bench.terminal, 500), quiet)).toMatchObject({ status: 'declined', reason });
    expect(bench.simulator.books.bookings).toHaveLength(0);
    expect(await bench.terminal.pay(await paymentOf(bench.terminal, 500), quiet)).toMatchObject({ status: 'approved' });
  });

  test('with its own words where it has some', async () => {
    await using bench = await openBench();
    bench.simulator.script({ outcome: { decline: 5, text: 'Karte nicht zugelassen' } });
    expect(await bench.terminal.pay(await paymentOf(bench.terminal, 500), quiet)).toMatchObject({ text: 'Karte nicht zugelassen', code: '05' });
    // Where the terminal says nothing, its code is no sentence: the reason is.
    bench.simulator.script({ outcome: { decline: 5 } });
    expect(await bench.terminal.pay(await paymentOf(bench.terminal, 500), quiet)).toMatchObject({ text: '', reason: 'declined', code: '05' });
  });

  test('asks for patience, and has booked nothing when it is asked: no payment was made', async () => {
    await using bench = await openBench();
    await bench.terminal.pay(await paymentOf(bench.terminal, 500), quiet);
    bench.simulator.script({ outcome: { refuse: 0x9c } });
    expect(await bench.terminal.pay(await paymentOf(bench.terminal, 500), quiet)).toMatchObject({ status: 'declined', reason: 'not_made' });
  });

  test('does not take the shop’s currency', async () => {
    await using bench = await openBench({ currencies: [756] });
    expect(await bench.terminal.pay(await paymentOf(bench.terminal, 500), quiet)).toMatchObject({ status: 'declined', reason: 'currency' });
  });

  test('wants another password', async () => {
    await using bench = await openBench({ password: '123456' });
    expect(await bench.terminal.pay(await paymentOf(bench.terminal, 500), quiet)).toMatchObject({ status: 'declined', reason: 'not_registered' });
    expect(await bench.terminal.register()).toEqual({ ok: false, reason: 'not_registered', code: '6B' });
    await using right = await openBench({ password: '123456' }, { password: () => '123456' });
    expect(await right.terminal.pay(await paymentOf(right.terminal, 500), quiet)).toMatchObject({ status: 'approved' });
  });

  test('is not asked for what no terminal can take', async () => {
    await using bench = await openBench();
    const payment = await paymentOf(bench.terminal, 500);
    expect(await bench.terminal.pay({ ...payment, amountMinor: 0 }, quiet)).toMatchObject({ status: 'declined', reason: 'amount' });
    expect(await bench.terminal.pay({ ...payment, currency: 'XYZ' }, quiet)).toMatchObject({ status: 'declined', reason: 'currency' });
    expect(await bench.terminal.reverse(payment, 'abc', quiet)).toMatchObject({ status: 'declined' });
  });
});

describe('a line that is not there', () => {
  test('is told by its reason, nothing is sent, and the terminal is found again', async () => {
    const simulator = await startPaymentTerminalSimulator({ nowMs: Date.now });
    const { port } = simulator;
    await simulator.close();
    const terminal = openDriver(port);
    await until(terminal, 'refused');
    expect(await terminal.pay(await paymentOf(terminal, 500), quiet)).toEqual({ status: 'not_sent', reason: 'refused' });
    const again = await startPaymentTerminalSimulator({ nowMs: Date.now, port });
    await until(terminal, 'ready');
    expect(await terminal.pay(await paymentOf(terminal, 500), quiet)).toMatchObject({ status: 'approved' });
    await terminal.close();
    await again.close();
  });

  test.each([
    ['says nothing', undefined, 'silent' as const],
    ['is a printer', Buffer.from('00 00 00 3e VER|APP'), 'wrong_device' as const],
  ])('what answers %s', async (_, greeting, condition) => {
    const server = net.createServer((socket) => {
      socket.on('error', () => socket.destroy());
      if (greeting) socket.write(greeting);
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const terminal = openDriver((server.address() as net.AddressInfo).port, { timing: QUICK });
    await until(terminal, condition);
    await terminal.close();
    server.close();
  });

  test('is noticed while nothing is asked of the terminal', async () => {
    await using bench = await openBench({}, { timing: { ...PATIENT, acknowledgeMs: 300, idleMs: 20 } });
    const { terminal, simulator } = bench;
    simulator.armLine({ cut: { direction: 'to_till', afterBytes: 0 } });
    await until(terminal, 'connecting');
    await until(terminal, 'ready');
  });
});

test('what is told of the line has neither the password nor anything of a card', async () => {
  const simulator = await startPaymentTerminalSimulator({ nowMs: Date.now, password: '987654' });
  const frames: string[] = [];
  const open = tcpTransport({ host: '127.0.0.1', port: simulator.port });
  const terminal = openDriver(simulator.port, {
    password: () => '987654',
    openTransport: told(open, zvtTcpWording, ({ hex, words }) => frames.push(`${hex} ${words}`)),
  });
  await until(terminal, 'ready');
  await terminal.pay(await paymentOf(terminal, 500), quiet);
  await terminal.endOfDay();
  await terminal.close();
  await simulator.close();
  const all = frames.join('\n');
  expect(all).toContain('06 00');
  expect(all).toContain('Registration');
  expect(all).toContain('Status-Information: result 00 no error, amount 500, receipt 0001');
  expect(all).toContain('Intermediate-Status: 0A insert card');
  expect(all).not.toContain('98 76 54');
  expect(all).not.toContain('67 30 09');
  expect(all).not.toContain('0e 29 12');
});
