// Parked sales for which money was asked, taken or is on its way: it is never lost, and keeps nobody from selling.
import { afterEach, beforeEach, expect, test } from 'vitest';
import { partOf } from '../../src/shared/parking.ts';
import { facts, kinds, park, parked, payCash, recall, ringUp, sale, verify } from './open-sales-bed.ts';
import { lastCode, openTestTill, refusal, type TestTill } from './open-test-till.ts';

let till: TestTill;
beforeEach(async () => {
  till = await openTestTill();
});
afterEach(() => till.close());

test('a code that nobody has begun to pay is closed, and no code is made ahead for a sale that is put aside', async () => {
  const cashier = await till.cashier();
  await ringUp(cashier);
  await cashier.call.checkout.requestInvoice({ saleId: sale(cashier).id });
  await cashier.until(({ checkout }) => checkout.sale.tenders.length === 1);
  const { paymentHash } = lastCode(sale(cashier));
  const saleId = await park(cashier);
  expect(kinds(till, 'invoice_created', 'invoice_closed', 'sale_parked')).toEqual(['invoice_created', 'invoice_closed', 'sale_parked']);
  expect(parked(cashier)).toMatchObject([{ awaitsPayment: false }]);
  // The customer pays it all the same: the money is on the list, and can be applied to the sale where it is.
  await cashier.call.practice.wallet({ paymentHash, payment: 'pay' });
  await cashier.until(({ attention }) => attention.open.length === 1);
  const [item] = cashier.state.attention.open;
  expect(item).toMatchObject({ kind: 'late', saleId, canApply: true });
  const manager = await till.manager();
  await manager.call.attention.apply({ itemId: item?.id ?? '' });
  await cashier.until(({ parking }) => parking.sales.length === 0);
  expect(kinds(till, 'sale_completed')).toHaveLength(1);
  expect(verify(till)).toMatchObject({ ok: true });
});

test('a payment on chain that waits for its block keeps nobody from selling, and completes its sale where it is', async () => {
  const manager = await till.manager();
  await manager.call.shop.change({ lightning: { onChain: { enabled: true, confirmations: 1, zeroConfMaxMinor: 0 } } });
  const cashier = await till.cashier();
  await ringUp(cashier);
  await cashier.call.checkout.requestInvoice({ saleId: sale(cashier).id });
  await cashier.until(({ checkout }) => checkout.sale.tenders.length === 1);
  const { address, amountSat, paymentHash } = lastCode(sale(cashier));
  await cashier.call.practice.payOnChain({ address: address ?? '', amountSat });
  await cashier.until(({ checkout }) => lastCode(checkout.sale).seenOnChain?.status === 'seen');
  const saleId = await park(cashier);
  expect(parked(cashier)).toMatchObject([{ awaitsPayment: true }]);
  expect(kinds(till, 'invoice_closed')).toEqual([]);
  expect(await refusal(cashier.call.parking.cancel({ saleId, reason: 'Left' }))).toBe('SALE_HAS_PAYMENT');

  // The next customer is served, and the till restarts, before the block comes.
  await ringUp(cashier, 1);
  await payCash(cashier);
  await till.restart();
  const after = await till.cashier();
  expect(parked(after)).toMatchObject([{ id: saleId, awaitsPayment: true }]);
  // The code's time is over, and its money is on its way.
  await after.call.practice.wallet({ paymentHash, payment: 'expire' });
  await after.call.practice.makeBlock();
  await after.until(({ parking }) => parking.sales.length === 0);
  expect(after.state.attention.open).toEqual([]);
  const sold = facts(till).filter(({ kind }) => kind === 'sale_completed');
  expect(sold.map(({ body }) => (JSON.parse(body) as { saleId: string }).saleId)).toContain(saleId);
  expect(verify(till)).toMatchObject({ ok: true });
});

