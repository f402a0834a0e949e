import { createHash, randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { createLog } from '../log.ts';
import { createNodeKey, readPaymentRequest, writePaymentRequest } from './bolt11.ts';
import type { CreatedInvoice, InvoiceState, NodeError } from './lightning-node.ts';
import { openPracticeNode, type PracticeNode } from './practice.ts';

const MINUTE_MS = 60_000;
let directory: string;
let storePath: string;
let now: number;
let logged: string;
const opened: PracticeNode[] = [];

function open(): PracticeNode {
  const log = createLog((line) => {
    logged += line;
  }, Date.now);
  const node = openPracticeNode({ storePath, nowMs: () => now, randomBytes, log });
  opened.push(node);
  return node;
}

/** The node's file from the outside. */
function onFile<T>(work: (db: DatabaseSync) => T): T {
  const db = new DatabaseSync(storePath);
  try {
    return work(db);
  } finally {
    db.close();
  }
}
const rows = (table: 'invoice' | 'node_key' | 'payment') => onFile((db) => db.prepare(`SELECT * FROM ${table}`).all());

/** Watches an invoice; `until` resolves with the first state that fits, those already told included. */
function watch(node: PracticeNode, paymentHash: string) {
  const states: InvoiceState[] = [];
  let heard = Promise.withResolvers<void>();
  const ended = Promise.withResolvers<NodeError>();
  const stop = node.watchInvoice(
    paymentHash,
    (state) => {
      states.push(state);
      heard.resolve();
      heard = Promise.withResolvers();
    },
    ended.resolve,
  );
  const until = async (fits: (state: InvoiceState) => boolean): Promise<InvoiceState> => {
    for (;;) {
      const found = states.find(fits);
      if (found) return found;
      await heard.promise;
    }
  };
  return { states, until, ended: ended.promise, stop };
}

const invoiceFor = (node: PracticeNode, amountSat = 1000, expirySeconds = 300) =>
  node.createInvoice({ amountSat, memo: '플래시 카페', expirySeconds });

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'practice-node-'));
  storePath = join(directory, 'node.db');
  now = Date.UTC(2026, 10, 22, 9, 30, 0, 250);
  logged = '';
});
afterEach(async () => {
  for (const node of opened.splice(0)) await node.close();
  rmSync(directory, { recursive: true });
});

describe('an invoice', () => {
  test('is a code signed by the node, over the amount, and ends when the code says', async () => {
    const node = open();
    const invoice = await invoiceFor(node, 8123, 300);
    const code = readPaymentRequest(invoice.paymentRequest);
    expect(code).toMatchObject({ paymentHash: invoice.paymentHash, amountMsat: 8_123_000, expiresAtMs: invoice.expiresAtMs });
    expect(code.payee).toBe((await node.info()).nodeId);
    expect(invoice.createdAtMs).toBe(now);
    expect(invoice.expiresAtMs).toBe(Math.floor(now / 1000) * 1000 + 300_000);
  });

  test('has a payment hash and a payment secret of its own', async () => {
    const node = open();
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
    const node = open();
    await expect(node.createInvoice({ amountSat: 1000, memo: '', expirySeconds: 60, ...wrong })).rejects.toMatchObject({
      name: 'NodeError',
      kind: 'refused',
    });
    expect(node.wallet.codes()).toEqual([]);
  });

  test('is not made while the clock stands in 1970', async () => {
    now = 5000;
    await expect(invoiceFor(open())).rejects.toThrow('clock');
  });

  test('cannot be asked about when the node never made it', async () => {
    const node = open();
    const unknown = '00'.repeat(32);
    await expect(node.invoiceState(unknown)).rejects.toMatchObject({ kind: 'refused' });
    await expect(node.cancelInvoice(unknown)).rejects.toMatchObject({ kind: 'refused' });
    await expect(node.wallet.pay(unknown)).rejects.toMatchObject({ kind: 'refused' });
    expect(() => node.wallet.expire(unknown)).toThrow('no such invoice');
    await expect(watch(node, unknown).ended).resolves.toMatchObject({ kind: 'refused' });
  });
});

