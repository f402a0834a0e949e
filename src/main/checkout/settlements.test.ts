import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { type CheckoutBench, openCheckoutBench } from './checkout-test-bed.ts';

let bench: CheckoutBench;
beforeEach(async () => {
  bench = await openCheckoutBench();
});
afterEach(() => bench.close());

const BY = 'somebody';
const pragma = (name: string) => Number(bench.database.facts.pragma(name, { simple: true }));

test('money that comes while the disk is full is recorded as soon as there is room, once', async () => {
  // So many lines that the fact needs pages of its own.
  for (const articleId of bench.articleIds.slice(0, 40)) bench.ringingUp.addArticle(articleId, 1, BY);
  await bench.invoices.request({ saleId: bench.hand.sale.id }, BY);
  const [tender] = bench.hand.sale.tenders;
  if (tender?.kind !== 'lightning') throw new Error('no code');
  bench.database.facts.pragma(`max_page_count = ${pragma('page_count')}`);
  await bench.node.wallet.pay(tender.paymentHash);
  await vi.waitFor(() => expect(bench.logged()).toContain('checkout.settlement_not_recorded'));
  await expect(bench.invoices.check({ saleId: bench.hand.sale.id, tenderId: tender.id })).rejects.toThrow('DISK_FULL');
  expect(bench.hand.sale).toMatchObject({ status: 'tendering', receiptNumber: null });

  bench.database.facts.pragma('max_page_count = 1000000');
  await vi.waitFor(() => expect(bench.hand.sale).toMatchObject({ status: 'completed', receiptNumber: 'T1-000001' }), 10_000);
  await bench.watching.sweep();
  expect(bench.attention.open()).toEqual([]);
});
