// A node that has lost its memory (another file, a node set up anew, codes it has thrown away): the till goes on selling
// and counts the money that comes after it.
import { rmSync } from 'node:fs';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { lastCode, openTestTill, type TestScreen, type TestTill } from './open-test-till.ts';

let till: TestTill;
beforeEach(async () => {
  till = await openTestTill();
});
afterEach(() => till.close());

const charge = async (cashier: TestScreen) => {
  await cashier.call.sale.addArticle({ articleId: cashier.state.catalogue.tiles[0]?.id ?? '' });
  await cashier.until(({ checkout }) => checkout.sale.status === 'open' && checkout.sale.lines.length === 1);
  await cashier.call.checkout.requestInvoice({ saleId: cashier.state.checkout.sale.id });
  await cashier.until(({ checkout }) => checkout.sale.tenders.length === 1);
  return lastCode(cashier.state.checkout.sale);
};
const pay = async (cashier: TestScreen) => {
  const { paymentHash } = await charge(cashier);
  await cashier.call.practice.wallet({ paymentHash, payment: 'pay' });
  await cashier.until(({ checkout }) => checkout.sale.status === 'completed');
};
const restartWithAnotherNode = async () => {
  await till.till.close();
  for (const ending of ['', '-wal', '-shm']) rmSync(`${till.dataDir}/practice/node.sqlite${ending}`, { force: true });
  await till.restart();
  return till.cashier();
};

test('a code that the node does not know any more leads back to the choice of tender', async () => {
  await charge(await till.cashier());
  const cashier = await restartWithAnotherNode();
  await cashier.until(({ checkout }) => lastCode(checkout.sale).status === 'cancelled');
  const { id: saleId, dueMinor } = cashier.state.checkout.sale;
  await cashier.call.checkout.takeCash({ saleId, dueMinor, givenMinor: 50_000 });
  await cashier.until(({ checkout, lightning }) => checkout.sale.status === 'completed' && lightning.health === 'ready');
});

test('the first payment to another node is a payment of its own', async () => {
  await pay(await till.cashier());
  const cashier = await restartWithAnotherNode();
  await pay(cashier);
  expect(cashier.state.checkout.sale.receiptNumber).toBe('T1-000002');
});
