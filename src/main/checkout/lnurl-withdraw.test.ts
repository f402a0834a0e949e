// A customer's code that pays: exactly the sale's invoice, exactly once, whatever the service behind it says or keeps to itself.
import { setTimeout as passed } from 'node:timers/promises';
import { bech32 } from '@scure/base';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { NodeError } from '../lightning/lightning-node.ts';
import { createGetJson } from '../lnurl/get-json.ts';
import { type ScriptedService, startLnurlServer, startScriptedService, type Wallet } from '../lnurl/lnurl-test-bed.ts';
import { createLnurlServices } from '../lnurl/service.ts';
import { createRefundStore } from '../store/refund-store.ts';
import { type CheckoutBench, openCheckoutBench } from './checkout-test-bed.ts';
import { createLnurlWithdraw } from './lnurl-withdraw.ts';

let bench: CheckoutBench;
const closers: (() => Promise<void>)[] = [];
const BY = 'somebody';

beforeEach(async () => {
  bench = await openCheckoutBench();
  bench.ringingUp.addArticle(bench.articleIds[0] ?? '', 1, BY);
});
afterEach(async () => {
  for (const close of closers.splice(0)) await close();
  await bench.close();
});

const withdraw = (origin: string, timeLimitMs = 5000) =>
  createLnurlWithdraw({
    hand: bench.hand,
    journal: bench.journal,
    store: createRefundStore(bench.database.facts),
    invoices: bench.invoices,
    node: bench.node,
    lnurl: createLnurlServices(createGetJson({ localOrigins: [origin], timeLimitMs })),
  });
/** A till that has started anew has nothing in memory. */
const restarted = withdraw;
const take = (origin: string, code: string, by = withdraw(origin)) => by.take({ saleId: bench.hand.sale.id, code }, BY);
const refusal = (reason: string) => ({ code: 'LNURL_REFUSED', detail: { reason } });
const tender = () => {
  const last = bench.hand.sale.tenders.at(-1);
  return last?.kind === 'lightning' ? last : expect.unreachable('no code was made');
};
const asked = () => bench.database.facts.prepare("SELECT body FROM journal WHERE kind = 'withdrawal_asked'").pluck().all() as string[];

/** The customer's wallet pays whatever invoice of ours its service is handed. */
const payingWallet = (paid: string[] = []): Wallet => ({
  addInvoice: () => Promise.reject(new Error('not asked to')),
  async payInvoice(paymentRequest) {
    paid.push(paymentRequest);
    await bench.node.wallet.pay(tender().paymentHash);
  },
});
const realServer = async (wallet: Wallet) => {
  const server = await startLnurlServer(wallet);
  closers.push(server.close);
  return server;
};

/** A service of many uses that answers its callback as it is told to. */
const scripted = async (callback: Parameters<typeof startScriptedService>[0], limits = {}): Promise<ScriptedService & { code: string }> => {
  const service = await startScriptedService((url, ...rest) =>
    url.pathname === '/w'
      ? { tag: 'withdrawRequest', callback: `${service.origin}/cb`, k1: 'k', minWithdrawable: 1, maxWithdrawable: 1e12, ...limits }
      : callback(url, ...rest),
  );
  closers.push(service.close);
  return { ...service, code: bech32.encode('lnurl', bech32.toWords(Buffer.from(`${service.origin}/w`)), false) };
};
const handedIn = ({ asked }: ScriptedService) =>
  asked.filter((path) => path.startsWith('/cb')).map((path) => new URLSearchParams(path.slice(4)).get('pr'));

test('a customer’s code pays exactly what is due, and the sale is complete when the node says so', async () => {
  const paid: string[] = [];
  const server = await realServer(payingWallet(paid));
  expect(await take(server.origin, await server.withdrawCode())).toEqual({ domain: new URL(server.origin).host });
  expect(paid).toEqual([tender().paymentRequest]);
  await vi.waitFor(() => expect(bench.hand.sale.status).toBe('completed'));
  expect(tender()).toMatchObject({ status: 'paid', receivedMsat: tender().amountSat * 1000 });
  // What the code says is in no book: only that it was asked.
  expect(asked()).toHaveLength(1);
  expect(asked()[0]).not.toMatch(/lnurl|q=/);
});

test('it pays the code that is on the screen already, if there is one', async () => {
  await bench.invoices.request({ saleId: bench.hand.sale.id }, BY);
  const shown = tender().paymentRequest;
  const service = await scripted(() => ({ status: 'OK' }));
  await take(service.origin, service.code);
  expect(handedIn(service)).toEqual([shown]);
});

test('of a sale that is paid in parts it pays the part whose turn it is', async () => {
  const { id: saleId, dueMinor } = bench.hand.sale;
  bench.parking.divide({ saleId, parts: 2 });
  const service = await scripted(() => ({ status: 'OK' }));
  await take(service.origin, service.code);
  expect(tender().amountMinor).toBe(Math.ceil(dueMinor / 2));
});

