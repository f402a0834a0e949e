// Refunds in a whole till: by line and by quantity, back to each way that money came, without a receipt; who may, how often, and
// what nobody can do with what has been paid.
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { contract } from '../../src/shared/contract.ts';
import { refusal } from './open-test-till.ts';
import { openRefundBench, otherWay, type RefundBench, reasonOf, WHOLE } from './refund-bench.ts';

let bench: RefundBench;
beforeEach(async () => {
  bench = await openRefundBench();
});
afterEach(() => bench.close());

test('by line and quantity: what goes back is what was paid for it, with its tax, and the rest stays', async () => {
  const saleId = await bench.soldForCash({ articleId: bench.tile(0), quantity: 3 }, { articleId: bench.tile(1) });
  const { sale } = await bench.detail(saleId);
  const [line] = sale.lines;
  const paid = sale.totals.lines[0];
  if (!line || !paid) throw new Error('no line');
  const wish = { kind: 'lines', lines: [{ lineId: line.id, quantity: 2, restock: true }], tipMinor: 0 } as const;
  const made = await bench.offer(saleId, { ...wish, lines: [...wish.lines] });
  expect(made.amountMinor).toBe(line.unitPriceMinor * 2);
  expect(await bench.give(made)).toMatchObject({ status: 'refunded', receiptNumber: 'T1-R000001' });

  const [refund] = (await bench.detail(saleId)).refunds;
  expect(refund).toMatchObject({
    lines: [{ articleId: bench.tile(0), quantity: 2, restock: true }],
    legs: [{ way: { kind: 'cash' }, status: 'paid' }],
  });
  const left = await bench.manager.call.refunds.left({ saleId });
  expect(left.goods.map(({ quantity }) => quantity)).toEqual([1, 1]);
  expect(await reasonOf(bench.offer(saleId, { ...wish, lines: [...wish.lines] }))).toBe('too_much');
  await bench.give(await bench.offer(saleId));
  const { refunds } = await bench.detail(saleId);
  expect(refunds.reduce((sum, { taxes }) => sum + taxes.reduce((of, { taxMinor }) => of + taxMinor, 0), 0)).toBe(sale.totals.taxMinor);
  expect(await reasonOf(bench.offer(saleId))).toBe('nothing_left');
});

test('a sale is found by its receipt’s number, by its figures alone, and by the receipt of a refund of it', async () => {
  const saleId = await bench.soldForCash({ articleId: bench.tile(0), quantity: 2 });
  await bench.give(await bench.offer(saleId, { kind: 'amount', amountMinor: 10 }));
  for (const receipt of ['T1-000001', 't1-000001', '1', '000001', 'T1-R000001'])
    expect(await bench.cashier.call.refunds.find({ receipt })).toMatchObject({ saleId });
  for (const receipt of ['2', 'T2-000001', 'T1-R000002', '0', 'bread'])
    expect(await refusal(bench.cashier.call.refunds.find({ receipt }))).toBe('NOT_FOUND');
  expect(await bench.cashier.call.refunds.salesOfLate()).toMatchObject([{ saleId, receiptNumber: 'T1-000001', lineCount: 1 }]);
});

test('what was weighed goes back by the gram', async () => {
  const cheese = bench.cashier.state.catalogue.tiles.find(({ unit }) => unit === 'kg')?.id ?? expect.unreachable('nothing is weighed');
  const saleId = await bench.soldForCash({ articleId: cheese, quantity: 450 });
  const { sale } = await bench.detail(saleId);
  const lineId = sale.lines[0]?.id ?? '';
  const made = await bench.offer(saleId, { kind: 'lines', lines: [{ lineId, quantity: 150, restock: false }], tipMinor: 0 });
  expect(made.amountMinor).toBe(Math.round(sale.totals.totalMinor / 3));
  await bench.give(made);
  const { goods } = await bench.manager.call.refunds.left({ saleId });
  expect(goods).toMatchObject([{ quantity: 300, grossMinor: sale.totals.totalMinor - made.amountMinor }]);
});

