// Money on chain, from a customer's wallet over a real chain to a till with a real node: what is seen, taken, late, replaced,
// and undone with its block.
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createChainAddress, getInvoice, sendToChainAddress } from 'ln-service';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import type { AttentionItem, TillState } from '../../src/shared/state.ts';
import { liveLightningTender } from '../../src/shared/tender.ts';
import { undoBlock } from '../../tools/lightning/btcd.ts';
import { adminOf } from '../../tools/lightning/lnd.ts';
import { mine } from '../../tools/lightning/network.ts';
import { openTestTill } from '../till/open-test-till.ts';
import { type ChainPayer, openChainPayer } from './chain-payer.ts';
import { type ConnectedTill, charge as chargeAt, openConnectedTill, signInOwner } from './connected-till.ts';
import { tellFailures } from './tell-failures.ts';

const network = inject('network');
const merchant = adminOf(network.merchant);
/** 10,000 sat for 10 dollars. Up to 5 dollars are taken unconfirmed. */
const LARGE_MINOR = 1000;
const SMALL_MINOR = 300;

const dataDir = mkdtempSync(join(tmpdir(), 'till-'));
let till: ConnectedTill;
tellFailures(() => till);
let payer: ChainPayer;
beforeAll(async () => {
  payer = await openChainPayer(network, 8);
  till = await openConnectedTill({ node: network.merchant, dataDir });
  await till.manager.call.shop.change({ lightning: { onChain: { enabled: true, zeroConfMaxMinor: 500, confirmations: 2 } } });
  await till.cashier.until(({ shop }) => shop.lightning.onChain.enabled);
});
afterAll(() => till?.till.close());

const charge = async (amountMinor: number) => {
  const { tender, sale } = await chargeAt(till, amountMinor);
  if (tender.address === null) throw new Error('the code has no address');
  return { ...tender, address: tender.address, saleId: sale.id };
};
const seen = ({ checkout }: TillState) => liveLightningTender(checkout.sale.tenders)?.seenOnChain;
const listed = async (kind: AttentionItem['kind'], saleId: string | null) => {
  const find = ({ attention }: TillState) => attention.open.find((item) => item.kind === kind && item.saleId === saleId);
  await till.manager.until((state) => find(state) !== undefined);
  return find(till.manager.state);
};
const completed = () => till.cashier.until(({ checkout }) => checkout.sale.status === 'completed');
const paid = () => {
  const tender = till.cashier.state.checkout.sale.tenders.at(-1);
  if (tender?.kind !== 'lightning') throw new Error('nothing was paid');
  return tender;
};

test('a payment is seen at once, counted block by block, and completes the sale; its Lightning code is closed', async () => {
  const code = await charge(LARGE_MINOR);
  await payer.pay(payer.coin(), [{ address: code.address, amountSat: code.amountSat }]);
  await till.cashier.until((state) => seen(state)?.confirmations === 0);
  expect(seen(till.cashier.state)).toMatchObject({ status: 'seen', amountSat: code.amountSat, neededConfirmations: 2 });
  await mine(network, 1);
  await till.cashier.until((state) => seen(state)?.confirmations === 1);
  await mine(network, 1);
  await completed();
  expect(paid()).toMatchObject({ status: 'paid', amountMinor: LARGE_MINOR, receivedMsat: code.amountSat * 1000 });
  expect(paid().paidByOutpoint).toMatch(/^[0-9a-f]{64}:\d+$/);
  const found = await till.manager.call.reports.sales({ filter: { text: paid().paidByOutpoint?.slice(0, 8) ?? '' } });
  expect(found.rows.map(({ saleId }) => saleId)).toEqual([code.saleId]);
  await expect.poll(async () => (await getInvoice({ lnd: merchant, id: code.paymentHash })).is_canceled).toBe(true);
});

test('a small payment is taken before any block, less than asked is a part, and more is listed', async () => {
  const code = await charge(SMALL_MINOR);
  await payer.pay(payer.coin(), [{ address: code.address, amountSat: code.amountSat - 1000 }]);
  await till.cashier.until(({ checkout }) => checkout.sale.dueMinor === 100);
  await till.cashier.call.checkout.requestInvoice({ saleId: code.saleId });
  await till.cashier.until(({ checkout }) => liveLightningTender(checkout.sale.tenders) !== undefined);
  const rest = liveLightningTender(till.cashier.state.checkout.sale.tenders);
  await payer.pay(payer.coin(), [{ address: rest?.address ?? '', amountSat: 1500 }]);
  await completed();
  expect(await listed('excess', code.saleId)).toMatchObject({ amountMsat: 500_000, amountMinor: 50 });
  await mine(network, 6);
});

