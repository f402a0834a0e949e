import { createHash } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { readPaymentRequest } from './bolt11.ts';
import type { NodeError } from './lightning-node.ts';
import { invoiceFor, openPracticeBench, type PracticeBench, watch } from './practice-test-bed.ts';

const MINUTE_MS = 60_000;

let bench: PracticeBench;
beforeEach(() => {
  bench = openPracticeBench();
});
afterEach(() => bench.close());

describe('an invoice', () => {
  test('is a code signed by the node, over the amount, and ends when the code says', async () => {
    const node = bench.open();
    const invoice = await invoiceFor(node, 8123, 300);
    const code = readPaymentRequest(invoice.paymentRequest);
    expect(code).toMatchObject({ paymentHash: invoice.paymentHash, amountMsat: 8_123_000, expiresAtMs: invoice.expiresAtMs });
    expect(code.payee).toBe((await node.info()).nodeId);
    expect(invoice.createdAtMs).toBe(bench.nowMs);
    expect(invoice.expiresAtMs).toBe(Math.floor(bench.nowMs / 1000) * 1000 + 300_000);
  });

  test('has a payment hash and a payment secret of its own', async () => {
    const node = bench.open();
    const [one, other] = [await invoiceFor(node), await invoiceFor(node)];
    expect(one.paymentHash).not.toBe(other.paymentHash);
  });

  test.each([
    ['no sat', { amountSat: 0 }],
    ['a part of a sat', { amountSat: 1.5 }],
    ['more than the node can receive', { amountSat: 100_000_001 }],
    ['no time to pay', { expirySeconds: 0 }],
    ['a text that no code can hold', { memo: '가'.repeat(214) }],
  ])('is refused over %s', async (_, wrong) => {
    const node = bench.open();
    await expect(node.createInvoice({ amountSat: 1000, memo: '', expirySeconds: 60, ...wrong })).rejects.toMatchObject({
      name: 'NodeError',
      kind: 'refused',
    });
    expect(node.wallet.codes()).toEqual([]);
  });

  test('is not made while the clock stands in 1970', async () => {
    bench.nowMs = 5000;
    await expect(invoiceFor(bench.open())).rejects.toThrow('clock');
  });

  test('that the node does not know is closed, and can be paid by nobody', async () => {
    const node = bench.open();
    const unknown = '00'.repeat(32);
    const closed = { status: 'closed', outcome: 'cancelled', settlements: [] };
    expect(await node.invoiceState(unknown)).toEqual(closed);
    expect(await watch(node, unknown).until(() => true)).toEqual(closed);
    await node.cancelInvoice(unknown);
    await expect(node.wallet.pay(unknown)).rejects.toMatchObject({ kind: 'refused' });
    expect(() => node.wallet.expire(unknown)).toThrow('no such invoice');
  });
});

