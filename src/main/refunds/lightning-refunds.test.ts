// Refunds of sales when something breaks in the middle of them: on a real file, with a practice node that answers as a test wants.
import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { TillError } from '../../shared/errors.ts';
import type { Refund, RefundWish } from '../../shared/refund.ts';
import { type CheckoutBench, cashierActing, openCheckoutBench } from '../checkout/checkout-test-bed.ts';
import { practiceFoundation } from '../founding.ts';
import { type LightningNode, NodeError, type SpendingNode } from '../lightning/lightning-node.ts';
import { createGetJson } from '../lnurl/get-json.ts';
import { createLnurlServices } from '../lnurl/service.ts';
import { createLog } from '../log.ts';
import { createPracticeRates } from '../rates/practice-table.ts';
import type { Actor } from '../staff/actor.ts';
import type { Journal } from '../store/journal.ts';
import { insertPrintJob } from '../store/print-jobs.ts';
import { createRefundStore } from '../store/refund-store.ts';
import { createSaleStore } from '../store/sale-store.ts';
import { verifyJournal } from '../store/verify.ts';
import { createPayouts } from './payouts.ts';
import { createRefundDesk } from './refund-desk.ts';

const BY = 'somebody';
const MANAGER: Actor = { ...cashierActing(BY), has: () => true, require: () => null };
const hashOf = (refund: Refund | undefined) => refund?.legs.flatMap(({ way }) => (way.kind === 'lightning' ? way.paymentHash : []))[0] ?? '';
const WALLET_CODE_HOLDS_MS = 3_600_000;
type Pay = SpendingNode['payInvoice'];

let bench: CheckoutBench;
let saleId: string;

beforeEach(async () => {
  bench = await openCheckoutBench();
  bench.ringingUp.addArticle(bench.articleIds[0] ?? '', 2, BY);
  saleId = bench.hand.sale.id;
  await bench.invoices.request({ saleId }, BY);
  const [tender] = bench.hand.sale.tenders;
  await bench.node.wallet.pay(tender?.kind === 'lightning' ? tender.paymentHash : '');
  await vi.waitFor(() => expect(bench.hand.sale.status).toBe('completed'));
});
afterEach(async () => {
  vi.useRealTimers();
  // Whatever happened, the books tell it, and the tables hold nothing else.
  expect(verifyJournal(bench.database.facts)).toMatchObject({ ok: true });
  await bench.close();
});

/** A till that has started on these files: with nothing in memory, and a node that pays as `pay` does. */
function startTill({
  pay = bench.node.spending.payInvoice,
  reach = bench.node.spending.reach,
  node = bench.node,
  journal = bench.journal,
  ready = true,
}: {
  pay?: Pay;
  reach?: SpendingNode['reach'];
  node?: LightningNode;
  journal?: Journal;
  ready?: boolean;
} = {}) {
  const db = bench.database.facts;
  const { nowMs } = bench;
  const sales = createSaleStore(db);
  const store = createRefundStore(db);
  const payouts = createPayouts({
    node,
    spending: { ready: () => ready, open: async () => ({ ...bench.node.spending, reach, payInvoice: pay }) },
    lnurl: createLnurlServices(createGetJson({})),
    store,
    isOwnCode: (paymentHash) => sales.invoice(paymentHash) !== undefined,
    maxFeePpm: () => 10_000,
    comment: () => '',
    nowMs,
    log: createLog(() => undefined, nowMs),
  });
  const shop = () => practiceFoundation('kr').settings;
  const common = { shop, insertPrintJob: insertPrintJob(db), newId: randomUUID, nowMs };
  const completion = { completeWhenPaid: () => expect.unreachable('no sale is paid') };
  const sellable = () => expect.unreachable('nothing is brought without a receipt');
  const parts = {
    ...common,
    journal,
    hand: bench.hand,
    sales,
    store,
    completion,
    payouts,
    vouchers: null,
    rates: createPracticeRates(),
    sellable,
    cards: () => null,
  };
  const refunds = createRefundDesk(parts);
  const offer = (id: string, amountMinor?: number) => {
    const wish: RefundWish = amountMinor === undefined ? { kind: 'whole', restock: true } : { kind: 'amount', amountMinor };
    const made = refunds.offer({ saleId: id, wish, exchange: false }, BY);
    const way = made.legs[0]?.ways[0];
    return { id: made.id, amountSat: way?.kind === 'lightning' ? (way.amountSat ?? 0) : 0 };
  };
  const send = ({ offerId, ...lightning }: { offerId: string; to: string; pin: string }) =>
    refunds.give({ offerId, reason: '', choices: [], lightning }, MANAGER);
  return {
    ...refunds,
    offerAll: () => refunds.offer({ saleId, wish: { kind: 'whole', restock: true }, exchange: false }, BY),
    offer,
    send,
    refundAll(to?: string) {
      const { id, amountSat } = offer(saleId);
      return send({ offerId: id, to: to ?? bench.node.wallet.refundCode(amountSat), pin: '9999' });
    },
    recorded: () => store.ofSale(saleId),
  };
}
const paidByNode = async (paymentHash: string) => (await bench.node.paymentOutcome(paymentHash)).status;
const receipts = () => bench.database.facts.prepare("SELECT title FROM print_job WHERE title LIKE '%-R%'").pluck().all();
const neverAnswers: Pay = () => new Promise(() => undefined);
const cut = (): never => {
  throw new Error('the wire is cut');
};

