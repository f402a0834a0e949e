// Reading all that reached a real lnd, by the cursor: every settlement once, in its order, from anywhere, over lost connections.
import { createInvoice } from 'ln-service';
import { beforeAll, expect, inject, it, onTestFinished } from 'vitest';
import { openLnd } from '../../src/main/lightning/lnd/lnd.ts';
import { payCode } from '../../tools/lightning/customer.ts';
import { openLink } from '../../tools/lightning/link.ts';
import { adminOf } from '../../tools/lightning/lnd.ts';
import { failureOf, partsFor } from './lnd-access.ts';
import { openReceiver, preimagePair } from './lnd-receiver.ts';

const { merchant, customer } = inject('network');
const { node, ask, watch, readFrom, newestIndex } = await openReceiver(merchant);

beforeAll(async () => {
  for (let count = 0; count < 6; count++) await payCode(customer, (await ask(10 + count)).paymentRequest);
});

it('reads settlements in pages, from any index', async () => {
  const all = await readFrom(0);
  expect(all.length).toBeGreaterThan(5);
  expect(all.map(({ settleIndex }) => settleIndex)).toEqual(all.map((_, at) => at + 1));
  for (let after = 0; after <= 5; after++) {
    expect(await node.settlementsAfter(after, 2)).toEqual(all.slice(after, after + 2));
    expect(await node.settlementsAfter(after, 1)).toEqual(all.slice(after, after + 1));
  }
  expect(await node.settlementsAfter(all.length, 10)).toEqual([]);
  expect(await node.settlementsAfter(all.length + 1000, 10)).toEqual([]);
});

it('reads for several at once, each its own pages', async () => {
  const all = await readFrom(0);
  const pages = await Promise.all([
    node.settlementsAfter(0, 3),
    node.settlementsAfter(3, 2),
    node.settlementsAfter(3, 2),
    node.settlementsAfter(1, 1),
  ]);
  expect(pages).toEqual([all.slice(0, 3), all.slice(3, 5), all.slice(3, 5), all.slice(1, 2)]);
});

it('goes on reading what settled since, and over a connection that was lost', async () => {
  const link = await openLink(merchant.rpcPort);
  onTestFinished(() => link.close());
  const far = openLnd(partsFor(merchant, { port: link.port }));
  onTestFinished(() => far.close());
  const all = await readFrom(0);
  expect(await far.settlementsAfter(0, 3)).toEqual(all.slice(0, 3));
  link.set('reset');
  expect(await failureOf(far.info())).toMatchObject({ trouble: 'unreachable' });
  link.set('open');
  expect(await far.settlementsAfter(3, 2)).toEqual(all.slice(3, 5));
  const { paymentHash, paymentRequest } = await ask(8);
  await payCode(customer, paymentRequest);
  expect((await far.settlementsAfter(5, 1000)).at(-1)).toMatchObject({ paymentHash, settleIndex: all.length + 1 });
});

it('reads the settlements of old invoices behind many newer ones that nobody paid', async () => {
  const before = await newestIndex();
  const { preimage, hash } = preimagePair();
  const { paymentRequest } = await ask(21, { holdPaymentHash: hash });
  const watched = watch(hash);
  const paid = payCode(customer, paymentRequest);
  await watched.until('held');
  for (let count = 0; count < 30; count++) await node.cancelInvoice((await ask(1)).paymentHash);
  await node.settleInvoice(preimage);
  await paid;
  expect(await readFrom(before)).toMatchObject([{ settlementId: hash, settleIndex: before + 1 }]);
});

it('wakes whoever reads, whoever made the invoice', async () => {
  const woken = Promise.withResolvers<void>();
  let listening = false;
  const stop = node.onSettlement(() => {
    if (listening) woken.resolve();
  });
  onTestFinished(stop);
  const { request } = await createInvoice({ lnd: adminOf(merchant), tokens: 5 });
  listening = true;
  await payCode(customer, request);
  await woken.promise;
});