test('a sale that is paid in part keeps its money, and cannot be taken apart', async () => {
  const cashier = await till.cashier();
  await ringUp(cashier, 0, 2);
  const { id: saleId, dueMinor } = sale(cashier);
  await cashier.call.checkout.takeCash({ saleId, dueMinor, givenMinor: 1000 });
  await cashier.until(({ checkout }) => checkout.sale.tenders.length === 1);
  await park(cashier);
  expect(parked(cashier)).toMatchObject([{ paidMinor: 1000, totalMinor: dueMinor }]);
  await ringUp(cashier, 1);
  expect(await refusal(cashier.call.parking.merge({ saleId: sale(cashier).id, fromSaleId: saleId }))).toBe('SALE_HAS_PAYMENT');
  expect(await refusal(cashier.call.parking.cancel({ saleId, reason: 'Left' }))).toBe('SALE_HAS_PAYMENT');
  await till.restart();
  const after = await till.cashier();
  await recall(after, saleId);
  expect(sale(after)).toMatchObject({ dueMinor: dueMinor - 1000, status: 'tendering', tenders: [{ kind: 'cash', amountMinor: 1000 }] });
  await payCash(after);
  expect(verify(till)).toMatchObject({ ok: true });
});

test('notes of another currency pay one payer’s part, and what is more of them is change', async () => {
  const manager = await till.manager();
  const foreignCash = [{ currency: 'USD', microMinorPerUnit: 1_350_000_000, stepMinor: 100 }];
  await manager.call.shop.change({ tenders: { ...manager.state.shop.tenders, kinds: ['cash', 'foreign_cash'], foreignCash } });
  const cashier = await till.cashier();
  await ringUp(cashier, 0, 4);
  const { id: saleId, dueMinor } = sale(cashier);
  await cashier.call.parking.divide({ saleId, parts: 2 });
  await cashier.until(({ checkout }) => checkout.sale.evenly !== null);
  const partMinor = partOf(sale(cashier))?.amountMinor ?? 0;
  const foreign = { saleId, dueMinor, currency: 'USD', foreignMinor: 10_000 };
  expect(await refusal(cashier.call.checkout.takeForeignCash({ ...foreign, partMinor: dueMinor + 1 }))).toBe('SALE_CHANGED');
  await cashier.call.checkout.takeForeignCash({ ...foreign, partMinor });
  await cashier.until(({ checkout }) => checkout.sale.tenders.length === 1);
  const [notes] = sale(cashier).tenders;
  if (notes?.kind !== 'foreign_cash') throw new Error('no notes');
  expect(notes).toMatchObject({ amountMinor: partMinor });
  expect(notes.givenMinor - notes.changeMinor).toBe(notes.amountMinor + notes.roundingMinor);
  expect(partOf(sale(cashier))).toMatchObject({ part: 2, parts: 2 });
  expect(verify(till)).toMatchObject({ ok: true });
});

test('parts that several people pay are exact, stay with the sale, and give change', async () => {
  const cashier = await till.cashier();
  await ringUp(cashier, 0, 1);
  await ringUp(cashier, 1, 1);
  const { id: saleId, dueMinor } = sale(cashier);
  expect(await refusal(cashier.call.parking.divide({ saleId, parts: 51 }))).toBe('BAD_INPUT');
  await cashier.call.parking.divide({ saleId, parts: 3 });
  await cashier.until(({ checkout }) => checkout.sale.evenly !== null);
  const amounts: number[] = [];
  for (let part = 1; part <= 3; part += 1) {
    const now = partOf(sale(cashier));
    expect(now).toMatchObject({ part, parts: 3 });
    const partMinor = now?.amountMinor ?? 0;
    amounts.push(partMinor);
    const { tenders, dueMinor: due } = sale(cashier);
    await cashier.call.checkout.takeCash({ saleId, dueMinor: due, givenMinor: 50_000, partMinor });
    await cashier.until(({ checkout }) => checkout.sale.tenders.length === tenders.length + 1);
    const cash = sale(cashier).tenders.at(-1);
    if (cash?.kind !== 'cash') throw new Error('no cash');
    expect(cash).toMatchObject({ amountMinor: partMinor, givenMinor: 50_000 });
    expect(cash.givenMinor - cash.changeMinor).toBe(cash.amountMinor + cash.roundingMinor);
    if (part < 3) {
      await park(cashier);
      await recall(cashier, saleId);
    }
  }
  expect(amounts.reduce((sum, minor) => sum + minor, 0)).toBe(dueMinor);
  expect(sale(cashier).status).toBe('completed');
});
