import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { lastCode, openTestTill, refusal, type TestScreen, type TestTill } from './open-test-till.ts';

let till: TestTill;
let cashier: TestScreen;
let customer: TestScreen;

beforeEach(async () => {
  till = await openTestTill();
  cashier = await till.cashier();
  customer = till.screen('customer');
  await customer.until((state) => state.checkout !== undefined);
});
afterEach(() => till.close());

const articleAt = (index: number) => {
  const article = cashier.state.catalogue.tiles[index];
  if (!article) throw new Error(`no article ${index}`);
  return article;
};
const ringUp = async (...indices: number[]) => {
  for (const index of indices) await cashier.call.sale.addArticle({ articleId: articleAt(index).id });
  const totalMinor = indices.reduce((sum, index) => sum + (articleAt(index).priceMinor ?? 0), 0);
  await cashier.until(({ checkout }) => checkout.sale.totals.totalMinor === totalMinor);
  return cashier.state.checkout.sale;
};
const charge = async () => {
  const { id: saleId } = cashier.state.checkout.sale;
  await cashier.call.checkout.requestInvoice({ saleId });
  await cashier.until(({ checkout }) => checkout.sale.tenders.some((tender) => tender.status === 'waiting'));
  return { saleId, tender: lastCode(cashier.state.checkout.sale) };
};
const completed = () => cashier.until(({ checkout }) => checkout.sale.status === 'completed');
const attention = async (manager: TestScreen, count: number) => {
  await manager.until((state) => state.attention.open.length === count);
  return manager.state.attention.open;
};

describe('Lightning', () => {
  test('a code that is paid completes the sale with the next receipt number, on every screen', async () => {
    await ringUp(0, 1);
    const { tender } = await charge();
    expect(tender.amountSat).toBe(Math.ceil((cashier.state.checkout.sale.dueMinor * 1e8) / tender.quote.minorPerBtc));
    await customer.call.practice.wallet({ paymentHash: tender.paymentHash, payment: 'pay' });
    await completed();
    await customer.until(({ checkout }) => checkout.sale.status === 'completed');
    expect(cashier.state.checkout.sale).toMatchObject({
      dueMinor: 0,
      receiptNumber: 'T1-000001',
      tenders: [{ status: 'paid', receivedMsat: tender.amountSat * 1000 }],
    });
  });

  test('pressing Charge again, at once or later, makes no second code', async () => {
    const { id: saleId } = await ringUp(0);
    await Promise.all([1, 2, 3].map(() => cashier.call.checkout.requestInvoice({ saleId })));
    await cashier.call.checkout.requestInvoice({ saleId });
    await cashier.until(({ checkout }) => checkout.sale.tenders.length > 0);
    expect(cashier.state.checkout.sale.tenders).toHaveLength(1);
  });

  test('a code that expired leads back to the choice with nothing lost, and a new one can be paid', async () => {
    const sale = await ringUp(0, 1);
    const { tender } = await charge();
    await customer.call.practice.wallet({ paymentHash: tender.paymentHash, payment: 'expire' });
    await cashier.until(({ checkout }) => lastCode(checkout.sale).status === 'expired');
    expect(cashier.state.checkout.sale).toMatchObject({ lines: sale.lines, dueMinor: sale.dueMinor, status: 'tendering' });
    const second = await charge();
    expect(second.tender.paymentHash).not.toBe(tender.paymentHash);
    await customer.call.practice.wallet({ paymentHash: second.tender.paymentHash, payment: 'pay' });
    await completed();
  });

  test('a code expires by the clock, told by the node', async () => {
    await ringUp(0);
    const { saleId, tender } = await charge();
    till.clock.nowMs += 601_000;
    await cashier.call.checkout.checkInvoice({ saleId, tenderId: tender.id });
    await cashier.until(({ checkout }) => lastCode(checkout.sale).status === 'expired');
  });

  test('a part that came in is credited, and the rest can be paid in cash', async () => {
    const sale = await ringUp(0, 1);
    const { saleId, tender } = await charge();
    await customer.call.practice.wallet({ paymentHash: tender.paymentHash, payment: 'pay_part' });
    await cashier.until(({ checkout }) => lastCode(checkout.sale).status === 'paid');
    const { dueMinor } = cashier.state.checkout.sale;
    expect(dueMinor).toBeGreaterThan(0);
    expect(dueMinor).toBeLessThan(sale.dueMinor);
    await cashier.call.checkout.takeCash({ saleId, dueMinor, givenMinor: 50_000 });
    await completed();
  });

  test('too much completes the sale, and the excess is on the manager list to the sat', async () => {
    await ringUp(0);
    const { tender } = await charge();
    await customer.call.practice.wallet({ paymentHash: tender.paymentHash, payment: 'pay_more' });
    await completed();
    const manager = await till.manager();
    const [item] = await attention(manager, 1);
    expect(item).toMatchObject({ kind: 'excess', canApply: false });
    // The books have it apart; screens are shown all that came to the code.
    const { sale } = await manager.call.reports.sale({ saleId: cashier.state.checkout.sale.id });
    expect(lastCode(sale).receivedMsat + (item?.amountMsat ?? 0)).toBe(item?.receivedMsat);
  });
});

