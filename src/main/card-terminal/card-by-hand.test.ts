// A payment that is not known, and one that somebody typed into the terminal meanwhile: which of the two the terminal booked last it
// cannot say.
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

/** Nothing was booked, and the cashier does not wait. */
const letGo = async () => {
  bench.ring(5000);
  terminal.next = 'lost_before';
  await bench.pay();
  await bench.cards.idle();
  const moveId = bench.hand.sale.cardMove?.id ?? '';
  bench.cards.letGo({ saleId: bench.hand.sale.id, moveId }, BY);
  return moveId;
};
const back = async () => {
  terminal.is('ready');
  await bench.cards.idle();
  await bench.cards.ask();
};

test('the same amount, typed in by hand, is not taken for the payment that is asked for', async () => {
  const moveId = await letGo();
  terminal.bookings.push({ mark: 'by hand', amountMinor: 5000, receiptNumber: '7' });
  bench.payByHand();
  expect(bench.hand.sale.status).toBe('completed');
  await back();
  expect(bench.state()).toMatchObject({ unknown: [{ id: moveId }], listed: [] });
  await bench.cards.answer(moveId, false, BY);
  expect(bench.state()).toMatchObject({ unknown: [], listed: [] });
});

test('another amount at another terminal says nothing of it', async () => {
  const moveId = await letGo();
  terminal.bookings.push({ mark: 'late', amountMinor: 5000, receiptNumber: '7' });
  bench.payByHand(1000);
  await back();
  expect(bench.state()).toMatchObject({ unknown: [], listed: [{ id: moveId, amountMinor: 5000 }] });
});
