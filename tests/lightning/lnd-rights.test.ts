// What the till's macaroons can do and cannot, tried call by call against a real lnd: making invoices works; paying, opening
// channels, signing, the seed, baking and stopping don't.
import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, inject, it, onTestFinished } from 'vitest';
import { openClient } from '../../src/main/lightning/lnd/client.ts';
import {
  askWho,
  BAKING_RIGHTS,
  type BakedMacaroon,
  bakeReceiving,
  bakeSpending,
  RECEIVING_RIGHTS,
  revoke,
  rightsBeyondReceiving,
  rightsMissing,
  SPENDING_RIGHTS,
} from '../../src/main/lightning/lnd/credentials.ts';
import { openLnd } from '../../src/main/lightning/lnd/lnd.ts';
import { readMacaroon } from '../../src/main/lightning/lnd/macaroon.ts';
import { ask } from '../../src/main/lightning/lnd/services.ts';
import { openLndSpending } from '../../src/main/lightning/lnd/spending.ts';
import { accessTo, failureOf, partsFor } from './lnd-access.ts';

const { merchant, customer, hub } = inject('network');
const owner = accessTo(merchant);

let receiving: BakedMacaroon;
let spending: BakedMacaroon;

beforeAll(async () => {
  receiving = await bakeReceiving(owner, randomBytes);
  spending = await bakeSpending(owner, randomBytes);
});
afterAll(async () => {
  await revoke(owner, receiving.rootKeyId);
  await revoke(owner, spending.rootKeyId);
});

it('bakes what the till needs and nothing more, each under a root key of its own', () => {
  expect(rightsMissing(receiving.macaroonHex, RECEIVING_RIGHTS)).toEqual([]);
  expect(rightsBeyondReceiving(receiving.macaroonHex)).toEqual([]);
  expect(readMacaroon(spending.macaroonHex).rights).toEqual([...SPENDING_RIGHTS]);
  expect(readMacaroon(receiving.macaroonHex).rootKeyId).toBe(receiving.rootKeyId);
  expect(new Set([receiving.rootKeyId, spending.rootKeyId, '0']).size).toBe(3);
});

it('says of a macaroon that can spend what it can beyond the till, without asking the node', () => {
  expect(rightsBeyondReceiving(spending.macaroonHex)).toEqual(['offchain:write', 'onchain:write']);
  expect(rightsBeyondReceiving(owner.macaroonHex)).toEqual(expect.arrayContaining(['macaroon:generate', 'offchain:write', 'signer:generate']));
  expect(rightsMissing(owner.macaroonHex, BAKING_RIGHTS)).toEqual([]);
  expect(rightsMissing(receiving.macaroonHex, BAKING_RIGHTS)).toEqual([...BAKING_RIGHTS]);
});

it('reads the macaroons that lnd makes by itself', () => {
  const byItself = (name: string) => readMacaroon(readFileSync(merchant.macaroonPath.replace('admin', name), 'hex')).rights;
  expect(byItself('readonly').every((right) => right.endsWith(':read'))).toBe(true);
  expect(byItself('invoice')).toEqual(['address:read', 'address:write', 'invoices:read', 'invoices:write', 'onchain:read']);
});

/** Each of lnd's services and one of its calls, asked for as little as it takes to be refused for the right and for nothing else. */
const FORBIDDEN: [what: string, service: 'default' | 'router' | 'wallet' | 'invoices' | 'tower_client', method: string, request: object][] = [
  ['send along a route', 'router', 'sendToRouteV2', { payment_hash: randomBytes(32), route: { hops: [] } }],
  ['send on chain', 'default', 'sendCoins', { addr: 'x', amount: 1 }],
  ['send to many on chain', 'default', 'sendMany', { AddrToAmount: { x: 1 } }],
  ['open a channel', 'default', 'openChannelSync', { node_pubkey: Buffer.from(hub.nodeId, 'hex'), local_funding_amount: 20_000 }],
  ['change fees', 'default', 'updateChannelPolicy', { global: true, base_fee_msat: 0, fee_rate: 0, time_lock_delta: 18 }],
  ['connect to a peer', 'default', 'connectPeer', { addr: { pubkey: hub.nodeId, host: 'localhost' } }],
  ['sign a message', 'default', 'signMessage', { msg: Buffer.from('x') }],
  ['sign with a key of the wallet', 'wallet', 'signMessageWithAddr', { msg: Buffer.from('x'), addr: 'x' }],
  ['sign a transaction', 'wallet', 'finalizePsbt', { funded_psbt: Buffer.from('x') }],
  ['broadcast a transaction', 'wallet', 'publishTransaction', { tx_hex: Buffer.from('x') }],
  ['import a key', 'wallet', 'importPublicKey', { public_key: Buffer.from('x') }],
  ['bake a macaroon', 'default', 'bakeMacaroon', { permissions: [{ entity: 'info', action: 'read' }] }],
  ['list root keys', 'default', 'listMacaroonIDs', {}],
  ['revoke a macaroon', 'default', 'deleteMacaroonId', { root_key_id: 0 }],
  ['stop the node', 'default', 'stopDaemon', {}],
  ['change how much is logged', 'default', 'debugLevel', { show: true }],
  ['delete payments', 'default', 'deleteAllPayments', { failed_payments_only: true }],
  ['restore channels', 'default', 'restoreChannelBackups', { multi_chan_backup: Buffer.from('x') }],
  ['add a watchtower', 'tower_client', 'addTower', { pubkey: Buffer.from(hub.nodeId, 'hex'), address: 'localhost' }],
];