describe('paying', () => {
  test('an open invoice arrives and settles, and gives the payer the preimage', async () => {
    const node = open();
    const { paymentHash } = await invoiceFor(node);
    const { states, until } = watch(node, paymentHash);
    await until(({ status }) => status === 'open');
    const preimage = await node.wallet.pay(paymentHash);
    await until(({ status }) => status === 'settled');
    const settlement = { settleIndex: 1, paymentHash, receivedMsat: 1_000_000, settledAtMs: now };
    expect(states).toEqual([{ status: 'open' }, { status: 'arriving', heldMsat: 1_000_000 }, { status: 'settled', settlements: [settlement] }]);
    expect(createHash('sha256').update(Buffer.from(preimage, 'hex')).digest('hex')).toBe(paymentHash);
  });

  test('again gives another settlement with an index of its own', async () => {
    const node = open();
    const { paymentHash } = await invoiceFor(node);
    await Promise.all([node.wallet.pay(paymentHash), node.wallet.pay(paymentHash)]);
    await node.wallet.pay(paymentHash);
    const state = await node.invoiceState(paymentHash);
    expect(state).toMatchObject({ status: 'settled', settlements: [{ settleIndex: 1 }, { settleIndex: 2 }, { settleIndex: 3 }] });
  });

  test('a part settles it with half, and more with a fifth more', async () => {
    const node = open();
    const [part, more] = [await invoiceFor(node, 1001), await invoiceFor(node, 1001)];
    await node.wallet.payPart(part.paymentHash);
    await node.wallet.payMore(more.paymentHash);
    expect(await node.settlementsAfter(0, 10)).toMatchObject([
      { paymentHash: part.paymentHash, receivedMsat: 500_500 },
      { paymentHash: more.paymentHash, receivedMsat: 1_201_200 },
    ]);
  });

  test('after it expired gives a settlement, and the invoice stays closed', async () => {
    const node = open();
    const { paymentHash } = await invoiceFor(node, 1000, 60);
    now += 2 * MINUTE_MS;
    await node.wallet.pay(paymentHash);
    expect(await node.invoiceState(paymentHash)).toEqual({
      status: 'closed',
      outcome: 'expired',
      settlements: [{ settleIndex: 1, paymentHash, receivedMsat: 1_000_000, settledAtMs: now }],
    });
  });

  test('after it was cancelled gives a settlement, and the invoice stays closed', async () => {
    const node = open();
    const { paymentHash } = await invoiceFor(node);
    const { until } = watch(node, paymentHash);
    await node.cancelInvoice(paymentHash);
    await until((state) => state.status === 'closed' && state.outcome === 'cancelled' && state.settlements.length === 0);
    await node.wallet.pay(paymentHash);
    await until((state) => state.status === 'closed' && state.settlements.length === 1);
  });

  test('wakes whoever follows all settlements, and the cursor gives them once each, in order', async () => {
    const node = open();
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
    const node = open();
    const { paymentHash } = await invoiceFor(node);
    const paying = expect(node.wallet.pay(paymentHash)).rejects.toMatchObject({ kind: 'unreachable' });
    await node.close();
    await paying;
    expect(await open().invoiceState(paymentHash)).toEqual({ status: 'open' });
  });
});

describe('closing an invoice', () => {
  test('by the clock is told to its watchers on time', async () => {
    const node = open();
    const { paymentHash } = await invoiceFor(node, 1000, 60);
    const { until } = watch(node, paymentHash);
    await until(({ status }) => status === 'open');
    now += MINUTE_MS;
    expect(await until(({ status }) => status === 'closed')).toEqual({ status: 'closed', outcome: 'expired', settlements: [] });
  });

  test('by the clock is not taken back when the clock is', async () => {
    const node = open();
    const { paymentHash } = await invoiceFor(node, 1000, 60);
    now += MINUTE_MS;
    expect(await node.invoiceState(paymentHash)).toMatchObject({ status: 'closed' });
    now -= MINUTE_MS;
    expect(await node.invoiceState(paymentHash)).toMatchObject({ status: 'closed', outcome: 'expired' });
  });

  test('by the wallet makes it expire at once', async () => {
    const node = open();
    const { paymentHash } = await invoiceFor(node);
    const { until } = watch(node, paymentHash);
    node.wallet.expire(paymentHash);
    await until((state) => state.status === 'closed' && state.outcome === 'expired');
  });

  test('is refused when it has been paid, and leaves it paid', async () => {
    const node = open();
    const { paymentHash } = await invoiceFor(node);
    await node.wallet.pay(paymentHash);
    await expect(node.cancelInvoice(paymentHash)).rejects.toMatchObject({ kind: 'refused' });
    node.wallet.expire(paymentHash);
    now += 10 * MINUTE_MS;
    expect(await node.invoiceState(paymentHash)).toMatchObject({ status: 'settled' });
  });

  test('twice keeps the first outcome', async () => {
    const node = open();
    const { paymentHash } = await invoiceFor(node);
    await node.cancelInvoice(paymentHash);
    await node.cancelInvoice(paymentHash);
    node.wallet.expire(paymentHash);
    expect(await node.invoiceState(paymentHash)).toMatchObject({ status: 'closed', outcome: 'cancelled' });
  });
});

