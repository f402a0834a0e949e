// A code that was made ahead is seen by nobody until Charge is pressed, on no screen and in no wallet.
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { lastCode, openTestTill, type TestTill } from './open-test-till.ts';

let till: TestTill;
beforeEach(async () => {
  till = await openTestTill();
});
afterEach(() => till.close());

const rows = (file: string, sql: string) => {
  const db = new DatabaseSync(`${till.dataDir}/practice/${file}.sqlite`, { readOnly: true });
  try {
    return db.prepare(sql).all();
  } finally {
    db.close();
  }
};

test('a code is made while the cashier looks up, shown by Charge, and scanned then', async () => {
  const cashier = await till.cashier();
  const customer = till.screen('customer');
  await cashier.call.sale.addArticle({ articleId: cashier.state.catalogue.tiles[0]?.id ?? '' });
  await vi.waitFor(() => expect(rows('node', "SELECT status FROM invoice WHERE status = 'open'")).toHaveLength(1), 5000);
  expect(rows('till', "SELECT kind FROM journal WHERE kind = 'invoice_created'")).toEqual([]);
  await customer.until(({ checkout }) => checkout.sale.lines.length === 1);
  expect(customer.state.practice.codes).toEqual([]);
  expect(customer.state.checkout).toMatchObject({ sale: { status: 'open', tenders: [] }, requestingInvoice: false });

  await cashier.call.checkout.requestInvoice({ saleId: cashier.state.checkout.sale.id });
  await customer.until(({ checkout, practice }) => checkout.sale.tenders.length === 1 && practice.codes.length === 1);
  const { paymentHash } = lastCode(customer.state.checkout.sale);
  expect(customer.state.practice.codes).toMatchObject([{ paymentHash, status: 'open' }]);
  expect(rows('node', 'SELECT payment_hash FROM invoice')).toEqual([{ payment_hash: paymentHash }]);
});
