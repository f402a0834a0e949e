// SIGKILL of the built till in the middle of card payments over ZVT, at moments that are drawn: by the bytes on the line, at the very
// booking, at any time. The terminal goes on without it, in this process, with books of its own. After each restart nothing is unknown for
// good, and by each amount the terminal holds what the till says it does. KILLS and SEED as in crash.test.ts.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import { type PaymentTerminalSimulator, startPaymentTerminalSimulator } from '../../src/hardware/simulators/payment-terminal.ts';
import { verifyJournal } from '../../src/main/store/verify.ts';
import { type CardCounter, type CardWitness, cardStep, heldByAmount, PAYMENT_BYTES, settle, takePlaceAtCards } from './card-counter.ts';
import { workUntilKilled } from './killed.ts';
import { type Random, seeded } from './random.ts';
import { startTill } from './till-process.ts';

const KILLS = Number(process.env.KILLS ?? 12);
const SEED = Number(process.env.SEED ?? Math.floor(Date.now() % 1_000_000));
const LONGEST_LIFE_MS = 2500;

/** Resolves when the till is to die. */
function moment(random: Random, terminal: PaymentTerminalSimulator): Promise<unknown> {
  const latest = pause(500 + random.below(LONGEST_LIFE_MS));
  const way = random.next();
  if (way < 0.2) return pause(random.below(LONGEST_LIFE_MS));
  if (way < 0.45) {
    const { promise, resolve } = Promise.withResolvers<void>();
    let left = random.below(3);
    const stop = terminal.onBooked(() => {
      left -= 1;
      if (left < 0) resolve();
    });
    return Promise.race([promise, latest]).finally(stop);
  }
  // So many bytes after the line was armed for something.
  const bytes = 1 + random.below(PAYMENT_BYTES);
  let over = false;
  void latest.then(() => {
    over = true;
  });
  return (async () => {
    await pause(random.below(600));
    while (!over && !(terminal.busy && terminal.counted.toTerminal + terminal.counted.toTill >= bytes)) await pause(1);
  })();
}

/** What the till has on its disk, beside what the terminal has in its books. */
function audit(dataDir: string, terminal: PaymentTerminalSimulator, witness: CardWitness): void {
  const db = new Database(join(dataDir, 'practice', 'till.sqlite'), { readonly: true });
  try {
    expect(verifyJournal(db)).toMatchObject({ ok: true });
    const moves = db
      .prepare<[], { amount: number; held: number }>(
        `SELECT amount_minor AS amount, sum(CASE kind WHEN 'payment' THEN taken_minor ELSE -taken_minor END) AS held
         FROM card_move WHERE status = 'approved' GROUP BY amount_minor HAVING held <> 0 ORDER BY amount_minor`,
      )
      .all();
    const held = [...heldByAmount(terminal)].filter(([, minor]) => minor !== 0).sort(([one], [other]) => one - other);
    expect(
      moves.map(({ amount, held: minor }) => [amount, minor]),
      'by amount, what the terminal holds',
    ).toEqual(held);
    expect(
      held.filter(([amount, minor]) => minor !== amount),
      'no customer paid twice, and none was given what they had not paid',
    ).toEqual([]);

    // Each approved payment is in one place: a tender of its sale, on the list, or gone back.
    const places = db
      .prepare<[], { id: string; amount: number; saleId: string; place: string; paid: number; back: number }>(
        `SELECT id, amount_minor AS amount, sale_id AS saleId, place,
           (SELECT count(*) FROM tender t WHERE t.kind = 'card' AND t.detail ->> '$.terminal.moveId' = m.id AND t.status = 'paid') AS paid,
           (SELECT count(*) FROM card_move r WHERE r.of_move_id = m.id AND r.status = 'approved' AND r.refund_id IS NULL) AS back
         FROM card_move m WHERE kind = 'payment' AND status = 'approved'`,
      )
      .all();
    for (const { id, amount, saleId, place, paid, back } of places) {
      expect(witness.saleOf.get(amount), `whose ${amount} is`).toBe(saleId);
      const isTender = place === 'tender' || place === 'applied';
      if (!isTender) expect({ paid, back }, `${place} ${id}`).toEqual({ paid: 0, back: place === 'returned' ? 1 : 0 });
      else expect(paid + back, `${place} ${id}: ${paid} tenders, ${back} returns`).toBe(1);
    }
    const sales = db
      .prepare<[], { id: string; number: string; total: number; paid: number }>(
        `SELECT id, receipt_number AS number, total_minor AS total,
           (SELECT coalesce(sum(amount_minor), 0) FROM tender WHERE sale_id = sale.id AND tender.status = 'paid') AS paid
         FROM sale WHERE status = 'completed' ORDER BY receipt_number`,
      )
      .all();
    expect(sales.filter(({ total, paid }) => total !== paid)).toEqual([]);
    expect(sales.map(({ number }) => number)).toEqual(sales.map((_, index) => `T1-${String(index + 1).padStart(6, '0')}`));
    const numbers = new Map(sales.map(({ id, number }) => [id, number]));
    for (const [saleId, number] of witness.completed) expect(numbers.get(saleId), `sale ${saleId} was shown as paid`).toBe(number);
  } finally {
    db.close();
  }
}