describe('a watch', () => {
  test('gives the current state first, whatever happened before', async () => {
    const node = open();
    const { paymentHash } = await invoiceFor(node);
    await node.wallet.pay(paymentHash);
    expect(await watch(node, paymentHash).until(() => true)).toMatchObject({ status: 'settled', settlements: [{ settleIndex: 1 }] });
  });

  test('says nothing once it is stopped', async () => {
    const node = open();
    const { paymentHash } = await invoiceFor(node);
    const [stopped, other] = [watch(node, paymentHash), watch(node, paymentHash)];
    stopped.stop();
    await node.wallet.pay(paymentHash);
    await other.until(({ status }) => status === 'settled');
    expect(stopped.states).toEqual([]);
  });

  test('ends when the node closes', async () => {
    const node = open();
    const { paymentHash } = await invoiceFor(node);
    const { ended } = watch(node, paymentHash);
    await node.close();
    expect(await ended).toMatchObject({ kind: 'unreachable' });
  });

  test('ends when its state could not be taken, so that it is asked for again', async () => {
    const node = open();
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
    expect(logged).toContain('the disk is full');
  });
});

describe('after a restart', () => {
  test('the node is the same, with its invoices and what was paid meanwhile', async () => {
    const before = open();
    const { nodeId } = await before.info();
    const [paid, left] = [await invoiceFor(before), await invoiceFor(before, 2000, 60)];
    await before.wallet.pay(paid.paymentHash);
    await before.close();

    now += 2 * MINUTE_MS;
    const after = open();
    expect((await after.info()).nodeId).toBe(nodeId);
    expect(await after.invoiceState(paid.paymentHash)).toMatchObject({ status: 'settled', settlements: [{ settleIndex: 1 }] });
    expect(await after.invoiceState(left.paymentHash)).toMatchObject({ status: 'closed', outcome: 'expired' });
    await after.wallet.pay(left.paymentHash);
    expect(await after.settlementsAfter(1, 10)).toMatchObject([{ settleIndex: 2, paymentHash: left.paymentHash }]);
  });

  test('a settlement index is not used again, even when the last settlement is gone', async () => {
    const before = open();
    const { paymentHash } = await invoiceFor(before);
    await before.wallet.pay(paymentHash);
    await before.close();
    onFile((db) => db.exec('DELETE FROM settlement'));

    const after = open();
    await after.wallet.pay(paymentHash);
    expect(await after.settlementsAfter(0, 10)).toMatchObject([{ settleIndex: 2 }]);
  });

  test('a file of a newer program is left alone', () => {
    onFile((db) => db.exec('PRAGMA user_version = 7'));
    expect(open).toThrow('version 7');
  });

  test('a file that is broken makes the node unreachable, and the invoice stays open', async () => {
    const node = open();
    const { paymentHash } = await invoiceFor(node);
    onFile((db) => db.exec('DROP TABLE settlement'));
    await expect(node.wallet.pay(paymentHash)).rejects.toMatchObject({
      kind: 'unreachable',
      cause: { message: expect.stringContaining('settlement') },
    });
    expect(await node.invoiceState(paymentHash)).toEqual({ status: 'open' });
  });

  test('a closed node says that it is not there', async () => {
    const node = open();
    await node.close();
    await expect(invoiceFor(node)).rejects.toMatchObject({ kind: 'unreachable' });
    await expect(node.settlementsAfter(0, 1)).rejects.toMatchObject({ kind: 'unreachable' });
  });
});