test('a tip goes back as a tip only, and is no part of what goods are worth', async () => {
  const { saleId, dueMinor } = await bench.ringUp({ articleId: bench.tile(0) });
  await bench.cashier.call.sale.tip({ saleId, tipMinor: 50 });
  await bench.cashier.until(({ checkout }) => checkout.sale.tipMinor === 50);
  await bench.cashier.call.checkout.takeCash({ saleId, dueMinor: dueMinor + 50, givenMinor: dueMinor + 50 });
  await bench.completed();
  expect(await reasonOf(bench.offer(saleId, { kind: 'amount', amountMinor: dueMinor + 1 }))).toBe('too_much');
  const goods = await bench.offer(saleId, { kind: 'amount', amountMinor: dueMinor });
  expect(goods).toMatchObject({ amountMinor: dueMinor, tipMinor: 0 });
  await bench.give(goods);
  const rest = await bench.offer(saleId);
  expect(rest).toMatchObject({ amountMinor: 50, tipMinor: 50, taxes: [] });
  await bench.give(rest);
  expect((await bench.manager.call.reports.day({})).refunds).toMatchObject({ totalMinor: dueMinor + 50, tipMinor: 50, netMinor: expect.any(Number) });
});

test('the tax of a tip goes back with it, part by part to the last minor unit', async () => {
  const { selling, taxClasses } = bench.manager.state.shop;
  await bench.manager.call.shop.change({ selling: { tips: { ...selling.tips, taxClassId: taxClasses[0]?.id ?? '' } } });
  const { saleId, dueMinor } = await bench.ringUp({ articleId: bench.tile(0) });
  await bench.cashier.call.sale.tip({ saleId, tipMinor: 101 });
  await bench.cashier.until(({ checkout }) => checkout.sale.tipMinor === 101);
  await bench.cashier.call.checkout.takeCash({ saleId, dueMinor: dueMinor + 101, givenMinor: dueMinor + 101 });
  await bench.completed();
  const { tipTax } = (await bench.detail(saleId)).sale;
  expect(tipTax).toMatchObject({ grossMinor: 101, taxMinor: expect.any(Number) });
  for (const tipMinor of [33, 33, 35]) await bench.give(await bench.offer(saleId, { kind: 'lines', lines: [], tipMinor }));
  const { refunds } = await bench.detail(saleId);
  expect(refunds.map((refund) => refund.tipTax?.grossMinor)).toEqual([33, 33, 35]);
  expect(refunds.reduce((sum, refund) => sum + (refund.tipTax?.taxMinor ?? 0), 0)).toBe(tipTax?.taxMinor);
  const { figures } = (await bench.manager.call.shifts.x()).report;
  expect(figures.refunds).toMatchObject({ tipMinor: 101, taxMinor: 0, taxes: [], tipTaxes: [tipTax] });
});

test('a refund can’t run twice: pressed twice, from two screens, or asked for anew', async () => {
  const saleId = await bench.soldForCash({ articleId: bench.tile(0) });
  const [made, same] = await Promise.all([bench.offer(saleId), bench.offer(saleId)]);
  const outcomes = await Promise.all([bench.give(made), bench.give(made)]);
  expect(new Set(outcomes.map(({ receiptNumber }) => receiptNumber))).toEqual(new Set(['T1-R000001']));
  expect(await reasonOf(bench.give(same))).toBe('nothing_left');
  expect((await bench.detail(saleId)).refunds).toHaveLength(1);
});

