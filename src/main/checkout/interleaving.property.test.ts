// Whatever people, the node and the wire to it do at the same time: each satoshi is at one place, no sale is completed
// with less than it costs, and the journal says all of it.
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { TillError } from '../../shared/errors.ts';
import { liveLightningTender } from '../../shared/tender.ts';
import { NodeError } from '../lightning/lightning-node.ts';
import { verifyJournal } from '../store/verify.ts';
import { type CheckoutBench, cashierActing, openCheckoutBench } from './checkout-test-bed.ts';
import type { Offer } from './tendering.ts';

let bench: CheckoutBench;
let customerId = '';
beforeAll(async () => {
  bench = await openCheckoutBench();
  bench.asksAhead = true;
  customerId = bench.accounts.put(null, { name: 'Ann', phone: '', email: '', limitMinor: 100_000, active: true }, BY);
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
});
afterAll(async () => {
  vi.useRealTimers();
  await bench.close();
});

const BY = 'somebody';
const sale = () => bench.hand.sale;
const rows = (sql: string) => bench.database.facts.prepare(sql).all() as Partial<Record<'code' | 'sold' | 'last' | 'codes' | 'n', unknown>>[];
const codeInHand = () => ({ saleId: sale().id, tenderId: liveLightningTender(sale().tenders)?.id ?? '' });
/** The code shown last. */
const code = () => String(rows('SELECT payment_hash AS code FROM invoice ORDER BY created_at_ms DESC LIMIT 1')[0]?.code);
const listed = () => bench.attention.open().findLast((item) => item.status === 'open');

const take = (offer: Offer) => bench.tendering.take({ saleId: sale().id, dueMinor: sale().dueMinor }, offer, cashierActing(BY));
/** All of it, or less. */
const partOf = (minor: number, n: number) => Math.max(1, Math.ceil(minor / (1 + (n % 3))));
const voucherIdAt = (n: number) => {
  const ids = rows('SELECT id AS code FROM voucher ORDER BY seq');
  return String(ids[n % Math.max(1, ids.length)]?.code ?? '');
};
const voucherAt = (n: number) => bench.codeOf(voucherIdAt(n)) ?? '';