test.each([
  ['is away', 'unreachable', 'NODE_UNREACHABLE'],
  ['honours the manager’s key no more', 'denied', 'SPENDING_MISSING'],
] as const)('a node that %s is asked for nothing, and the sale can be refunded as soon as it is back', async (_what, trouble, code) => {
  const reach = () => Promise.reject(new NodeError('unreachable', 'no', { trouble }));
  const away = startTill({ reach, pay: () => expect.unreachable('nothing is sent') });
  await expect(away.refundAll()).rejects.toMatchObject({ code });
  expect(away.recorded()).toEqual([]);
  await startTill().refundAll();
  expect(startTill().recorded()).toMatchObject([{ status: 'refunded' }]);
});

test('a till that dies before it has sent calls nothing lost: not sent is what it says when the code can be paid no more', async () => {
  const code = bench.node.wallet.refundCode(startTill().offer(saleId).amountSat);
  void startTill({ pay: neverAnswers }).refundAll(code);
  await vi.waitFor(() => expect(startTill().recorded()).toMatchObject([{ status: 'under_way' }]));

  const till = startTill();
  await till.follow();
  expect(till.recorded()).toMatchObject([{ status: 'under_way' }]);
  expect(() => till.offer(saleId)).toThrow('REFUND_REFUSED');

  bench.passTime(WALLET_CODE_HOLDS_MS);
  await till.follow();
  expect(till.recorded()).toMatchObject([{ status: 'under_way' }]);
  bench.passTime(61_000);
  await till.follow();
  expect(till.recorded()).toMatchObject([{ status: 'failed', failure: 'not_sent' }]);
  expect(receipts()).toEqual([]);

  await till.refundAll();
  expect(till.recorded()).toMatchObject([{ status: 'failed' }, { status: 'refunded' }]);
});

test('what was paid on chain and replaced is not given back: it never came', async () => {
  bench.settings = { onChain: { enabled: true, zeroConfMaxMinor: 1_000_000, confirmations: 1 } };
  bench.ringingUp.addArticle(bench.articleIds[0] ?? '', 1, BY);
  const { id } = bench.hand.sale;
  await bench.invoices.request({ saleId: id }, BY);
  const [tender] = bench.hand.sale.tenders;
  if (tender?.kind !== 'lightning') throw new Error('no code');
  bench.node.chain.pay(tender.address ?? '', tender.amountSat);
  await vi.waitFor(() => expect(bench.hand.sale.status).toBe('completed'));
  const till = startTill();
  expect(till.offer(id)).toMatchObject({ amountSat: tender.amountSat });
  bench.node.chain.replace(bench.node.chain.shown().payments[0]?.outpoint ?? '');
  await vi.waitFor(() => expect(bench.attention.open()).toMatchObject([{ kind: 'lost' }]));
  expect(() => till.offer(id)).toThrow('REFUND_REFUSED');
  bench.attention.note([bench.attention.open()[0]?.id ?? ''], BY);
  expect(() => till.offer(id)).toThrow('REFUND_REFUSED');
});

