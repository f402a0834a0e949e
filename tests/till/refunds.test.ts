// Refunds in a whole till: by line and by quantity, back to each way that money came, without a receipt, for other goods; and what
// nobody can do with what has been paid.
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { verifyJournal } from '../../src/main/store/verify.ts';
import { contract } from '../../src/shared/contract.ts';
import type { LegChoice, OfferedWay, RefundOffer, RefundWish } from '../../src/shared/refund.ts';
import { lastCode, openTestTill, refusal, type TestScreen, type TestTill } from './open-test-till.ts';

let till: TestTill;
let cashier: TestScreen;
let manager: TestScreen;
const WHOLE: RefundWish = { kind: 'whole', restock: true };

beforeEach(async () => {
  till = await openTestTill({ sample: 'eu' });
  cashier = await till.cashier();
  manager = await till.manager();
});
afterEach(async () => {
  // Whatever went back, the books tell it, and the tables hold nothing else.
  const books = new Database(join(till.dataDir, 'practice', 'till.sqlite'), { readonly: true });
  const verified = verifyJournal(books);
  books.close();
  await till.close();
  expect(verified).toMatchObject({ ok: true });
});

const hand = () => cashier.state.checkout.sale;
const completed = () => cashier.until(({ checkout }) => checkout.sale.status === 'completed');

/** Rings these up in a sale of their own. */
async function ringUp(...articles: { articleId: string; quantity?: number }[]): Promise<{ saleId: string; dueMinor: number }> {
  if (hand().status === 'completed') await cashier.call.sale.next({ saleId: hand().id });
  await cashier.until(({ checkout }) => checkout.sale.status === 'open' && checkout.sale.lines.length === 0);
  for (const article of articles) await cashier.call.sale.addArticle(article);
  await cashier.until(({ checkout }) => checkout.sale.lines.length === articles.length);
  return { saleId: hand().id, dueMinor: hand().dueMinor };
}
const tiles = () =>
  cashier.state.catalogue.tiles.filter(
    ({ priceMinor, variants, unit, minimumAge }) => priceMinor !== null && variants.length === 0 && unit === 'piece' && minimumAge === 0,
  );
const tile = (index: number) => tiles()[index]?.id ?? expect.unreachable('no such tile');
async function soldForCash(...articles: { articleId: string; quantity?: number }[]): Promise<string> {
  const sale = await ringUp(...articles);
  await cashier.call.checkout.takeCash({ ...sale, givenMinor: sale.dueMinor });
  await completed();
  return sale.saleId;
}
async function soldByCard(...articles: { articleId: string; quantity?: number }[]): Promise<string> {
  const sale = await ringUp(...articles);
  await cashier.call.checkout.takeCard({ ...sale, amountMinor: sale.dueMinor, reference: 'A77' });
  await completed();
  return sale.saleId;
}
const detail = (saleId: string) => manager.call.reports.sale({ saleId });
const offer = (saleId: string, wish: RefundWish = WHOLE, exchange = false) => manager.call.refunds.offer({ saleId, wish, exchange });
const give = ({ id: offerId }: RefundOffer, choices: LegChoice[] = []) => manager.call.refunds.give({ offerId, choices });
const other = ({ legs: [leg] }: RefundOffer, kind: 'cash' | 'voucher', reason: string): LegChoice[] => [{ legId: leg?.id ?? '', kind, reason }];
const reasonOf = async (call: Promise<unknown>) => ((await call.catch((cause: unknown) => cause)) as { data?: { reason?: string } }).data?.reason;