test('a paid sale can only be refunded: no other call undoes it', async () => {
  const saleId = await bench.soldForCash({ articleId: bench.tile(0) });
  const before = await bench.detail(saleId);
  const tenderId = before.sale.tenders[0]?.id ?? '';
  const lineId = before.sale.lines[0]?.id ?? '';
  const tries = {
    cancel: bench.cashier.call.sale.cancel({ saleId }),
    returnTender: bench.cashier.call.checkout.returnTender({ saleId, tenderId }),
    removeLine: bench.cashier.call.sale.removeLine({ lineId }),
    changeLine: bench.cashier.call.sale.changeLine({ lineId, quantity: 9 }),
    discount: bench.cashier.call.sale.discount({ saleId, discount: { kind: 'percent', ppm: 50_000, reason: 'late' } }),
  };
  for (const [name, call] of Object.entries(tries)) expect([name, await refusal(call)]).not.toEqual([name, 'no refusal']);
  expect(await bench.detail(saleId)).toEqual(before);
  // Nothing else in the contract is named for it.
  const calls = Object.entries(contract).flatMap(([group, all]) => Object.keys(all).map((name) => `${group}.${name}`));
  expect(calls.filter((name) => /void|undo|reopen|reverse/i.test(name))).toEqual([]);
});

describe('the money goes back the way it came', () => {
  test('a card by hand, with the terminal’s reference', async () => {
    const made = await bench.offer(await bench.soldByCard({ articleId: bench.tile(0) }));
    expect(made.legs).toMatchObject([{ from: 'card', ways: [{ kind: 'card', reference: 'A77' }, { kind: 'cash' }, { kind: 'voucher' }] }]);
    await bench.give(made, [{ legId: made.legs[0]?.id ?? '', kind: 'card', reference: 'R12' }]);
    const { refunds } = await bench.detail(made.saleId ?? '');
    expect(refunds).toMatchObject([{ legs: [{ way: { kind: 'card', reference: 'R12' }, reason: '' }] }]);
  });

  test('another way only with a reason, which is on record', async () => {
    const made = await bench.offer(await bench.soldByCard({ articleId: bench.tile(0) }));
    expect(await reasonOf(bench.give(made, otherWay(made, 'cash', '')))).toBe('reason');
    await bench.give(made, otherWay(made, 'cash', 'terminal is down'));
    expect((await bench.detail(made.saleId ?? '')).refunds).toMatchObject([{ legs: [{ way: { kind: 'cash' }, reason: 'terminal is down' }] }]);
  });

  test('several tenders in the order they were paid', async () => {
    const sale = await bench.ringUp({ articleId: bench.tile(0), quantity: 4 });
    await bench.cashier.call.checkout.takeCard({ ...sale, amountMinor: 300, reference: '' });
    await bench.cashier.until(({ checkout }) => checkout.sale.tenders.length === 1);
    await bench.cashier.call.checkout.takeCash({ saleId: sale.saleId, dueMinor: sale.dueMinor - 300, givenMinor: sale.dueMinor - 300 });
    await bench.completed();
    const part = await bench.offer(sale.saleId, { kind: 'amount', amountMinor: 200 });
    expect(part.legs).toMatchObject([{ from: 'card', amountMinor: 200 }]);
    await bench.give(part);
    const rest = await bench.offer(sale.saleId);
    expect(rest.legs).toMatchObject([
      { from: 'card', amountMinor: 100 },
      { from: 'cash', amountMinor: sale.dueMinor - 300 },
    ]);
    await bench.give(rest);
    expect((await bench.manager.call.refunds.left({ saleId: sale.saleId })).leftMinor).toBe(0);
  });

  test('in a new voucher, which pays again', async () => {
    const made = await bench.offer(await bench.soldForCash({ articleId: bench.tile(0) }));
    await bench.give(made, otherWay(made, 'voucher', 'the customer’s wish'));
    const [leg] = (await bench.detail(made.saleId ?? '')).refunds.flatMap(({ legs }) => legs);
    const way = leg?.way;
    if (way?.kind !== 'voucher') throw new Error('no voucher');
    expect((await bench.manager.call.vouchers.detail({ voucherId: way.voucherId })).voucher).toMatchObject({
      balanceMinor: made.amountMinor,
      status: 'active',
    });
  });

  test('off the account it was put on, which then owes as much less', async () => {
    const { customerId } = await bench.manager.call.accounts.add({ name: 'Ann', phone: '', email: '', limitMinor: 100_000, active: true });
    const sale = await bench.ringUp({ articleId: bench.tile(0), quantity: 2 });
    await bench.cashier.call.checkout.putOnAccount({ ...sale, customerId, amountMinor: sale.dueMinor });
    await bench.completed();
    const made = await bench.offer(sale.saleId, { kind: 'amount', amountMinor: 100 });
    expect(made.legs).toMatchObject([{ from: 'account', ways: [{ kind: 'account', customerName: 'Ann' }, { kind: 'cash' }, { kind: 'voucher' }] }]);
    await bench.give(made);
    const { customer } = await bench.manager.call.accounts.statement({ customerId });
    expect(customer.balanceMinor).toBe(sale.dueMinor - 100);
  });

  test('in the notes it came in, where they are whole ones', async () => {
    const { tenders } = bench.manager.state.shop;
    const usd = { currency: 'USD', microMinorPerUnit: 90_000_000, stepMinor: 100 };
    await bench.manager.call.shop.change({ tenders: { ...tenders, kinds: [...tenders.kinds, 'foreign_cash'], foreignCash: [usd] } });
    await bench.fresh();
    await bench.cashier.call.sale.addOpenAmount({ amountMinor: 900 });
    await bench.cashier.until(({ checkout }) => checkout.sale.dueMinor === 900);
    const saleId = bench.hand().id;
    await bench.cashier.call.checkout.takeForeignCash({ saleId, dueMinor: 900, currency: 'USD', foreignMinor: 1_000 });
    await bench.completed();
    const part = await bench.offer(saleId, { kind: 'amount', amountMinor: 95 });
    expect(part.legs).toMatchObject([{ from: 'foreign_cash', ways: [{ kind: 'cash' }, { kind: 'voucher' }] }]);
    const made = await bench.offer(saleId, { kind: 'amount', amountMinor: 450 });
    expect(made.legs[0]?.ways[0]).toEqual({ kind: 'foreign_cash', currency: 'USD', foreignMinor: 500 });
    await bench.give(made);
    await bench.give(await bench.offer(saleId));
    const back = (await bench.detail(saleId)).refunds.flatMap(({ legs }) =>
      legs.map(({ way }) => (way.kind === 'foreign_cash' ? way.foreignMinor : 0)),
    );
    expect(back).toEqual([500, 500]);
  });

  test('onto the voucher that paid', async () => {
    await bench.fresh();
    await bench.cashier.call.vouchers.sell({ amountMinor: 5000 });
    await bench.cashier.until(({ checkout }) => checkout.sale.dueMinor === 5000);
    const { id: soldIn } = bench.hand();
    await bench.cashier.call.checkout.takeCash({ saleId: soldIn, dueMinor: 5000, givenMinor: 5000 });
    await bench.completed();
    const [sold] = await bench.cashier.call.vouchers.sold({ saleId: soldIn });
    const sale = await bench.ringUp({ articleId: bench.tile(0) });
    await bench.cashier.call.checkout.takeVoucher({ ...sale, code: sold?.code ?? '' });
    await bench.completed();
    const made = await bench.offer(sale.saleId);
    expect(made.legs[0]?.ways[0]).toEqual({ kind: 'voucher', voucherNumber: sold?.number });
    await bench.give(made);
    const [voucher] = (await bench.manager.call.vouchers.page({ text: sold?.number ?? '', spent: true })).rows;
    expect(voucher?.balanceMinor).toBe(5000);
  });

  test('Lightning first and the rest when it has arrived, in one refund with one receipt', async () => {
    const sale = await bench.ringUp({ articleId: bench.tile(0), quantity: 4 });
    await bench.cashier.call.checkout.takeCash({ ...sale, givenMinor: 200 });
    await bench.cashier.until(({ checkout }) => checkout.sale.tenders.length === 1);
    await bench.payByLightning();
    const made = await bench.offer(sale.saleId);
    const outcome = await bench.manager.call.refunds.give({ offerId: made.id, lightning: await bench.lightning(made) });
    expect(outcome).toMatchObject({ status: 'to_hand_over', receiptNumber: null });
    await bench.cashier.until(({ refunds }) => refunds.unfinished.length === 1);
    // A crash in between forgets nothing.
    await bench.restart();
    await bench.manager.until(({ refunds }) => refunds.unfinished[0]?.status === 'to_hand_over');
    expect(await reasonOf(bench.offer(sale.saleId))).toBe('nothing_left');
    expect(await bench.manager.call.refunds.finish({ refundId: outcome.id })).toMatchObject({ status: 'refunded', receiptNumber: 'T1-R000001' });
    expect(await refusal(bench.manager.call.refunds.finish({ refundId: outcome.id }))).toBe('ALREADY_DONE');
    await bench.manager.until(({ refunds }) => refunds.unfinished.length === 0);
  });
});

