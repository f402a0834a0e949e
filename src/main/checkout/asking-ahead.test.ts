import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { NodeError } from '../lightning/lightning-node.ts';
import { type CheckoutBench, cashierActing, openCheckoutBench } from './checkout-test-bed.ts';

const A_MOMENT_MS = 700;

let bench: CheckoutBench;
beforeEach(async () => {
  bench = await openCheckoutBench();
  bench.asksAhead = true;
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval'] });
});
afterEach(async () => {
  vi.useRealTimers();
  await bench.close();
});

const BY = 'somebody';
const ringUp = () => bench.ringingUp.addArticle(bench.articleIds[0] ?? '', 1, BY);
const charge = (amountMinor?: number) => bench.invoices.request({ saleId: bench.hand.sale.id, amountMinor }, BY);
const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms);
const atNode = () => bench.node.wallet.codes().map(({ status }) => status);
const unseen = () => bench.database.facts.prepare('SELECT count(*) FROM unseen_invoice').pluck().get();
const shown = () => bench.hand.sale.tenders.length;

test('the code is made when the sale has been still for a moment, and taken by Charge', async () => {
  ringUp();
  await pass(A_MOMENT_MS - 1);
  ringUp();
  await pass(A_MOMENT_MS - 1);
  expect(atNode()).toEqual([]);
  await pass(1);
  expect(atNode()).toEqual(['open']);
  expect(shown()).toBe(0);
  expect(bench.database.facts.prepare("SELECT count(*) FROM journal WHERE kind = 'invoice_created'").pluck().get()).toBe(0);

  // The node is not needed for it any more.
  bench.wire = () => Promise.reject(new NodeError('unreachable', 'gone'));
  await charge();
  bench.wire = () => Promise.resolve();
  expect(bench.hand.sale.tenders).toMatchObject([{ status: 'waiting', amountMinor: bench.hand.sale.dueMinor }]);
  expect(atNode()).toEqual(['open']);
  expect(unseen()).toBe(0);
});

test('a sale that has changed since takes its own code, and the other is cancelled', async () => {
  ringUp();
  await pass(A_MOMENT_MS);
  ringUp();
  await charge();
  expect(bench.hand.sale.tenders).toMatchObject([{ amountMinor: bench.hand.sale.dueMinor }]);
  expect(atNode()).toEqual(['open', 'cancelled']);
  expect(unseen()).toBe(0);
});

test('a code that is on its way is waited for, and no second one is made', async () => {
  const wire = Promise.withResolvers<void>();
  bench.wire = (call) => (call === 'createInvoice' ? wire.promise : Promise.resolve());
  ringUp();
  await pass(A_MOMENT_MS);
  const charged = charge();
  wire.resolve();
  await charged;
  expect(atNode()).toEqual(['open']);
  expect(shown()).toBe(1);
});

test('a part of it is asked for anew', async () => {
  ringUp();
  await pass(A_MOMENT_MS);
  await charge(1000);
  expect(bench.hand.sale.tenders).toMatchObject([{ amountMinor: 1000 }]);
  expect(atNode()).toEqual(['open', 'cancelled']);
});

test('one that nobody wants is cancelled before its rate is old, and not made again until the sale changes', async () => {
  ringUp();
  await pass(A_MOMENT_MS + 59_999);
  expect(atNode()).toEqual(['open']);
  await pass(1);
  expect(atNode()).toEqual(['cancelled']);
  await pass(120_000);
  expect(atNode()).toEqual(['cancelled']);
  ringUp();
  await pass(A_MOMENT_MS);
  expect(atNode()).toEqual(['open', 'cancelled']);
});

test('one of a short life is not kept for longer than a tenth of it', async () => {
  bench.settings = { expirySeconds: 60 };
  ringUp();
  await pass(A_MOMENT_MS + 6000);
  expect(atNode()).toEqual(['cancelled']);
});

test.each([
  ['the shop asks for codes in another way', () => Object.assign(bench.settings, { memo: 'other' })],
  [
    'another rate was set',
    () => {
      bench.rates = {
        quote: (currency, nowMs) => ({ ok: true, quote: { currency, minorPerBtc: 123_000_000, method: 'hand', sources: [], quotedAtMs: nowMs } }),
      };
    },
  ],
])('one from before %s is not shown', async (_, change) => {
  ringUp();
  await pass(A_MOMENT_MS);
  change();
  await charge();
  await vi.waitFor(() => expect(atNode()).toEqual(['open', 'cancelled']));
  expect(shown()).toBe(1);
});

test('nothing is asked of a node that is away, nor for a sale that is paid or waits for its code', async () => {
  bench.asksAhead = false;
  ringUp();
  await pass(A_MOMENT_MS);
  expect(atNode()).toEqual([]);
  bench.asksAhead = true;
  ringUp();
  await charge();
  await pass(A_MOMENT_MS);
  expect(atNode()).toEqual(['open']);
});

test('a sale paid in cash leaves no code behind', async () => {
  ringUp();
  await pass(A_MOMENT_MS);
  const { id: saleId, dueMinor } = bench.hand.sale;
  bench.tendering.take({ saleId, dueMinor }, { kind: 'cash', givenMinor: dueMinor }, cashierActing(BY));
  await vi.waitFor(() => expect(atNode()).toEqual(['cancelled']));
  expect(unseen()).toBe(0);
});

test('one that the node refuses keeps nobody from asking again', async () => {
  bench.wire = (call) => (call === 'createInvoice' ? Promise.reject(new NodeError('refused', 'not now')) : Promise.resolve());
  ringUp();
  await pass(A_MOMENT_MS);
  bench.wire = () => Promise.resolve();
  await charge();
  expect(shown()).toBe(1);
});

test('one that the till has forgotten in a stop is cancelled after the start', async () => {
  ringUp();
  await pass(A_MOMENT_MS);
  bench.asksAhead = false;
  bench.restart();
  await vi.waitFor(() => expect(atNode()).toEqual(['cancelled']));
});