test('by line and quantity: what goes back is what was paid for it, with its tax, and the rest stays', async () => {
  const saleId = await soldForCash({ articleId: tile(0), quantity: 3 }, { articleId: tile(1) });
  const { sale } = await detail(saleId);
  const [line] = sale.lines;
  const paid = sale.totals.lines[0];
  if (!line || !paid) throw new Error('no line');
  const wish = { kind: 'lines', lines: [{ lineId: line.id, quantity: 2, restock: true }], tipMinor: 0 } as const;
  const made = await offer(saleId, { ...wish, lines: [...wish.lines] });
  expect(made.amountMinor).toBe(line.unitPriceMinor * 2);
  expect(await give(made)).toMatchObject({ status: 'refunded', receiptNumber: 'T1-R000001' });

  const [refund] = (await detail(saleId)).refunds;
  expect(refund).toMatchObject({ lines: [{ articleId: tile(0), quantity: 2, restock: true }], legs: [{ way: { kind: 'cash' }, status: 'paid' }] });
  const left = await manager.call.refunds.left({ saleId });
  expect(left.goods.map(({ quantity }) => quantity)).toEqual([1, 1]);
  expect(await reasonOf(offer(saleId, { ...wish, lines: [...wish.lines] }))).toBe('too_much');
  await give(await offer(saleId));
  const { refunds } = await detail(saleId);
  expect(refunds.reduce((sum, { taxes }) => sum + taxes.reduce((of, { taxMinor }) => of + taxMinor, 0), 0)).toBe(sale.totals.taxMinor);
  expect(await reasonOf(offer(saleId))).toBe('nothing_left');
});

test('a refund can’t run twice: pressed twice, from two screens, or asked for anew', async () => {
  const saleId = await soldForCash({ articleId: tile(0) });
  const [made, same] = await Promise.all([offer(saleId), offer(saleId)]);
  const outcomes = await Promise.all([give(made), give(made)]);
  expect(new Set(outcomes.map(({ receiptNumber }) => receiptNumber))).toEqual(new Set(['T1-R000001']));
  expect(await reasonOf(give(same))).toBe('nothing_left');
  expect((await detail(saleId)).refunds).toHaveLength(1);
});

test('a paid sale can only be refunded: no other call undoes it', async () => {
  const saleId = await soldForCash({ articleId: tile(0) });
  const before = await detail(saleId);
  const tenderId = before.sale.tenders[0]?.id ?? '';
  const lineId = before.sale.lines[0]?.id ?? '';
  const tries = {
    cancel: cashier.call.sale.cancel({ saleId }),
    returnTender: cashier.call.checkout.returnTender({ saleId, tenderId }),
    removeLine: cashier.call.sale.removeLine({ lineId }),
    changeLine: cashier.call.sale.changeLine({ lineId, quantity: 9 }),
    discount: cashier.call.sale.discount({ saleId, discount: { kind: 'percent', ppm: 50_000, reason: 'late' } }),
  };
  for (const [name, call] of Object.entries(tries)) expect([name, await refusal(call)]).not.toEqual([name, 'no refusal']);
  expect(await detail(saleId)).toEqual(before);
  // Nothing else in the contract is named for it.
  const calls = Object.entries(contract).flatMap(([group, all]) => Object.keys(all).map((name) => `${group}.${name}`));
  expect(calls.filter((name) => /void|undo|reopen|reverse/i.test(name))).toEqual([]);
});