describe('a refund', () => {
  test("to the wallet's code is paid once, however often it is sent", async () => {
    const node = open();
    const paymentRequest = node.wallet.refundCode(500);
    const { paymentHash, amountMsat } = await node.readPaymentRequest(paymentRequest);
    expect(amountMsat).toBe(500_000);
    expect(await node.paymentOutcome(paymentHash)).toEqual({ status: 'unknown' });
    expect(await node.payInvoice({ paymentRequest, amountMsat: 500_000 })).toEqual({ status: 'paid' });
    await node.close();

    now += 2 * 3600_000;
    const after = open();
    expect(await after.payInvoice({ paymentRequest, amountMsat: 500_000 })).toEqual({ status: 'paid' });
    expect(await after.paymentOutcome(paymentHash)).toEqual({ status: 'paid' });
    expect(rows('payment')).toMatchObject([{ payment_hash: paymentHash, amount_msat: 500_000 }]);
  });

  test('to a code of another practice node is paid too', async () => {
    const node = open();
    const code = {
      paymentHash: '11'.repeat(32),
      paymentSecret: '22'.repeat(32),
      amountMsat: 700_500,
      description: '',
      createdAtSec: Math.floor(now / 1000),
      expirySeconds: 60,
    };
    const paymentRequest = writePaymentRequest(createNodeKey(randomBytes), code);
    expect(await node.payInvoice({ paymentRequest, amountMsat: 700_500 })).toEqual({ status: 'paid' });
  });

  test('shows its code until it is paid', async () => {
    const node = open();
    expect(node.wallet.refundRequest()).toBeNull();
    const paymentRequest = node.wallet.refundCode(500);
    expect(node.wallet.refundCode(500)).toBe(paymentRequest);
    expect(node.wallet.refundRequest()).toBe(paymentRequest);
    await node.payInvoice({ paymentRequest, amountMsat: 500_000 });
    expect(node.wallet.refundRequest()).toBeNull();
    expect(node.wallet.refundCode(500)).not.toBe(paymentRequest);
  });

  test('code is a new one when the old one has expired or is over another amount', () => {
    const node = open();
    const first = node.wallet.refundCode(500);
    const second = node.wallet.refundCode(600);
    now += 2 * 3600_000;
    expect(node.wallet.refundRequest()).toBeNull();
    expect(new Set([first, second, node.wallet.refundCode(600)]).size).toBe(3);
  });

  // The first examples of BOLT 11: 2500 micro-bitcoin of real money.
  const mainnet =
    'lnbc2500u1pvjluezsp5zyg3zyg3zyg3zyg3zyg3zyg3zyg3zyg3zyg3zyg3zyg3zyg3zygspp5qqqsyqcyq5rqwzqfqqqsyqcyq5rqwzqfqqqsyqcyq5rqwzqfqypqdq5xysxxatsyp3k7enxv4jsxqzpu9qrsgquk0rl77nj30yxdy8j9vdx85fkpmdla2087ne0xh8nhedh8w27kyke0lp53ut353s06fv3qfegext0eh0ymjpf39tuven09sam30g4vgpfna3rh';

  test.each([
    ['real bitcoin', () => mainnet, 250_000_000, 'real bitcoin'],
    ['a word', () => 'refund me please', 1000, 'not a Lightning payment code'],
    ['less than the code asks for', (node: PracticeNode) => node.wallet.refundCode(500), 499_000, 'asks for 500 sat, not for 499 sat'],
    ['nothing', (node: PracticeNode) => node.wallet.refundCode(500), 0, 'nothing to pay'],
  ])('to %s is refused in words, and nothing is paid', async (_, codeFrom, amountMsat, words) => {
    const node = open();
    const outcome = await node.payInvoice({ paymentRequest: codeFrom(node), amountMsat });
    expect(outcome).toEqual({ status: 'failed', reason: expect.stringContaining(words) });
    expect(rows('payment')).toEqual([]);
  });

  test('to an expired code is refused, and nothing is paid', async () => {
    const node = open();
    const paymentRequest = node.wallet.refundCode(500);
    now += 2 * 3600_000;
    expect(await node.payInvoice({ paymentRequest, amountMsat: 500_000 })).toMatchObject({ status: 'failed' });
    expect(rows('payment')).toEqual([]);
  });

  test("to the shop's own invoice is refused", async () => {
    const node = open();
    const { paymentRequest } = await invoiceFor(node, 1000);
    expect(await node.payInvoice({ paymentRequest, amountMsat: 1_000_000 })).toMatchObject({ status: 'failed' });
  });

  test('to a code that was paid with another amount is refused', async () => {
    const node = open();
    const code = {
      paymentHash: '11'.repeat(32),
      paymentSecret: '22'.repeat(32),
      description: '',
      createdAtSec: Math.floor(now / 1000),
      expirySeconds: 60,
    };
    const key = createNodeKey(randomBytes);
    expect(await node.payInvoice({ paymentRequest: writePaymentRequest(key, { ...code, amountMsat: 1000 }), amountMsat: 1000 })).toEqual({
      status: 'paid',
    });
    expect(await node.payInvoice({ paymentRequest: writePaymentRequest(key, { ...code, amountMsat: 9000 }), amountMsat: 9000 })).toMatchObject({
      status: 'failed',
    });
  });

  test('code is read before it is paid, and refused when it is no good', async () => {
    const node = open();
    await expect(node.readPaymentRequest(mainnet)).rejects.toMatchObject({ kind: 'refused' });
    await expect(node.readPaymentRequest('x')).rejects.toMatchObject({ kind: 'refused' });
    const paymentRequest = node.wallet.refundCode(500);
    now += 2 * 3600_000;
    await expect(node.readPaymentRequest(paymentRequest)).rejects.toThrow('expired');
  });
});