test('the day’s refunds are listed by how they went back, and those without a receipt apart', async () => {
  await bench.give(await bench.offer(await bench.soldForCash({ articleId: bench.tile(0) })));
  await bench.give(await bench.offer(await bench.soldByCard({ articleId: bench.tile(0) })));
  const lines = [{ articleId: bench.tile(0), quantity: 1, restock: false }];
  const without = await bench.manager.call.refunds.offerWithoutReceipt({ lines });
  await bench.manager.call.refunds.give({ offerId: without.id, reason: 'a gift' });
  const { refunds, totalMinor } = await bench.manager.call.reports.day({});
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
    const lines = [{ articleId: bench.tile(0), quantity: 2, restock: true }];
    const made = await bench.manager.call.refunds.offerWithoutReceipt({ lines });
    expect(made).toMatchObject({ saleId: null, legs: [{ from: null, ways: [{ kind: 'cash' }, { kind: 'voucher' }] }] });
    expect(made.amountMinor).toBe(2 * (bench.tiles()[0]?.priceMinor ?? 0));
    expect(await reasonOf(bench.give(made))).toBe('reason');
    const cashiers = await bench.cashier.call.refunds.offerWithoutReceipt({ lines });
    expect(await refusal(bench.cashier.call.refunds.give({ offerId: cashiers.id, reason: 'so' }))).toBe('NOT_ALLOWED');
    expect(await bench.manager.call.refunds.give({ offerId: made.id, reason: 'a gift' })).toMatchObject({ status: 'refunded' });
  });
});