describe('the money goes back the way it came', () => {
  test('a card by hand, with the terminal’s reference', async () => {
    const made = await offer(await soldByCard({ articleId: tile(0) }));
    expect(made.legs).toMatchObject([{ from: 'card', ways: [{ kind: 'card', reference: 'A77' }, { kind: 'cash' }, { kind: 'voucher' }] }]);
    await give(made, [{ legId: made.legs[0]?.id ?? '', kind: 'card', reference: 'R12' }]);
    const { refunds } = await detail(made.saleId ?? '');
    expect(refunds).toMatchObject([{ legs: [{ way: { kind: 'card', reference: 'R12' }, reason: '' }] }]);
  });

  test('another way only with a reason, which is on record', async () => {
    const made = await offer(await soldByCard({ articleId: tile(0) }));
    expect(await reasonOf(give(made, other(made, 'cash', '')))).toBe('reason');
    await give(made, other(made, 'cash', 'terminal is down'));
    expect((await detail(made.saleId ?? '')).refunds).toMatchObject([{ legs: [{ way: { kind: 'cash' }, reason: 'terminal is down' }] }]);
  });

  test('several tenders in the order they were paid', async () => {
    const sale = await ringUp({ articleId: tile(0), quantity: 4 });
    await cashier.call.checkout.takeCard({ ...sale, amountMinor: 300, reference: '' });
    await cashier.until(({ checkout }) => checkout.sale.tenders.length === 1);
    await cashier.call.checkout.takeCash({ saleId: sale.saleId, dueMinor: sale.dueMinor - 300, givenMinor: sale.dueMinor - 300 });
    await completed();
    const part = await offer(sale.saleId, { kind: 'amount', amountMinor: 200 });
    expect(part.legs).toMatchObject([{ from: 'card', amountMinor: 200 }]);
    await give(part);
    const rest = await offer(sale.saleId);
    expect(rest.legs).toMatchObject([
      { from: 'card', amountMinor: 100 },
      { from: 'cash', amountMinor: sale.dueMinor - 300 },
    ]);
    await give(rest);
    expect((await manager.call.refunds.left({ saleId: sale.saleId })).leftMinor).toBe(0);
  });

  test('in a new voucher, which pays again', async () => {
    const made = await offer(await soldForCash({ articleId: tile(0) }));
    await give(made, other(made, 'voucher', 'the customer’s wish'));
    const [leg] = (await detail(made.saleId ?? '')).refunds.flatMap(({ legs }) => legs);
    const way = leg?.way;
    if (way?.kind !== 'voucher') throw new Error('no voucher');
    expect((await manager.call.vouchers.detail({ voucherId: way.voucherId })).voucher).toMatchObject({
      balanceMinor: made.amountMinor,
      status: 'active',
    });
  });

  test('Lightning first and the rest when it has arrived, in one refund with one receipt', async () => {
    const sale = await ringUp({ articleId: tile(0), quantity: 4 });
    await cashier.call.checkout.takeCash({ ...sale, givenMinor: 200 });
    await cashier.until(({ checkout }) => checkout.sale.tenders.length === 1);
    await cashier.call.checkout.requestInvoice({ saleId: sale.saleId });
    await cashier.until(({ checkout }) => checkout.sale.tenders.length === 2);
    await cashier.call.practice.wallet({ paymentHash: lastCode(hand()).paymentHash, payment: 'pay' });
    await completed();
    const made = await offer(sale.saleId);
    const ways = made.legs.flatMap(({ ways: [way] }): OfferedWay[] => (way ? [way] : []));
    const lightning = ways.find((way) => way.kind === 'lightning');
    const { paymentRequest: to } = await manager.call.practice.refundCode({
      amountSat: lightning?.kind === 'lightning' ? (lightning.amountSat ?? 0) : 0,
    });
    const outcome = await manager.call.refunds.give({ offerId: made.id, lightning: { to, pin: '9999' } });
    expect(outcome).toMatchObject({ status: 'to_hand_over', receiptNumber: null });
    await cashier.until(({ refunds }) => refunds.unfinished.length === 1);
    // A crash in between forgets nothing.
    await till.restart();
    manager = await till.manager();
    await manager.until(({ refunds }) => refunds.unfinished[0]?.status === 'to_hand_over');
    expect(await reasonOf(offer(sale.saleId))).toBe('nothing_left');
    expect(await manager.call.refunds.finish({ refundId: outcome.id })).toMatchObject({ status: 'refunded', receiptNumber: 'T1-R000001' });
    expect(await refusal(manager.call.refunds.finish({ refundId: outcome.id }))).toBe('ALREADY_DONE');
    await manager.until(({ refunds }) => refunds.unfinished.length === 0);
  });
});

test('the day’s refunds are listed by how they went back, and those without a receipt apart', async () => {
  await give(await offer(await soldForCash({ articleId: tile(0) })));
  await give(await offer(await soldByCard({ articleId: tile(0) })));
  const lines = [{ articleId: tile(0), quantity: 1, restock: false }];
  const without = await manager.call.refunds.offerWithoutReceipt({ lines });
  await manager.call.refunds.give({ offerId: without.id, reason: 'a gift' });
  const { refunds, totalMinor } = await manager.call.reports.day({});
  const each = without.amountMinor;
  expect(refunds).toMatchObject({ refundCount: 3, totalMinor: 3 * each, withoutReceiptCount: 1, withoutReceiptMinor: each });
  expect(refunds.byTender).toEqual([
    { kind: 'cash', legCount: 2, amountMinor: 2 * each },
    { kind: 'card', legCount: 1, amountMinor: each },
  ]);
  expect(totalMinor).toBe(2 * each);
});