describe('paying', () => {
  test('an open invoice arrives and settles, and gives the payer the preimage', async () => {
    const node = bench.open();
    const { paymentHash } = await invoiceFor(node);
    const { states, until } = watch(node, paymentHash);
    await until(({ status }) => status === 'open');
    const preimage = await node.wallet.pay(paymentHash);
    await until(({ status }) => status === 'settled');
    const settlement = { settlementId: paymentHash, settleIndex: 1, kind: 'invoice', paymentHash, receivedMsat: 1_000_000, settledAtMs: bench.nowMs };
    expect(states).toEqual([{ status: 'open' }, { status: 'arriving', heldMsat: 1_000_000 }, { status: 'settled', settlements: [settlement] }]);
    expect(
      createHash('sha256')
        .update(Buffer.from(preimage ?? '', 'hex'))
        .digest('hex'),
    ).toBe(paymentHash);
  });

  test('again gives another settlement with an index and a name of its own', async () => {
    const node = bench.open();
    const { paymentHash } = await invoiceFor(node);
    await Promise.all([node.wallet.pay(paymentHash), node.wallet.pay(paymentHash)]);
    await node.wallet.pay(paymentHash);
    const state = await node.invoiceState(paymentHash);
    expect(state).toMatchObject({
      status: 'settled',
      settlements: [
        { settleIndex: 1, settlementId: paymentHash },
        { settleIndex: 2, settlementId: `${paymentHash}:2` },
        { settleIndex: 3, settlementId: `${paymentHash}:3` },
      ],
    });
  });

  test('a part settles it with half, and more with a fifth more', async () => {
    const node = bench.open();
    const [part, more] = [await invoiceFor(node, 1001), await invoiceFor(node, 1001)];
    await node.wallet.payPart(part.paymentHash);
    await node.wallet.payMore(more.paymentHash);
    expect(await node.settlementsAfter(0, 10)).toMatchObject([
      { paymentHash: part.paymentHash, receivedMsat: 500_500 },
      { paymentHash: more.paymentHash, receivedMsat: 1_201_200 },
    ]);
  });

  test('after it expired gives a settlement, and the invoice stays closed', async () => {
    const node = bench.open();
    const { paymentHash } = await invoiceFor(node, 1000, 60);
    bench.nowMs += 2 * MINUTE_MS;
    await node.wallet.pay(paymentHash);
    expect(await node.invoiceState(paymentHash)).toEqual({
      status: 'closed',
      outcome: 'expired',
      settlements: [{ settlementId: paymentHash, settleIndex: 1, kind: 'invoice', paymentHash, receivedMsat: 1_000_000, settledAtMs: bench.nowMs }],
    });
  });

  test('after it was cancelled gives a settlement, and the invoice stays closed', async () => {
    const node = bench.open();
    const { paymentHash } = await invoiceFor(node);
    const { until } = watch(node, paymentHash);
    await node.cancelInvoice(paymentHash);
    await until((state) => state.status === 'closed' && state.outcome === 'cancelled' && state.settlements.length === 0);
    await node.wallet.pay(paymentHash);
    await until((state) => state.status === 'closed' && state.settlements.length === 1);
  });

  test('wakes whoever follows all settlements, and the cursor gives them once each, in order', async () => {
    const node = bench.open();
    const [one, other] = [await invoiceFor(node), await invoiceFor(node)];
    const woken = vi.fn();
    const stop = node.onSettlement(woken);
    await node.wallet.pay(other.paymentHash);
    await node.wallet.pay(one.paymentHash);
    expect(woken).toHaveBeenCalledTimes(2);
    stop();
    await node.wallet.pay(one.paymentHash);
    expect(woken).toHaveBeenCalledTimes(2);
    expect(await node.settlementsAfter(0, 2)).toMatchObject([{ settleIndex: 1, paymentHash: other.paymentHash }, { settleIndex: 2 }]);
    expect(await node.settlementsAfter(2, 2)).toMatchObject([{ settleIndex: 3, paymentHash: one.paymentHash }]);
    expect(await node.settlementsAfter(3, 2)).toEqual([]);
  });

  test('is refused by a node that closes meanwhile, and nothing has settled', async () => {
    const node = bench.open();
    const { paymentHash } = await invoiceFor(node);
    const paying = expect(node.wallet.pay(paymentHash)).rejects.toMatchObject({ kind: 'unreachable' });
    await node.close();
    await paying;
    expect(await bench.open().invoiceState(paymentHash)).toEqual({ status: 'open' });
  });
});

describe('closing an invoice', () => {
  test('by the clock is told to its watchers on time', async () => {
    const node = bench.open();
    const { paymentHash } = await invoiceFor(node, 1000, 60);
    const { until } = watch(node, paymentHash);
    await until(({ status }) => status === 'open');
    bench.nowMs += MINUTE_MS;
    expect(await until(({ status }) => status === 'closed')).toEqual({ status: 'closed', outcome: 'expired', settlements: [] });
  });

  test('by the clock is not taken back when the clock is', async () => {
    const node = bench.open();
    const { paymentHash } = await invoiceFor(node, 1000, 60);
    bench.nowMs += MINUTE_MS;
    expect(await node.invoiceState(paymentHash)).toMatchObject({ status: 'closed' });
    bench.nowMs -= MINUTE_MS;
    expect(await node.invoiceState(paymentHash)).toMatchObject({ status: 'closed', outcome: 'expired' });
  });

  test('by the wallet makes it expire at once', async () => {
    const node = bench.open();
    const { paymentHash } = await invoiceFor(node);
    const { until } = watch(node, paymentHash);
    node.wallet.expire(paymentHash);
    await until((state) => state.status === 'closed' && state.outcome === 'expired');
  });

  test('is refused when it has been paid, and leaves it paid', async () => {
    const node = bench.open();
    const { paymentHash } = await invoiceFor(node);
    await node.wallet.pay(paymentHash);
    await expect(node.cancelInvoice(paymentHash)).rejects.toMatchObject({ kind: 'refused' });
    node.wallet.expire(paymentHash);
    bench.nowMs += 10 * MINUTE_MS;
    expect(await node.invoiceState(paymentHash)).toMatchObject({ status: 'settled' });
  });

  test('twice keeps the first outcome', async () => {
    const node = bench.open();
    const { paymentHash } = await invoiceFor(node);
    await node.cancelInvoice(paymentHash);
    await node.cancelInvoice(paymentHash);
    node.wallet.expire(paymentHash);
    expect(await node.invoiceState(paymentHash)).toMatchObject({ status: 'closed', outcome: 'cancelled' });
  });
});

