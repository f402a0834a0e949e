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
