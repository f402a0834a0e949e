// Goods brought back for others, and vouchers that were sold: whose money is what, whatever becomes of the sale in hand.
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { refusal } from './open-test-till.ts';
import { openRefundBench, type RefundBench, reasonOf, WHOLE } from './refund-bench.ts';

let bench: RefundBench;
beforeEach(async () => {
  bench = await openRefundBench();
});
afterEach(() => bench.close());

describe('an exchange', () => {
  test('pays the sale in hand up to what is due, and the rest goes back', async () => {
    const saleId = await bench.soldForCash({ articleId: bench.tile(0), quantity: 3 });
    const { sale } = await bench.detail(saleId);
    const { dueMinor } = await bench.ringUp({ articleId: bench.tile(0) });
    const made = await bench.offer(saleId, WHOLE, true);
    expect(made.legs).toMatchObject([
      { amountMinor: dueMinor, ways: [{ kind: 'exchange' }] },
      { from: 'cash', amountMinor: sale.totals.totalMinor - dueMinor },
    ]);
    await bench.give(made);
    await bench.completed();
    expect(bench.hand().tenders).toMatchObject([{ kind: 'exchange', amountMinor: dueMinor, receiptNumber: 'T1-R000001', status: 'paid' }]);
    expect(bench.cashier.state.refunds.credits).toEqual([]);
  });

  test('that waited for Lightning to arrive needs no sale in hand any more: its credit is listed', async () => {
    const sale = await bench.ringUp({ articleId: bench.tile(0), quantity: 3 });
    await bench.payByLightning();
    await bench.ringUp({ articleId: bench.tile(0) });
    const made = await bench.offer(sale.saleId, WHOLE, true);
    const { id, status } = await bench.manager.call.refunds.give({ offerId: made.id, lightning: await bench.lightning(made) });
    expect(status).toBe('to_hand_over');
    await bench.cashier.call.sale.cancel({ saleId: bench.hand().id });
    expect(await bench.manager.call.refunds.finish({ refundId: id })).toMatchObject({ status: 'refunded' });
    await bench.manager.until(({ refunds }) => refunds.credits.length === 1);
  });

  test('whose sale is cancelled loses nothing: the credit is listed, and goes back once', async () => {
    const saleId = await bench.soldForCash({ articleId: bench.tile(0) });
    await bench.ringUp({ articleId: bench.tile(0), quantity: 3 });
    await bench.give(await bench.offer(saleId, WHOLE, true));
    await bench.cashier.until(({ checkout }) => checkout.sale.tenders.length === 1);
    await bench.cashier.call.sale.cancel({ saleId: bench.hand().id });
    await bench.cashier.until(({ refunds }) => refunds.credits.length === 1);
    const [credit] = bench.cashier.state.refunds.credits;
    const { totals } = (await bench.detail(saleId)).sale;
    expect(credit).toMatchObject({ leftMinor: totals.totalMinor, receiptNumber: 'T1-R000001' });
    const refundId = credit?.refundId ?? '';
    await bench.manager.call.refunds.giveCreditBack({ refundId, kind: 'cash' });
    expect(await refusal(bench.manager.call.refunds.giveCreditBack({ refundId, kind: 'cash' }))).toBe('ALREADY_DONE');
    await bench.cashier.until(({ refunds }) => refunds.credits.length === 0);
    const day = await bench.manager.call.reports.day({});
    expect(day.refunds.byTender.filter(({ amountMinor }) => amountMinor !== 0)).toEqual([
      { kind: 'cash', legCount: 1, amountMinor: totals.totalMinor },
    ]);
  });

  test('listed credit can pay another sale', async () => {
    const saleId = await bench.soldForCash({ articleId: bench.tile(0) });
    await bench.ringUp({ articleId: bench.tile(0), quantity: 3 });
    await bench.give(await bench.offer(saleId, WHOLE, true));
    await bench.cashier.until(({ checkout }) => checkout.sale.tenders.length === 1);
    await bench.cashier.call.sale.cancel({ saleId: bench.hand().id });
    await bench.cashier.until(({ refunds }) => refunds.credits.length === 1);
    await bench.ringUp({ articleId: bench.tile(0) });
    await bench.cashier.call.refunds.putCredit({ refundId: bench.cashier.state.refunds.credits[0]?.refundId ?? '' });
    await bench.completed();
    expect(bench.hand().tenders).toMatchObject([{ kind: 'exchange', status: 'paid' }]);
  });
});

describe('a voucher that was sold', () => {
  const sellVoucher = async () => {
    if (bench.hand().status === 'completed') await bench.cashier.call.sale.next({ saleId: bench.hand().id });
    await bench.cashier.call.vouchers.sell({ amountMinor: 2000 });
    await bench.cashier.until(({ checkout }) => checkout.sale.lines.length === 1 && checkout.sale.status === 'open');
    const { id: saleId } = bench.hand();
    await bench.cashier.call.checkout.takeCash({ saleId, dueMinor: 2000, givenMinor: 2000 });
    await bench.completed();
    const [sold] = await bench.cashier.call.vouchers.sold({ saleId });
    return { saleId, code: sold?.code ?? '' };
  };

  test('is worth nothing when its sale is refunded', async () => {
    const { saleId, code } = await sellVoucher();
    await bench.give(await bench.offer(saleId));
    const sale = await bench.ringUp({ articleId: bench.tile(0) });
    expect(await refusal(bench.cashier.call.checkout.takeVoucher({ ...sale, code }))).toBe('VOUCHER_REFUSED');
  });

  test('cannot be refunded once it has been used, not even in part', async () => {
    const { saleId, code } = await sellVoucher();
    const sale = await bench.ringUp({ articleId: bench.tile(0) });
    await bench.cashier.call.checkout.takeVoucher({ ...sale, code });
    await bench.completed();
    expect(await reasonOf(bench.offer(saleId))).toBe('nothing_left');
    expect(await reasonOf(bench.offer(saleId, { kind: 'amount', amountMinor: 1 }))).not.toBeUndefined();
  });
});