it.each(FORBIDDEN)("the till's macaroon cannot %s", async (_what, service, method, request) => {
  const client = openClient({ access: { ...owner, macaroonHex: receiving.macaroonHex }, expected: null, log: partsFor(merchant).log });
  onTestFinished(() => client.close());
  const failure = await failureOf(client.ask((lnd) => ask(lnd[service], method, request)));
  expect(failure).toMatchObject({ kind: 'unreachable', trouble: 'denied' });
});

it("the till's macaroon does all that the till does", async () => {
  const node = openLnd(partsFor(merchant, { macaroonHex: receiving.macaroonHex }));
  onTestFinished(() => node.close());
  const { paymentHash, paymentRequest } = await node.createInvoice({ amountSat: 5, memo: '', expirySeconds: 600 });
  expect(await node.invoiceState(paymentHash)).toEqual({ status: 'open' });
  await node.cancelInvoice(paymentHash);
  await node.settlementsAfter(0, 1);
  expect(await node.capacity()).not.toBeNull();
  expect(await node.paymentOutcome(paymentHash)).toEqual({ status: 'unknown' });
  expect(await node.readPaymentRequest(paymentRequest)).toMatchObject({ payee: merchant.nodeId });
  expect(await node.chain?.createAddress()).toMatch(/^sb1/);
  expect((await node.chain?.fees())?.hourSatPerVbyte).toBeGreaterThan(0);
  await node.chain?.receipts(0);
  const backup = await node.care?.channelBackup();
  expect(backup).toBeDefined();
  await node.care?.watchtowers();
});

it('nobody reads the seed of a wallet that is open', async () => {
  const client = openClient({ access: owner, expected: null, log: partsFor(merchant).log });
  onTestFinished(() => client.close());
  expect(await failureOf(client.ask((lnd) => ask(lnd.unlocker, 'genSeed', {})))).toMatchObject({ kind: 'refused' });
});

it("the till's macaroon pays nobody, on Lightning or on chain", async () => {
  const spender = openLndSpending(partsFor(merchant, { macaroonHex: receiving.macaroonHex }));
  onTestFinished(() => spender.close());
  const { paymentRequest } = await requestOf(5);
  expect(await failureOf(spender.payInvoice({ paymentRequest, amountMsat: 5000, maxFeeMsat: 5000 }))).toMatchObject({ trouble: 'denied' });
  expect(await failureOf(spender.sendToAddress({ address: 'sb1q', amountSat: 1000, satPerVbyte: 1, label: 'x' }))).toMatchObject({
    trouble: 'denied',
  });
});

it.each(['macaroon:generate', 'macaroon:write'])('the spending macaroon cannot make or revoke others (%s)', (right) => {
  expect(rightsMissing(spending.macaroonHex, [right])).toEqual([right]);
});

it('a revoked macaroon is denied at once, on a connection that stands too, and no other is', async () => {
  const baked = await bakeReceiving(owner, randomBytes);
  const node = openLnd(partsFor(merchant, { macaroonHex: baked.macaroonHex }));
  onTestFinished(() => node.close());
  await node.info();
  await revoke(owner, baked.rootKeyId);
  await revoke(owner, baked.rootKeyId);
  const failure = await failureOf(node.createInvoice({ amountSat: 1, memo: '', expirySeconds: 60 }));
  expect(failure).toMatchObject({ kind: 'unreachable', trouble: 'denied' });
  expect(failure.logged).not.toContain(baked.macaroonHex.slice(-64));
  expect((await askWho({ ...owner, macaroonHex: receiving.macaroonHex })).nodeId).toBe(merchant.nodeId);
});

it("does not revoke the node's own root key, which would lock its owner out", async () => {
  expect(await failureOf(revoke(owner, '0'))).toMatchObject({ kind: 'refused' });
});

async function requestOf(amountSat: number) {
  const node = openLnd(partsFor(customer));
  onTestFinished(() => node.close());
  return node.createInvoice({ amountSat, memo: '', expirySeconds: 600 });
}
