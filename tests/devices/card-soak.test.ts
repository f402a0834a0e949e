// Card payments while everything fails: the line to the terminal breaks at each byte, the terminal is switched off and on, the till
// is killed between intent and outcome. The terminal is a simulated one that speaks ZVT over TCP. At the end of the day nothing is
// unknown, nothing is paid twice, and the terminal's books and the till's are equal to the minor unit. SEED and COUNT say which and
// how many; the whole run is `npm run soak -- cards`.
import { setImmediate as turn, setTimeout as wait } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { openTcpLine } from '../../src/hardware/payment-terminal/zvt/tcp-line.ts';
import { openZvtTerminal } from '../../src/hardware/payment-terminal/zvt/zvt-terminal.ts';
import { startPaymentTerminalSimulator } from '../../src/hardware/simulators/payment-terminal.ts';
import type { TerminalBooksState } from '../../src/hardware/simulators/terminal-books.ts';
import type { LineFaults } from '../../src/hardware/simulators/terminal-line.ts';
import type { TerminalPlan } from '../../src/hardware/simulators/terminal-plan.ts';
import { tcpTransport } from '../../src/hardware/transport/tcp.ts';
import { openCardBench } from '../../src/main/card-terminal/card-test-bed.ts';
import { verifyJournal } from '../../src/main/store/verify.ts';
import { type Random, randomOf } from '../fuzz/mutate.ts';

const SEED = Number(process.env.SEED ?? 1);
const COUNT = Number(process.env.COUNT ?? 40);
const BY = 'somebody';
/** A payment without a fault is some 500 bytes in both directions. */
const BYTES = 520;
const TIMING = { acknowledgeMs: 10_000, completeMs: 20_000, idleMs: 600_000, busyMs: 5 };

const oneOf = <T>(random: Random, ...values: readonly T[]): T => values[Math.floor(random() * values.length)] as T;

interface Told {
  unknown: number;
  byPerson: number;
  kills: number;
  restarts: number;
  listed: number;
  reversed: number;
}

/** The terminal with what is behind it: switched off and on it has its books, and its port. */
async function openTerminal() {
  let saved: TerminalBooksState | undefined;
  const start = (port: number) =>
    startPaymentTerminalSimulator({
      nowMs: Date.now,
      port,
      ...(saved && { books: saved }),
      saveBooks: (state) => {
        saved = structuredClone(state);
      },
    });
  let simulator = await start(0);
  const { port } = simulator;
  /** Of bookings that a restart leaves behind. */
  let takenBefore = 0;
  return {
    port,
    get now() {
      return simulator;
    },
    takenMinor: () => takenBefore + simulator.books.takenMinor(),
    async restart() {
      await simulator.close();
      const all = simulator.books.takenMinor();
      simulator = await start(port);
      takenBefore += all - simulator.books.takenMinor();
    },
  };
}

function anyFaults(random: Random): LineFaults {
  if (random() < 0.25) return {};
  const direction = oneOf(random, 'to_terminal' as const, 'to_till' as const);
  return {
    cut: { direction, afterBytes: Math.floor(random() * (direction === 'to_till' ? BYTES - 80 : 120)) },
    ...(random() < 0.3 && { pieceBytes: 1 + Math.floor(random() * 4) }),
  };
}

function anyPlan(random: Random): TerminalPlan {
  return {
    outcome: oneOf<NonNullable<TerminalPlan['outcome']>>(random, 'approve', 'approve', 'approve', 'approve', { decline: 5 }, { abort: 0x6c }),
    stepMs: oneOf(random, 0, 0, 1, 3),
  };
}