const DEEDS = {
  ringUp: async (n: number) => bench.ringingUp.addArticle(bench.articleIds[n % bench.articleIds.length] ?? '', 1 + (n % 3), BY),
  removeLine: async () => bench.changingSale.removeLine(sale().lines[0]?.id ?? '', cashierActing(BY)),
  charge: () => bench.invoices.request({ saleId: sale().id }, BY),
  chargePart: () => bench.invoices.request({ saleId: sale().id, amountMinor: Math.ceil(sale().dueMinor / 3) }, BY),
  cancelCode: () => bench.invoices.cancel(codeInHand(), BY),
  check: () => bench.invoices.check(codeInHand()),
  pay: () => bench.node.wallet.pay(code()),
  payPart: () => bench.node.wallet.payPart(code()),
  payMore: () => bench.node.wallet.payMore(code()),
  expire: async () => bench.node.wallet.expire(code()),
  cash: async () => take({ kind: 'cash', givenMinor: 100_000 }),
  cashPart: async () => take({ kind: 'cash', givenMinor: 1_000 }),
  cashBack: async () => bench.tendering.giveBack({ saleId: sale().id, tenderId: sale().tenders.find(({ kind }) => kind === 'cash')?.id ?? '' }, BY),
  card: async (n: number) => take({ kind: 'card', amountMinor: partOf(sale().dueMinor, n), reference: '' }),
  foreign: async (n: number) => take({ kind: 'foreign_cash', currency: 'USD', foreignMinor: (1 + n) * 100 }),
  onAccount: async (n: number) => take({ kind: 'account', customerId, amountMinor: partOf(sale().dueMinor, n) }),
  payAccount: async (n: number) => {
    const { balanceMinor } = bench.accounts.find(customerId);
    bench.accounts.pay({ customerId, balanceMinor, amountMinor: partOf(balanceMinor, n), money: { way: 'card', reference: '' } }, BY);
  },
  sellVoucher: async (n: number) => bench.ringingUp.addVoucher((1 + n) * 1_000, BY),
  redeem: async (n: number) => take({ kind: 'voucher', code: voucherAt(n) }),
  redeemPart: async (n: number) => take({ kind: 'voucher', code: voucherAt(n), amountMinor: partOf(sale().dueMinor, n) }),
  block: async (n: number) => bench.vouchers.block(voucherIdAt(n), 'lost', BY),
  unblock: async (n: number) => bench.vouchers.unblock(voucherIdAt(n), BY),
  replace: async (n: number) => void bench.vouchers.replace(voucherIdAt(n), 'lost', BY),
  giveBack: async (n: number) => bench.tendering.giveBack({ saleId: sale().id, tenderId: sale().tenders[n % 4]?.id ?? '' }, BY),
  cancelSale: () => bench.cancelSale(sale().id, BY),
  apply: async () => bench.attention.apply(bench.attention.open().findLast(({ canApply }) => canApply)?.id ?? '', BY),
  refundCash: () => bench.attention.refund(listed()?.id ?? '', { method: 'cash' }, BY),
  refundLightning: () => {
    const item = listed();
    const to = bench.node.wallet.refundCode(Math.max(1, Math.floor((item?.amountMsat ?? 0) / 1000)));
    return bench.attention.refund(item?.id ?? '', { method: 'lightning', to, pin: '9999' }, BY);
  },
  takeHeld: () => bench.held.take(codeInHand(), BY),
  returnHeld: () => bench.held.giveBack(codeInHand(), BY),
  checkFirst: async () => {
    bench.settings = { checkFirst: !bench.settings.checkFirst };
  },
  aMoment: () => vi.advanceTimersByTimeAsync(700),
  aMinute: () => vi.advanceTimersByTimeAsync(60_000),
  park: () => bench.parking.park({ saleId: sale().id, label: '' }, cashierActing(BY)),
  recall: (n: number) => {
    const { sales } = bench.parking.state();
    return bench.parking.recall({ saleId: sales[n % Math.max(1, sales.length)]?.id ?? '', handSaleId: sale().id }, cashierActing(BY));
  },
  restart: async () => bench.restart(),
  sweep: () => bench.watching.sweep(),
} satisfies Record<string, (n: number) => Promise<unknown>>;

type DeedName = keyof typeof DEEDS;
const DEED_NAMES = Object.keys(DEEDS) as DeedName[];
const OFTEN: DeedName[] = [
  ...(['ringUp', 'ringUp', 'ringUp', 'charge', 'charge', 'charge', 'charge', 'chargePart', 'pay', 'pay', 'pay', 'payPart'] as const),
  ...([
    'sellVoucher',
    'sellVoucher',
    'redeem',
    'redeem',
    'redeemPart',
    'onAccount',
    'card',
    'giveBack',
    'giveBack',
    'giveBack',
    'cash',
    'recall',
  ] as const),
  ...(['takeHeld', 'takeHeld', 'returnHeld', 'checkFirst', 'expire', 'apply', 'cancelSale', 'aMoment'] as const),
];

/** What a deed may come to: it is done, or refused in words. */
const done = (work: () => Promise<unknown>) =>
  Promise.resolve()
    .then(work)
    .catch((cause: unknown) => {
      if (!(cause instanceof TillError || cause instanceof NodeError)) throw cause;
    });

type Deed = { what: DeedName; n: number; wait: boolean };
const deedOf = (what: fc.Arbitrary<DeedName>) => fc.record({ what, n: fc.nat(50), wait: fc.boolean() });

