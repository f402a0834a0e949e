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
