// What all else here stands on: money goes over the hub, both ways, and a node comes back where it was.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInvoice, createSeed, createWallet, getInvoice, getWalletStatus, pay, unlockWallet } from 'ln-service';
import { afterEach, beforeEach, expect, inject, test, vi } from 'vitest';
import { adminOf, strangerOf } from '../../tools/lightning/lnd.ts';
import { startLoneNode } from '../../tools/lightning/lone-node.ts';

const { customer, merchant } = inject('network');

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'node-'));
});
afterEach(() => rmSync(dir, { recursive: true }));

test.each([
  ['the customer', 'the merchant', customer, merchant],
  ['the merchant', 'the customer', merchant, customer],
])('%s pays %s over the hub', async (_payerName, _payeeName, payer, payee) => {
  const { request } = await createInvoice({ lnd: adminOf(payee), tokens: 1000 });
  const paid = await pay({ lnd: adminOf(payer), request });
  expect(paid.is_confirmed).toBe(true);
  expect(paid.hops).toHaveLength(2);
});

test.each(['kill', 'stop'] as const)('a node comes back after a %s, on its ports and with what it knew', async (way) => {
  const node = await startLoneNode({ name: 'lone', dir, chain: null });
  try {
    const { nodeId, socket } = node.description;
    const { id } = await createInvoice({ lnd: adminOf(node.description), tokens: 5 });
    await node[way]();
    await node.start();
    expect(node.description).toMatchObject({ nodeId, socket });
    expect(await getInvoice({ lnd: adminOf(node.description), id })).toMatchObject({ tokens: 5 });
  } finally {
    await node.stop();
  }
});

test('a node with a password waits for its merchant: for a wallet, then to be unlocked', async () => {
  const node = await startLoneNode({ name: 'locked', dir, chain: null, wallet: 'password' });
  try {
    const stranger = () => ({ lnd: strangerOf(node.description) });
    expect(await getWalletStatus(stranger())).toMatchObject({ is_absent: true });
    const { seed } = await createSeed(stranger());
    await createWallet({ ...stranger(), seed, password: 'a password' });
    await vi.waitFor(async () => expect(await getWalletStatus(stranger())).toMatchObject({ is_ready: true }), { timeout: 30_000 });
    await node.stop();
    await node.start();
    expect(await getWalletStatus(stranger())).toMatchObject({ is_locked: true });
    await unlockWallet({ ...stranger(), password: 'a password' });
    await vi.waitFor(async () => expect(await getWalletStatus(stranger())).toMatchObject({ is_ready: true }), { timeout: 30_000 });
  } finally {
    await node.stop();
  }
});