test('a till that dies when it has sent finds so, once, and has its receipt printed', async () => {
  const till = startTill({
    async pay(order) {
      await bench.node.spending.payInvoice(order);
      return cut();
    },
  });
  await expect(till.refundAll()).rejects.toThrow('REFUND_UNKNOWN');
  const [refund] = till.recorded();
  expect(refund).toMatchObject({ status: 'under_way' });

  const next = startTill();
  await Promise.all([next.follow(), next.follow()]);
  expect(next.recorded()).toMatchObject([{ status: 'refunded', receiptNumber: 'T1-R000001' }]);
  expect(receipts()).toEqual(['T1-R000001']);
  await expect(next.sendAgain(refund?.id ?? '', '9999', BY)).rejects.toThrow('ALREADY_DONE');
});

test('what nobody knows of can be handed to the node again: the same code, which it pays once', async () => {
  const till = startTill({ pay: async () => cut() });
  await expect(till.refundAll()).rejects.toThrow('REFUND_UNKNOWN');
  const [refund] = till.recorded();
  const next = startTill();
  await next.sendAgain(refund?.id ?? '', '9999', BY);
  expect(next.recorded()).toMatchObject([{ id: refund?.id, status: 'refunded' }]);
  expect(await paidByNode(hashOf(refund))).toBe('paid');
});

test('a no to a second try is no answer to the first, which may be on its way', async () => {
  const till = startTill({ pay: async () => cut() });
  await expect(till.refundAll()).rejects.toThrow('REFUND_UNKNOWN');
  const [refund] = till.recorded();
  const { payInvoice } = bench.node.spending;
  const next = startTill({
    async pay(order) {
      await payInvoice(order);
      throw new NodeError('refused', 'This payment is in transition already.');
    },
  });
  await expect(next.sendAgain(refund?.id ?? '', '9999', BY)).rejects.toThrow('REFUND_UNKNOWN');
  expect(next.recorded()).toMatchObject([{ status: 'under_way' }]);
  await next.follow();
  expect(next.recorded()).toMatchObject([{ status: 'refunded' }]);
});

test('the same offer again is neither a second refund nor called done: it is told that nothing left, or that nobody knows', async () => {
  const refusing = startTill({
    async pay() {
      throw new NodeError('refused', 'no');
    },
  });
  const { id, amountSat } = refusing.offer(saleId);
  const order = { offerId: id, to: bench.node.wallet.refundCode(amountSat), pin: '9999' };
  await expect(refusing.send(order)).rejects.toMatchObject({ detail: { reason: 'no' } });
  await expect(refusing.send(order)).rejects.toMatchObject({ detail: { reason: 'offer_over' } });

  const cutOff = startTill({ pay: async () => cut() });
  const next = cutOff.offer(saleId, 1000);
  const again = { offerId: next.id, to: bench.node.wallet.refundCode(next.amountSat), pin: '9999' };
  await expect(cutOff.send(again)).rejects.toThrow('REFUND_UNKNOWN');
  await expect(cutOff.send(again)).rejects.toThrow('REFUND_UNKNOWN');
  await cutOff.follow();
  expect(cutOff.recorded()).toMatchObject([{ status: 'failed' }, { status: 'under_way' }]);
});

