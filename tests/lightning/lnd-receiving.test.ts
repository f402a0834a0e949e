// Asking for money at a real lnd and being told of it by a watch: whole, in parts, held, and without an invoice.
import {
  createHodlInvoice,
  createInvoice,
  decodePaymentRequest,
  getInvoice,
  getRouteToDestination,
  payViaPaymentDetails,
  payViaRoutes,
  subscribeToPayViaRequest,
} from 'ln-service';
import { expect, inject, it, onTestFinished } from 'vitest';
import type { Settlement } from '../../src/main/lightning/lightning-node.ts';
import { openLnd } from '../../src/main/lightning/lnd/lnd.ts';
import { payCode } from '../../tools/lightning/customer.ts';
import { adminOf } from '../../tools/lightning/lnd.ts';
import { failureOf, partsFor } from './lnd-access.ts';
import { openReceiver, preimagePair } from './lnd-receiver.ts';

const { merchant, customer } = inject('network');
const owner = adminOf(merchant);
const payer = adminOf(customer);

const { node, ask, watch, readFrom, newestIndex } = await openReceiver(merchant);

it('makes an invoice that a payer reads as it was asked for', async () => {
  const made = await ask(12_345);
  const read = await decodePaymentRequest({ lnd: payer, request: made.paymentRequest });
  expect(read).toMatchObject({ id: made.paymentHash, tokens: 12_345, description: 'Coffee and cake', destination: merchant.nodeId });
  const { created_at } = await getInvoice({ lnd: owner, id: made.paymentHash });
  expect(Date.parse(created_at)).toBe(made.createdAtMs);
  expect(Date.parse(read.expires_at)).toBe(made.expiresAtMs);
  expect(made.expiresAtMs - made.createdAtMs).toBe(600_000);
});

it('hides the node behind blinded paths where that is wished', async () => {
  const made = await ask(100, { route: 'blinded' });
  const read = await decodePaymentRequest({ lnd: payer, request: made.paymentRequest });
  expect(read.destination).not.toBe(merchant.nodeId);
  await payCode(customer, made.paymentRequest);
  const state = await node.invoiceState(made.paymentHash);
  // What payers put by for the fees on the hidden way, and the way did not take, reaches the shop.
  expect(state.status === 'settled' && state.settlements[0]?.receivedMsat).toBeGreaterThanOrEqual(100_000);
});

it.each([
  ['no amount', { amountSat: 0 }],
  ['half a sat', { amountSat: 0.5 }],
  ['less than nothing', { amountSat: -1 }],
  ['no time', { expirySeconds: 0 }],
  ['more than there is', { amountSat: 2_100_000_000_000_000 }],
  ['a text that is too long', { memo: 'x'.repeat(640) }],
])('refuses an invoice over %s', async (_what, wrong) => {
  expect(await failureOf(ask(1, wrong))).toMatchObject({ kind: 'refused' });
});

it('tells a watch that the invoice is open, then that it is settled, and the cursor the same', async () => {
  const before = await newestIndex();
  const { paymentHash, paymentRequest } = await ask(1000);
  const watched = watch(paymentHash);
  expect(await watched.until('open')).toEqual({ status: 'open' });
  await payCode(customer, paymentRequest);
  const settlement: Settlement = {
    settlementId: paymentHash,
    settleIndex: before + 1,
    kind: 'invoice',
    paymentHash,
    receivedMsat: 1_000_000,
    settledAtMs: expect.any(Number) as number,
  };
  expect(await watched.until('settled')).toEqual({ status: 'settled', settlements: [settlement] });
  expect(await node.invoiceState(paymentHash)).toEqual({ status: 'settled', settlements: [settlement] });
  expect(await readFrom(before)).toEqual([settlement]);
  expect(await watch(paymentHash).until('settled')).toEqual({ status: 'settled', settlements: [settlement] });
});

it('tells a watch when the invoice is cancelled; nobody can pay it then', async () => {
  const { paymentHash, paymentRequest } = await ask(1000);
  const watched = watch(paymentHash);
  await watched.until('open');
  await node.cancelInvoice(paymentHash);
  await node.cancelInvoice(paymentHash);
  expect(await watched.until('closed')).toEqual({ status: 'closed', outcome: 'cancelled', settlements: [] });
  await expect(payCode(customer, paymentRequest)).rejects.toBeDefined();
});