test('a payment that was counted unconfirmed, and replaced by one to somebody else, is a loss', async () => {
  const code = await charge(SMALL_MINOR);
  const coin = payer.coin();
  await payer.pay(coin, [{ address: code.address, amountSat: code.amountSat }]);
  await completed();
  await payer.pay(coin, [], 20_000);
  await mine(network, 1);
  const item = await listed('lost', code.saleId);
  expect(item).toMatchObject({ amountMsat: code.amountSat * 1000, amountMinor: SMALL_MINOR, canApply: false });
  await till.manager.call.attention.note({ itemIds: [item?.id ?? ''] });
  await till.manager.until(({ attention }) => !attention.open.some(({ kind }) => kind === 'lost'));
});

test('a payment that was replaced by one with a higher fee is counted once', async () => {
  const code = await charge(SMALL_MINOR);
  const coin = payer.coin();
  await payer.pay(coin, [{ address: code.address, amountSat: code.amountSat }]);
  await completed();
  const first = paid().paidByOutpoint;
  await payer.pay(coin, [{ address: code.address, amountSat: code.amountSat }], 20_000);
  await mine(network, 6);
  const { call } = till.manager;
  await expect
    .poll(async () => {
      const { sale } = await call.reports.sale({ saleId: code.saleId });
      const tender = sale.tenders.at(-1);
      return tender?.kind === 'lightning' && tender.paidByOutpoint !== null && tender.paidByOutpoint !== first;
    })
    .toBe(true);
  expect(till.manager.state.attention.open.filter(({ saleId }) => saleId === code.saleId)).toEqual([]);
});

test('a payment whose block is undone is unconfirmed again, and completes the sale with other blocks', async () => {
  const code = await charge(LARGE_MINOR);
  await payer.pay(payer.coin(), [{ address: code.address, amountSat: code.amountSat }]);
  await till.cashier.until((state) => seen(state)?.confirmations === 0);
  await mine(network, 1);
  await till.cashier.until((state) => seen(state)?.confirmations === 1);
  await undoBlock(network.chain);
  await till.cashier.call.checkout.checkInvoice({ saleId: code.saleId, tenderId: code.id });
  await till.cashier.until((state) => seen(state)?.confirmations === 0);
  await mine(network, 2);
  await completed();
});

test('what was paid while the till was closed is there when it opens; to a cancelled sale it is late, and completes it', async () => {
  const cancelled = await charge(LARGE_MINOR);
  await till.cashier.call.sale.cancel({ saleId: cancelled.saleId });
  await till.cashier.until(({ checkout }) => checkout.sale.status === 'open' && checkout.sale.lines.length === 0);
  const open = await charge(LARGE_MINOR);
  await till.till.till.close();
  await payer.pay(payer.coin(), [
    { address: cancelled.address, amountSat: cancelled.amountSat },
    { address: open.address, amountSat: open.amountSat },
  ]);
  await mine(network, 8);
  const opened = await openTestTill({ dataDir });
  till = { till: opened, manager: opened.screen('manager'), cashier: opened.screen('cashier') };
  await signInOwner(till.manager);
  await signInOwner(till.cashier);
  await completed();
  const item = await listed('late', cancelled.saleId);
  expect(item).toMatchObject({ canApply: true, amountMinor: LARGE_MINOR });
  await till.manager.call.attention.apply({ itemId: item?.id ?? '' });
  expect((await till.manager.call.reports.sale({ saleId: cancelled.saleId })).sale.status).toBe('completed');
});

test('what the node moves itself is nothing to the till, and a deposit of its owner’s is listed until it is noted', async () => {
  const { address } = await createChainAddress({ lnd: merchant, format: 'p2wpkh' });
  await sendToChainAddress({ lnd: merchant, address, tokens: 50_000, fee_tokens_per_vbyte: 2 });
  const deposit = await createChainAddress({ lnd: merchant, format: 'p2wpkh' });
  await sendToChainAddress({ lnd: adminOf(network.hub), address: deposit.address, tokens: 60_000, fee_tokens_per_vbyte: 2 });
  await mine(network, 3);
  const item = await listed('unexplained', null);
  expect(item).toMatchObject({ amountMsat: 60_000_000, amountMinor: null, paymentHash: null });
  await till.manager.call.attention.note({ itemIds: [item?.id ?? ''] });
  await till.manager.until(({ attention }) => !attention.open.some(({ kind }) => kind === 'unexplained'));
});