test('a cashier needs somebody who may, and then gives it back by themselves, once', async () => {
  const saleId = await bench.soldForCash({ articleId: bench.tile(0) });
  const made = await bench.cashier.call.refunds.offer({ saleId, wish: WHOLE });
  const order = { offerId: made.id };
  const failure = (await bench.cashier.call.refunds.give(order).catch((cause: unknown) => cause)) as {
    code: string;
    data: { refusalId: string; right: string };
  };
  expect(failure).toMatchObject({ code: 'NOT_ALLOWED', data: { right: 'refund' } });
  const owner = bench.cashier.state.staff.tiles.find(({ role }) => role === 'owner');
  await bench.cashier.call.session.approve({ refusalId: failure.data.refusalId, staffId: owner?.id ?? '', pin: '9999' });
  expect(await bench.cashier.call.refunds.give(order)).toMatchObject({ status: 'refunded' });
});

test('the tables are what the journal says, after all of it', async () => {
  const saleId = await bench.soldByCard({ articleId: bench.tile(0), quantity: 2 });
  const made = await bench.offer(saleId, { kind: 'amount', amountMinor: 100 });
  await bench.give(made, otherWay(made, 'voucher', 'wish'));
  await bench.ringUp({ articleId: bench.tile(1) });
  await bench.give(await bench.offer(saleId, WHOLE, true));
  await bench.restart();
  expect((await bench.detail(saleId)).refunds).toMatchObject([{ status: 'refunded' }, { status: 'refunded' }]);
  expect(bench.till.logged()).not.toContain('call.failed');
});