/** Does the deeds while the wire brings its answers in any order; when all is quiet, the books are right. */
const fallTogether = async (scheduler: fc.Scheduler, deeds: readonly Deed[]) => {
  bench.wire = (call) => scheduler.schedule(Promise.resolve(), call);
  const running: Promise<unknown>[] = [];
  for (const { what, n, wait } of deeds) {
    running.push(done(() => DEEDS[what](n)));
    // Some begin at once, some when the wire has brought one thing more.
    if (wait && scheduler.count() > 0) await scheduler.waitOne();
    else await new Promise(setImmediate);
  }
  let ended = false;
  const all = Promise.all(running).finally(() => {
    ended = true;
  });
  all.catch(() => undefined);
  while (!ended) {
    if (scheduler.count() > 0) await scheduler.waitOne();
    else await new Promise(setImmediate);
  }
  await all;
  bench.wire = () => Promise.resolve();
  while (scheduler.count() > 0) await scheduler.waitOne();
  await bench.watching.sweep();
  await vi.waitFor(async () => {
    const told = (await bench.node.settlementsAfter(0, 100_000)).map(({ settlementId, receivedMsat }) => ({ settlementId, receivedMsat }));
    expect(rows('SELECT settlement_id AS settlementId, received_msat AS receivedMsat FROM settlement ORDER BY settle_index')).toEqual(told);
  });

  // What is open or held at the node is waited for, or is the one code that was made ahead and nobody has seen.
  await vi.waitFor(() => {
    const known = rows("SELECT payment_hash AS code FROM invoice WHERE status = 'waiting' UNION SELECT payment_hash FROM unseen_invoice");
    expect(known).toEqual(expect.arrayContaining(bench.nodeRows("SELECT payment_hash AS code FROM invoice WHERE status IN ('open', 'held')")));
    expect(rows('SELECT payment_hash FROM unseen_invoice').length).toBeLessThanOrEqual(1);
  });
  // What was decided is done.
  expect(rows("SELECT payment_hash FROM invoice WHERE status = 'taking'")).toEqual([]);

  // Each settlement is on a sale, on the list, or given back: to the msat.
  const off = rows(`SELECT payment_hash, sum(msat) FROM (
      SELECT payment_hash, received_msat AS msat FROM settlement
      UNION ALL SELECT payment_hash, -received_msat FROM tender WHERE status = 'paid' AND kind = 'lightning'
      UNION ALL SELECT payment_hash, -amount_msat FROM attention WHERE status <> 'applied')
    GROUP BY payment_hash HAVING sum(msat) <> 0`);
  expect(off).toEqual([]);
  const twice = rows(`SELECT settlement_id FROM attention WHERE status <> 'applied'
    GROUP BY settlement_id HAVING sum(amount_msat) > (SELECT received_msat FROM settlement WHERE settlement_id = attention.settlement_id)`);
  expect(twice).toEqual([]);
  const short = rows(`SELECT id FROM sale WHERE status = 'completed'
    AND total_minor <> (SELECT sum(amount_minor) FROM tender WHERE sale_id = sale.id AND status = 'paid')`);
  expect(short).toEqual([]);
  // Nothing is taken twice or more than a sale costs (an open one's row has what it cost when money was last asked for), and no
  // change is given but for cash.
  const over = rows(`SELECT sale_id FROM tender JOIN sale ON sale.id = sale_id WHERE tender.status = 'paid' AND sale.status <> 'tendering'
    GROUP BY sale_id HAVING sum(amount_minor) > max(total_minor)`);
  expect(over).toEqual([]);
  const counter = rows(
    `SELECT id FROM tender WHERE given_minor - change_minor <> CASE WHEN kind IN ('cash', 'foreign_cash') THEN amount_minor + rounding_minor ELSE 0 END`,
  );
  expect(counter).toEqual([]);
  // What is on the vouchers is what was issued less what they paid, and what the customer owes is what was put there less what was paid.
  const vouchers = rows(`SELECT sum(balance_minor) AS n, (SELECT sum(issued_minor) FROM voucher WHERE origin NOT LIKE '%replacement%')
      - (SELECT coalesce(sum(amount_minor), 0) FROM tender WHERE kind = 'voucher' AND status = 'paid') AS sold FROM voucher`);
  expect(vouchers[0]?.n).toBe(vouchers[0]?.sold);
  expect(rows(`SELECT id FROM voucher WHERE balance_minor <> (SELECT sum(amount_minor) FROM voucher_movement WHERE voucher_id = id)`)).toEqual([]);
  const sold = rows(`SELECT (SELECT coalesce(sum(issued_minor), 0) FROM voucher WHERE origin LIKE '%"kind":"sale"%') AS n,
      (SELECT coalesce(sum(gross_minor), 0) FROM sale_tax JOIN sale ON sale.id = sale_id WHERE tax_class_id = 'voucher' AND status = 'completed') AS sold`);
  expect(sold[0]?.n).toBe(sold[0]?.sold);
  const accounts = rows(`SELECT balance_minor AS n, (SELECT coalesce(sum(amount_minor), 0) FROM tender WHERE kind = 'account' AND status = 'paid')
      - (SELECT coalesce(sum(amount_minor), 0) FROM account_payment) AS sold FROM customer`);
  expect(accounts[0]?.n).toBe(accounts[0]?.sold);
  const [numbers] = rows(`SELECT count(*) AS sold, coalesce(max(receipt_seq), 0) AS last
    FROM sale WHERE status = 'completed'`);
  expect(numbers?.last).toBe(numbers?.sold);
  // Nothing on the list goes to two codes of a customer.
  expect(rows("SELECT item_id FROM payout WHERE status <> 'failed' GROUP BY item_id HAVING count(*) > 1")).toEqual([]);
  for (const { id, status } of bench.attention.open()) if (status === 'open') await bench.attention.refund(id, { method: 'cash' }, BY);
};

