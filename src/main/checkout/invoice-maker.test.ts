import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { satForMinor } from '../../shared/money.ts';
import { readPaymentRequest } from '../lightning/bolt11.ts';
import type { RateSource } from '../rates/rate-source.ts';
import { type CheckoutBench, openCheckoutBench } from './checkout-test-bed.ts';
import { memoOf } from './invoice-maker.ts';

let bench: CheckoutBench;
beforeEach(async () => {
  bench = await openCheckoutBench();
});
afterEach(() => bench.close());

const BY = 'somebody';
const charge = () => bench.invoices.request({ saleId: bench.hand.sale.id }, BY);
const ringUp = () => bench.ringingUp.addArticle(bench.articleIds[0] ?? '', 1, BY);
const journalled = (kind: string) => bench.database.facts.prepare('SELECT body FROM journal WHERE kind = ?').pluck().all(kind);
const unseen = () => bench.database.facts.prepare('SELECT payment_hash FROM unseen_invoice').pluck().all();
const code = () => {
  const tender = bench.hand.sale.tenders.at(-1);
  if (tender?.kind !== 'lightning') throw new Error('no code');
  return tender;
};

describe('a code', () => {
  test("is made by the shop's settings, and has nothing of the sale in it", async () => {
    const createInvoice = vi.spyOn(bench.node, 'createInvoice');
    bench.settings = { expirySeconds: 120, memo: '{terminal} at {shop}', route: 'blinded' };
    bench.onNode({ createInvoice: bench.node.createInvoice });
    ringUp();
    await charge();
    const { name } = bench.shop();
    expect(createInvoice.mock.calls).toEqual([[{ amountSat: code().amountSat, memo: `T1 at ${name}`, expirySeconds: 120, route: 'blinded' }]]);
    expect(code().expiresAtMs - code().createdAtMs).toBeLessThanOrEqual(120_000);
  });

  test('holds a text of any length, cut between characters', () => {
    expect(memoOf('{shop}', { shop: '카페 {terminal}', terminal: 'T1' })).toBe('카페 {terminal}');
    expect(memoOf('{shop}'.repeat(20), { shop: '가'.repeat(60), terminal: 'T1' })).toBe('가'.repeat(213));
    // A family is one character, of 25 bytes.
    expect(memoOf('👨‍👩‍👧‍👦'.repeat(40), { shop: '', terminal: '' })).toBe('👨‍👩‍👧‍👦'.repeat(25));
  });

  test('that cannot be recorded is cancelled at the node, and the sale goes on', async () => {
    for (const articleId of bench.articleIds.slice(0, 40)) bench.ringingUp.addArticle(articleId, 1, BY);
    const { facts } = bench.database;
    facts.pragma(`max_page_count = ${Number(facts.pragma('page_count', { simple: true }))}`);
    await expect(charge()).rejects.toThrow('DISK_FULL');
    expect(bench.hand.sale).toMatchObject({ status: 'open', tenders: [] });
    expect(bench.node.wallet.codes()).toMatchObject([{ status: 'cancelled' }]);
    facts.pragma('max_page_count = 1000000');
    await charge();
    expect(bench.node.wallet.codes()).toMatchObject([{ status: 'open' }, { status: 'cancelled' }]);
  });

  test.each([
    ['over another amount', 'amount', async () => bench.node.createInvoice({ amountSat: 1, memo: '', expirySeconds: 60 })],
    [
      'with the hash of another one',
      'another payment',
      async (asked: { amountSat: number }) => {
        const one = await bench.node.createInvoice({ ...asked, memo: '', expirySeconds: 60 });
        const other = await bench.node.createInvoice({ ...asked, memo: '', expirySeconds: 60 });
        return { ...one, paymentHash: other.paymentHash };
      },
    ],
    [
      'that cannot be read',
      'cannot be read',
      async (asked: { amountSat: number }) => ({
        ...(await bench.node.createInvoice({ ...asked, memo: '', expirySeconds: 60 })),
        paymentRequest: 'lnbcrt1',
      }),
    ],
  ])('%s than was asked for is refused, and never shown', async (_, words, createInvoice) => {
    bench.onNode({ createInvoice });
    ringUp();
    await expect(charge()).rejects.toMatchObject({ code: 'NODE_REFUSED', detail: { reason: expect.stringContaining(words) } });
    expect(bench.hand.sale.tenders).toEqual([]);
    expect(journalled('invoice_created')).toEqual([]);
    expect(unseen()).toEqual([]);
  });

  test('of another network than the node is refused', async () => {
    bench.onNode({ info: async () => ({ ...(await bench.node.info()), prefix: 'lnbc' }) });
    ringUp();
    await expect(charge()).rejects.toMatchObject({ code: 'NODE_REFUSED', detail: { reason: expect.stringContaining('another network') } });
    expect(bench.node.wallet.codes()).toMatchObject([{ status: 'cancelled' }]);
  });

  test("tells how far the node's clock is off", async () => {
    const createInvoice: typeof bench.node.createInvoice = async (asked) => {
      const created = await bench.node.createInvoice(asked);
      return { ...created, createdAtMs: created.createdAtMs + 600_000 };
    };
    bench.onNode({ createInvoice });
    ringUp();
    await charge();
    expect(bench.clockOffMs).toBeGreaterThan(590_000);
  });
});