test(`the terminal's books equal the till's, whatever happens between them (seed ${SEED})`, { timeout: 180_000 + COUNT * 5000 }, async () => {
  const random = randomOf(SEED);
  const terminal = await openTerminal();
  const drivers: ReturnType<typeof openZvtTerminal>[] = [];
  const bench = await openCardBench(() => {
    void drivers.at(-1)?.close();
    const driver = openZvtTerminal({
      openTransport: tcpTransport({ host: '127.0.0.1', port: terminal.port }),
      openLine: openTcpLine,
      currency: 'KRW',
      nowMs: Date.now,
      timing: TIMING,
      log: { info: () => undefined, warn: () => undefined },
    });
    drivers.push(driver);
    return driver;
  });
  const told: Told = { unknown: 0, byPerson: 0, kills: 0, restarts: 0, listed: 0, reversed: 0 };
  const ready = async () => {
    while (drivers.at(-1)?.condition !== 'ready') await wait(2);
  };
  const live = () => bench.database.facts.prepare("SELECT count(*) FROM card_move WHERE status IN ('asking', 'unknown')").pluck().get() as number;
  /** Both at rest, and known; what the terminal cannot decide somebody reads in its own journal, as the till's screens ask for. */
  const known = async () => {
    await bench.cards.idle();
    for (let asked = 0; live() > 0; asked += 1) {
      if (asked === 0) told.unknown += 1;
      await ready();
      await terminal.now.atRest();
      await bench.cards.ask();
      if (asked < 20) continue;
      const [move] = bench.state().unknown;
      if (!move) continue;
      const moved = Math.abs(terminal.takenMinor() - tillMinor()) === move.amountMinor;
      await bench.cards.answer(move.id, moved, BY);
      told.byPerson += 1;
    }
  };
  const tillMinor = () =>
    bench.database.facts
      .prepare("SELECT coalesce(sum(CASE kind WHEN 'payment' THEN taken_minor ELSE -taken_minor END), 0) FROM card_move WHERE status = 'approved'")
      .pluck()
      .get() as number;
  /** What happens while the terminal is at it. */
  const meanwhile = async () => {
    const what = random();
    if (what > 0.3) return bench.cards.idle();
    const { now } = terminal;
    const until = Math.floor(random() * BYTES);
    let over = false;
    const ended = bench.cards.idle().then(() => {
      over = true;
    });
    while (!over && now.counted.toTerminal + now.counted.toTill < until) await turn();
    if (what < 0.15) {
      bench.kill();
      told.kills += 1;
    } else {
      await terminal.restart();
      told.restarts += 1;
      await ended;
    }
  };
  /** Asks the terminal for something, with a fault on the way. */
  const tried = async (work: () => Promise<void>) => {
    await known();
    await ready();
    terminal.now.setHabits({ afterLineLost: oneOf(random, 'keeps', 'reverses', 'stops'), whileBusy: oneOf(random, 'refuses', 'says_so') });
    terminal.now.script(anyPlan(random));
    terminal.now.armLine(anyFaults(random));
    const began = await work().then(
      () => true,
      () => false,
    );
    if (began) await meanwhile();
    else terminal.now.armLine({});
  };
  /** On a line that holds. */
  const endDay = async () => {
    await ready();
    terminal.now.armLine({});
    await bench.cards.endDay(BY);
  };
  const payRest = async () => {
    await known();
    const { status, lines } = bench.hand.sale;
    if (status !== 'completed' && lines.length > 0) bench.payCash();
  };

  for (let count = 0; count < COUNT; count += 1) {
    const amountMinor = 100 + Math.floor(random() * 100) * 10;
    bench.ring(amountMinor);
    const saleId = bench.hand.sale.id;
    await tried(() => bench.pay(random() < 0.2 ? amountMinor - 50 : amountMinor));
    const { cardMove } = bench.hand.sale;
    const what = random();
    if (cardMove?.status === 'unknown' && what < 0.4) {
      // The next customer is served meanwhile.
      await bench.park();
      bench.ring(70);
      bench.payCash();
      await known();
      bench.begin();
      if (bench.statusOf(saleId) !== 'completed') await bench.recall(saleId);
    } else if (cardMove?.status === 'unknown' && what < 0.8) {
      bench.cards.letGo({ saleId, moveId: cardMove.id }, BY);
      bench.payCash();
    }
    await known();
    const [tender] = bench.hand.sale.tenders;
    if (bench.hand.sale.status === 'tendering' && tender?.status === 'paid' && random() < 0.6) {
      await tried(() => bench.cards.takeBack({ saleId: bench.hand.sale.id, tenderId: tender.id }, BY));
      told.reversed += 1;
    }
    await payRest();
    const [listed] = bench.state().listed;
    if (listed) {
      told.listed += 1;
      await tried(() => bench.cards.giveBackListed(listed.id, BY));
      await known();
    }
    await known();
    await terminal.now.atRest();
    expect(tillMinor(), `after payment ${count} of seed ${SEED}`).toBe(terminal.takenMinor());
    if (random() < 0.03) {
      await endDay();
      expect(bench.cards.day(), `day after payment ${count} of seed ${SEED}`).toMatchObject({ differenceMinor: 0 });
    }
  }
  await endDay();
  expect(bench.cards.day()).toMatchObject({ differenceMinor: 0 });
  expect(live()).toBe(0);
  // Each approved payment is in one place: a tender, off the list again, or on it.
  const twice = bench.database.facts
    .prepare(
      `SELECT count(*) FROM (SELECT 1 FROM tender WHERE kind = 'card' AND detail ->> '$.terminal.moveId' IS NOT NULL
       GROUP BY detail ->> '$.terminal.moveId' HAVING count(*) > 1)`,
    )
    .pluck()
    .get();
  expect(twice).toBe(0);
  const overpaid = bench.database.facts
    .prepare(
      `SELECT count(*) FROM sale WHERE status = 'completed' AND total_minor <>
       (SELECT sum(amount_minor) FROM tender WHERE sale_id = sale.id AND tender.status = 'paid')`,
    )
    .pluck()
    .get();
  expect(overpaid).toBe(0);
  expect(verifyJournal(bench.database.facts)).toMatchObject({ ok: true });
  process.stderr.write(`cards, seed ${SEED}: ${COUNT} payments, ${JSON.stringify(told)}\n`);
  if (COUNT >= 40) expect(Math.min(told.unknown, told.kills, told.restarts)).toBeGreaterThan(0);
  bench.close();
  await drivers.at(-1)?.close();
  await terminal.now.close();
});
