// Refunds of sales from a real node: sent once, within the fees that are allowed, and followed to their end, whatever is killed
// meanwhile.
import { createHash, randomBytes } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createHodlInvoice, createInvoice, getInvoice, getPayments, payViaPaymentRequest, settleHodlInvoice, subscribeToInvoice } from 'ln-service';
import { afterAll, beforeAll, expect, inject, test, vi } from 'vitest';
import { startLnurlServer, writeForeignCode } from '../../src/main/lnurl/lnurl-test-bed.ts';
import type { Refund, RefundOffer, RefundWish } from '../../src/shared/refund.ts';
import { askForMoney } from '../../tools/lightning/customer.ts';
import { adminOf, type NodeDescription } from '../../tools/lightning/lnd.ts';
import { type Network, startNetwork } from '../../tools/lightning/network.ts';
import { refusal } from '../till/open-test-till.ts';
import { type ConnectedTill, charge, OWNER_PIN, openConnectedTill, signInOwner } from './connected-till.ts';
import { tellFailures } from './tell-failures.ts';

const { customer, merchant } = inject('network');
const theirs = adminOf(customer);

/** A till at the node, whose owner can pay out. */
async function openPayingTill(node: NodeDescription, localServices: readonly string[] = []): Promise<ConnectedTill> {
  const opened = await openConnectedTill({ node, localServices });
  await opened.manager.call.lightning.setUpSpending({ pin: OWNER_PIN, ownerMacaroon: readFileSync(node.macaroonPath).toString('hex') });
  return opened;
}

/** Sells for an amount that a customer pays; resolves with the sale's id. */
async function sold({ cashier }: ConnectedTill, payer: NodeDescription, amountMinor = 500): Promise<string> {
  const { sale, tender } = await charge({ cashier }, amountMinor);
  await payViaPaymentRequest({ lnd: adminOf(payer), request: tender.paymentRequest });
  await cashier.until(({ checkout }) => checkout.sale.status === 'completed');
  return sale.id;
}

const WHOLE: RefundWish = { kind: 'whole', restock: true };
const satOf = ({ legs }: RefundOffer): number => {
  for (const way of legs.flatMap(({ ways }) => ways)) if (way.kind === 'lightning' && way.amountSat !== null) return way.amountSat;
  return expect.unreachable('no rate');
};
const hashOf = (refund: Pick<Refund, 'legs'> | undefined) =>
  refund?.legs.flatMap(({ way }) => (way.kind === 'lightning' ? way.paymentHash : []))[0] ?? '';
const refundsOf = async ({ manager }: ConnectedTill, saleId: string) => (await manager.call.reports.sale({ saleId })).refunds;
const paidTimes = async (node: NodeDescription, paymentHash: string) => {
  const { payments } = await getPayments({ lnd: adminOf(node) });
  return payments.filter(({ id, is_confirmed }) => id === paymentHash && is_confirmed).length;
};
/** Why a refund was refused. */
const refused = async (sending: Promise<unknown>) => {
  const failure = (await sending.catch((cause: unknown) => cause)) as { code: string; data: { reason: string } };
  return `${failure.code} ${failure.data.reason}`;
};

let open: ConnectedTill;
tellFailures(() => open);
beforeAll(async () => {
  open = await openPayingTill(merchant);
});
afterAll(() => open.till.close());

const offerOf = async (amountMinor?: number) => {
  const saleId = await sold(open, customer);
  return {
    saleId,
    offer: await open.manager.call.refunds.offer({ saleId, wish: amountMinor === undefined ? WHOLE : { kind: 'amount', amountMinor } }),
  };
};
const give = ({ manager }: ConnectedTill, { id: offerId }: RefundOffer, to: string) =>
  manager.call.refunds.give({ offerId, lightning: { to, pin: OWNER_PIN } });
const send = (offer: RefundOffer, to: string) => give(open, offer, to);