describe('without a receipt', () => {
  test('it takes a reason and a right of its own, and goes in cash or on a voucher', async () => {
    const lines = [{ articleId: tile(0), quantity: 2, restock: true }];
    const made = await manager.call.refunds.offerWithoutReceipt({ lines });
    expect(made).toMatchObject({ saleId: null, legs: [{ from: null, ways: [{ kind: 'cash' }, { kind: 'voucher' }] }] });
    expect(made.amountMinor).toBe(2 * (tiles()[0]?.priceMinor ?? 0));
    expect(await reasonOf(give(made))).toBe('reason');
    const cashiers = await cashier.call.refunds.offerWithoutReceipt({ lines });
    expect(await refusal(cashier.call.refunds.give({ offerId: cashiers.id, reason: 'so' }))).toBe('NOT_ALLOWED');
    expect(await manager.call.refunds.give({ offerId: made.id, reason: 'a gift' })).toMatchObject({ status: 'refunded' });
  });
});

describe('an exchange', () => {
  test('pays the sale in hand up to what is due, and the rest goes back', async () => {
    const saleId = await soldForCash({ articleId: tile(0), quantity: 3 });
    const { sale } = await detail(saleId);
    const { dueMinor } = await ringUp({ articleId: tile(0) });
    const made = await offer(saleId, WHOLE, true);
    expect(made.legs).toMatchObject([
      { amountMinor: dueMinor, ways: [{ kind: 'exchange' }] },
      { from: 'cash', amountMinor: sale.totals.totalMinor - dueMinor },
    ]);
    await give(made);
    await completed();
    expect(hand().tenders).toMatchObject([{ kind: 'exchange', amountMinor: dueMinor, receiptNumber: 'T1-R000001', status: 'paid' }]);
    expect(cashier.state.refunds.credits).toEqual([]);
  });

  test('that waited for Lightning to arrive needs no sale in hand any more: its credit is listed', async () => {
    const sale = await ringUp({ articleId: tile(0), quantity: 3 });
    await cashier.call.checkout.requestInvoice({ saleId: sale.saleId });
    await cashier.until(({ checkout }) => checkout.sale.tenders.length === 1);
    await cashier.call.practice.wallet({ paymentHash: lastCode(hand()).paymentHash, payment: 'pay' });
    await completed();
    await ringUp({ articleId: tile(0) });
    const made = await offer(sale.saleId, WHOLE, true);
    const way = made.legs.flatMap(({ ways }) => ways).find(({ kind }) => kind === 'lightning');
    const { paymentRequest: to } = await manager.call.practice.refundCode({ amountSat: way?.kind === 'lightning' ? (way.amountSat ?? 0) : 0 });
    const { id, status } = await manager.call.refunds.give({ offerId: made.id, lightning: { to, pin: '9999' } });
    expect(status).toBe('to_hand_over');
    await cashier.call.sale.cancel({ saleId: hand().id });
    expect(await manager.call.refunds.finish({ refundId: id })).toMatchObject({ status: 'refunded' });
    await manager.until(({ refunds }) => refunds.credits.length === 1);
  });

  test('whose sale is cancelled loses nothing: the credit is listed, and goes back once', async () => {
    const saleId = await soldForCash({ articleId: tile(0) });
    await ringUp({ articleId: tile(0), quantity: 3 });
    await give(await offer(saleId, WHOLE, true));
    await cashier.until(({ checkout }) => checkout.sale.tenders.length === 1);
    await cashier.call.sale.cancel({ saleId: hand().id });
    await cashier.until(({ refunds }) => refunds.credits.length === 1);
    const [credit] = cashier.state.refunds.credits;
    const { totals } = (await detail(saleId)).sale;
    expect(credit).toMatchObject({ leftMinor: totals.totalMinor, receiptNumber: 'T1-R000001' });
    const refundId = credit?.refundId ?? '';
    await manager.call.refunds.giveCreditBack({ refundId, kind: 'cash' });
    expect(await refusal(manager.call.refunds.giveCreditBack({ refundId, kind: 'cash' }))).toBe('ALREADY_DONE');
    await cashier.until(({ refunds }) => refunds.credits.length === 0);
    const day = await manager.call.reports.day({});
    expect(day.refunds.byTender.filter(({ amountMinor }) => amountMinor !== 0)).toEqual([
      { kind: 'cash', legCount: 1, amountMinor: totals.totalMinor },
    ]);
  });

  test('listed credit can pay another sale', async () => {
    const saleId = await soldForCash({ articleId: tile(0) });
    await ringUp({ articleId: tile(0), quantity: 3 });
    await give(await offer(saleId, WHOLE, true));
    await cashier.until(({ checkout }) => checkout.sale.tenders.length === 1);
    await cashier.call.sale.cancel({ saleId: hand().id });
    await cashier.until(({ refunds }) => refunds.credits.length === 1);
    await ringUp({ articleId: tile(0) });
    await cashier.call.refunds.putCredit({ refundId: cashier.state.refunds.credits[0]?.refundId ?? '' });
    await completed();
    expect(hand().tenders).toMatchObject([{ kind: 'exchange', status: 'paid' }]);
  });
});