test('money is conserved, however deeds and answers fall together', async () => {
  const deeds = fc.array(deedOf(fc.constantFrom(...DEED_NAMES, ...OFTEN)), { minLength: 5, maxLength: 30 });
  await fc.assert(fc.asyncProperty(fc.scheduler(), deeds, fallTogether), { numRuns: 200, endOnFailure: true });
  // It has been tried.
  const kinds = (sql: string) => rows(sql).map(({ code }) => code);
  expect(kinds("SELECT DISTINCT kind AS code FROM tender WHERE status = 'paid'")).toEqual(
    expect.arrayContaining(['cash', 'lightning', 'card', 'voucher', 'account']),
  );
  expect(kinds('SELECT DISTINCT kind AS code FROM voucher_movement')).toEqual(expect.arrayContaining(['issued', 'redeemed', 'returned']));
  expect(kinds("SELECT DISTINCT kind AS code FROM journal WHERE kind IN ('sale_parked', 'sale_recalled')")).toHaveLength(2);
  expect(verifyJournal(bench.database.facts)).toMatchObject({ ok: true });
}, 120_000);

test('money that is held is taken, given back or still held, whatever happens to it', async () => {
  const OF_HELD = ['takeHeld', 'returnHeld', 'cancelCode', 'cancelSale', 'check', 'cash', 'aMinute', 'restart', 'sweep', 'pay', 'expire'] as const;
  const deeds = fc.array(deedOf(fc.constantFrom(...OF_HELD)), { minLength: 1, maxLength: 8 });
  await fc.assert(
    fc.asyncProperty(fc.scheduler(), deeds, async (scheduler, after) => {
      bench.settings = { checkFirst: true };
      await done(() => bench.cancelSale(sale().id, BY));
      await DEEDS.ringUp(1);
      await DEEDS.charge();
      await DEEDS.pay();
      await vi.waitFor(() => expect(liveLightningTender(sale().tenders)?.status).toBe('held'));
      await fallTogether(scheduler, after);
    }),
    { numRuns: 100, endOnFailure: true },
  );
  expect(rows("SELECT DISTINCT kind AS code FROM journal WHERE kind IN ('held_taken', 'held_returned')")).toHaveLength(2);
  expect(verifyJournal(bench.database.facts)).toMatchObject({ ok: true });
}, 120_000);
