// Refunds of completed sales, by a manager at the till alone: what goes back, once, at which rate, and where it is seen after.
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { startLnurlServer, writeForeignCode } from '../../src/main/lnurl/lnurl-test-bed.ts';
import type { OfferedWay, RefundOffer, RefundWish } from '../../src/shared/refund.ts';
import type { SaleDetail } from '../../src/shared/reports.ts';
import { lastCode, openTestTill, refusal, type TestScreen, type TestTill } from './open-test-till.ts';

let till: TestTill;
let cashier: TestScreen;
let manager: TestScreen;
const PIN = '9999';

beforeEach(async () => {
  till = await openTestTill({ sample: 'eu' });
  cashier = await till.cashier();
  manager = await till.manager();
});
afterEach(() => till.close());

/** Sells the first `count` articles for Lightning money; resolves with the sale's id once it is complete. */
async function sold(count = 3): Promise<string> {
  for (const { id } of cashier.state.catalogue.tiles.slice(0, count)) await cashier.call.sale.addArticle({ articleId: id });
  await cashier.until(({ checkout }) => checkout.sale.lines.length === count);
  const { id: saleId } = cashier.state.checkout.sale;
  await cashier.call.checkout.requestInvoice({ saleId });
  await cashier.until(({ checkout }) => checkout.sale.tenders.length === 1);
  await cashier.call.practice.wallet({ paymentHash: lastCode(cashier.state.checkout.sale).paymentHash, payment: 'pay' });
  await cashier.until(({ checkout }) => checkout.sale.status === 'completed');
  await cashier.call.sale.next({ saleId });
  return saleId;
}

/** The practice wallet's code over the amount; another one each time. */
async function walletCode(amountSat: number): Promise<string> {
  const before = manager.state.practice.refundRequest;
  await manager.call.practice.refundCode({ amountSat });
  await manager.until(({ practice }) => practice.refundRequest !== null && practice.refundRequest !== before);
  return manager.state.practice.refundRequest ?? '';
}
const WHOLE: RefundWish = { kind: 'whole', restock: true };
const amountOf = (amountMinor: number): RefundWish => ({ kind: 'amount', amountMinor });
const lightningOf = ({ legs }: RefundOffer): Extract<OfferedWay, { kind: 'lightning' }> => {
  for (const way of legs.flatMap(({ ways }) => ways)) if (way.kind === 'lightning') return way;
  throw new Error('nothing of it goes by Lightning');
};
const satOf = (offer: RefundOffer) => lightningOf(offer).amountSat ?? expect.unreachable('no rate');
const send = ({ id: offerId }: Pick<RefundOffer, 'id'>, to: string, pin = PIN) => manager.call.refunds.give({ offerId, lightning: { to, pin } });
const detail = (saleId: string): Promise<SaleDetail> => manager.call.reports.sale({ saleId });

test('refunds that need the back office: the manager at the till gives all of it back, and that is on record', async () => {
  const saleId = await sold();
  const { sale } = await detail(saleId);
  const offer = await manager.call.refunds.offer({ saleId, wish: WHOLE });
  const [tender] = sale.tenders;
  if (tender?.kind !== 'lightning') throw new Error('not paid by Lightning');
  expect(offer).toMatchObject({ amountMinor: sale.totals.totalMinor });
  expect(lightningOf(offer)).toMatchObject({ originalSat: tender.amountSat, obstacle: null });

  await send(offer, await walletCode(satOf(offer)));

  const after = await detail(saleId);
  expect(after.refunds).toMatchObject([
    {
      status: 'refunded',
      amountMinor: sale.totals.totalMinor,
      legs: [{ way: { kind: 'lightning', amountMsat: tender.receivedMsat }, feeMsat: 0, status: 'paid' }],
      receiptNumber: 'T1-R000001',
    },
  ]);
  expect(after.refunds[0]?.taxes).toEqual(sale.totals.taxes.filter(({ grossMinor }) => grossMinor > 0));
  expect(await refusal(manager.call.refunds.offer({ saleId, wish: WHOLE }))).toBe('REFUND_REFUSED');

  // Its own column in the day's numbers; the sales stay what they were.
  const day = await manager.call.reports.day({});
  expect(day.totalMinor).toBe(sale.totals.totalMinor);
  expect(day.refunds).toMatchObject({
    refundCount: 1,
    totalMinor: sale.totals.totalMinor,
    netMinor: sale.totals.netMinor,
    taxMinor: sale.totals.taxMinor,
    sentMsat: tender.receivedMsat,
  });

  // A receipt of its own, printed, without opening the drawer; and a counted copy of it.
  await manager.until(({ paper }) => paper.papers.some(({ name }) => name?.kind === 'refund' && name.title === 'T1-R000001'));
  const refundId = (await detail(saleId)).refunds[0]?.id ?? '';
  const receipt = await manager.call.papers.show({ kind: 'refund', subjectId: refundId });
  expect(JSON.stringify(receipt.blocks)).toContain(sale.receiptNumber);
  await manager.call.papers.copy({ kind: 'refund', subjectId: refundId });
  expect((await detail(saleId)).refunds).toMatchObject([{ copyCount: 1 }]);
  expect((await detail(saleId)).copyCount).toBe(0);
});