test('it pays no other amount than was shown when it was held out', async () => {
  const wire = Promise.withResolvers<void>();
  const service = await scripted(() => ({ status: 'OK' }));
  const slow = await startScriptedService(async () => {
    await wire.promise;
    return { tag: 'withdrawRequest', callback: `${service.origin}/cb`, k1: 'k', minWithdrawable: 1, maxWithdrawable: 1e12 };
  });
  closers.push(slow.close);
  const lnurl = createLnurlServices(createGetJson({ localOrigins: [slow.origin, service.origin] }));
  const by = createLnurlWithdraw({
    ...{ hand: bench.hand, journal: bench.journal, invoices: bench.invoices, node: bench.node, lnurl },
    store: createRefundStore(bench.database.facts),
  });
  const taken = take(slow.origin, bech32.encode('lnurl', bech32.toWords(Buffer.from(`${slow.origin}/w`)), false), by);
  const failed = expect(taken).rejects.toMatchObject({ code: 'SALE_CHANGED' });
  await vi.waitFor(() => expect(slow.asked).toHaveLength(1));
  bench.ringingUp.addArticle(bench.articleIds[1] ?? '', 1, BY);
  wire.resolve();
  await failed;
  expect(service.asked).toEqual([]);
  expect(asked()).toEqual([]);
});

test('scanned twice at once, it is asked once', async () => {
  const service = await scripted(() => ({ status: 'OK' }));
  const by = withdraw(service.origin);
  await Promise.all([take(service.origin, service.code, by), take(service.origin, service.code, by)]);
  expect(handedIn(service)).toHaveLength(1);
});

test('that it is asked is on the disk before it is', async () => {
  const seen: number[] = [];
  const service = await scripted(() => {
    seen.push(asked().length);
    return { status: 'OK' };
  });
  await take(service.origin, service.code);
  expect(seen).toEqual([1]);
});

test('after a crash it can be handed the same invoice again, and another one of the same sale once the node has closed that', async () => {
  let answers = false;
  const service = await scripted(() => (answers ? { status: 'OK' } : undefined));
  await expect(take(service.origin, service.code, withdraw(service.origin, 100))).rejects.toMatchObject({ code: 'LNURL_UNKNOWN' });
  answers = true;
  const first = tender();
  await take(service.origin, service.code, restarted(service.origin));
  expect(handedIn(service)).toEqual([first.paymentRequest, first.paymentRequest]);

  await bench.invoices.cancel({ saleId: bench.hand.sale.id, tenderId: first.id }, BY);
  await take(service.origin, service.code, restarted(service.origin));
  expect(handedIn(service)).toEqual([first.paymentRequest, first.paymentRequest, tender().paymentRequest]);
  expect(tender().paymentHash).not.toBe(first.paymentHash);
});

test('no service is handed a second invoice while the node does not say that the first one is closed', async () => {
  const service = await scripted(() => ({ status: 'OK' }));
  await take(service.origin, service.code);
  const first = tender();
  const { cancelInvoice, invoiceState } = bench.node;
  const deaf = () => Promise.reject(new NodeError('unreachable', 'nobody there'));
  bench.onNode({ cancelInvoice: deaf });
  await bench.invoices.cancel({ saleId: bench.hand.sale.id, tenderId: first.id }, BY);
  Object.assign(bench.node, { cancelInvoice: deaf });
  const second = await take(service.origin, service.code).catch((cause: unknown) => cause);
  expect(second).toMatchObject(refusal('first_may_pay'));
  Object.assign(bench.node, { invoiceState: deaf });
  await expect(take(service.origin, service.code)).rejects.toMatchObject(refusal('first_may_pay'));
  expect(handedIn(service)).toEqual([first.paymentRequest]);

  // The node is back: what the cashier closed is closed there, too, and then it may.
  Object.assign(bench.node, { cancelInvoice, invoiceState });
  await take(service.origin, service.code);
  expect(await bench.node.invoiceState(first.paymentHash)).toMatchObject({ status: 'closed' });
  expect(handedIn(service)).toEqual([first.paymentRequest, tender().paymentRequest]);
});

test('when the first invoice was paid after all, the customer is not asked a second time', async () => {
  const service = await scripted(() => ({ status: 'OK' }));
  await take(service.origin, service.code);
  const first = tender();
  await bench.invoices.cancel({ saleId: bench.hand.sale.id, tenderId: first.id }, BY);
  await bench.node.wallet.pay(first.paymentHash);
  await expect(take(service.origin, service.code)).rejects.toMatchObject(refusal('paid_before'));
  expect(handedIn(service)).toHaveLength(1);
  expect(bench.attention.open()).toMatchObject([{ kind: 'late', paymentHash: first.paymentHash }]);
});

