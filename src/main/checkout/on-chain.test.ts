import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { ChainReceipt, ChainWallet } from '../lightning/chain-wallet.ts';
import { NodeError } from '../lightning/lightning-node.ts';
import { verifyJournal } from '../store/verify.ts';
import { type CheckoutBench, openCheckoutBench } from './checkout-test-bed.ts';

let bench: CheckoutBench;
beforeEach(async () => {
  bench = await openCheckoutBench();
});
afterEach(async () => {
  // Whatever happened: the tables are what the journal makes them.
  expect(verifyJournal(bench.database.facts)).toMatchObject({ ok: true });
  await bench.close();
});

const BY = 'somebody';
const takes = (onChain: { zeroConfMaxMinor?: number; confirmations?: number } = {}) => {
  bench.settings = { onChain: { enabled: true, zeroConfMaxMinor: 0, confirmations: 1, ...onChain } };
};
const code = () => {
  const tender = bench.hand.sale.tenders.at(-1);
  if (tender?.kind !== 'lightning') throw new Error('no code');
  return tender;
};
const address = () => {
  const at = code().address;
  if (at === null) throw new Error('no address');
  return at;
};
const charge = async () => {
  bench.ringingUp.addArticle(bench.articleIds[0] ?? '', 1, BY);
  await bench.invoices.request({ saleId: bench.hand.sale.id }, BY);
};
const listed = () => bench.attention.open().map(({ kind, amountMsat, amountMinor }) => ({ kind, amountMsat, amountMinor }));
const facts = () =>
  bench.database.facts
    .prepare<[], string>("SELECT kind FROM journal WHERE kind LIKE 'chain%' OR kind LIKE 'settlement%' OR kind LIKE 'sale%' ORDER BY seq")
    .pluck()
    .all();
const lastFact = (kind: string) =>
  JSON.parse(bench.database.facts.prepare<[string], string>('SELECT body FROM journal WHERE kind = ? ORDER BY seq DESC').pluck().get(kind) ?? 'null');
const status = () => bench.hand.sale.status;

describe('a code', () => {
  test('has an address only where the shop takes money on chain, and nobody has to check before it is taken', async () => {
    await charge();
    expect(code().address).toBeNull();
    await bench.cancelSale(bench.hand.sale.id, BY);
    takes();
    await charge();
    expect(address()).toMatch(/^bcrt1q[a-z0-9]{38}$/);
    expect(lastFact('invoice_created').address).toBe(address());
    await bench.cancelSale(bench.hand.sale.id, BY);
    bench.settings = { ...bench.settings, checkFirst: true };
    await charge();
    expect(code().address).toBeNull();
  });

  test('is good without an address when the node gives none', async () => {
    takes();
    const createAddress = () => Promise.reject(new NodeError('unreachable', 'gone'));
    bench.onNode({ chain: { ...bench.node.chain, createAddress } });
    bench.restart();
    await charge();
    expect(code()).toMatchObject({ status: 'waiting', address: null });
  });

  test('gets a new address each time it is shown, and that of a code that nobody saw', async () => {
    takes();
    bench.wire = async (call) => {
      // The sale is another one by the time the node answers: this code is shown to nobody.
      if (call === 'createInvoice') bench.ringingUp.addArticle(bench.articleIds[0] ?? '', 1, BY);
    };
    const given: string[] = [];
    const { chain } = bench.node;
    bench.onNode({
      chain: {
        ...chain,
        async createAddress() {
          given.push(await chain.createAddress());
          return given.at(-1) ?? '';
        },
      },
    });
    bench.restart();
    await expect(charge()).rejects.toMatchObject({ code: 'SALE_CHANGED' });
    bench.wire = () => Promise.reject(new NodeError('refused', 'no'));
    await expect(charge()).rejects.toMatchObject({ code: 'NODE_REFUSED' });
    bench.wire = () => Promise.resolve();
    await charge();
    expect(address()).toBe(given[0]);
    await bench.cancelSale(bench.hand.sale.id, BY);
    await charge();
    expect(given).toHaveLength(2);
    expect(address()).toBe(given[1]);
  });
});