test('a refund arrives in the customer’s wallet, exactly what was offered', async () => {
  const { saleId, offer } = await offerOf();
  const code = await createInvoice({ lnd: theirs, tokens: satOf(offer) });
  await send(offer, code.request);
  expect(await getInvoice({ lnd: theirs, id: code.id })).toMatchObject({ is_confirmed: true, received: satOf(offer) });
  expect(await refundsOf(open, saleId)).toMatchObject([
    { status: 'refunded', legs: [{ way: { paymentHash: code.id }, feeMsat: expect.any(Number) }] },
  ]);
  expect(await paidTimes(merchant, code.id)).toBe(1);
});

test('a code over no amount is given what was offered', async () => {
  const { offer } = await offerOf(123);
  const code = await createInvoice({ lnd: theirs });
  await send(offer, code.request);
  expect(await getInvoice({ lnd: theirs, id: code.id })).toMatchObject({ is_confirmed: true, received: satOf(offer) });
});

test('where no way leads nothing is sent, and the sale can be refunded anew', async () => {
  const { saleId, offer } = await offerOf();
  const nowhere = writeForeignCode({ amountMsat: satOf(offer) * 1000, network: 'simnet' });
  expect(await refused(send(offer, nowhere))).toBe('REFUND_REFUSED no_route');
  expect(await refundsOf(open, saleId)).toMatchObject([{ status: 'failed', failure: 'no_route' }]);
  const again = await open.manager.call.refunds.offer({ saleId, wish: WHOLE });
  await send(again, await askForMoney(customer, satOf(again)));
  expect(await refundsOf(open, saleId)).toMatchObject([{ status: 'failed' }, { status: 'refunded' }]);
});

test('fees above the shop’s limit are not paid', async () => {
  const { lightning } = open.manager.state.shop;
  await open.manager.call.shop.change({ lightning: { refund: { ...lightning.refund, maxFeePpm: 0 } } });
  try {
    const { saleId, offer } = await offerOf();
    expect(await refused(send(offer, await askForMoney(customer, satOf(offer))))).toBe('REFUND_REFUSED no_route');
    expect(await refundsOf(open, saleId)).toMatchObject([{ status: 'failed' }]);
  } finally {
    await open.manager.call.shop.change({ lightning: { refund: lightning.refund } });
  }
});

test('the shop’s own code is refused, and so is one of another network', async () => {
  const { saleId, offer } = await offerOf();
  const { request } = await createInvoice({ lnd: adminOf(merchant), tokens: satOf(offer) });
  expect(await refused(send(offer, request))).toBe('REFUND_REFUSED own_code');
  expect(await refusal(send(offer, writeForeignCode({ amountMsat: satOf(offer) * 1000, network: 'bitcoin' })))).toBe('NODE_REFUSED');
  expect(await refundsOf(open, saleId)).toEqual([]);
});

test('an LNURL of the customer’s is asked for an invoice, and that is paid', async () => {
  const server = await startLnurlServer({
    addInvoice: async (amountMsat, { descriptionHash }) => {
      const { request } = await createInvoice({ lnd: theirs, mtokens: String(amountMsat), description_hash: descriptionHash });
      return { invoice: request };
    },
    payInvoice: () => Promise.reject(new Error('not asked to')),
  });
  const other = await openPayingTill(merchant, [server.origin]);
  try {
    const saleId = await sold(other, customer);
    const offer = await other.manager.call.refunds.offer({ saleId, wish: WHOLE });
    await give(other, offer, await server.payCode());
    const [refund] = await refundsOf(other, saleId);
    expect(refund).toMatchObject({ status: 'refunded', legs: [{ way: { address: new URL(server.origin).host } }] });
    expect(await getInvoice({ lnd: theirs, id: hashOf(refund) })).toMatchObject({ is_confirmed: true, received: satOf(offer) });
  } finally {
    await other.till.close();
    await server.close();
  }
});

