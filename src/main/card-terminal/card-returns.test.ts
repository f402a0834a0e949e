// Money goes back over the terminal once, whatever somebody does by hand at the same time.
import { afterEach, beforeEach, expect, test } from 'vitest';
import { TillError } from '../../shared/errors.ts';
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

test('a leg of a refund that is handed over while the terminal says what it booked last is not given there, too', async () => {
  let handedOver = false;
  const leg = {
    refundId: 'refund',
    legId: 'leg',
    saleId: null,
    amountMinor: 500,
    tender: undefined,
    refuseUnlessLeft() {
      if (handedOver) throw new TillError('ALREADY_DONE');
    },
  };
  const given = bench.cards.giveLeg(leg, BY);
  handedOver = true;
  await expect(given).rejects.toThrow('ALREADY_DONE');
  await bench.cards.idle();
  expect(terminal.bookings).toEqual([]);
  expect(bench.facts()).not.toContain('card_return_begun');
});

test.each([
  ['T-77', 'reversal'],
  // Its receipt of that number is somebody else's payment.
  ['T-99', 'refund'],
  ['', 'reversal'],
])('money goes back by the receipt’s number only at the terminal that counted it (%s)', async (terminalId, kind) => {
  bench.ring(5000);
  await bench.pay(2000);
  await bench.cards.idle();
  terminal.terminalId = terminalId;
  terminal.next = 'held';
  await bench.cards.takeBack({ saleId: bench.hand.sale.id, tenderId: bench.hand.sale.tenders[0]?.id ?? '' }, BY);
  expect(bench.state().underWay).toMatchObject({ kind });
  terminal.go('approve');
  await bench.cards.idle();
  expect(bench.hand.sale).toMatchObject({ dueMinor: 5000, tenders: [{ status: 'returned' }] });
});

test('money of the list that may be on its way back goes back by nobody’s hand, and into no sale', async () => {
  bench.ring(5000);
  terminal.next = 'other_amount';
  await bench.pay(2000);
  await bench.cards.idle();
  const moveId = bench.state().listed[0]?.id ?? '';
  expect(bench.state().listed).toMatchObject([{ canApply: true }]);
  terminal.next = 'lost_after';
  await bench.cards.giveBackListed(moveId, BY);
  await bench.cards.idle();
  expect(bench.state()).toMatchObject({ unknown: [{ kind: 'reversal' }], listed: [{ id: moveId, canApply: false }] });
  await expect(bench.cards.giveBackListed(moveId, BY)).rejects.toThrow('ALREADY_DONE');
  expect(() => bench.cards.listedGivenBackByHand(moveId, BY)).toThrow('ALREADY_DONE');
  expect(() => bench.cards.apply(moveId, BY)).toThrow('ALREADY_DONE');
  terminal.is('ready');
  await bench.cards.idle();
  expect(bench.state()).toMatchObject({ unknown: [], listed: [] });
  expect(() => bench.cards.listedGivenBackByHand(moveId, BY)).toThrow('ALREADY_DONE');
  expect(terminal.bookings.map(({ amountMinor }) => amountMinor)).toEqual([2001, -2001]);
});

test('nor does a tender of which the terminal may be taking back the money', async () => {
  bench.ring(5000);
  await bench.pay(2000);
  await bench.cards.idle();
  const request = { saleId: bench.hand.sale.id, tenderId: bench.hand.sale.tenders[0]?.id ?? '' };
  terminal.next = 'lost_after';
  await bench.cards.takeBack(request, BY);
  await bench.cards.idle();
  expect(() => bench.cards.takenBackByHand(request, BY)).toThrow(TillError);
  await expect(bench.cards.takeBack(request, BY)).rejects.toThrow(TillError);
  expect(bench.hand.sale).toMatchObject({ dueMinor: 3000, tenders: [{ status: 'paid' }] });
});
