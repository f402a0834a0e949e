// Sales that are put aside and taken in hand again, whoever taps what twice, and whatever becomes of the till in between.
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { facts, kinds, park, parked, payCash, recall, ringUp, sale, signIn, verify } from './open-sales-bed.ts';
import { openTestTill, refusal, type TestTill } from './open-test-till.ts';

let till: TestTill;
beforeEach(async () => {
  till = await openTestTill();
});
afterEach(() => till.close());

test('a parked sale is listed with its age, whose it is and what it comes to, and comes back as it was', async () => {
  const cashier = await till.cashier();
  await ringUp(cashier, 0, 3);
  await ringUp(cashier, 1);
  const before = sale(cashier);
  const saleId = await park(cashier, 'Window');
  await cashier.until(({ checkout }) => checkout.sale.lines.length === 0);
  expect(parked(cashier)).toMatchObject([
    {
      id: saleId,
      label: 'Window',
      staffId: cashier.state.session.staff?.id,
      staffName: cashier.state.session.staff?.name,
      itemCount: 4,
      totalMinor: before.totals.totalMinor,
      awaitsPayment: false,
    },
  ]);
  expect(parked(cashier)[0]?.parkedAtMs).toBeGreaterThanOrEqual(before.openedAtMs);
  await till.restart();
  const after = await till.cashier();
  expect(parked(after)).toMatchObject([{ id: saleId, label: 'Window' }]);
  await recall(after, saleId);
  expect(sale(after)).toEqual({ ...before, label: 'Window' });
  await after.until(({ parking }) => parking.sales.length === 0);
  await payCash(after);
  expect(verify(till)).toMatchObject({ ok: true });
});

test('a sale without a name gets the next free number, and keeps it', async () => {
  const cashier = await till.cashier();
  const ids: string[] = [];
  for (let count = 0; count < 3; count += 1) {
    await ringUp(cashier);
    ids.push(await park(cashier));
  }
  expect(parked(cashier).map(({ label }) => label)).toEqual(['1', '2', '3']);
  await recall(cashier, ids[0] ?? '');
  await recall(cashier, ids[1] ?? '');
  expect(sale(cashier).label).toBe('2');
  expect(parked(cashier).map(({ label }) => label)).toEqual(['3', '1']);
  await payCash(cashier);
  await ringUp(cashier);
  await park(cashier);
  expect(parked(cashier).map(({ label }) => label)).toEqual(['3', '1', '2']);
});

test('what is in hand is parked for the one that is taken, in the same breath', async () => {
  const cashier = await till.cashier();
  await ringUp(cashier, 0);
  const first = await park(cashier, 'A');
  await ringUp(cashier, 1);
  const second = sale(cashier).id;
  await recall(cashier, first);
  await cashier.until(({ parking }) => parking.sales.length === 1);
  expect(parked(cashier)).toMatchObject([{ id: second, label: '1' }]);
  expect(kinds(till, 'sale_parked', 'sale_recalled')).toEqual(['sale_parked', 'sale_parked', 'sale_recalled']);
});

test('a double tap parks once and recalls once', async () => {
  const cashier = await till.cashier();
  await ringUp(cashier);
  const { id: saleId } = sale(cashier);
  await Promise.all([cashier.call.parking.park({ saleId }), cashier.call.parking.park({ saleId })]);
  await cashier.until(({ checkout }) => checkout.sale.id !== saleId);
  const request = { saleId, handSaleId: sale(cashier).id };
  await Promise.all([cashier.call.parking.recall(request), cashier.call.parking.recall(request)]);
  expect(kinds(till, 'sale_parked', 'sale_recalled')).toEqual(['sale_parked', 'sale_recalled']);
});

