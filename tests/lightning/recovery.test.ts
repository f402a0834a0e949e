// What docs/recovery.md promises, done as it says: the node is lost, the till is lost, both are lost.
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { addPeer, createSeed, getChainBalance, getChannels, getRouteToDestination, getWalletInfo, getWalletStatus, pay } from 'ln-service';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { ask } from '../../src/main/lightning/lnd/services.ts';
import { adminOf, type LndNode, strangerOf } from '../../tools/lightning/lnd.ts';
import { startLoneNode } from '../../tools/lightning/lone-node.ts';
import { mine, type Network, openFromHub, startNetwork } from '../../tools/lightning/network.ts';
import { until } from '../../tools/lightning/until.ts';
import { openTestTill } from '../till/open-test-till.ts';
import { type ConnectedTill, charge, connectNode, openConnectedTill, signInOwner } from './connected-till.ts';

const WALLET_PASSWORD = 'correct horse battery';
const CHANNEL = { capacitySat: 1_000_000, ownSat: 400_000 };
/** 1,000 sat are a dollar. */
const SALE_MINOR = 5_000;
const SALE_SAT = 50_000;

let dir: string;
let network: Network;
let seed: string;
let node: LndNode;
let shop: ConnectedTill;

const dataDir = () => join(dir, 'till');
/** What the owner carries to another place. */
const stick = () => join(dir, 'stick');

/** A node of the shop's, from its seed: with `backup`, one that lost all else. */
async function nodeFromSeed(name: string, backup: Uint8Array | null): Promise<LndNode> {
  const started = await startLoneNode({ name, dir: join(dir, name), chain: network.description.chain, wallet: 'password' });
  const { description } = started;
  const stranger = strangerOf(description);
  await ask(stranger.unlocker, 'initWallet', {
    wallet_password: Buffer.from(WALLET_PASSWORD),
    cipher_seed_mnemonic: seed.split(' '),
    recovery_window: backup ? 250 : 0,
    ...(backup && { channel_backups: { multi_chan_backup: { multi_chan_backup: backup } } }),
  });
  await until(`${name} is ready`, async () => (await getWalletStatus({ lnd: stranger })).is_ready === true);
  await until(`${name} has its chain`, async () => (await getWalletInfo({ lnd: adminOf(description) })).is_synced_to_chain);
  description.nodeId = (await getWalletInfo({ lnd: adminOf(description) })).public_key;
  // The backup has the address that the peer had when it opened the channel, and the peer the one that this node had.
  const { hub } = network.description;
  await addPeer({ lnd: adminOf(description), public_key: hub.nodeId, socket: `127.0.0.1:${hub.peerPort}` });
  return started;
}

/** The customer knows a way to the shop's node. */
async function untilPayable(): Promise<void> {
  const lnd = adminOf(network.description.customer);
  await until('the customer finds a way', async () => {
    const { route } = await getRouteToDestination({ lnd, destination: node.description.nodeId, tokens: SALE_SAT });
    return route !== undefined;
  });
  await shop.cashier.until(({ lightning }) => lightning.health === 'ready' && (lightning.canReceiveSat ?? 0) > SALE_SAT);
}

async function sell(): Promise<string> {
  await untilPayable();
  const { sale, tender } = await charge(shop, SALE_MINOR);
  await pay({ lnd: adminOf(network.description.customer), request: tender.paymentRequest });
  await shop.cashier.until(({ checkout }) => checkout.sale.id === sale.id && checkout.sale.status === 'completed');
  return sale.id;
}

const takingsMinor = async () => (await shop.manager.call.reports.day({})).totalMinor;

beforeAll(async () => {
  dir = mkdtempSync(join(tmpdir(), 'recovery-'));
  mkdirSync(stick());
  network = await startNetwork({ dir: join(dir, 'network'), merchantChannels: [] });
  const blank = await startLoneNode({ name: 'blank', dir: join(dir, 'blank'), chain: null, wallet: 'password' });
  seed = (await createSeed({ lnd: strangerOf(blank.description) })).seed;
  await blank.stop();
  node = await nodeFromSeed('shop', null);
  await openFromHub(network.description, node.description, CHANNEL);
  await mine(network.description, 6);
  await until('the channel is open', async () => (await getChannels({ lnd: adminOf(node.description), is_active: true })).channels.length === 1);
  shop = await openConnectedTill({ node: node.description, dataDir: dataDir() });
  await shop.manager.call.shop.change({ lightning: { backupDir: stick() } });
});
afterAll(async () => {
  await shop?.till.close();
  await node?.stop();
  await network?.stop();
  rmSync(dir, { recursive: true, force: true });
});