it('tells a watch when the invoice expires', async () => {
  const { paymentHash } = await ask(1000, { expirySeconds: 1 });
  expect(await watch(paymentHash).until('closed')).toEqual({ status: 'closed', outcome: 'expired', settlements: [] });
});

it('refuses to cancel what is paid', async () => {
  const { paymentHash, paymentRequest } = await ask(10);
  await payCode(customer, paymentRequest);
  expect(await failureOf(node.cancelInvoice(paymentHash))).toMatchObject({ kind: 'refused', message: 'The invoice is paid already.' });
});

it('says of an invoice that the node does not know that it is closed, also to a watch', async () => {
  const { hash } = preimagePair();
  const closed = { status: 'closed', outcome: 'cancelled', settlements: [] };
  expect(await node.invoiceState(hash)).toEqual(closed);
  expect(await watch(hash).until('closed')).toEqual(closed);
  await node.cancelInvoice(hash);
});

it('tells of parts as they arrive, and of the whole when it is there', async () => {
  const { paymentHash, paymentRequest } = await ask(1000);
  const watched = watch(paymentHash);
  const { payment = '', cltv_delta } = await decodePaymentRequest({ lnd: payer, request: paymentRequest });
  const part = async (tokens: number) => {
    const { route } = await getRouteToDestination({
      lnd: payer,
      destination: merchant.nodeId,
      tokens,
      payment,
      total_mtokens: '1000000',
      cltv_delta: (cltv_delta ?? 80) + 3,
    });
    if (!route) throw new Error('there is no way to the merchant');
    return payViaRoutes({ lnd: payer, id: paymentHash, routes: [route] });
  };
  const first = part(400);
  expect(await watched.until('arriving')).toEqual({ status: 'arriving', heldMsat: 400_000 });
  await Promise.all([first, part(600)]);
  expect(await watched.until('settled')).toMatchObject({ settlements: [{ receivedMsat: 1_000_000 }] });
  expect(watched.states.map(({ status }) => status)).toEqual(['open', 'arriving', 'settled']);
});

it('holds the money of a hold invoice until it is taken', async () => {
  const { preimage, hash } = preimagePair();
  const { paymentHash, paymentRequest } = await ask(500, { holdPaymentHash: hash });
  expect(paymentHash).toBe(hash);
  const watched = watch(hash);
  expect(await failureOf(node.settleInvoice(preimage))).toMatchObject({ kind: 'refused', message: 'No money is held for this invoice.' });
  const paid = payCode(customer, paymentRequest);
  const held = await watched.until('held');
  expect(held).toEqual({ status: 'held', heldMsat: 500_000, mustDecideByMs: expect.any(Number) });
  expect(held.status === 'held' && held.mustDecideByMs).toBeGreaterThan(Date.now() + 3_600_000);
  await node.settleInvoice(preimage);
  await node.settleInvoice(preimage);
  await paid;
  expect(await watched.until('settled')).toMatchObject({ settlements: [{ settlementId: hash, receivedMsat: 500_000, kind: 'invoice' }] });
});

it('gives held money back when the invoice is cancelled', async () => {
  const { preimage, hash } = preimagePair();
  const { paymentRequest } = await ask(500, { holdPaymentHash: hash });
  const watched = watch(hash);
  const paid = payCode(customer, paymentRequest).catch(() => 'came back');
  await watched.until('held');
  await node.cancelInvoice(hash);
  expect(await paid).toBe('came back');
  expect(await watched.until('closed')).toMatchObject({ outcome: 'cancelled', settlements: [] });
  expect(await failureOf(node.settleInvoice(preimage))).toMatchObject({ kind: 'refused', message: 'The money for this invoice went back already.' });
});

it('sees money that came without an invoice of ours', async () => {
  const before = await newestIndex();
  const { preimage, hash } = preimagePair();
  await payViaPaymentDetails({
    lnd: payer,
    destination: merchant.nodeId,
    id: hash,
    tokens: 77,
    messages: [{ type: '5482373484', value: preimage }],
  });
  expect(await readFrom(before)).toMatchObject([
    { kind: 'keysend', settlementId: hash, paymentHash: hash, receivedMsat: 77_000, settleIndex: before + 1 },
  ]);
});