describe('a rate source that fails and lets a 1-sat invoice out for a 30-euro sale', () => {
  const quoting = (minorPerBtc: number): RateSource => ({
    quote: (currency, nowMs) => ({ ok: true, quote: { currency, minorPerBtc, method: 'market', sources: ['one'], quotedAtMs: nowMs } }),
  });

  test.each([
    ['zero', quoting(0), 'RATE_MISSING'],
    ['below zero', quoting(-1), 'RATE_MISSING'],
    ['no number', quoting(Number.NaN), 'RATE_MISSING'],
    ['endless', quoting(Number.POSITIVE_INFINITY), 'RATE_MISSING'],
    ['missing', { quote: () => ({ ok: false, reason: 'missing' }) } satisfies RateSource, 'RATE_MISSING'],
    ['old', { quote: () => ({ ok: false, reason: 'old', ageMs: 700_000 }) } satisfies RateSource, 'RATE_OLD'],
    ['in dispute', { quote: () => ({ ok: false, reason: 'spread' }) } satisfies RateSource, 'RATE_SPREAD'],
    ['jumping', { quote: () => ({ ok: false, reason: 'jump' }) } satisfies RateSource, 'RATE_JUMP'],
  ])('lets none out when the rate is %s', async (_, rates, refusal) => {
    bench.rates = rates;
    ringUp();
    await expect(charge()).rejects.toThrow(refusal);
    expect(bench.node.wallet.codes()).toEqual([]);
    expect(journalled('invoice_created')).toEqual([]);
  });

  test('asks the customer for what the sale is worth at the rate that is on the receipt', async () => {
    ringUp();
    await charge();
    const { amountSat, amountMinor, quote, paymentRequest } = code();
    expect(amountMinor).toBe(bench.hand.sale.totals.totalMinor);
    expect(amountSat).toBe(satForMinor(amountMinor, quote.minorPerBtc));
    expect(readPaymentRequest(paymentRequest).amountMsat).toBe(amountSat * 1000);
  });
});

test('a code that was made and never seen is cancelled after a restart, and one that was seen is not', async () => {
  ringUp();
  await charge();
  const lost = await bench.node.createInvoice({ amountSat: 5, memo: '', expirySeconds: 600 });
  bench.database.drafts
    .prepare('INSERT INTO unseen_invoice VALUES (?, ?), (?, ?)')
    .run(lost.paymentHash, bench.node.nodeId, code().paymentHash, bench.node.nodeId);
  bench.restart();
  await vi.waitFor(() => expect(unseen()).toEqual([]));
  expect(bench.node.wallet.codes()).toMatchObject([
    { paymentHash: lost.paymentHash, status: 'cancelled' },
    { paymentHash: code().paymentHash, status: 'open' },
  ]);
});
