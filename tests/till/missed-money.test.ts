// What hurts most in the Lightning tills that are there, each by its name in their trackers. The node is a far end of its own:
// it takes money while the till is off.
import { randomBytes } from 'node:crypto';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openPracticeNode, type PracticeNode } from '../../src/main/lightning/practice.ts';
import { createLog } from '../../src/main/log.ts';
import { lastCode, openTestTill, type TestScreen, type TestTill } from './open-test-till.ts';

let till: TestTill;
let cashier: TestScreen;
beforeEach(async () => {
  till = await openTestTill();
  cashier = await till.cashier();
});
afterEach(() => till.close());

const charge = async () => {
  await cashier.call.sale.addArticle({ articleId: cashier.state.catalogue.tiles[0]?.id ?? '' });
  await cashier.until(({ checkout }) => checkout.sale.status === 'open' && checkout.sale.lines.length === 1);
  await cashier.call.checkout.requestInvoice({ saleId: cashier.state.checkout.sale.id });
  await cashier.until(({ checkout }) => checkout.sale.tenders.length === 1);
  return { saleId: cashier.state.checkout.sale.id, ...lastCode(cashier.state.checkout.sale) };
};
const completed = () => cashier.until(({ checkout }) => checkout.sale.status === 'completed');
const nodePath = () => `${till.dataDir}/practice/node.sqlite`;

/** The till is off while this happens at the node. */
const whileOff = async (happens: (node: PracticeNode) => Promise<unknown>) => {
  await till.till.close();
  const node = openPracticeNode({ storePath: nodePath(), nowMs: () => till.clock.nowMs, randomBytes, log: createLog(() => 0, Date.now) });
  await happens(node);
  await node.close();
  await till.restart();
  cashier = await till.cashier();
};

test('paid at the node while the till says unpaid', async () => {
  const { saleId, paymentHash } = await charge();
  await whileOff((node) => node.wallet.pay(paymentHash));
  await completed();
  expect(cashier.state.checkout.sale).toMatchObject({ id: saleId, receiptNumber: 'T1-000001', dueMinor: 0 });
});

test('paid after expiry and never matched', async () => {
  const { saleId, paymentHash, amountSat, amountMinor } = await charge();
  till.clock.nowMs += 11 * 60_000;
  await cashier.until(({ checkout }) => lastCode(checkout.sale).status === 'expired');
  await cashier.call.checkout.takeCash({ saleId, dueMinor: amountMinor, givenMinor: amountMinor });
  await completed();
  await whileOff((node) => node.wallet.pay(paymentHash));
  const manager = await till.manager();
  await manager.until(({ attention }) => attention.open.length === 1);
  expect(manager.state.attention.open).toMatchObject([
    { kind: 'late', source: 'invoice', saleId, receiptNumber: 'T1-000001', paymentHash, amountMsat: amountSat * 1000, amountMinor, canApply: false },
  ]);
});

test.each([
  ['lost', 'DELETE FROM draft'],
  ['unreadable', "UPDATE draft SET body = '{'"],
])('paid for a sale whose draft is %s', async (_, sql) => {
  const { saleId, paymentHash, amountMinor } = await charge();
  const { lines, totals } = cashier.state.checkout.sale;
  await whileOff(async (node) => {
    const file = new DatabaseSync(`${till.dataDir}/practice/till.sqlite`);
    file.exec(sql);
    file.close();
    await node.wallet.pay(paymentHash);
  });
  await completed();
  expect(cashier.state.checkout.sale).toMatchObject({ id: saleId, lines, totals, receiptNumber: 'T1-000001', tenders: [{ amountMinor }] });
});

test('cash that was taken for a sale whose draft is lost is still taken', async () => {
  const { saleId, amountMinor } = await charge();
  const tenderId = lastCode(cashier.state.checkout.sale).id;
  await cashier.call.checkout.cancelInvoice({ saleId, tenderId });
  await cashier.call.checkout.takeCash({ saleId, dueMinor: amountMinor, givenMinor: 1000 });
  await cashier.until(({ checkout }) => checkout.sale.dueMinor === amountMinor - 1000);
  const { sale } = cashier.state.checkout;
  await whileOff(async () => {
    const file = new DatabaseSync(`${till.dataDir}/practice/till.sqlite`);
    file.exec('DELETE FROM draft');
    file.close();
  });
  await cashier.until(({ checkout }) => checkout.sale.tenders.length === 2);
  expect(cashier.state.checkout.sale).toEqual(sale);
  await cashier.call.checkout.takeCash({ saleId, dueMinor: amountMinor - 1000, givenMinor: amountMinor - 1000 });
  await completed();
});

test('paid to a node that was restored and counts anew', async () => {
  for (let sale = 0; sale < 3; sale += 1) {
    const { paymentHash } = await charge();
    await cashier.call.practice.wallet({ paymentHash, payment: 'pay' });
    await completed();
  }
  const { paymentHash } = await charge();
  const manager = await till.manager();
  expect(manager.state.node.countedAnewAtMs).toBeNull();
  // The node has lost its first payment, and gives the numbers of the till's cursor to another one.
  await whileOff(async (node) => {
    const file = new DatabaseSync(nodePath());
    file.exec('DELETE FROM settlement WHERE settle_index = 1; UPDATE settlement SET settle_index = settle_index - 1');
    file.close();
    await node.wallet.pay(paymentHash);
  });
  await completed();
  expect(cashier.state.checkout.sale.receiptNumber).toBe('T1-000004');
  const after = await till.manager();
  await after.until(({ node }) => node.countedAnewAtMs !== null);
  expect(after.state.attention.open).toEqual([]);
});

test('money of no sale is listed until a manager has seen it', async () => {
  const manager = await till.manager();
  await cashier.call.practice.payElsewhere({ amountSat: 4321 });
  await manager.until(({ attention }) => attention.open.length === 1);
  const [item] = manager.state.attention.open;
  expect(item).toMatchObject({ kind: 'unexplained', saleId: null, amountMsat: 4_321_000, amountMinor: null, canApply: false });
  await manager.call.attention.note({ itemIds: [item?.id ?? ''] });
  await manager.until(({ attention }) => attention.open.length === 0);
});