describe('a payment on chain', () => {
  test('above the limit is shown, counted block by block, and taken with the last one that is needed', async () => {
    takes({ confirmations: 2 });
    await charge();
    const { amountSat, amountMinor } = code();
    bench.node.chain.pay(address(), amountSat);
    await vi.waitFor(() => expect(code().seenOnChain).toMatchObject({ status: 'seen', amountSat, confirmations: 0, neededConfirmations: 2 }));
    bench.node.chain.makeBlock();
    await vi.waitFor(() => expect(code().seenOnChain).toMatchObject({ confirmations: 1 }));
    expect(status()).toBe('tendering');
    bench.node.chain.makeBlock();
    await vi.waitFor(() => expect(status()).toBe('completed'));
    const [payment] = bench.node.chain.shown().payments;
    expect(code()).toMatchObject({
      status: 'paid',
      amountMinor,
      receivedMsat: amountSat * 1000,
      seenOnChain: null,
      paidByOutpoint: payment?.outpoint,
    });
    expect(lastFact('settlement_recorded')).toMatchObject({ kind: 'chain', settlementId: payment?.outpoint, chain: { confirmations: 2 } });
    expect(listed()).toEqual([]);
    // Nobody should pay it over Lightning as well.
    await vi.waitFor(() => expect(bench.node.wallet.codes().map((shown) => shown.status)).toEqual(['cancelled']));
  });

  test('up to the limit is taken at once, and is final when it is deep enough', async () => {
    takes({ zeroConfMaxMinor: 1_000_000 });
    await charge();
    bench.node.chain.pay(address(), code().amountSat);
    await vi.waitFor(() => expect(status()).toBe('completed'));
    for (let block = 0; block < 6; block += 1) bench.node.chain.makeBlock();
    await vi.waitFor(() => expect(facts()).toEqual(['chain_watched', 'settlement_recorded', 'sale_completed', 'chain_receipt_buried']));
    expect(listed()).toEqual([]);
  });

  test('that is worth more than the limit waits, also where the sale itself is not: what is too much would be given back', async () => {
    takes({ zeroConfMaxMinor: 1_000_000 });
    await charge();
    bench.node.chain.pay(address(), code().amountSat * 10_000);
    await vi.waitFor(() => expect(code().seenOnChain).toMatchObject({ status: 'seen' }));
    expect(status()).toBe('tendering');
  });

  test('of less than was asked is a part, credited at the locked quote', async () => {
    takes();
    await charge();
    const { amountSat, amountMinor, quote } = code();
    bench.node.chain.pay(address(), Math.floor(amountSat / 2));
    bench.node.chain.makeBlock();
    await vi.waitFor(() => expect(code().status).toBe('paid'));
    const credited = Math.floor((Math.floor(amountSat / 2) * quote.minorPerBtc) / 100_000_000);
    expect(bench.hand.sale.dueMinor).toBe(amountMinor - credited);
    expect(status()).toBe('tendering');
  });

  test('in parts is taken unconfirmed up to the limit for all of them together', async () => {
    takes({ zeroConfMaxMinor: 3000 });
    await charge();
    const { amountSat, amountMinor } = code();
    expect(amountMinor).toBeGreaterThan(3000);
    bench.node.chain.pay(address(), Math.floor((amountSat * 2) / 3) - 1);
    await vi.waitFor(() => expect(code().status).toBe('paid'));
    await bench.invoices.request({ saleId: bench.hand.sale.id }, BY);
    const rest = code();
    expect(rest.amountMinor).toBeLessThan(3000);
    bench.node.chain.pay(address(), rest.amountSat);
    await vi.waitFor(() => expect(code().seenOnChain).toMatchObject({ status: 'seen' }));
    expect(status()).toBe('tendering');
    bench.node.chain.makeBlock();
    await vi.waitFor(() => expect(status()).toBe('completed'));
  });

  test('of more than was asked completes the sale, and what is over is listed', async () => {
    takes();
    await charge();
    const { amountSat } = code();
    bench.node.chain.pay(address(), amountSat + 1234);
    bench.node.chain.makeBlock();
    await vi.waitFor(() => expect(status()).toBe('completed'));
    expect(listed()).toMatchObject([{ kind: 'excess', amountMsat: 1_234_000 }]);
  });

  test('is listed as double where the code was paid over Lightning first, and the other way round', async () => {
    takes();
    await charge();
    const first = { address: address(), hash: code().paymentHash, amountSat: code().amountSat };
    await bench.node.wallet.pay(first.hash);
    await vi.waitFor(() => expect(status()).toBe('completed'));
    bench.node.chain.pay(first.address, first.amountSat);
    bench.node.chain.makeBlock();
    await vi.waitFor(() => expect(listed()).toMatchObject([{ kind: 'double' }]));

    bench.ringingUp.next(bench.hand.sale.id);
    await charge();
    const second = code();
    bench.node.chain.pay(address(), second.amountSat);
    bench.node.chain.makeBlock();
    await vi.waitFor(() => expect(status()).toBe('completed'));
    await bench.node.wallet.pay(second.paymentHash);
    await vi.waitFor(() => expect(listed()).toMatchObject([{ kind: 'double' }, { kind: 'double', amountMinor: second.amountMinor }]));
  });

  test('keeps its code open when the time for Lightning is over, also over a restart', async () => {
    takes();
    await charge();
    bench.node.chain.pay(address(), code().amountSat);
    await vi.waitFor(() => expect(code().seenOnChain).toMatchObject({ status: 'seen' }));
    bench.node.wallet.expire(code().paymentHash);
    await bench.invoices.check({ saleId: bench.hand.sale.id, tenderId: code().id });
    expect(code().status).toBe('waiting');
    bench.restart();
    await bench.invoices.check({ saleId: bench.hand.sale.id, tenderId: code().id });
    expect(code()).toMatchObject({ status: 'waiting', seenOnChain: { status: 'seen' } });
    bench.node.chain.makeBlock();
    await vi.waitFor(() => expect(status()).toBe('completed'));
  });

  test('to a code that has expired is late, whenever it comes, and a cancelled sale is completed with it', async () => {
    takes();
    await charge();
    const sale = bench.hand.sale.id;
    const at = address();
    const { amountSat, amountMinor } = code();
    await bench.cancelSale(sale, BY);
    bench.settings = {};
    bench.restart();
    bench.node.chain.pay(at, amountSat);
    for (let block = 0; block < 10; block += 1) bench.node.chain.makeBlock();
    await vi.waitFor(() => expect(listed()).toEqual([{ kind: 'late', amountMsat: amountSat * 1000, amountMinor }]));
    const [item] = bench.attention.open();
    expect(item).toMatchObject({ canApply: true, saleId: sale });
    bench.attention.apply(item?.id ?? '', BY);
    expect(listed()).toEqual([]);
    const outpoint = bench.node.chain.shown().payments[0]?.outpoint;
    expect(bench.database.facts.prepare("SELECT settlement_id FROM tender WHERE sale_id = ? AND status = 'paid'").pluck().get(sale)).toBe(outpoint);
  });

  test('to an address of no code is unexplained, until a manager takes it off the list', async () => {
    takes();
    await charge();
    const stranger = await bench.node.chain.createAddress();
    bench.node.chain.pay(stranger, 5000);
    bench.node.chain.makeBlock();
    await vi.waitFor(() => expect(listed()).toEqual([{ kind: 'unexplained', amountMsat: 5_000_000, amountMinor: null }]));
    expect(bench.attention.open()[0]).toMatchObject({ paymentHash: null, canApply: false });
    bench.attention.note([bench.attention.open()[0]?.id ?? ''], BY);
    expect(listed()).toEqual([]);
  });

  test('is none of the till’s while the shop takes nothing on chain', async () => {
    bench.node.chain.pay(await bench.node.chain.createAddress(), 5000);
    bench.node.chain.makeBlock();
    takes();
    await charge();
    await vi.waitFor(() => expect(facts()).toEqual(['chain_watched']));
    await bench.invoices.check({ saleId: bench.hand.sale.id, tenderId: code().id });
    expect(listed()).toEqual([]);
  });

  test('that is taken back before it was counted is shown as replaced, and the code expires as any other', async () => {
    takes();
    await charge();
    bench.node.chain.pay(address(), code().amountSat);
    await vi.waitFor(() => expect(code().seenOnChain).toMatchObject({ status: 'seen' }));
    const { outpoint = '' } = bench.node.chain.shown().payments[0] ?? {};
    bench.node.chain.replace(outpoint);
    await vi.waitFor(() => expect(code().seenOnChain).toMatchObject({ status: 'replaced', outpoint }));
    expect(listed()).toEqual([]);
    bench.node.wallet.expire(code().paymentHash);
    await vi.waitFor(() => expect(code().status).toBe('expired'));
  });

  test('whose code was closed meanwhile is shown on: until it is taken back, or is on the list', async () => {
    takes();
    await charge();
    bench.node.chain.pay(address(), code().amountSat);
    await vi.waitFor(() => expect(code().seenOnChain).toMatchObject({ status: 'seen' }));
    await bench.invoices.cancel({ saleId: bench.hand.sale.id, tenderId: code().id }, BY);
    expect(code()).toMatchObject({ status: 'cancelled', seenOnChain: { status: 'seen' } });
    bench.node.chain.replace(code().seenOnChain?.outpoint ?? '');
    await vi.waitFor(() => expect(code().seenOnChain).toMatchObject({ status: 'replaced' }));
    bench.node.chain.pay(address(), code().amountSat);
    await vi.waitFor(() => expect(code().seenOnChain).toMatchObject({ status: 'seen' }));
    bench.node.chain.makeBlock();
    await vi.waitFor(() => expect(listed()).toMatchObject([{ kind: 'late' }]));
    expect(code().seenOnChain).toBeNull();
  });

  test('that was taken unconfirmed and is taken back is a loss: listed, never applied or refunded, noted by a manager', async () => {
    takes({ zeroConfMaxMinor: 1_000_000 });
    await charge();
    const { amountSat, amountMinor } = code();
    bench.node.chain.pay(address(), amountSat);
    await vi.waitFor(() => expect(status()).toBe('completed'));
    const { outpoint = '' } = bench.node.chain.shown().payments[0] ?? {};
    bench.node.chain.replace(outpoint);
    await vi.waitFor(() => expect(listed()).toEqual([{ kind: 'lost', amountMsat: amountSat * 1000, amountMinor }]));
    expect(lastFact('chain_receipt_replaced')).toMatchObject({ settlementId: outpoint, by: null });
    const [item] = bench.attention.open();
    expect(item).toMatchObject({ outpoint, canApply: false });
    const id = item?.id ?? '';
    expect(() => bench.attention.apply(id, BY)).toThrow('ALREADY_DONE');
    await expect(bench.attention.refund(id, { method: 'cash' }, BY)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    bench.attention.note([id], BY);
    expect(listed()).toEqual([]);
    expect(() => bench.attention.note([id], BY)).toThrow('ALREADY_DONE');
  });

  test('whose excess nobody has given back yet loses the shop only what it counted', async () => {
    takes({ zeroConfMaxMinor: 1_000_000 });
    await charge();
    const { amountSat } = code();
    bench.node.chain.pay(address(), amountSat + 1000);
    await vi.waitFor(() => expect(listed()).toMatchObject([{ kind: 'excess' }]));
    bench.node.chain.replace(bench.node.chain.shown().payments[0]?.outpoint ?? '');
    await vi.waitFor(() => expect(listed()).toMatchObject([{ kind: 'lost', amountMsat: amountSat * 1000 }]));
  });
});

describe('with a chain that goes back', () => {
  let seen: ChainReceipt[] = [];
  let tipHeight = 1000;
  let listener: () => void = () => undefined;
  const wallet: ChainWallet = {
    createAddress: async () => 'bcrt1qone',
    receipts: async (afterHeight) => ({ tipHeight, receipts: seen.filter(({ blockHeight }) => blockHeight === null || blockHeight > afterHeight) }),
    onReceipt(told) {
      listener = told;
      return () => undefined;
    },
    fees: async () => ({ hourSatPerVbyte: 1 }),
  };
  const receipt = (name: string, amountSat: number, blockHeight: number | null = null): ChainReceipt => ({
    outpoint: `${name}:0`,
    address: 'bcrt1qone',
    amountSat,
    blockHeight,
    confirmations: blockHeight === null ? 0 : tipHeight - blockHeight + 1,
    seenAtMs: 1_700_000_000_000,
  });
  const tell = (height: number, ...receipts: (() => ChainReceipt)[]) => {
    tipHeight = height;
    seen = receipts.map((make) => make());
    listener();
  };
  const chainStatus = () =>
    Object.fromEntries(
      bench.database.facts
        .prepare<[], [string, string]>('SELECT settlement_id, chain_status FROM settlement WHERE chain_status IS NOT NULL')
        .raw()
        .all(),
    );

  beforeEach(async () => {
    seen = [];
    tipHeight = 1000;
    takes({ zeroConfMaxMinor: 1_000_000 });
    bench.onNode({ chain: wallet });
    bench.restart();
    await charge();
    await vi.waitFor(() => expect(facts()).toEqual(['chain_watched']));
  });

  test('a counted payment whose block is undone is still counted, and confirms again in another', async () => {
    const { amountSat } = code();
    tell(1001, () => receipt('a', amountSat, 1001));
    await vi.waitFor(() => expect(status()).toBe('completed'));
    tell(1001, () => receipt('a', amountSat));
    tell(1008, () => receipt('a', amountSat, 1003));
    await vi.waitFor(() => expect(chainStatus()).toEqual({ 'a:0': 'buried' }));
    expect(facts()).toEqual(['chain_watched', 'settlement_recorded', 'sale_completed', 'chain_receipt_buried']);
    expect(listed()).toEqual([]);
  });

  test('what pays the same address instead stands in for it', async () => {
    const { amountSat } = code();
    tell(1000, () => receipt('a', amountSat));
    await vi.waitFor(() => expect(status()).toBe('completed'));
    tell(1001, () => receipt('b', amountSat, 1001));
    await vi.waitFor(() => expect(chainStatus()).toEqual({ 'a:0': 'replaced', 'b:0': 'pending' }));
    expect(listed()).toEqual([]);
    const sale = bench.hand.sale.id;
    expect(bench.database.facts.prepare('SELECT settlement_id FROM tender WHERE sale_id = ?').pluck().get(sale)).toBe('b:0');
    // And back again, when its block is undone.
    tell(1002, () => receipt('a', amountSat, 1002));
    await vi.waitFor(() => expect(chainStatus()).toEqual({ 'a:0': 'pending', 'b:0': 'replaced' }));
    expect(listed()).toEqual([]);
  });

  test('what pays less of it leaves a loss, and what pays more an excess', async () => {
    const { amountSat } = code();
    tell(1000, () => receipt('a', amountSat));
    await vi.waitFor(() => expect(status()).toBe('completed'));
    tell(1001, () => receipt('b', amountSat - 700, 1001));
    await vi.waitFor(() => expect(listed()).toMatchObject([{ kind: 'lost', amountMsat: 700_000 }]));
    tell(1002, () => receipt('c', amountSat + 300, 1002));
    await vi.waitFor(() =>
      expect(listed()).toMatchObject([
        { kind: 'lost', amountMsat: 700_000 },
        { kind: 'excess', amountMsat: 1_000_000 },
      ]),
    );
  });

  test('a loss that comes back after all is withdrawn', async () => {
    const { amountSat } = code();
    tell(1000, () => receipt('a', amountSat));
    await vi.waitFor(() => expect(status()).toBe('completed'));
    tell(1001);
    await vi.waitFor(() => expect(listed()).toMatchObject([{ kind: 'lost' }]));
    tell(1002, () => receipt('a', amountSat));
    tell(1003, () => receipt('a', amountSat, 1003));
    await vi.waitFor(() => expect(chainStatus()).toEqual({ 'a:0': 'pending' }));
    expect(listed()).toEqual([]);
    expect(facts().filter((kind) => kind === 'chain_receipt_returned')).toHaveLength(1);
  });

  test('late money that is replaced goes off the list: nothing was given for it', async () => {
    const { amountSat } = code();
    await bench.cancelSale(bench.hand.sale.id, BY);
    tell(1001, () => receipt('a', amountSat, 1001));
    await vi.waitFor(() => expect(listed()).toMatchObject([{ kind: 'late' }]));
    tell(1002);
    await vi.waitFor(() => expect(listed()).toEqual([]));
    expect(lastFact('chain_receipt_replaced')).toMatchObject({ lost: null });
  });

  test('late money that is replaced by less is on the list with what came instead, and off it when that is gone too', async () => {
    const { amountSat } = code();
    await bench.cancelSale(bench.hand.sale.id, BY);
    tell(1001, () => receipt('a', amountSat, 1001));
    await vi.waitFor(() => expect(listed()).toMatchObject([{ kind: 'late', amountMsat: amountSat * 1000 }]));
    tell(1001, () => receipt('b', 1000));
    await vi.waitFor(() => expect(listed()).toMatchObject([{ kind: 'late', amountMsat: 1_000_000 }]));
    expect(bench.attention.open()).toMatchObject([{ outpoint: 'b:0', canApply: false }]);
    // In its place again, and with more.
    tell(1002, () => receipt('a', amountSat, 1002));
    await vi.waitFor(() => expect(listed()).toMatchObject([{ kind: 'late', amountMsat: amountSat * 1000 }]));
    tell(1003);
    await vi.waitFor(() => expect(listed()).toEqual([]));
  });

  test('what is buried stays counted, although the node tells of it no more', async () => {
    const { amountSat } = code();
    tell(1006, () => receipt('a', amountSat, 1001));
    await vi.waitFor(() => expect(chainStatus()).toEqual({ 'a:0': 'buried' }));
    tell(1020);
    await bench.invoices.check({ saleId: bench.hand.sale.id, tenderId: code().id });
    expect(listed()).toEqual([]);
  });
});