test('two screens that take different sales at the same moment get one of them, and lose none', async () => {
  const cashier = await till.cashier();
  const other = await signIn(till, cashier.state.session.staff?.name ?? '', '1111', 'second');
  await ringUp(cashier, 0);
  const first = await park(cashier);
  await ringUp(cashier, 1);
  const second = await park(cashier);
  await other.until(({ parking }) => parking.sales.length === 2);
  const handSaleId = sale(cashier).id;
  const outcomes = await Promise.all([
    refusal(cashier.call.parking.recall({ saleId: first, handSaleId })),
    refusal(other.call.parking.recall({ saleId: second, handSaleId })),
  ]);
  expect(outcomes).toEqual(['no refusal', 'SALE_CHANGED']);
  await cashier.until(({ parking }) => parking.sales.length === 1);
  expect([sale(cashier).id, parked(cashier)[0]?.id]).toEqual([first, second]);
});

test('an empty sale is not parked, and what is not there is not taken', async () => {
  const cashier = await till.cashier();
  const { id: saleId } = sale(cashier);
  expect(await refusal(cashier.call.parking.park({ saleId }))).toBe('SALE_EMPTY');
  expect(await refusal(cashier.call.parking.park({ saleId: 'another' }))).toBe('SALE_CHANGED');
  expect(await refusal(cashier.call.parking.recall({ saleId: 'another', handSaleId: saleId }))).toBe('SALE_CHANGED');
  expect(await refusal(cashier.call.parking.print({ saleId: 'another' }))).toBe('SALE_CHANGED');
  expect(await refusal(cashier.call.parking.cancel({ saleId: 'another', reason: 'Left' }))).toBe('SALE_CHANGED');
});

test('a sale whose lines were all taken off is counted as cancelled when another is taken in hand', async () => {
  const cashier = await till.cashier();
  await ringUp(cashier);
  const saleId = await park(cashier);
  await ringUp(cashier);
  await cashier.call.sale.removeLine({ lineId: sale(cashier).lines[0]?.id ?? '' });
  await cashier.until(({ checkout }) => checkout.sale.removedLineCount === 1);
  await recall(cashier, saleId);
  expect(kinds(till, 'sale_cancelled')).toHaveLength(1);
});

test('a parked sale is cancelled with a reason, and its lines are in the journal', async () => {
  const cashier = await till.cashier();
  await ringUp(cashier, 0, 2);
  const saleId = await park(cashier, 'Window');
  expect(await refusal(cashier.call.parking.cancel({ saleId, reason: '  ' }))).toBe('BAD_INPUT');
  await cashier.call.parking.cancel({ saleId, reason: 'Left without ordering' });
  await cashier.until(({ parking }) => parking.sales.length === 0);
  const fact = facts(till).find(({ kind }) => kind === 'sale_cancelled');
  expect(JSON.parse(fact?.body ?? '{}')).toMatchObject({ saleId, label: 'Window', reason: 'Left without ordering', lines: [{ quantity: 2 }] });
  expect(verify(till)).toMatchObject({ ok: true });
});

test('a slip of it says what it comes to, and that it is no receipt', async () => {
  const cashier = await till.cashier();
  await ringUp(cashier, 0, 2);
  const saleId = await park(cashier, 'Window');
  await cashier.call.parking.print({ saleId });
  await cashier.until(({ paper }) => paper.papers.length === 1);
  const slip = await cashier.call.papers.show({ kind: 'slip', subjectId: saleId });
  const text = JSON.stringify(slip.blocks);
  expect(text).toContain('Window');
  expect(text).toContain('영수증이 아닙니다');
});

test('a draft that is lost takes no sale with it that had been parked before', async () => {
  const cashier = await till.cashier();
  await ringUp(cashier, 0, 2);
  const saleId = await park(cashier, 'Window');
  await recall(cashier, saleId);
  cashier.close();
  await till.restart();
  // As if its page could not be read.
  await vi.waitFor(() => {
    const db = new DatabaseSync(join(till.dataDir, 'practice', 'till.sqlite'));
    db.exec("UPDATE draft SET body = 'torn'");
    db.close();
  });
  await till.restart();
  const after = await till.cashier();
  expect(sale(after)).toMatchObject({ id: saleId, label: 'Window', lines: [{ quantity: 2 }] });
});
