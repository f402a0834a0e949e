import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { type CheckoutBench, openCheckoutBench } from './checkout-test-bed.ts';

let bench: CheckoutBench;
beforeEach(async () => {
  bench = await openCheckoutBench();
});
afterEach(() => bench.close());

const BY = 'somebody';

test('an old answer about a refund does not undo the refund that was made since', async () => {
  bench.ringingUp.addArticle(bench.articleIds[0] ?? '', 1, BY);
  await bench.invoices.request({ saleId: bench.hand.sale.id }, BY);
  const [tender] = bench.hand.sale.tenders;
  if (tender?.kind !== 'lightning') throw new Error('no code');
  for (const _ of ['paid', 'double']) await bench.node.wallet.pay(tender.paymentHash);
  await vi.waitFor(() => expect(bench.attention.open()).toHaveLength(1));
  const itemId = bench.attention.open()[0]?.id ?? '';
  const refund = () => {
    const to = bench.node.wallet.refundCode(tender.amountSat);
    return bench.attention.refund(itemId, { method: 'lightning', to, pin: '9999' }, BY);
  };

  // The wire breaks before the first refund has reached the node, so nobody knows what became of it.
  bench.wire = (call) => (call === 'payInvoice' ? Promise.reject(new Error('the wire is cut')) : Promise.resolve());
  await expect(refund()).rejects.toThrow('REFUND_UNKNOWN');
  bench.wire = () => Promise.resolve();
  // As long as the code can be paid, that the node never heard of it says nothing.
  await bench.attention.followRefunds();
  expect(bench.attention.open()).toMatchObject([{ id: itemId, status: 'refunding' }]);
  await expect(refund()).rejects.toThrow('ALREADY_DONE');

  // One look at it hangs in the wire; another one finds, when the code has expired, that it was never sent.
  const late = Promise.withResolvers<void>();
  bench.wire = () => late.promise;
  const hanging = bench.attention.followRefunds();
  bench.wire = () => Promise.resolve();
  bench.passTime(2 * 3_600_000);
  await bench.attention.followRefunds();
  expect(bench.attention.open()).toMatchObject([{ id: itemId, status: 'open' }]);
  await refund();
  expect(bench.attention.open()).toEqual([]);

  late.resolve();
  await hanging;
  expect(bench.attention.open()).toEqual([]);
});

test('listed money of which nobody knows whether it arrived can be sent again: the same code, which the node pays once', async () => {
  bench.ringingUp.addArticle(bench.articleIds[0] ?? '', 1, BY);
  await bench.invoices.request({ saleId: bench.hand.sale.id }, BY);
  const [tender] = bench.hand.sale.tenders;
  if (tender?.kind !== 'lightning') throw new Error('no code');
  for (const _ of ['paid', 'double']) await bench.node.wallet.pay(tender.paymentHash);
  await vi.waitFor(() => expect(bench.attention.open()).toHaveLength(1));
  const itemId = bench.attention.open()[0]?.id ?? '';
  const to = bench.node.wallet.refundCode(tender.amountSat);
  await expect(bench.attention.sendAgain(itemId, '9999', BY)).rejects.toThrow('ALREADY_DONE');

  bench.wire = (call) => (call === 'payInvoice' ? Promise.reject(new Error('the wire is cut')) : Promise.resolve());
  await expect(bench.attention.refund(itemId, { method: 'lightning', to, pin: '9999' }, BY)).rejects.toThrow('REFUND_UNKNOWN');
  bench.wire = () => Promise.resolve();
  await bench.attention.sendAgain(itemId, '9999', BY);
  expect(bench.attention.open()).toEqual([]);
  await expect(bench.attention.sendAgain(itemId, '9999', BY)).rejects.toThrow('ALREADY_DONE');
});
