// Money that goes back goes back once: to a code of its own for each item of the manager's list.
import { afterEach, beforeEach, expect, test } from 'vitest';
import { lastCode, openTestTill, refusal, type TestScreen, type TestTill } from './open-test-till.ts';

let till: TestTill;
let cashier: TestScreen;
let manager: TestScreen;

beforeEach(async () => {
  till = await openTestTill();
  cashier = await till.cashier();
  manager = await till.manager();
});
afterEach(() => till.close());

test('one code of a customer pays back one item: the same code for another one is refused, and that one stays listed', async () => {
  await cashier.call.sale.addArticle({ articleId: cashier.state.catalogue.tiles[0]?.id ?? '' });
  await cashier.until(({ checkout }) => checkout.sale.lines.length === 1);
  await cashier.call.checkout.requestInvoice({ saleId: cashier.state.checkout.sale.id });
  await cashier.until(({ checkout }) => checkout.sale.tenders.length === 1);
  const { paymentHash, amountSat } = lastCode(cashier.state.checkout.sale);
  for (const _ of ['paid', 'double', 'and again']) await cashier.call.practice.wallet({ paymentHash, payment: 'pay' });
  await manager.until(({ attention }) => attention.open.length === 2);
  const [first, second] = manager.state.attention.open.map(({ id }) => id);
  await manager.call.practice.refundCode({ amountSat });
  await manager.until(({ practice }) => practice.refundRequest !== null);
  const how = { method: 'lightning', to: manager.state.practice.refundRequest ?? '', pin: '9999' } as const;

  await manager.call.attention.refund({ itemId: first ?? '', how });
  expect(await refusal(manager.call.attention.refund({ itemId: second ?? '', how }))).toBe('REFUND_REFUSED');
  await manager.until(({ attention }) => attention.open.length === 1);
  expect(manager.state.attention.open).toMatchObject([{ id: second, status: 'open' }]);
});