describe('late and double money', () => {
  test('money for an expired code is listed, and a manager applies it to the sale in hand', async () => {
    await ringUp(0, 1);
    const { tender } = await charge();
    await customer.call.practice.wallet({ paymentHash: tender.paymentHash, payment: 'expire' });
    await cashier.until(({ checkout }) => lastCode(checkout.sale).status === 'expired');
    await customer.call.practice.wallet({ paymentHash: tender.paymentHash, payment: 'pay' });
    const manager = await till.manager();
    const [item] = await attention(manager, 1);
    expect(item).toMatchObject({ kind: 'late', canApply: true, amountMinor: cashier.state.checkout.sale.dueMinor });
    await manager.call.attention.apply({ itemId: item?.id ?? '' });
    await completed();
    expect(cashier.state.checkout.sale.receiptNumber).toBe('T1-000001');
    await attention(manager, 0);
    expect(await refusal(manager.call.attention.apply({ itemId: item?.id ?? '' }))).toBe('ALREADY_DONE');
  });

  test('money for a sale that was cancelled brings the sale back, complete', async () => {
    const sale = await ringUp(0);
    const { saleId, tender } = await charge();
    await cashier.call.sale.cancel({ saleId });
    await cashier.until(({ checkout }) => checkout.sale.id !== saleId);
    await customer.call.practice.wallet({ paymentHash: tender.paymentHash, payment: 'pay' });
    const manager = await till.manager();
    const [item] = await attention(manager, 1);
    expect(item).toMatchObject({ kind: 'late', canApply: true, saleId });
    await manager.call.attention.apply({ itemId: item?.id ?? '' });
    await attention(manager, 0);
    const { sale: revived } = await manager.call.reports.sale({ saleId });
    expect(revived).toMatchObject({ status: 'completed', dueMinor: 0, receiptNumber: 'T1-000001', lines: sale.lines });
  });

  test('a code paid twice credits the sale once; the second payment goes back in cash', async () => {
    await ringUp(0);
    const { tender } = await charge();
    await customer.call.practice.wallet({ paymentHash: tender.paymentHash, payment: 'pay' });
    await completed();
    await customer.call.practice.wallet({ paymentHash: tender.paymentHash, payment: 'pay' });
    const manager = await till.manager();
    const [item] = await attention(manager, 1);
    expect(item).toMatchObject({ kind: 'double', canApply: false, receiptNumber: 'T1-000001' });
    await manager.call.attention.refund({ itemId: item?.id ?? '', how: { method: 'cash' } });
    await attention(manager, 0);
  });

  test('listed money goes back over Lightning to a code of the customer, once', async () => {
    await ringUp(0);
    const { tender } = await charge();
    await customer.call.practice.wallet({ paymentHash: tender.paymentHash, payment: 'pay' });
    await completed();
    await customer.call.practice.wallet({ paymentHash: tender.paymentHash, payment: 'pay' });
    const manager = await till.manager();
    const [item] = await attention(manager, 1);
    const itemId = item?.id ?? '';
    await manager.call.practice.refundCode({ amountSat: tender.amountSat });
    await manager.until((state) => state.practice.refundRequest !== null);
    const how = { method: 'lightning', to: manager.state.practice.refundRequest ?? '', pin: '9999' } as const;
    const outcomes = await Promise.all([1, 2].map(() => refusal(manager.call.attention.refund({ itemId, how }))));
    expect(outcomes.sort()).toEqual(['ALREADY_DONE', 'no refusal']);
    await attention(manager, 0);
  });

  test('a refund code over another amount is refused, and the money stays listed', async () => {
    await ringUp(0);
    const { tender } = await charge();
    await customer.call.practice.wallet({ paymentHash: tender.paymentHash, payment: 'pay' });
    await completed();
    await customer.call.practice.wallet({ paymentHash: tender.paymentHash, payment: 'pay' });
    const manager = await till.manager();
    const [item] = await attention(manager, 1);
    await manager.call.practice.refundCode({ amountSat: tender.amountSat + 1 });
    await manager.until((state) => state.practice.refundRequest !== null);
    const how = { method: 'lightning', to: manager.state.practice.refundRequest ?? '', pin: '9999' } as const;
    expect(await refusal(manager.call.attention.refund({ itemId: item?.id ?? '', how }))).toBe('REFUND_REFUSED');
    expect(
      await refusal(manager.call.attention.refund({ itemId: item?.id ?? '', how: { method: 'lightning', to: 'lnbc1notacode', pin: '9999' } })),
    ).toBe('REFUND_REFUSED');
    await attention(manager, 1);
  });

  test('a watching manager is told at once whether listed money fits the sale in hand', async () => {
    const manager = await till.manager();
    await ringUp(0, 1);
    const { saleId, tender } = await charge();
    await customer.call.practice.wallet({ paymentHash: tender.paymentHash, payment: 'expire' });
    await cashier.until(({ checkout }) => lastCode(checkout.sale).status === 'expired');
    await customer.call.practice.wallet({ paymentHash: tender.paymentHash, payment: 'pay_part' });
    await attention(manager, 1);
    const canApply = (expected: boolean) => manager.until((state) => state.attention.open.some((item) => item.canApply === expected));
    await canApply(true);
    const again = await charge();
    await canApply(false);
    await cashier.call.checkout.cancelInvoice({ saleId, tenderId: again.tender.id });
    await canApply(true);
    await cashier.call.sale.cancel({ saleId });
    await canApply(false);
  });

  test('a part received for a sale that is then cancelled is listed in full', async () => {
    await ringUp(0);
    const { saleId, tender } = await charge();
    await customer.call.practice.wallet({ paymentHash: tender.paymentHash, payment: 'pay_part' });
    await cashier.until(({ checkout }) => lastCode(checkout.sale).status === 'paid');
    const received = lastCode(cashier.state.checkout.sale).receivedMsat;
    await cashier.call.sale.cancel({ saleId });
    const manager = await till.manager();
    const [item] = await attention(manager, 1);
    expect(item).toMatchObject({ kind: 'cancelled_sale', amountMsat: received, canApply: false });
  });
});