test(`the terminal's books equal those of a till that is killed ${KILLS} times (SEED=${SEED})`, { timeout: 60_000 + KILLS * 20_000 }, async () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'crash-cards-'));
  const random = seeded(SEED);
  const terminal = await startPaymentTerminalSimulator({ nowMs: Date.now });
  const connection = { kind: 'tcp' as const, host: '127.0.0.1', port: terminal.port };
  const witness: CardWitness = { sales: 0, saleOf: new Map(), completed: new Map(), unknown: 0, byPerson: 0, begun: 0, listed: 0, days: 0 };
  const begin = async () => {
    const till = await startTill(dataDir);
    return { till, counter: (): Promise<CardCounter> => takePlaceAtCards(till, { terminal, random, witness }) };
  };
  const known = async (counter: CardCounter) => {
    await settle(counter);
    await terminal.atRest();
    audit(dataDir, terminal, witness);
  };

  try {
    let { till, counter } = await begin();
    const first = await counter();
    await first.manager.call.shop.change({ devices: [{ kind: 'payment_terminal', id: 'cards', name: 'Counter', protocol: 'zvt', connection }] });
    await settle(first);
    let place: CardCounter | null = first;
    for (let kill = 1; kill <= KILLS; kill += 1) {
      // It may be killed while it asks what became of the last one, too.
      await workUntilKilled(till, moment(random, terminal), async () => {
        if (place === null) {
          const taken = await counter();
          await known(taken);
          place = taken;
        }
        await cardStep(place);
      });
      place = null;
      ({ till, counter } = await begin());
    }
    const last = await counter();
    await known(last);
    // Nothing is left open: what waits is paid, given, or taken off the list.
    terminal.unscript();
    for (let round = 0; round < 200; round += 1) {
      const { refunds, cards } = last.manager.state;
      if (refunds.unfinished.length === 0 && cards.listed.length === 0) break;
      await cardStep(last);
      await known(last);
    }
    await last.manager.call.cards.endDay();
    expect(await last.manager.call.cards.day()).toMatchObject({ differenceMinor: 0 });
    expect(last.manager.state.cards).toMatchObject({ unknown: [], differing: [], contradicted: null });
    process.stderr.write(
      `cards, ${KILLS} kills, seed ${SEED}: ${JSON.stringify({ ...witness, saleOf: witness.saleOf.size, completed: witness.completed.size })}\n`,
    );
    expect(await till.stop()).toBe(0);
    expect(witness.completed.size).toBeGreaterThan(KILLS / 20);
    // Where no card pays, there is nothing to go wrong.
    expect(terminal.books.bookings.filter(({ kind }) => kind === 'payment').length).toBeGreaterThan(KILLS / 2);
    if (KILLS >= 10) expect(witness.unknown).toBeGreaterThan(0);
  } finally {
    await terminal.close();
    rmSync(dataDir, { recursive: true, force: true });
  }
});