test('a no to the first try is a no', async () => {
  const till = startTill({
    async pay() {
      throw new NodeError('refused', 'There is nothing to pay with.');
    },
  });
  await expect(till.refundAll()).rejects.toMatchObject({ code: 'REFUND_REFUSED' });
  expect(till.recorded()).toMatchObject([{ status: 'failed', failure: 'There is nothing to pay with.' }]);
});

test('a node that takes its time is not waited for without end, and its late answer counts', async () => {
  const answer = Promise.withResolvers<void>();
  const till = startTill({
    async pay(order) {
      await answer.promise;
      return bench.node.spending.payInvoice(order);
    },
  });
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  const sending = expect(till.refundAll()).rejects.toThrow('REFUND_UNKNOWN');
  await vi.advanceTimersByTimeAsync(30_000);
  await sending;
  vi.useRealTimers();
  // While it works nothing is concluded, however old the code.
  bench.passTime(2 * WALLET_CODE_HOLDS_MS);
  await till.follow();
  expect(till.recorded()).toMatchObject([{ status: 'under_way' }]);
  bench.passTime(-2 * WALLET_CODE_HOLDS_MS);
  answer.resolve();
  await vi.waitFor(() => expect(till.recorded()).toMatchObject([{ status: 'refunded' }]));
});

test('who has nothing set up to pay out with hears so before anything else, and is offered another way first', async () => {
  const { offerAll, give } = startTill({ ready: false, pay: () => expect.unreachable('nothing is sent') });
  const made = offerAll();
  expect(made.legs).toMatchObject([{ from: 'lightning', ways: [{ kind: 'cash' }, { kind: 'lightning', obstacle: 'no_spending' }] }]);
  const order = { offerId: made.id, reason: '', choices: [] };
  await expect(give(order, MANAGER)).rejects.toMatchObject({ detail: { reason: 'reason' } });
  const choices = [{ legId: made.legs[0]?.id ?? '', kind: 'cash' as const, reason: 'nobody can send' }];
  expect(await give({ ...order, choices }, MANAGER)).toMatchObject({ status: 'refunded' });
});

test('another node says nothing about what the one before it sent', async () => {
  await expect(startTill({ pay: async () => cut() }).refundAll()).rejects.toThrow('REFUND_UNKNOWN');
  bench.passTime(2 * WALLET_CODE_HOLDS_MS);
  const other = startTill({ node: { ...bench.node, nodeId: 'another' } });
  await other.follow();
  expect(other.recorded()).toMatchObject([{ status: 'under_way' }]);
  const [refund] = other.recorded();
  await expect(other.sendAgain(refund?.id ?? '', '9999', BY)).rejects.toMatchObject({ detail: { reason: 'other_node' } });
});

test('nothing is sent when the disk does not take the intent', async () => {
  const pay = vi.fn(bench.node.spending.payInvoice);
  const full: Journal = {
    ...bench.journal,
    transact() {
      throw new TillError('DISK_FULL');
    },
  };
  await expect(startTill({ pay, journal: full }).refundAll()).rejects.toThrow('DISK_FULL');
  expect(pay).not.toHaveBeenCalled();
  expect(startTill().recorded()).toEqual([]);
});

test('one payout whose node does not answer keeps none of the others from their end', async () => {
  const { offer, send, recorded } = startTill({
    async pay(order) {
      await bench.node.spending.payInvoice(order);
      return cut();
    },
  });
  for (const amountMinor of [1000, 2000]) {
    const { id, amountSat } = offer(saleId, amountMinor);
    await expect(send({ offerId: id, to: bench.node.wallet.refundCode(amountSat), pin: '9999' })).rejects.toThrow('REFUND_UNKNOWN');
  }
  const [first] = recorded();
  const deaf = startTill({
    node: { ...bench.node, paymentOutcome: async (hash) => (hash === hashOf(first) ? cut() : bench.node.paymentOutcome(hash)) },
  });
  await expect(deaf.follow()).rejects.toThrow(AggregateError);
  expect(deaf.recorded()).toMatchObject([{ status: 'under_way' }, { status: 'refunded' }]);
});
