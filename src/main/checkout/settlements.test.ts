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

test.each(['amp', 'keysend'] as const)(
  'money by %s that names the hash of the code on the screen pays nothing of it, and keeps none of its own money out',
  async (kind) => {
    bench.ringingUp.addArticle(bench.articleIds[0] ?? '', 1, BY);
    await bench.invoices.request({ saleId: bench.hand.sale.id }, BY);
    const [tender] = bench.hand.sale.tenders;
    if (tender?.kind !== 'lightning') throw new Error('no code');
    const { paymentHash } = tender;
    const foreign = { settlementId: `:${paymentHash}`, settleIndex: 1, kind, paymentHash, receivedMsat: 1000, settledAtMs: bench.nowMs() };
    bench.onNode({ settlementsAfter: async (after) => (after < 1 ? [foreign] : []) });
    await bench.watching.sweep();
    expect(bench.hand.sale.tenders).toMatchObject([{ status: 'waiting', amountMinor: tender.amountMinor }]);
    expect(bench.attention.open()).toMatchObject([{ kind: 'unexplained', source: kind, amountMsat: 1000, saleId: null }]);

    await bench.node.wallet.pay(paymentHash);
    await vi.waitFor(() => expect(bench.hand.sale).toMatchObject({ status: 'completed', dueMinor: 0 }));
  },
);

test('a little more than was asked is received with the rest, to the msat, and is nobody’s to give back', async () => {
  bench.ringingUp.addArticle(bench.articleIds[0] ?? '', 1, BY);
  await bench.invoices.request({ saleId: bench.hand.sale.id }, BY);
  const [tender] = bench.hand.sale.tenders;
  if (tender?.kind !== 'lightning') throw new Error('no code');
  const { paymentHash, amountSat, amountMinor } = tender;
  const receivedMsat = amountSat * 1000 + 1101;
  const settlement = { settlementId: paymentHash, settleIndex: 1, kind: 'invoice' as const, paymentHash, receivedMsat, settledAtMs: bench.nowMs() };
  bench.invoices.apply(paymentHash, { status: 'settled', settlements: [settlement] });
  expect(bench.hand.sale).toMatchObject({ status: 'completed', tenders: [{ status: 'paid', amountMinor, receivedMsat }] });
  expect(bench.attention.open()).toEqual([]);
  expect(bench.database.facts.prepare('SELECT received_msat FROM tender').pluck().get()).toBe(receivedMsat);
});