it('the node is lost: its money comes back from the seed and the backup on the stick, and the shop sells on', { timeout: 300_000 }, async () => {
  await sell();
  const ownSat = CHANNEL.ownSat + SALE_SAT;
  const before = await takingsMinor();
  await until('the stick has the backup of the channel', () => readdirSync(stick()).some((name) => name.endsWith('-1.backup')));

  await node.kill();
  rmSync(node.description.dir, { recursive: true });
  await shop.manager.until(({ lightning }) => lightning.health === 'unreachable');

  const newest = readdirSync(stick())
    .filter((name) => name.endsWith('.backup'))
    .sort()
    .at(-1);
  node = await nodeFromSeed('found', readFileSync(join(stick(), newest ?? '')));
  const recovered = await until(
    'the channel’s money is on chain',
    async () => {
      await mine(network.description, 1);
      const { chain_balance } = await getChainBalance({ lnd: adminOf(node.description) });
      return chain_balance > 0 && chain_balance;
    },
    120_000,
  );
  // All but what closing the channel and fetching the money cost.
  expect(recovered).toBeGreaterThan(ownSat - 10_000);

  await connectNode(shop.manager, { node: node.description });
  shop = await reopened(shop);
  expect(await takingsMinor(), 'the books are as they were').toBe(before);
  expect(shop.manager.state.attention.open).toEqual([]);
  expect(readdirSync(stick()), 'the backup it came from is still there').toContain(newest);

  await openFromHub(network.description, node.description, CHANNEL);
  await mine(network.description, 6);
  await sell();
  expect(await takingsMinor()).toBe(before + SALE_MINOR);
});

it('the till is lost: a copy of its data goes on, and money that came since is listed, not lost', { timeout: 300_000 }, async () => {
  await shop.till.till.close();
  cpSync(dataDir(), join(stick(), 'till'), { recursive: true });
  shop = await opened();
  const copied = await takingsMinor();
  await sell();
  await shop.till.till.close();
  rmSync(dataDir(), { recursive: true });

  cpSync(join(stick(), 'till'), dataDir(), { recursive: true });
  shop = await opened();
  await shop.manager.until(({ attention }) => attention.open.length === 1);
  expect(shop.manager.state.attention.open).toMatchObject([{ kind: 'unexplained', receivedMsat: SALE_SAT * 1000 }]);
  expect(await takingsMinor()).toBe(copied);
  await sell();
  expect(await takingsMinor()).toBe(copied + SALE_MINOR);
});

it('both are lost, and all that is left is the stick and the seed', { timeout: 300_000 }, async () => {
  await shop.till.till.close();
  cpSync(dataDir(), join(stick(), 'till'), { recursive: true });
  await node.kill();
  rmSync(node.description.dir, { recursive: true });
  rmSync(dataDir(), { recursive: true });

  const newest = readdirSync(stick())
    .filter((name) => name.endsWith('.backup'))
    .sort()
    .at(-1);
  node = await nodeFromSeed('again', readFileSync(join(stick(), newest ?? '')));
  cpSync(join(stick(), 'till'), dataDir(), { recursive: true });
  shop = await opened();
  await connectNode(shop.manager, { node: node.description });
  shop = await reopened(shop);
  expect(shop.manager.state.attention.open).toHaveLength(1);
  await until(
    'the channel’s money is on chain',
    async () => {
      await mine(network.description, 1);
      return (await getChainBalance({ lnd: adminOf(node.description) })).chain_balance > CHANNEL.ownSat;
    },
    120_000,
  );
});

/** The till started on the data that is there. */
async function opened(): Promise<ConnectedTill> {
  return reopened({ till: await openTestTill({ dataDir: dataDir() }) });
}

/** With the owner signed in at both screens. */
async function reopened({ till }: Pick<ConnectedTill, 'till'>): Promise<ConnectedTill> {
  const manager = till.screen('manager');
  await signInOwner(manager);
  const cashier = till.screen('cashier');
  await signInOwner(cashier);
  return { till, manager, cashier };
}
