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
    const paymentRequest = bench.node.wallet.refundCode(tender.amountSat);
    return bench.attention.refund(itemId, { method: 'lightning', paymentRequest, pin: '9999' }, BY);
  };

  // The wire breaks before the first refund has reached the node, so nobody knows what became of it.
  bench.wire = (call) => (call === 'payInvoice' ? Promise.reject(new Error('the wire is cut')) : Promise.resolve());
  await expect(refund()).rejects.toThrow('REFUND_UNKNOWN');
  // One look at it hangs in the wire; another one finds that it was never sent.
  const late = Promise.withResolvers<void>();
  bench.wire = () => late.promise;
  const hanging = bench.attention.followRefunds();
  bench.wire = () => Promise.resolve();
  await bench.attention.followRefunds();
  bench.node.wallet.refundCode(tender.amountSat + 1);
  await refund();
  expect(bench.attention.open()).toEqual([]);

  late.resolve();
  await hanging;
  expect(bench.attention.open()).toEqual([]);
});