test('the part that one code has paid keeps no code from paying the rest', async () => {
  const service = await scripted(async () => {
    await bench.node.wallet.pay(tender().paymentHash);
    return { status: 'OK' };
  });
  await bench.invoices.request({ saleId: bench.hand.sale.id, amountMinor: 1000 }, BY);
  await take(service.origin, service.code);
  await vi.waitFor(() => expect(tender().status).toBe('paid'));
  await take(service.origin, service.code);
  await vi.waitFor(() => expect(bench.hand.sale.status).toBe('completed'));
  expect(new Set(handedIn(service)).size).toBe(2);
});

test('another code is not asked while one that was asked may still pay, and is once that has refused', async () => {
  let says: unknown = { status: 'ERROR', reason: 'empty' };
  const first = await scripted(() => says);
  const second = await scripted(() => says);
  await expect(take(first.origin, first.code)).rejects.toMatchObject(refusal('said_no'));
  says = { status: 'OK' };
  await take(second.origin, second.code, restarted(second.origin));
  expect(handedIn(second)).toEqual([tender().paymentRequest]);

  await expect(take(first.origin, first.code)).rejects.toMatchObject(refusal('payer_waited_for'));
  // A no to the second question is none to the first, which may be on its way.
  says = { status: 'ERROR', reason: 'already paying' };
  await expect(take(second.origin, second.code)).rejects.toMatchObject(refusal('said_no'));
  await expect(take(first.origin, first.code)).rejects.toMatchObject(refusal('payer_waited_for'));
  expect(handedIn(first)).toHaveLength(1);
});

test('two codes at once: the second is refused while the first is being asked', async () => {
  const first = await scripted(() => ({ status: 'OK' }));
  const second = await startScriptedService(() => ({ status: 'OK' }));
  closers.push(second.close);
  const by = withdraw(first.origin);
  const asking = take(first.origin, first.code, by);
  const code = bech32.encode('lnurl', bech32.toWords(Buffer.from(`${second.origin}/w`)), false);
  await expect(take(second.origin, code, by)).rejects.toMatchObject(refusal('payer_waited_for'));
  await asking;
  expect(second.asked).toEqual([]);
});

test('a service that was handed the invoice and sends us on to where nobody asks may pay it', async () => {
  const service = await scripted((_url, response) => void response.writeHead(302, { location: 'http://10.0.0.1/' }).end());
  await expect(take(service.origin, service.code)).rejects.toMatchObject({ code: 'LNURL_UNKNOWN' });
});

test('a card’s PIN is asked for by nobody: from its limit on it is refused before the invoice is handed in', async () => {
  const service = await scripted(() => ({ status: 'OK' }), { pinLimit: 1000 });
  await expect(take(service.origin, service.code)).rejects.toMatchObject(refusal('pin_wanted'));
  expect(handedIn(service)).toEqual([]);
  const roomy = await scripted(() => ({ status: 'OK' }), { pinLimit: 1e12 });
  await take(roomy.origin, roomy.code);
});

test('an OK without money leaves the sale unpaid, with its code to be paid', async () => {
  const service = await scripted(() => ({ status: 'OK' }));
  await take(service.origin, service.code);
  await bench.watching?.sweep();
  expect(bench.hand.sale).toMatchObject({ status: 'tendering', tenders: [{ status: 'waiting' }] });
});

test('money that comes although the service gave no answer is the sale’s', async () => {
  const service = await scripted(async () => {
    await bench.node.wallet.pay(tender().paymentHash);
    await passed(1000);
  });
  await expect(take(service.origin, service.code, withdraw(service.origin, 200))).rejects.toMatchObject({ code: 'LNURL_UNKNOWN' });
  await vi.waitFor(() => expect(bench.hand.sale.status).toBe('completed'));
});

test.each([
  ['no, and says why', () => ({ status: 'ERROR', reason: 'Daily limit reached' }), {}, 'said_no'],
  ['less than is due', () => ({ status: 'OK' }), { maxWithdrawable: 1000 }, 'too_much'],
  ['more than is due', () => ({ status: 'OK' }), { minWithdrawable: 1e12 }, 'too_little'],
  ['somewhere it may not lead', () => ({ status: 'OK' }), { callback: 'https://10.0.0.1/cb' }, 'forbidden'],
])('a service that says %s', async (_what, callback, limits, reason) => {
  const service = await scripted(callback, limits);
  await expect(take(service.origin, service.code)).rejects.toMatchObject({ code: 'LNURL_REFUSED', detail: { reason } });
  expect(bench.hand.sale.status).toBe('tendering');
});

test('a code that takes money is told from one that pays, before anything is asked for', async () => {
  const server = await realServer(payingWallet());
  await expect(take(server.origin, await server.payCode())).rejects.toMatchObject({ detail: { reason: 'takes_only' } });
  await expect(take(server.origin, `lnbcrt1${'q'.repeat(100)}`)).rejects.toMatchObject({ detail: { reason: 'takes_only' } });
  await expect(take(server.origin, 'hello')).rejects.toMatchObject({ detail: { reason: 'no_code' } });
  expect(bench.hand.sale.tenders).toEqual([]);
});