describe('a voucher that was sold', () => {
  const sellVoucher = async () => {
    if (hand().status === 'completed') await cashier.call.sale.next({ saleId: hand().id });
    await cashier.call.vouchers.sell({ amountMinor: 2000 });
    await cashier.until(({ checkout }) => checkout.sale.lines.length === 1 && checkout.sale.status === 'open');
    const { id: saleId } = hand();
    await cashier.call.checkout.takeCash({ saleId, dueMinor: 2000, givenMinor: 2000 });
    await completed();
    const [sold] = await cashier.call.vouchers.sold({ saleId });
    return { saleId, code: sold?.code ?? '' };
  };

  test('is worth nothing when its sale is refunded', async () => {
    const { saleId, code } = await sellVoucher();
    await give(await offer(saleId));
    const sale = await ringUp({ articleId: tile(0) });
    expect(await refusal(cashier.call.checkout.takeVoucher({ ...sale, code }))).toBe('VOUCHER_REFUSED');
  });

  test('cannot be refunded once it has been used, not even in part', async () => {
    const { saleId, code } = await sellVoucher();
    const sale = await ringUp({ articleId: tile(0) });
    await cashier.call.checkout.takeVoucher({ ...sale, code });
    await completed();
    expect(await reasonOf(offer(saleId))).toBe('nothing_left');
    expect(await reasonOf(offer(saleId, { kind: 'amount', amountMinor: 1 }))).not.toBeUndefined();
  });
});

test('a cashier needs somebody who may, and then gives it back by themselves, once', async () => {
  const saleId = await soldForCash({ articleId: tile(0) });
  const made = await cashier.call.refunds.offer({ saleId, wish: WHOLE });
  const order = { offerId: made.id };
  const failure = (await cashier.call.refunds.give(order).catch((cause: unknown) => cause)) as {
    code: string;
    data: { refusalId: string; right: string };
  };
  expect(failure).toMatchObject({ code: 'NOT_ALLOWED', data: { right: 'refund' } });
  const owner = cashier.state.staff.tiles.find(({ role }) => role === 'owner');
  await cashier.call.session.approve({ refusalId: failure.data.refusalId, staffId: owner?.id ?? '', pin: '9999' });
  expect(await cashier.call.refunds.give(order)).toMatchObject({ status: 'refunded' });
});

test('the tables are what the journal says, after all of it', async () => {
  const saleId = await soldByCard({ articleId: tile(0), quantity: 2 });
  const made = await offer(saleId, { kind: 'amount', amountMinor: 100 });
  await give(made, other(made, 'voucher', 'wish'));
  await ringUp({ articleId: tile(1) });
  await give(await offer(saleId, WHOLE, true));
  await till.restart();
  manager = await till.manager();
  expect((await detail(saleId)).refunds).toMatchObject([{ status: 'refunded' }, { status: 'refunded' }]);
  expect(till.logged()).not.toContain('call.failed');
});