test('a customer’s code that pays pays the sale, exactly and once', async () => {
  const paid: string[] = [];
  const server = await startLnurlServer({
    addInvoice: () => Promise.reject(new Error('not asked to')),
    async payInvoice(request) {
      paid.push(request);
      await payViaPaymentRequest({ lnd: theirs, request });
    },
  });
  const other = await openPayingTill(merchant, [server.origin]);
  try {
    const { call, state, until } = other.cashier;
    await call.sale.addOpenAmount({ amountMinor: 750 });
    await until(({ checkout }) => checkout.sale.dueMinor === 750);
    const saleId = state.checkout.sale.id;
    const code = await server.withdrawCode();
    await call.checkout.takeFromCode({ saleId, code });
    await until(({ checkout }) => checkout.sale.status === 'completed');
    expect(state.checkout.sale.tenders).toMatchObject([{ kind: 'lightning', status: 'paid', amountMinor: 750, paymentRequest: paid[0] }]);
    expect(paid).toHaveLength(1);
  } finally {
    await other.till.close();
    await server.close();
  }
});

test.each([
  { how: 'killed', end: 'kill' },
  // It ends the payment's call itself, and says nothing of the payment.
  { how: 'stopped', end: 'stop' },
] as const)(
  'a node that is $how with a refund on its way says what became of it when it is back, and the till sends nothing twice',
  {
    timeout: 240_000,
  },
  async ({ end }) => {
    const dir = mkdtempSync(join(tmpdir(), 'refunding-'));
    let network: Network | null = null;
    let killed: ConnectedTill | null = null;
    try {
      network = await startNetwork({ dir });
      const { customer: payer, merchant: payee } = network.description;
      killed = await openPayingTill(payee);
      const saleId = await sold(killed, payer);
      const offer = await killed.manager.call.refunds.offer({ saleId, wish: WHOLE });

      // The customer's wallet holds the money and has not taken it: on its way for as long as we like.
      const preimage = randomBytes(32);
      const id = createHash('sha256').update(preimage).digest('hex');
      const { request } = await createHodlInvoice({ lnd: adminOf(payer), id, tokens: satOf(offer) });
      const held = new Promise<void>((resolve) =>
        subscribeToInvoice({ lnd: adminOf(payer), id }).on('invoice_updated', ({ is_held }) => is_held && resolve()),
      );
      const sending = refusal(give(killed, offer, request));
      await held;
      await network.merchant[end]();
      expect(await sending).toBe('REFUND_UNKNOWN');
      expect(await refundsOf(killed, saleId)).toMatchObject([{ status: 'under_way', legs: [{ way: { paymentHash: id } }] }]);
      // Nothing is left to refund, as long as nobody knows.
      expect(await refusal(killed.manager.call.refunds.offer({ saleId, wish: WHOLE }))).toBe('REFUND_REFUSED');

      await killed.till.restart();
      killed.manager = killed.till.screen('manager');
      await network.merchant.start();
      await signInOwner(killed.manager);
      const [refund] = await refundsOf(killed, saleId);
      await killed.manager.until(({ lightning }) => lightning.health === 'ready');
      // Handed to the node again: it has sent it already, and does not send it twice.
      expect(await refusal(killed.manager.call.refunds.sendAgain({ refundId: refund?.id ?? '', pin: OWNER_PIN }))).toBe('REFUND_UNKNOWN');

      await settleHodlInvoice({ lnd: adminOf(payer), secret: preimage.toString('hex') });
      const after = killed;
      await vi.waitFor(async () => expect(await refundsOf(after, saleId)).toMatchObject([{ status: 'refunded' }]), {
        timeout: 120_000,
        interval: 500,
      });
      expect(await paidTimes(payee, id)).toBe(1);
      expect(await getInvoice({ lnd: adminOf(payer), id })).toMatchObject({ is_confirmed: true, received: satOf(offer) });
    } finally {
      await killed?.till.close();
      await network?.stop();
      rmSync(dir, { recursive: true, force: true });
    }
  },
);
