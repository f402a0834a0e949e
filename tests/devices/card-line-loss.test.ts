// The line to a card terminal breaks at each byte of a payment, in both directions. The terminal goes on as terminals do: takes the
// money, takes it back, stops. Whatever it did, the till is told so in the end, and is never told of the payment before.
// SEED and COUNT (payments) say how many; the whole run is `npm run soak -- card-lines`.
import { setTimeout as wait } from 'node:timers/promises';
import { expect, test } from 'vitest';
import type { TerminalOutcome } from '../../src/hardware/payment-terminal/payment-terminal.ts';
import { serialLineOf } from '../../src/hardware/payment-terminal/zvt/serial-line.ts';
import { openBench, quiet, until, type ZvtBench } from '../../src/hardware/payment-terminal/zvt/zvt-test-bed.ts';
import type { LineFaults } from '../../src/hardware/simulators/terminal-line.ts';
import type { TerminalHabits, TerminalPlan } from '../../src/hardware/simulators/terminal-plan.ts';
import { type Random, randomOf } from '../fuzz/mutate.ts';

const SEED = Number(process.env.SEED ?? 1);
const COUNT = Number(process.env.COUNT ?? 120);
/** Always the same: nothing but the terminal's own numbers tells a payment from the one before. */
const AMOUNT_MINOR = 1000;
const TIMING = { acknowledgeMs: 10_000, completeMs: 20_000, idleMs: 600_000, busyMs: 5 };
const ASKED_AT_MOST = 2000;

const oneOf = <T>(random: Random, ...values: readonly T[]): T => values[Math.floor(random() * values.length)] as T;

function anyHabits(random: Random): Partial<TerminalHabits> {
  return {
    afterLineLost: oneOf(random, 'keeps', 'reverses', 'stops'),
    whileBusy: oneOf(random, 'refuses', 'says_so'),
    papers: oneOf(random, 'blocks', 'lines', 'none'),
  };
}

function anyPlan(random: Random): TerminalPlan {
  return {
    outcome: oneOf<NonNullable<TerminalPlan['outcome']>>(random, 'approve', 'approve', 'approve', 'approve', { decline: 5 }, { abort: 0x6c }),
    stepMs: oneOf(random, 0, 0, 1, 3),
    statusTwice: random() < 0.1,
  };
}

interface Paid {
  outcome: TerminalOutcome;
  bytes: { toTerminal: number; toTill: number };
}

/** As the till does it: pays once, and asks until it knows. */
async function pay({ simulator, terminal }: ZvtBench, plan: TerminalPlan, faults: LineFaults): Promise<Paid> {
  await until(terminal, 'ready');
  const payment = { paymentId: 'p', amountMinor: AMOUNT_MINOR, currency: 'EUR', mark: await terminal.mark() };
  simulator.script(plan);
  simulator.armLine(faults);
  let outcome = await terminal.pay(payment, quiet);
  const bytes = { ...simulator.counted };
  for (let asked = 0; outcome.status === 'unknown' && asked < ASKED_AT_MOST; asked += 1) {
    await until(terminal, 'ready');
    outcome = await terminal.ask(payment, 'payment');
    if (outcome.status === 'unknown') await wait(5);
  }
  return { outcome, bytes };
}

/** What one payment left in the terminal's books. */
async function takenBy(bench: ZvtBench, work: () => Promise<Paid>): Promise<Paid & { takenMinor: number }> {
  const before = bench.simulator.books.takenMinor();
  const paid = await work();
  await bench.simulator.atRest();
  return { ...paid, takenMinor: bench.simulator.books.takenMinor() - before };
}

function expectTrue({ outcome, takenMinor }: { outcome: TerminalOutcome; takenMinor: number }, why: string) {
  expect(outcome.status, why).not.toBe('unknown');
  expect(takenMinor, why).toBe(outcome.status === 'approved' ? AMOUNT_MINOR : 0);
}

const LINES = [
  { name: 'TCP', openLine: undefined },
  { name: 'serial blocks', openLine: serialLineOf({ betweenBytesMs: 40, answerMs: 200 }) },
];

test.each(LINES)(
  `over $name: what a payment left in the terminal is what the till is told (seed ${SEED})`,
  { timeout: 120_000 + COUNT * 2000 },
  async ({ openLine }) => {
    const random = randomOf(SEED);
    const line = openLine && { openLine };
    await using bench = await openBench({ ...line }, { timing: TIMING, ...line });
    const whole = await takenBy(bench, () => pay(bench, {}, {}));
    expectTrue(whole, 'without a fault');
    const places = [
      ...Array.from({ length: whole.bytes.toTerminal + 1 }, (_, afterBytes) => ({ direction: 'to_terminal' as const, afterBytes })),
      ...Array.from({ length: whole.bytes.toTill + 1 }, (_, afterBytes) => ({ direction: 'to_till' as const, afterBytes })),
    ];
    const seen = { approved: 0, declined: 0, not_sent: 0, unknown: 0 };
    let lost = 0;
    for (let count = 0; count < COUNT; count += 1) {
      // Each byte in turn, spread over as many payments as there are.
      const cut = places[Math.floor((count * places.length) / COUNT) % places.length];
      const habits = anyHabits(random);
      const plan = anyPlan(random);
      bench.simulator.setHabits(habits);
      const pieceBytes = random() < 0.3 ? 1 + Math.floor(random() * 4) : undefined;
      const faults: LineFaults = {
        ...(cut && random() < 0.95 && { cut }),
        ...(pieceBytes && { pieceBytes }),
        ...(random() < 0.2 && { pileUpMs: 2 }),
      };
      const paid = await takenBy(bench, () => pay(bench, plan, faults));
      expectTrue(paid, `payment ${count} of seed ${SEED}: ${JSON.stringify({ habits, plan, faults, paid })}`);
      seen[paid.outcome.status] += 1;
      if (bench.logged.length > lost) lost = bench.logged.length;
    }
    // The faults did happen, and both ends were reached.
    expect(lost).toBeGreaterThan(COUNT / 2);
    expect(seen.approved).toBeGreaterThan(COUNT / 10);
    expect(seen.declined).toBeGreaterThan(COUNT / 10);
  },
);
