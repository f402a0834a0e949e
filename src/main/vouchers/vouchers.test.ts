// Vouchers by the books: what is written of a code, and what becomes of a sale where no code can be made.
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type CheckoutBench, cashierActing, openCheckoutBench } from '../checkout/checkout-test-bed.ts';

const BY = 'somebody';
let bench: CheckoutBench;
beforeEach(async () => {
  bench = await openCheckoutBench();
});
afterEach(() => bench.close());

const sellVoucher = (amountMinor: number) => {
  bench.hand.begin();
  bench.ringingUp.addVoucher(amountMinor, BY);
  const { id: saleId, dueMinor } = bench.hand.sale;
  bench.tendering.take({ saleId, dueMinor }, { kind: 'cash', givenMinor: dueMinor }, cashierActing(BY));
  return saleId;
};
const rows = (sql: string) => bench.database.facts.prepare(sql).raw().all() as unknown[][];

test('a code is in no journal and in no table, and two codes are never alike', () => {
  const codes = [1, 2, 3].flatMap(() => bench.vouchers.codesOfSale(sellVoucher(10_000)).map(({ code }) => code));
  expect(new Set(codes).size).toBe(3);
  const tables = rows("SELECT name FROM sqlite_schema WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%' AND name NOT LIKE 'article_search%'");
  for (const [table] of tables) {
    const written = rows(`SELECT * FROM "${table}"`)
      .flat()
      .map((value) => (value instanceof Uint8Array ? Buffer.from(value).toString('latin1') : String(value)))
      .join('\n');
    for (const code of codes) expect(written).not.toContain(code);
  }
});

test('what is kept of a code tells nothing without the shop’s key: it is no plain hash', async () => {
  const [sold] = bench.vouchers.codesOfSale(sellVoucher(10_000));
  const plain = Buffer.from(await crypto.subtle.digest('SHA-256', Buffer.from(sold?.code ?? ''))).toString('hex');
  expect(rows('SELECT code_hash FROM voucher')).toEqual([[expect.stringMatching(/^[0-9a-f]{64}$/)]]);
  expect(rows('SELECT code_hash FROM voucher')).not.toEqual([[plain]]);
});

test('a sale that is paid completes although no code can be made any more, and a manager replaces its voucher', () => {
  bench.hand.begin();
  bench.ringingUp.addVoucher(10_000, BY);
  const { id: saleId, dueMinor } = bench.hand.sale;
  bench.sealed = true;
  bench.tendering.take({ saleId, dueMinor }, { kind: 'cash', givenMinor: dueMinor }, cashierActing(BY));
  expect(bench.hand.sale.status).toBe('completed');
  const [voucher] = bench.vouchers.page({ text: '', spent: false }, null).rows;
  expect(voucher).toMatchObject({ balanceMinor: 10_000, hasCode: false });
  expect(() => bench.vouchers.replace(voucher?.id ?? '', 'no code', BY)).toThrow('SECRETS_CLOSED');
  expect(() => bench.vouchers.refuseUnlessSealed()).toThrow('SECRETS_CLOSED');

  bench.sealed = false;
  const { voucherId } = bench.vouchers.replace(voucher?.id ?? '', 'no code', BY);
  expect(bench.vouchers.find(bench.codeOf(voucherId) ?? '', BY)).toMatchObject({ balanceMinor: 10_000, hasCode: true });
});

test('several pieces of a voucher are several vouchers', () => {
  bench.hand.begin();
  for (const amountMinor of [10_000, 10_000, 5_000]) bench.ringingUp.addVoucher(amountMinor, BY);
  const { id: saleId, dueMinor } = bench.hand.sale;
  bench.tendering.take({ saleId, dueMinor }, { kind: 'card', amountMinor: dueMinor, reference: '' }, cashierActing(BY));
  expect(bench.vouchers.codesOfSale(saleId).map(({ amountMinor }) => amountMinor)).toEqual([10_000, 10_000, 5_000]);
});

test('a refund goes back onto the voucher that paid, or onto a new one', () => {
  sellVoucher(10_000);
  const [voucher] = bench.vouchers.page({ text: '', spent: false }, null).rows;
  const put = (onto: string | null) =>
    bench.journal.transact((append) => bench.vouchers.put(append, { refundId: 'r', legId: 'l', amountMinor: 3_000, onto }, BY));
  expect(put(voucher?.id ?? '')).toMatchObject({ voucherNumber: voucher?.number, issued: false });
  const made = put(null);
  expect(made.issued).toBe(true);
  expect(bench.vouchers.detail(made.voucherId).voucher).toMatchObject({ balanceMinor: 3_000, origin: { kind: 'refund', refundId: 'r' } });
  bench.vouchers.replace(voucher?.id ?? '', 'lost', BY);
  expect(bench.vouchers.numberOf(voucher?.id ?? '')).toBeNull();
  expect(() => put(voucher?.id ?? '')).toThrow('VOUCHER_REFUSED');
});