test('by parts, each refund takes its share of money, sat and tax, and the last one ends at zero', async () => {
  const saleId = await sold();
  const { sale } = await detail(saleId);
  for (const amountMinor of [1, 333, undefined]) {
    const offer = await manager.call.refunds.offer({ saleId, wish: amountMinor === undefined ? WHOLE : amountOf(amountMinor) });
    await send(offer, await walletCode(satOf(offer)));
  }
  const { refunds } = await detail(saleId);
  const sum = (values: number[]) => values.reduce((total, value) => total + value, 0);
  const [tender] = sale.tenders;
  expect(sum(refunds.map(({ amountMinor }) => amountMinor))).toBe(sale.totals.totalMinor);
  expect(sum(refunds.flatMap(({ legs }) => legs.map(({ way }) => (way.kind === 'lightning' ? way.amountMsat : 0))))).toBe(
    tender?.kind === 'lightning' ? tender.receivedMsat : 0,
  );
  for (const tax of sale.totals.taxes) {
    const shares = refunds.flatMap(({ taxes }) => taxes).filter(({ taxClassId }) => taxClassId === tax.taxClassId);
    expect(sum(shares.map(({ taxMinor }) => taxMinor))).toBe(tax.taxMinor);
    expect(sum(shares.map(({ netMinor }) => netMinor))).toBe(tax.netMinor);
  }
  expect(refunds.map(({ receiptNumber }) => receiptNumber)).toEqual(['T1-R000001', 'T1-R000002', 'T1-R000003']);
});

test('a code over another amount, a used one, the shop’s own and what is no code are refused', async () => {
  const saleId = await sold();
  const offer = await manager.call.refunds.offer({ saleId, wish: amountOf(200) });
  const reason = async (to: string) => {
    const failure = (await send(offer, to).catch((cause: unknown) => cause)) as { code: string; data: { reason: string } };
    return `${failure.code} ${failure.data.reason}`;
  };
  expect(await reason(await walletCode(satOf(offer) + 1))).toBe('REFUND_REFUSED amount');
  expect(await reason('8801234560001')).toBe('REFUND_REFUSED no_code');
  // The sale's own code: over the whole amount, as the shop made it.
  const whole = await manager.call.refunds.offer({ saleId, wish: WHOLE });
  const own = lastCode((await detail(saleId)).sale).paymentRequest;
  const failure = await send(whole, own).catch((cause: unknown) => cause);
  expect(failure).toMatchObject({ code: 'REFUND_REFUSED', data: { reason: 'own_code' } });
  const code = await walletCode(satOf(offer));
  await send(offer, code);
  const again = await manager.call.refunds.offer({ saleId, wish: amountOf(200) });
  expect(await refusal(send(again, code))).toBe('REFUND_REFUSED');
  expect((await detail(saleId)).refunds).toHaveLength(1);
});

test('no more goes back than came in, however many try at once', async () => {
  const saleId = await sold();
  const offers = await Promise.all([1, 2, 3].map(() => manager.call.refunds.offer({ saleId, wish: WHOLE })));
  const first = await walletCode(satOf(offers[0] ?? expect.unreachable('no offer')));
  const outcomes = await Promise.all(offers.map((offer) => refusal(send(offer, first))));
  expect(outcomes.sort()).toEqual(['ALREADY_DONE', 'ALREADY_DONE', 'no refusal']);
  const late = await refusal(send({ id: offers[1]?.id ?? '' }, first));
  expect(late).toBe('REFUND_REFUSED');
  expect((await detail(saleId)).refunds).toHaveLength(1);
});