describe('the wallet', () => {
  test('shows the last five codes, newest first, and what became of each', async () => {
    const node = open();
    const invoices: CreatedInvoice[] = [];
    for (let index = 0; index < 6; index++) invoices.push(await invoiceFor(node, 100 + index, index === 1 ? 60 : 600));
    const hash = (index: number) => invoices[index]?.paymentHash ?? '';
    await node.wallet.pay(hash(5));
    await node.wallet.pay(hash(5));
    await node.cancelInvoice(hash(4));
    await node.wallet.pay(hash(4));
    node.wallet.expire(hash(3));
    expect(node.wallet.codes()).toMatchObject([
      { paymentHash: hash(5), amountSat: 105, status: 'paid', paidCount: 2 },
      { paymentHash: hash(4), amountSat: 104, status: 'cancelled', paidCount: 1 },
      { paymentHash: hash(3), amountSat: 103, status: 'expired', paidCount: 0 },
      { paymentHash: hash(2), amountSat: 102, status: 'open', paidCount: 0 },
      { paymentHash: hash(1), amountSat: 101, status: 'open', paidCount: 0 },
    ]);
  });

  test('tells each change of what it shows', async () => {
    const node = open();
    const shown: string[][] = [];
    const stop = node.onWalletChange(() => shown.push(node.wallet.codes().map(({ status }) => status)));
    const { paymentHash } = await invoiceFor(node);
    await node.wallet.pay(paymentHash);
    expect(shown.at(0)).toEqual(['open']);
    expect(shown.at(-1)).toEqual(['paid']);
    const count = shown.length;
    stop();
    await invoiceFor(node);
    expect(shown).toHaveLength(count);
  });

  test('goes on when a listener fails', async () => {
    const node = open();
    node.onWalletChange(() => {
      throw new Error('a screen that is gone');
    });
    const { paymentHash } = await invoiceFor(node);
    await node.wallet.pay(paymentHash);
    expect(await node.invoiceState(paymentHash)).toMatchObject({ status: 'settled' });
    expect(logged).toContain('a screen that is gone');
  });
});

test('no preimage of an unpaid invoice, and no key, gets out of the node', async () => {
  const node = open();
  const invoice = await invoiceFor(node);
  const states = watch(node, invoice.paymentHash);
  await states.until(() => true);
  const secrets = [
    ...rows('invoice').map(({ preimage }) => preimage),
    ...rows('node_key').map(({ secret }) => Buffer.from(secret as Uint8Array).toString('hex')),
  ];
  const said = JSON.stringify([invoice, states.states, node.wallet.codes(), await node.info(), logged]);
  expect(secrets).toEqual([
    expect.stringMatching(/^[0-9a-f]{64}$/),
    expect.stringMatching(/^[0-9a-f]{64}$/),
    expect.stringMatching(/^[0-9a-f]{64}$/),
  ]);
  for (const secret of secrets) expect(said).not.toContain(secret);
});
