// Paying out from a real lnd: once, within its limits, and followed to its end.
import { createHash, randomBytes } from 'node:crypto';
import { cancelHodlInvoice, createHodlInvoice, createInvoice, getPayments, settleHodlInvoice, subscribeToInvoice } from 'ln-service';
import { afterAll, beforeAll, expect, inject, it, onTestFinished } from 'vitest';
import type { SpendingNode } from '../../src/main/lightning/lightning-node.ts';
import { bakeSpending, revoke } from '../../src/main/lightning/lnd/credentials.ts';
import { openLnd } from '../../src/main/lightning/lnd/lnd.ts';
import { openLndSpending } from '../../src/main/lightning/lnd/spending.ts';
import { openLink } from '../../tools/lightning/link.ts';
import { adminOf } from '../../tools/lightning/lnd.ts';
import { mine } from '../../tools/lightning/network.ts';
import { accessTo, failureOf, partsFor } from './lnd-access.ts';

const network = inject('network');
const { merchant, customer } = network;
const theirs = adminOf(customer);

let macaroonHex: string;
let rootKeyId: string;
let spender: SpendingNode;

beforeAll(async () => {
  ({ macaroonHex, rootKeyId } = await bakeSpending(accessTo(merchant), randomBytes));
  spender = openLndSpending(partsFor(merchant, { macaroonHex }));
});
afterAll(async () => {
  await spender.close();
  await revoke(accessTo(merchant), rootKeyId);
});

const paidTimes = async (paymentHash: string) => {
  const { payments } = await getPayments({ lnd: adminOf(merchant) });
  return payments.filter(({ id, is_confirmed }) => id === paymentHash && is_confirmed).length;
};
const held = (id: string) =>
  new Promise<void>((resolve) => subscribeToInvoice({ lnd: theirs, id }).on('invoice_updated', ({ is_held }) => is_held && resolve()));
const preimagePair = () => {
  const preimage = randomBytes(32);
  return { preimage: preimage.toString('hex'), hash: createHash('sha256').update(preimage).digest('hex') };
};
const FEE = { maxFeeMsat: 50_000 };

it('pays a code once, asked one after the other and at the same moment', async () => {
  const { request, id } = await createInvoice({ lnd: theirs, tokens: 2000 });
  const order = { paymentRequest: request, amountMsat: 2_000_000, ...FEE };
  const outcomes = await Promise.all([spender.payInvoice(order), spender.payInvoice(order), spender.payInvoice(order)]);
  expect(outcomes.map(({ status }) => status)).toContain('paid');
  expect(outcomes.every(({ status }) => status === 'paid' || status === 'in_flight')).toBe(true);
  expect(await spender.payInvoice(order)).toEqual({ status: 'paid', feeMsat: expect.any(Number) });
  expect(await paidTimes(id)).toBe(1);
});

it('gives a code without an amount the amount that was chosen, and then no other', async () => {
  const { request, id } = await createInvoice({ lnd: theirs });
  expect(await spender.payInvoice({ paymentRequest: request, amountMsat: 321_000, ...FEE })).toMatchObject({ status: 'paid' });
  expect(await spender.payInvoice({ paymentRequest: request, amountMsat: 322_000, ...FEE })).toEqual({ status: 'failed', reason: 'other_amount' });
  expect(await paidTimes(id)).toBe(1);
});

it.each([
  ['asks for another amount', { tokens: 10 }, { amountMsat: 11_000 }, 'other_amount'],
  ['costs more than the fee limit', { tokens: 100_000 }, { amountMsat: 100_000_000, maxFeeMsat: 0 }, 'no_route'],
  ['asks for more than the node has', { tokens: 20_000_000 }, { amountMsat: 20_000_000_000 }, 'insufficient_balance'],
])('sends nothing for a code that %s', async (_what, asked, order, reason) => {
  const { request, id } = await createInvoice({ lnd: theirs, ...asked });
  expect(await spender.payInvoice({ paymentRequest: request, ...FEE, ...order })).toEqual({ status: 'failed', reason });
  expect(await paidTimes(id)).toBe(0);
});

it('sends nothing for a code that has expired', async () => {
  const { request, id } = await createInvoice({ lnd: theirs, tokens: 1 });
  const late = openLndSpending({ ...partsFor(merchant, { macaroonHex }), nowMs: () => Date.now() + 86_400_000 });
  onTestFinished(() => late.close());
  expect(await late.payInvoice({ paymentRequest: request, amountMsat: 1000, ...FEE })).toEqual({ status: 'failed', reason: 'expired' });
  expect(await paidTimes(id)).toBe(0);
});

it('refuses what is no code', async () => {
  expect(await failureOf(spender.payInvoice({ paymentRequest: 'no code', amountMsat: 1000, ...FEE }))).toMatchObject({ kind: 'refused' });
});

it('says that a payment is rejected when the payee takes it no more', async () => {
  const { hash } = preimagePair();
  const { request } = await createHodlInvoice({ lnd: theirs, id: hash, tokens: 50 });
  await cancelHodlInvoice({ lnd: theirs, id: hash });
  expect(await spender.payInvoice({ paymentRequest: request, amountMsat: 50_000, ...FEE })).toEqual({ status: 'failed', reason: 'rejected' });
});

it('says that a payment is on its way while the way to the node is gone, and what became of it after', async () => {
  const link = await openLink(merchant.rpcPort);
  onTestFinished(() => link.close());
  const far = openLndSpending(partsFor(merchant, { macaroonHex, port: link.port }));
  onTestFinished(() => far.close());
  const { preimage, hash } = preimagePair();
  const { request } = await createHodlInvoice({ lnd: theirs, id: hash, tokens: 60 });
  const order = { paymentRequest: request, amountMsat: 60_000, ...FEE };
  const paying = far.payInvoice(order);
  await held(hash);
  link.set('reset');
  expect(await paying).toEqual({ status: 'in_flight' });
  link.set('open');
  expect(await far.payInvoice(order)).toEqual({ status: 'in_flight' });
  const node = openLnd(partsFor(merchant));
  onTestFinished(() => node.close());
  expect(await node.paymentOutcome(hash)).toEqual({ status: 'in_flight' });
  await settleHodlInvoice({ lnd: theirs, secret: preimage });
  await expect.poll(() => node.paymentOutcome(hash)).toMatchObject({ status: 'paid' });
  expect(await far.payInvoice(order)).toMatchObject({ status: 'paid' });
  expect(await paidTimes(hash)).toBe(1);
});

it('sends on chain under a name of ours, and refuses what it has not got and where it cannot', async () => {
  const theirNode = openLnd(partsFor(customer));
  onTestFinished(() => theirNode.close());
  const address = (await theirNode.chain?.createAddress()) ?? '';
  // What is left of an earlier payment has to be in a block before it is spent.
  await mine(network, 1);
  const label = `flash-till ${randomBytes(4).toString('hex')}`;
  expect(await spender.sendToAddress({ address, amountSat: 20_000, satPerVbyte: 2, label })).toMatch(/^[0-9a-f]{64}$/);
  expect(await failureOf(spender.sendToAddress({ address, amountSat: 2_000_000_000, satPerVbyte: 2, label }))).toMatchObject({ kind: 'refused' });
  const mainnet = 'bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4';
  expect(await failureOf(spender.sendToAddress({ address: mainnet, amountSat: 20_000, satPerVbyte: 2, label }))).toMatchObject({ kind: 'refused' });
});