describe('who, and for how long', () => {
  test('the PIN is asked for each refund, and a wrong one sends nothing', async () => {
    const saleId = await sold();
    const offer = await manager.call.refunds.offer({ saleId, wish: WHOLE });
    const to = await walletCode(satOf(offer));
    expect(await refusal(send(offer, to, '0000'))).toBe('PIN_WRONG');
    expect((await detail(saleId)).refunds).toEqual([]);
    await send(offer, to);
    expect((await detail(saleId)).refunds).toMatchObject([{ status: 'refunded' }]);
  });

  test('a cashier cannot', async () => {
    const saleId = await sold();
    const offer = await cashier.call.refunds.offer({ saleId, wish: WHOLE });
    const lightning = { to: await walletCode(satOf(offer)), pin: '1111' };
    expect(await refusal(cashier.call.refunds.give({ offerId: offer.id, lightning }))).toBe('NOT_ALLOWED');
    expect((await detail(saleId)).refunds).toEqual([]);
  });

  test('an offer is over after ten minutes', async () => {
    const saleId = await sold();
    const offer = await manager.call.refunds.offer({ saleId, wish: WHOLE });
    const to = await walletCode(satOf(offer));
    till.clock.nowMs += 600_001;
    manager = await till.manager();
    expect(await refusal(send(offer, to))).toBe('REFUND_REFUSED');
  });
});

test('the settings name the rate, and both are shown', async () => {
  const saleId = await sold();
  const { lightning } = manager.state.shop;
  await manager.call.shop.change({ lightning: { refund: { ...lightning.refund, rate: 'today' } } });
  const whole = await manager.call.refunds.offer({ saleId, wish: WHOLE });
  const way = lightningOf(whole);
  expect(way).toMatchObject({ rate: 'today', amountSat: way.today?.amountSat });
  // The table's rate is the sale's: the same, but rounded down where the sale's was rounded up.
  expect(way.originalSat - (way.amountSat ?? 0)).toBeLessThanOrEqual(1);
  await send(whole, await walletCode(satOf(whole)));
  expect((await detail(saleId)).refunds).toMatchObject([
    { legs: [{ way: { rate: 'today', quote: { minorPerBtc: way.today?.quote.minorPerBtc } } }] },
  ]);
});

test('to an LNURL: its invoice is checked, paid once, and named by where it is from', async () => {
  await till.close();
  const server = await startLnurlServer({
    addInvoice: async (amountMsat, { descriptionHash }) => ({ invoice: writeForeignCode({ amountMsat, descriptionHash }) }),
    payInvoice: () => Promise.reject(new Error('not asked to')),
  });
  try {
    till = await openTestTill({ sample: 'eu', localServices: [server.origin] });
    cashier = await till.cashier();
    manager = await till.manager();
    const saleId = await sold();
    const offer = await manager.call.refunds.offer({ saleId, wish: WHOLE });
    const giving = await send(offer, await server.withdrawCode()).catch((cause: unknown) => cause);
    expect(giving).toMatchObject({ code: 'LNURL_REFUSED', data: { reason: 'gives_only' } });
    const small = await send(offer, await server.payCode({ maxMsat: 1000 })).catch((cause: unknown) => cause);
    expect(small).toMatchObject({ code: 'LNURL_REFUSED', data: { reason: 'too_much', limitSat: 1 } });
    expect((await detail(saleId)).refunds).toEqual([]);
    await send(offer, await server.payCode());
    expect((await detail(saleId)).refunds).toMatchObject([{ status: 'refunded', legs: [{ way: { address: new URL(server.origin).host } }] }]);
  } finally {
    await server.close();
  }
});

test('a refund under way is followed after a restart, and its outcome is the node’s', async () => {
  const saleId = await sold();
  const offer = await manager.call.refunds.offer({ saleId, wish: WHOLE });
  await send(offer, await walletCode(satOf(offer)));
  await till.restart();
  manager = await till.manager();
  expect((await detail(saleId)).refunds).toMatchObject([{ status: 'refunded' }]);
  expect(await refusal(manager.call.refunds.sendAgain({ refundId: (await detail(saleId)).refunds[0]?.id ?? '', pin: PIN }))).toBe('ALREADY_DONE');
});
