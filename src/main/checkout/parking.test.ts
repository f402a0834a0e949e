// What the node does not say keeps nobody from selling: the sale is parked with its payment, and money finds it there.
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { liveLightningTender } from '../../shared/tender.ts';
import { NodeError } from '../lightning/lightning-node.ts';
import { verifyJournal } from '../store/verify.ts';
import { type CheckoutBench, cashierActing, openCheckoutBench } from './checkout-test-bed.ts';

let bench: CheckoutBench;
beforeEach(async () => {
  bench = await openCheckoutBench();
});
afterEach(() => bench.close());

const BY = 'somebody';
const ACTOR = cashierActing(BY);
const sale = () => bench.hand.sale;
const code = () => {
  const live = liveLightningTender(sale().tenders);
  if (!live) throw new Error('no code');
  return live;
};
const unreachable = () => Promise.reject(new NodeError('unreachable', 'gone'));
const parked = () => bench.parking.state().sales;
const statusOf = (saleId: string) => bench.database.facts.prepare('SELECT status FROM sale WHERE id = ?').pluck().get(saleId);
const charge = async () => {
  bench.ringingUp.addArticle(bench.articleIds[0] ?? '', 1, BY);
  await bench.invoices.request({ saleId: sale().id }, BY);
};
const park = async () => {
  const { id: saleId } = sale();
  await bench.parking.park({ saleId, label: '' }, ACTOR);
  return saleId;
};
/** The next customer. */
const sell = () => {
  bench.ringingUp.addArticle(bench.articleIds[1] ?? '', 1, BY);
  const { id: saleId, dueMinor } = sale();
  bench.tendering.take({ saleId, dueMinor }, { kind: 'cash', givenMinor: dueMinor }, ACTOR);
  expect(sale().status).toBe('completed');
};

test('held money is decided before its sale is parked', async () => {
  bench.settings = { checkFirst: true };
  await charge();
  await bench.node.wallet.pay(code().paymentHash);
  await vi.waitFor(() => expect(code().status).toBe('held'));
  await expect(park()).rejects.toThrow('SALE_HAS_PAYMENT');
});

test('money that is to be taken by a node that is away completes its parked sale when the node is back', async () => {
  bench.settings = { checkFirst: true };
  await charge();
  await bench.node.wallet.pay(code().paymentHash);
  await vi.waitFor(() => expect(code().status).toBe('held'));
  bench.wire = unreachable;
  await bench.held.take({ saleId: sale().id, tenderId: code().id }, BY);
  expect(code().status).toBe('taking');
  const saleId = await park();
  expect(parked()).toMatchObject([{ id: saleId, awaitsPayment: true }]);
  expect(bench.parking.awaitsPayment()).toBe(true);
  sell();
  bench.wire = () => Promise.resolve();
  bench.restart();
  await vi.waitFor(async () => {
    await bench.watching.sweep();
    expect(statusOf(saleId)).toBe('completed');
  });
  expect(parked()).toEqual([]);
  expect(bench.attention.open()).toEqual([]);
  expect(verifyJournal(bench.database.facts)).toMatchObject({ ok: true });
});

test('a code that the node cannot be told to close is taken from the screen all the same, and late money finds its sale', async () => {
  await charge();
  const { paymentHash } = code();
  bench.wire = unreachable;
  const saleId = await park();
  expect(parked()).toMatchObject([{ id: saleId, awaitsPayment: false }]);
  sell();
  bench.wire = () => Promise.resolve();
  await bench.node.wallet.pay(paymentHash);
  await bench.watching.sweep();
  const [item] = bench.attention.open();
  expect(item).toMatchObject({ kind: 'late', saleId, canApply: true });
  bench.attention.apply(item?.id ?? '', BY);
  expect(statusOf(saleId)).toBe('completed');
  expect(parked()).toEqual([]);
});

test('the customer who pays while the code is being closed has paid, and nothing is parked', async () => {
  await charge();
  const { paymentHash } = code();
  const { id: saleId } = sale();
  bench.wire = async (call) => {
    if (call === 'cancelInvoice') await bench.node.wallet.pay(paymentHash);
  };
  await expect(park()).rejects.toThrow('INVOICE_CLOSED');
  await vi.waitFor(() => expect(sale()).toMatchObject({ id: saleId, status: 'completed' }));
  expect(parked()).toEqual([]);
});

test('whatever cannot be written leaves the sale in hand', async () => {
  bench.ringingUp.addArticle(bench.articleIds[0] ?? '', 2, BY);
  const before = sale();
  bench.database.facts.exec("CREATE TRIGGER full BEFORE INSERT ON parked_sale BEGIN SELECT RAISE(ABORT, 'the disk is full'); END");
  await expect(park()).rejects.toThrow();
  expect(sale()).toEqual(before);
  bench.database.facts.exec('DROP TRIGGER full');
  await park();
  expect(sale().lines).toEqual([]);
});
