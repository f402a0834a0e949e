// Each open sale is somebody’s: put aside when another comes to the register, and taken over by those who may.
import { afterEach, beforeEach, expect, test } from 'vitest';
import { article, facts, kinds, park, parked, recall, ringUp, sale, signIn, verify } from './open-sales-bed.ts';
import { lastCode, openTestTill, refusal, type TestTill } from './open-test-till.ts';

let till: TestTill;
beforeEach(async () => {
  till = await openTestTill();
});
afterEach(() => till.close());

test('whoever comes to the register finds it free, and the one before finds the sale again', async () => {
  const minji = await till.cashier();
  const { name = '' } = minji.state.session.staff ?? {};
  await ringUp(minji, 0);
  const { id: saleId } = sale(minji);
  const other = minji.state.staff.tiles.find((tile) => tile.role === 'cashier' && tile.name !== name);
  const dain = await signIn(till, other?.name ?? '', '2222');
  await dain.until(({ checkout }) => checkout.sale.id !== saleId);
  expect(parked(dain)).toMatchObject([{ id: saleId, staffName: name }]);
  await ringUp(dain, 1);
  const theirs = sale(dain).id;
  const back = await signIn(till, name, '1111');
  await back.until(({ checkout }) => checkout.sale.id === saleId);
  expect(parked(back)).toMatchObject([{ id: theirs, staffName: other?.name }]);
  expect(sale(back).staffId).toBe(back.state.session.staff?.id);
});

test('another’s sale is taken over by those who may, and that is a fact', async () => {
  const minji = await till.cashier();
  const { name = '', id: minjiId } = minji.state.session.staff ?? {};
  await ringUp(minji, 0);
  const saleId = await park(minji);
  const other = minji.state.staff.tiles.find((tile) => tile.role === 'cashier' && tile.name !== name);
  const dain = await signIn(till, other?.name ?? '', '2222');
  for (const call of [dain.call.parking.recall({ saleId, handSaleId: sale(dain).id }), dain.call.parking.cancel({ saleId, reason: 'Left' })])
    expect(await refusal(call)).toBe('NOT_ALLOWED');
  const owner = dain.state.staff.tiles.find((tile) => tile.role === 'owner');
  const boss = await signIn(till, owner?.name ?? '', '9999');
  await recall(boss, saleId);
  expect(sale(boss).staffId).toBe(owner?.id);
  const fact = facts(till).find(({ kind }) => kind === 'sale_recalled');
  expect(fact?.staff_id).toBe(owner?.id);
  expect(JSON.parse(fact?.body ?? '{}')).toMatchObject({ fromStaffId: minjiId });
  expect(verify(till)).toMatchObject({ ok: true });
});

test('two registers share the sale in hand: nothing is put aside, and going on with another’s is a fact', async () => {
  const minji = await till.cashier();
  await ringUp(minji, 0);
  const { id: saleId } = sale(minji);
  const owner = minji.state.staff.tiles.find((tile) => tile.role === 'owner');
  const boss = await signIn(till, owner?.name ?? '', '9999', 'second');
  expect(sale(boss).id).toBe(saleId);
  await boss.call.sale.addArticle({ articleId: article(boss, 1) });
  await boss.until(({ checkout }) => checkout.sale.staffId === owner?.id);
  expect(kinds(till, 'sale_taken_over', 'sale_parked')).toEqual(['sale_taken_over']);
});

test('an emptied sale is nobody’s to guard', async () => {
  const minji = await till.cashier();
  const { name = '' } = minji.state.session.staff ?? {};
  await ringUp(minji, 0);
  const other = minji.state.staff.tiles.find((tile) => tile.role === 'cashier' && tile.name !== name);
  const dain = await signIn(till, other?.name ?? '', '2222', 'second');
  expect(await refusal(dain.call.sale.addArticle({ articleId: article(dain, 1) }))).toBe('NOT_ALLOWED');
  await minji.call.sale.removeLine({ lineId: sale(minji).lines[0]?.id ?? '' });
  await dain.until(({ checkout }) => checkout.sale.lines.length === 0);
  await ringUp(dain, 1);
  expect(sale(dain)).toMatchObject({ staffId: other?.id, removedLineCount: 1 });
  expect(kinds(till, 'sale_taken_over')).toEqual([]);
});

test('a code that a customer may be paying stays where they see it', async () => {
  const minji = await till.cashier();
  const { name = '', id: minjiId } = minji.state.session.staff ?? {};
  await ringUp(minji, 0);
  const { id: saleId } = sale(minji);
  await minji.call.checkout.requestInvoice({ saleId });
  await minji.until(({ checkout }) => checkout.sale.tenders.length === 1);
  const { paymentHash } = lastCode(sale(minji));
  const other = minji.state.staff.tiles.find((tile) => tile.role === 'cashier' && tile.name !== name);
  const dain = await signIn(till, other?.name ?? '', '2222');
  expect(sale(dain).id).toBe(saleId);
  await dain.call.practice.wallet({ paymentHash, payment: 'pay' });
  await dain.until(({ checkout }) => checkout.sale.status === 'completed');
  expect(sale(dain).staffId).toBe(minjiId);
});