it('sees each payment of an AMP invoice as a settlement of its own', async () => {
  const before = await newestIndex();
  const { r_hash, payment_request } = await new Promise<{ r_hash: Buffer; payment_request: string }>((resolve, reject) =>
    owner.default.addInvoice(
      { memo: 'AMP', value: 300, expiry: 600, is_amp: true },
      (cause: unknown, made: { r_hash: Buffer; payment_request: string }) => (cause ? reject(cause) : resolve(made)),
    ),
  );
  const paymentHash = r_hash.toString('hex');
  for (let round = 0; round < 2; round++) {
    await new Promise<void>((resolve, reject) => {
      const paying = payer.router.sendPaymentV2({ payment_request, amp: true, timeout_seconds: 30, fee_limit_sat: 100, no_inflight_updates: true });
      paying.on('data', ({ status }: { status: string }) => (status === 'SUCCEEDED' ? resolve() : reject(new Error(status))));
      paying.on('error', reject);
    });
  }
  const settlements = await readFrom(before);
  expect(settlements).toMatchObject([
    { kind: 'amp', paymentHash, receivedMsat: 300_000, settleIndex: before + 1 },
    { kind: 'amp', paymentHash, receivedMsat: 300_000, settleIndex: before + 2 },
  ]);
  expect(new Set(settlements.map(({ settlementId }) => settlementId)).size).toBe(2);
  expect(await node.invoiceState(paymentHash)).toEqual({ status: 'settled', settlements });
});

it('says what a code asks for, and takes none of another network, none that is over and none that is none', async () => {
  const { request } = await createInvoice({ lnd: payer, tokens: 55 });
  expect(await node.readPaymentRequest(`LIGHTNING:${request.toUpperCase()}`)).toMatchObject({ amountMsat: 55_000, payee: customer.nodeId });
  const { request: open } = await createInvoice({ lnd: payer });
  expect(await node.readPaymentRequest(open)).toMatchObject({ amountMsat: null });
  const { request: over, id } = await createInvoice({ lnd: payer, tokens: 1, expires_at: new Date(Date.now() + 1000).toISOString() });
  const { expires_at } = await getInvoice({ lnd: payer, id });
  const later = openLnd({ ...partsFor(merchant), nowMs: () => Date.parse(expires_at) });
  onTestFinished(() => later.close());
  expect(await failureOf(later.readPaymentRequest(over))).toMatchObject({ kind: 'refused', message: 'This code has expired. Ask for a new one.' });
  const mainnet =
    'lnbc2500u1pvjluezsp5zyg3zyg3zyg3zyg3zyg3zyg3zyg3zyg3zyg3zyg3zyg3zyg3zygspp5qqqsyqcyq5rqwzqfqqqsyqcyq5rqwzqfqqqsyqcyq5rqwzqfqypqdq5xysxxatsyp3k7enxv4jsxqzpu9qrsgquk0rl77nj30yxdy8j9vdx85fkpmdla2087ne0xh8nhedh8w27kyke0lp53ut353s06fv3qfegext0eh0ymjpf39tuven09sam30g4vgpfna3rh';
  expect(await failureOf(node.readPaymentRequest(mainnet))).toMatchObject({
    kind: 'refused',
    message: 'This code is for another network than the node is on.',
  });
  expect(await failureOf(node.readPaymentRequest('no code'))).toMatchObject({ kind: 'refused' });
});

it('says what became of a payment that the node sent', async () => {
  const sender = openLnd(partsFor(customer));
  onTestFinished(() => sender.close());
  const { preimage, hash } = preimagePair();
  const { request } = await createHodlInvoice({ lnd: owner, id: hash, tokens: 9 });
  expect(await sender.paymentOutcome(hash)).toEqual({ status: 'unknown' });
  const watched = watch(hash);
  const paying = subscribeToPayViaRequest({ lnd: payer, request });
  const done = new Promise((resolve) => paying.on('confirmed', resolve));
  await watched.until('held');
  expect(await sender.paymentOutcome(hash)).toEqual({ status: 'in_flight' });
  await node.settleInvoice(preimage);
  await done;
  expect(await sender.paymentOutcome(hash)).toEqual({ status: 'paid', feeMsat: expect.any(Number) });
});

it('can receive in one part what it says, to the sat, and says less after', async () => {
  const before = await node.capacity();
  expect(before).toEqual({ largestSingleSat: expect.any(Number), largestSat: before?.largestSingleSat });
  await payCode(customer, (await ask(100_000)).paymentRequest);
  const after = await node.capacity();
  expect((before?.largestSat ?? 0) - (after?.largestSat ?? 0)).toBeGreaterThanOrEqual(100_000);
});