describe('cash and split', () => {
  test('cash gives change, and pressing twice takes it once', async () => {
    const { id: saleId, dueMinor } = await ringUp(0);
    const request = { saleId, dueMinor, givenMinor: 50_000 };
    await Promise.all([cashier.call.checkout.takeCash(request), cashier.call.checkout.takeCash(request)]);
    await completed();
    expect(cashier.state.checkout.sale.tenders).toMatchObject([{ kind: 'cash', amountMinor: dueMinor, changeMinor: 50_000 - dueMinor }]);
  });

  test('cash for a sale that changed meanwhile is refused', async () => {
    const { id: saleId, dueMinor } = await ringUp(0);
    await ringUpMore();
    expect(await refusal(cashier.call.checkout.takeCash({ saleId, dueMinor, givenMinor: 50_000 }))).toBe('SALE_CHANGED');
  });
  const ringUpMore = () => cashier.call.sale.addArticle({ articleId: articleAt(2).id });

  test('won for which there is no coin are let be, or rounded up, and the sale is complete', async () => {
    const openAmount = async (amountMinor: number) => {
      await cashier.call.sale.addOpenAmount({ amountMinor });
      await cashier.until(({ checkout }) => checkout.sale.status === 'open' && checkout.sale.dueMinor === amountMinor);
      return cashier.state.checkout.sale.id;
    };
    const up = await openAmount(4505);
    expect(await refusal(cashier.call.checkout.takeCash({ saleId: up, dueMinor: 4505, givenMinor: 4505 }))).toBe('CASH_NOT_PAYABLE');
    await cashier.call.checkout.takeCash({ saleId: up, dueMinor: 4505, givenMinor: 4510 });
    await completed();
    expect(cashier.state.checkout.sale.tenders).toMatchObject([{ amountMinor: 4505, changeMinor: 0, roundingMinor: 5 }]);

    const down = await openAmount(4503);
    await cashier.call.checkout.requestInvoice({ saleId: down, amountMinor: 4500 });
    await cashier.until(({ checkout }) => checkout.sale.tenders.length === 1);
    await customer.call.practice.wallet({ paymentHash: lastCode(cashier.state.checkout.sale).paymentHash, payment: 'pay' });
    await cashier.until(({ checkout }) => checkout.sale.dueMinor === 3);
    await cashier.call.checkout.takeCash({ saleId: down, dueMinor: 3, givenMinor: 0 });
    await completed();
    expect(cashier.state.checkout.sale.tenders[1]).toMatchObject({ amountMinor: 3, givenMinor: 0, changeMinor: 0, roundingMinor: -3 });
  });

  test('a sale is split over cash and Lightning until nothing is due', async () => {
    const { id: saleId, dueMinor } = await ringUp(0, 1);
    await cashier.call.checkout.takeCash({ saleId, dueMinor, givenMinor: 1000 });
    await cashier.until(({ checkout }) => checkout.sale.dueMinor === dueMinor - 1000);
    await cashier.call.checkout.requestInvoice({ saleId, amountMinor: 2000 });
    await cashier.until(({ checkout }) => checkout.sale.tenders.length === 2);
    await customer.call.practice.wallet({ paymentHash: lastCode(cashier.state.checkout.sale).paymentHash, payment: 'pay' });
    await cashier.until(({ checkout }) => checkout.sale.dueMinor === dueMinor - 3000);
    const rest = await charge();
    await customer.call.practice.wallet({ paymentHash: rest.tender.paymentHash, payment: 'pay' });
    await completed();
    expect(cashier.state.checkout.sale.tenders.map(({ kind, status }) => [kind, status])).toEqual([
      ['cash', 'paid'],
      ['lightning', 'paid'],
      ['lightning', 'paid'],
    ]);
  });

  test('a cash part is handed back, and cancelling hands back what is left', async () => {
    const { id: saleId, dueMinor } = await ringUp(0, 1);
    await cashier.call.checkout.takeCash({ saleId, dueMinor, givenMinor: 1000 });
    await cashier.until(({ checkout }) => checkout.sale.tenders.length === 1);
    await cashier.call.checkout.returnTender({ saleId, tenderId: cashier.state.checkout.sale.tenders[0]?.id ?? '' });
    await cashier.until(({ checkout }) => checkout.sale.dueMinor === dueMinor);
    await cashier.call.checkout.takeCash({ saleId, dueMinor, givenMinor: 2000 });
    await cashier.call.sale.cancel({ saleId });
    const manager = await till.manager();
    const { sale } = await manager.call.reports.sale({ saleId });
    expect(sale).toMatchObject({ status: 'cancelled', tenders: [{ status: 'returned' }, { status: 'returned' }] });
  });
});

describe('the sale in hand', () => {
  test('is the same on the customer screen, and after a restart in mid-sale', async () => {
    const sale = await ringUp(0, 1, 2);
    await customer.until(({ checkout }) => checkout.sale.lines.length === 3);
    expect(customer.state.checkout.sale).toEqual(sale);
    await till.restart();
    const after = till.screen('customer');
    await after.until((state) => state.checkout !== undefined);
    expect(after.state.checkout.sale).toEqual(sale);
  });

  test('waits for its code over a restart, which is then paid', async () => {
    await ringUp(0);
    const { tender } = await charge();
    await till.restart();
    const after = till.screen('customer');
    await after.call.practice.wallet({ paymentHash: tender.paymentHash, payment: 'pay' });
    await after.until(({ checkout }) => checkout.sale.status === 'completed');
  });

  test('the next tap after a completed sale begins a new one', async () => {
    const { id: saleId, dueMinor } = await ringUp(0);
    await cashier.call.checkout.takeCash({ saleId, dueMinor, givenMinor: dueMinor });
    await completed();
    await cashier.call.sale.addArticle({ articleId: articleAt(1).id });
    await cashier.until(({ checkout }) => checkout.sale.id !== saleId && checkout.sale.lines.length === 1);
  });
});
