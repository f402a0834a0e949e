import { createHash, randomBytes } from 'node:crypto';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { openPracticeBench, type PracticeBench, watch } from './practice-test-bed.ts';

let bench: PracticeBench;
beforeEach(() => {
  bench = openPracticeBench();
});
afterEach(() => bench.close());

const preimage = randomBytes(32);
const holdPaymentHash = createHash('sha256').update(preimage).digest('hex');
const holding = async (amountSat = 1000) => {
  const node = bench.open();
  const { paymentHash } = await node.createInvoice({ amountSat, memo: '', expirySeconds: 300, holdPaymentHash });
  expect(paymentHash).toBe(holdPaymentHash);
  return node;
};

test('money for a hold invoice is held, and is no settlement', async () => {
  const node = await holding();
  const settled = vi.fn();
  node.onSettlement(settled);
  const { states, until } = watch(node, holdPaymentHash);
  expect(await node.wallet.pay(holdPaymentHash)).toBeNull();
  await until(({ status }) => status === 'held');
  expect(states.at(-1)).toEqual({ status: 'held', heldMsat: 1_000_000, mustDecideByMs: null });
  expect(await node.settlementsAfter(0, 10)).toEqual([]);
  expect(settled).not.toHaveBeenCalled();
  await expect(node.wallet.pay(holdPaymentHash)).rejects.toThrow('held already');
});

test('the preimage takes it, once', async () => {
  const node = await holding();
  await node.wallet.pay(holdPaymentHash);
  await node.settleInvoice(preimage.toString('hex'));
  await node.settleInvoice(preimage.toString('hex'));
  expect(await node.invoiceState(holdPaymentHash)).toMatchObject({
    status: 'settled',
    settlements: [{ settlementId: holdPaymentHash, receivedMsat: 1_000_000 }],
  });
  await expect(node.cancelInvoice(holdPaymentHash)).rejects.toThrow('paid already');
});

test('cancelled, it goes back, and nobody can pay any more', async () => {
  const node = await holding();
  await node.wallet.pay(holdPaymentHash);
  await node.cancelInvoice(holdPaymentHash);
  expect(await node.invoiceState(holdPaymentHash)).toEqual({ status: 'closed', outcome: 'cancelled', settlements: [] });
  await expect(node.settleInvoice(preimage.toString('hex'))).rejects.toMatchObject({ kind: 'refused' });
  await expect(node.wallet.pay(holdPaymentHash)).rejects.toThrow('Nobody can pay');
});

test('it does not expire while it is held, and is held over a restart', async () => {
  const node = await holding();
  await node.wallet.pay(holdPaymentHash);
  await node.close();
  bench.nowMs += 3_600_000;
  const after = bench.open();
  expect(await after.invoiceState(holdPaymentHash)).toMatchObject({ status: 'held' });
  await after.settleInvoice(preimage.toString('hex'));
  expect(await after.settlementsAfter(0, 10)).toHaveLength(1);
});

test('nothing is taken for a code that nobody has paid, and no hash stands for two', async () => {
  const node = await holding();
  await expect(node.settleInvoice(preimage.toString('hex'))).rejects.toThrow('No money is held');
  await expect(node.createInvoice({ amountSat: 1, memo: '', expirySeconds: 60, holdPaymentHash })).rejects.toMatchObject({ kind: 'refused' });
});
