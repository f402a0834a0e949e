import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { type CheckoutBench, openCheckoutBench } from './checkout-test-bed.ts';

let bench: CheckoutBench;
beforeEach(async () => {
  bench = await openCheckoutBench();
});
afterEach(() => bench.close());

const BY = 'somebody';

test('a code that is slow to come for a cancelled sale keeps the next sale from none of its own', async () => {
  const wire = Promise.withResolvers<void>();
  bench.wire = (call) => (call === 'createInvoice' ? wire.promise : Promise.resolve());
  bench.ringingUp.addArticle(bench.articleIds[0] ?? '', 1, BY);
  const first = expect(bench.invoices.request({ saleId: bench.hand.sale.id }, BY)).rejects.toThrow('SALE_CHANGED');
  await bench.cancelSale(bench.hand.sale.id, BY);

  bench.ringingUp.addArticle(bench.articleIds[1] ?? '', 1, BY);
  const saleId = bench.hand.sale.id;
  const second = Promise.all([1, 2].map(() => bench.invoices.request({ saleId }, BY)));
  wire.resolve();
  await first;
  await second;
  expect(bench.hand.sale).toMatchObject({ id: saleId, tenders: [{ status: 'waiting', amountMinor: bench.hand.sale.dueMinor }] });
  // Of the code that nobody saw nothing is left to be paid.
  await vi.waitFor(() => expect(bench.node.wallet.codes().map(({ status }) => status)).toEqual(['open', 'cancelled']));
});

test('a code that is slow to come is not shown where the card terminal is asked meanwhile', async () => {
  const wire = Promise.withResolvers<void>();
  bench.wire = (call) => (call === 'createInvoice' ? wire.promise : Promise.resolve());
  bench.ringingUp.addArticle(bench.articleIds[0] ?? '', 1, BY);
  const { sale } = bench.hand;
  const asked = expect(bench.invoices.request({ saleId: sale.id }, BY)).rejects.toThrow('SALE_HAS_PAYMENT');
  const cardMove = { id: 'move', kind: 'payment', status: 'asking', amountMinor: sale.dueMinor } as const;
  bench.hand.tap({ sale: { ...sale, status: 'tendering', cardMove } });
  wire.resolve();
  await asked;
  expect(bench.hand.sale).toMatchObject({ tenders: [], cardMove });
  await vi.waitFor(() => expect(bench.node.wallet.codes().map(({ status }) => status)).toEqual(['cancelled']));
});
