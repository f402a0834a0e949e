import { randomBytes } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createNodeKey, writePaymentRequest } from './bolt11.ts';
import type { CreatedInvoice } from './lightning-node.ts';
import type { PracticeNode } from './practice.ts';
import { invoiceFor, openPracticeBench, type PracticeBench, watch } from './practice-test-bed.ts';

let bench: PracticeBench;
beforeEach(() => {
  bench = openPracticeBench();
});
afterEach(() => bench.close());

describe('a refund', () => {
  test("to the wallet's code is paid once, however often it is sent", async () => {
    const node = bench.open();
    const paymentRequest = node.wallet.refundCode(500);
    const { paymentHash, amountMsat } = await node.readPaymentRequest(paymentRequest);
    expect(amountMsat).toBe(500_000);
    expect(await node.paymentOutcome(paymentHash)).toEqual({ status: 'unknown' });
    expect(await node.spending.payInvoice({ maxFeeMsat: 0, paymentRequest, amountMsat: 500_000 })).toEqual({ status: 'paid', feeMsat: 0 });
    await node.close();

    bench.nowMs += 2 * 3600_000;
    const after = bench.open();
    expect(await after.spending.payInvoice({ maxFeeMsat: 0, paymentRequest, amountMsat: 500_000 })).toEqual({ status: 'paid', feeMsat: 0 });
    expect(await after.paymentOutcome(paymentHash)).toEqual({ status: 'paid', feeMsat: 0 });
    expect(bench.rows('payment')).toMatchObject([{ payment_hash: paymentHash, amount_msat: 500_000 }]);
  });

  test('to a code of another practice node is paid too', async () => {
    const node = bench.open();
    const code = {
      paymentHash: '11'.repeat(32),
      paymentSecret: '22'.repeat(32),
      amountMsat: 700_500,
      description: '',
      createdAtSec: Math.floor(bench.nowMs / 1000),
      expirySeconds: 60,
    };
    const paymentRequest = writePaymentRequest(createNodeKey(randomBytes), code);
    expect(await node.spending.payInvoice({ maxFeeMsat: 0, paymentRequest, amountMsat: 700_500 })).toEqual({ status: 'paid', feeMsat: 0 });
  });

  test('shows its code until it is paid', async () => {
    const node = bench.open();
    expect(node.wallet.refundRequest()).toBeNull();
    const paymentRequest = node.wallet.refundCode(500);
    expect(node.wallet.refundCode(500)).toBe(paymentRequest);
    expect(node.wallet.refundRequest()).toBe(paymentRequest);
    await node.spending.payInvoice({ maxFeeMsat: 0, paymentRequest, amountMsat: 500_000 });
    expect(node.wallet.refundRequest()).toBeNull();
    expect(node.wallet.refundCode(500)).not.toBe(paymentRequest);
  });

  test('code is a new one when the old one has expired or is over another amount', () => {
    const node = bench.open();
    const first = node.wallet.refundCode(500);
    const second = node.wallet.refundCode(600);
    bench.nowMs += 2 * 3600_000;
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
    const node = bench.open();
    const outcome = await node.spending.payInvoice({ maxFeeMsat: 0, paymentRequest: codeFrom(node), amountMsat });
    expect(outcome).toEqual({ status: 'failed', reason: expect.stringContaining(words) });
    expect(bench.rows('payment')).toEqual([]);
  });

  test('to an expired code is refused, and nothing is paid', async () => {
    const node = bench.open();
    const paymentRequest = node.wallet.refundCode(500);
    bench.nowMs += 2 * 3600_000;
    expect(await node.spending.payInvoice({ maxFeeMsat: 0, paymentRequest, amountMsat: 500_000 })).toMatchObject({ status: 'failed' });
    expect(bench.rows('payment')).toEqual([]);
  });

  test("to the shop's own invoice is refused", async () => {
    const node = bench.open();
    const { paymentRequest } = await invoiceFor(node, 1000);
    expect(await node.spending.payInvoice({ maxFeeMsat: 0, paymentRequest, amountMsat: 1_000_000 })).toMatchObject({ status: 'failed' });
  });

  test('to a code that was paid with another amount is refused', async () => {
    const node = bench.open();
    const code = {
      paymentHash: '11'.repeat(32),
      paymentSecret: '22'.repeat(32),
      description: '',
      createdAtSec: Math.floor(bench.nowMs / 1000),
      expirySeconds: 60,
    };
    const key = createNodeKey(randomBytes);
    expect(
      await node.spending.payInvoice({ maxFeeMsat: 0, paymentRequest: writePaymentRequest(key, { ...code, amountMsat: 1000 }), amountMsat: 1000 }),
    ).toEqual({
      status: 'paid',
      feeMsat: 0,
    });
    expect(
      await node.spending.payInvoice({ maxFeeMsat: 0, paymentRequest: writePaymentRequest(key, { ...code, amountMsat: 9000 }), amountMsat: 9000 }),
    ).toMatchObject({
      status: 'failed',
    });
  });

  test('code is read before it is paid, and refused when it is no good', async () => {
    const node = bench.open();
    await expect(node.readPaymentRequest(mainnet)).rejects.toMatchObject({ kind: 'refused' });
    await expect(node.readPaymentRequest('x')).rejects.toMatchObject({ kind: 'refused' });
    const paymentRequest = node.wallet.refundCode(500);
    bench.nowMs += 2 * 3600_000;
    await expect(node.readPaymentRequest(paymentRequest)).rejects.toThrow('expired');
  });
});

describe('the wallet', () => {
  test('shows the last five codes, newest first, and what became of each', async () => {
    const node = bench.open();
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
    const node = bench.open();
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
    const node = bench.open();
    node.onWalletChange(() => {
      throw new Error('a screen that is gone');
    });
    const { paymentHash } = await invoiceFor(node);
    await node.wallet.pay(paymentHash);
    expect(await node.invoiceState(paymentHash)).toMatchObject({ status: 'settled' });
    expect(bench.logged).toContain('a screen that is gone');
  });
});

test('no preimage of an unpaid invoice, and no key, gets out of the node', async () => {
  const node = bench.open();
  const invoice = await invoiceFor(node);
  const states = watch(node, invoice.paymentHash);
  await states.until(() => true);
  const secrets = [
    ...bench.rows('invoice').map(({ preimage }) => preimage),
    ...bench.rows('node_key').map(({ secret }) => Buffer.from(secret as Uint8Array).toString('hex')),
  ];
  const said = JSON.stringify([invoice, states.states, node.wallet.codes(), await node.info(), bench.logged]);
  expect(secrets).toEqual([
    expect.stringMatching(/^[0-9a-f]{64}$/),
    expect.stringMatching(/^[0-9a-f]{64}$/),
    expect.stringMatching(/^[0-9a-f]{64}$/),
  ]);
  for (const secret of secrets) expect(said).not.toContain(secret);
});
