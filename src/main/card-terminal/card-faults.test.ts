// The disk fails in the very moment in which the terminal's word becomes a fact: all that follows from it is there, or nothing is, and the
// terminal is asked again.
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type CardBench, openCardBench } from './card-test-bed.ts';
import { createScriptedTerminal, type ScriptedTerminal } from './scripted-terminal.ts';

const BY = 'somebody';
let terminal: ScriptedTerminal;
let bench: CardBench;
beforeEach(async () => {
  terminal = createScriptedTerminal();
  bench = await openCardBench(() => terminal.driver);
});
afterEach(() => bench.close());

const statuses = () => bench.database.facts.prepare<[], string>('SELECT status FROM card_move ORDER BY id').pluck().all();
const failsAt = (moment: string) =>
  bench.database.facts.exec(`CREATE TEMP TRIGGER fails BEFORE ${moment} BEGIN SELECT RAISE(ABORT, 'the disk fails'); END`);
const isWellAgain = () => bench.database.facts.exec('DROP TRIGGER fails');

test.each([['INSERT ON tender'], ["UPDATE ON sale WHEN NEW.status = 'completed'"]])(
  'a payment is approved with its tender and its sale (%s)',
  async (moment) => {
    bench.ring(5000);
    failsAt(moment);
    await bench.pay();
    await bench.cards.idle();
    expect(terminal.bookings).toHaveLength(1);
    expect(statuses()).toEqual(['unknown']);
    expect(bench.hand.sale).toMatchObject({ tenders: [], cardMove: { status: 'unknown' } });
    isWellAgain();
    await bench.cards.ask();
    expect(statuses()).toEqual(['approved']);
    expect(bench.hand.sale).toMatchObject({ status: 'completed', tenders: [{ kind: 'card', status: 'paid', amountMinor: 5000 }] });
    expect(terminal.bookings).toHaveLength(1);
  },
);

test('a return is approved with the tender that it takes back', async () => {
  bench.ring(5000);
  await bench.pay(2000);
  await bench.cards.idle();
  failsAt("UPDATE ON tender WHEN NEW.status = 'returned'");
  await bench.cards.takeBack({ saleId: bench.hand.sale.id, tenderId: bench.hand.sale.tenders[0]?.id ?? '' }, BY);
  await bench.cards.idle();
  expect(statuses()).toEqual(['approved', 'unknown']);
  expect(bench.hand.sale).toMatchObject({ dueMinor: 3000, tenders: [{ status: 'paid' }] });
  isWellAgain();
  await bench.cards.ask();
  expect(statuses()).toEqual(['approved', 'approved']);
  expect(bench.hand.sale).toMatchObject({ dueMinor: 5000, cardMove: null, tenders: [{ status: 'returned' }] });
  expect(terminal.bookings.map(({ amountMinor }) => amountMinor)).toEqual([2000, -2000]);
});