describe('a watch', () => {
  test('gives the current state first, whatever happened before', async () => {
    const node = bench.open();
    const { paymentHash } = await invoiceFor(node);
    await node.wallet.pay(paymentHash);
    expect(await watch(node, paymentHash).until(() => true)).toMatchObject({ status: 'settled', settlements: [{ settleIndex: 1 }] });
  });

  test('says nothing once it is stopped', async () => {
    const node = bench.open();
    const { paymentHash } = await invoiceFor(node);
    const [stopped, other] = [watch(node, paymentHash), watch(node, paymentHash)];
    stopped.stop();
    await node.wallet.pay(paymentHash);
    await other.until(({ status }) => status === 'settled');
    expect(stopped.states).toEqual([]);
  });

  test('ends when the node closes', async () => {
    const node = bench.open();
    const { paymentHash } = await invoiceFor(node);
    const { ended } = watch(node, paymentHash);
    await node.close();
    expect(await ended).toMatchObject({ kind: 'unreachable' });
  });

  test('ends when its state could not be taken, so that it is asked for again', async () => {
    const node = bench.open();
    const { paymentHash } = await invoiceFor(node);
    const ended = Promise.withResolvers<NodeError>();
    const full = new Error('the disk is full');
    node.watchInvoice(
      paymentHash,
      () => {
        throw full;
      },
      ended.resolve,
    );
    expect(await ended.promise).toMatchObject({ kind: 'unreachable', cause: full });
    expect(bench.logged).toContain('the disk is full');
  });
});

describe('after a restart', () => {
  test('the node is the same, with its invoices and what was paid meanwhile', async () => {
    const before = bench.open();
    const { nodeId } = await before.info();
    const [paid, left] = [await invoiceFor(before), await invoiceFor(before, 2000, 60)];
    await before.wallet.pay(paid.paymentHash);
    await before.close();

    bench.nowMs += 2 * MINUTE_MS;
    const after = bench.open();
    expect((await after.info()).nodeId).toBe(nodeId);
    expect(await after.invoiceState(paid.paymentHash)).toMatchObject({ status: 'settled', settlements: [{ settleIndex: 1 }] });
    expect(await after.invoiceState(left.paymentHash)).toMatchObject({ status: 'closed', outcome: 'expired' });
    await after.wallet.pay(left.paymentHash);
    expect(await after.settlementsAfter(1, 10)).toMatchObject([{ settleIndex: 2, paymentHash: left.paymentHash }]);
  });

  test('a file of a newer program is left alone', () => {
    bench.onFile((db) => db.exec('PRAGMA user_version = 7'));
    expect(() => bench.open()).toThrow('version 7');
  });

  test('a file that is broken makes the node unreachable, and the invoice stays open', async () => {
    const node = bench.open();
    const { paymentHash } = await invoiceFor(node);
    bench.onFile((db) => db.exec('DROP TABLE settlement'));
    await expect(node.wallet.pay(paymentHash)).rejects.toMatchObject({
      kind: 'unreachable',
      cause: { message: expect.stringContaining('settlement') },
    });
    expect(await node.invoiceState(paymentHash)).toEqual({ status: 'open' });
  });

  test('a closed node says that it is not there', async () => {
    const node = bench.open();
    await node.close();
    await expect(invoiceFor(node)).rejects.toMatchObject({ kind: 'unreachable' });
    await expect(node.settlementsAfter(0, 1)).rejects.toMatchObject({ kind: 'unreachable' });
  });
});
