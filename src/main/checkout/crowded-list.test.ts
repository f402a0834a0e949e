// A node that takes much money which is not this till's: of a web shop, of a second till, or of whoever sends a thousandth of a
// sat again and again.
import { setImmediate as nextTurn } from 'node:timers/promises';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { MOST_UNEXPLAINED } from '../../shared/state.ts';
import type { Settlement } from '../lightning/lightning-node.ts';
import { type CheckoutBench, openCheckoutBench } from './checkout-test-bed.ts';

const BY = 'somebody';

let bench: CheckoutBench;
beforeEach(async () => {
  bench = await openCheckoutBench();
});
afterEach(() => bench.close());

/** `count` keysends of a thousandth of a sat, one a second. */
const floodOf = (count: number): Settlement[] =>
  Array.from({ length: count }, (_, index) => {
    const hash = (index + 1).toString(16).padStart(64, '0');
    return { settlementId: hash, settleIndex: index + 1, kind: 'keysend', paymentHash: hash, receivedMsat: 1, settledAtMs: index * 1000 };
  });
const receive = async (all: readonly Settlement[]) => {
  bench.onNode({ settlementsAfter: async (after, limit) => all.slice(after, after + limit) });
  bench.restart();
  await bench.watching.sweep();
};
const recorded = () => bench.database.facts.prepare('SELECT count(*) FROM settlement').pluck().get();

test('all of it is recorded, the list has the oldest, and the next ones follow when those are off it', async () => {
  await receive(floodOf(MOST_UNEXPLAINED + 30));
  expect(recorded()).toBe(MOST_UNEXPLAINED + 30);
  const first = bench.attention.open();
  expect(first.map(({ settledAtMs }) => settledAtMs)).toEqual(Array.from({ length: MOST_UNEXPLAINED }, (_, index) => index * 1000));

  bench.attention.note(
    first.map(({ id }) => id),
    BY,
  );
  expect(bench.attention.open()).toHaveLength(30);
});

test('one of them that was answered already leaves all of them on the list', async () => {
  await receive(floodOf(3));
  const [one = '', ...others] = bench.attention.open().map(({ id }) => id);
  bench.attention.note([one], BY);
  expect(() => bench.attention.note([...others, one], BY)).toThrow('ALREADY_DONE');
  expect(bench.attention.open()).toHaveLength(2);
});

test('money for a code of the till’s own is on the list whatever else is', async () => {
  bench.ringingUp.addArticle(bench.articleIds[0] ?? '', 1, BY);
  const saleId = bench.hand.sale.id;
  await bench.invoices.request({ saleId }, BY);
  const [tender] = bench.hand.sale.tenders;
  await bench.cancelSale(saleId, BY);
  const paymentHash = tender?.kind === 'lightning' ? tender.paymentHash : '';
  const late: Settlement = {
    settlementId: paymentHash,
    settleIndex: MOST_UNEXPLAINED + 2,
    kind: 'invoice',
    paymentHash,
    receivedMsat: 5000,
    settledAtMs: bench.nowMs(),
  };
  await receive([...floodOf(MOST_UNEXPLAINED + 1), late]);
  expect(bench.attention.open()).toHaveLength(MOST_UNEXPLAINED + 1);
  expect(bench.attention.open().at(-1)).toMatchObject({ kind: 'late', paymentHash });
});

test('a cashier’s tap is served while it is read', async () => {
  let taps = 0;
  const tap = async () => {
    for (; recorded() !== 50; taps++) await nextTurn();
  };
  await Promise.all([tap(), receive(floodOf(50))]);
  expect(taps).toBeGreaterThan(10);
});
