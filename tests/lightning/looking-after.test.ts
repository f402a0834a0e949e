// Looking after a real lnd: its channel backups in two places, its watchtowers, cold storage, and what it says it can receive
// against what it then receives.
import { randomBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { cancelHodlInvoice, createChainAddress, createInvoice, getChainTransactions, getTowerServerInfo, pay } from 'ln-service';
import { afterAll, beforeAll, expect, it, onTestFinished } from 'vitest';
import { type Backups, keepBackups } from '../../src/main/caring/backups.ts';
import type { LightningNode, SpendingNode } from '../../src/main/lightning/lightning-node.ts';
import { bakeReceiving, bakeSpending } from '../../src/main/lightning/lnd/credentials.ts';
import { openLnd } from '../../src/main/lightning/lnd/lnd.ts';
import { openLndSpending } from '../../src/main/lightning/lnd/spending.ts';
import type { NodeCare } from '../../src/main/lightning/node-care.ts';
import { createLog } from '../../src/main/log.ts';
import type { BackupsState } from '../../src/shared/lightning-care.ts';
import { adminOf } from '../../tools/lightning/lnd.ts';
import { mine, type Network, openFromHub, startNetwork } from '../../tools/lightning/network.ts';
import { until } from '../../tools/lightning/until.ts';
import { refusal } from '../till/open-test-till.ts';
import { OWNER_PIN, openConnectedTill } from './connected-till.ts';
import { accessTo, failureOf, partsFor } from './lnd-access.ts';

const log = createLog(
  () => undefined,
  () => 0,
);

let dir: string;
let network: Network;
/** With what the till runs on, and what a manager's PIN opens. */
let node: LightningNode;
let spending: SpendingNode;

const careOf = ({ care }: LightningNode): NodeCare => {
  if (!care) throw new Error('there is nothing to look after');
  return care;
};

beforeAll(async () => {
  dir = mkdtempSync(join(tmpdir(), 'looking-after-'));
  network = await startNetwork({
    dir: join(dir, 'network'),
    customerChannels: [{ capacitySat: 10_000_000, ownSat: 9_000_000 }],
    merchantChannels: [
      { capacitySat: 1_000_000, ownSat: 400_000 },
      { capacitySat: 500_000, ownSat: 0 },
    ],
  });
  const { merchant } = network.description;
  const owner = accessTo(merchant);
  node = openLnd(partsFor(merchant, { macaroonHex: (await bakeReceiving(owner, randomBytes)).macaroonHex }));
  spending = openLndSpending(partsFor(merchant, { macaroonHex: (await bakeSpending(owner, randomBytes)).macaroonHex }));
});
afterAll(async () => {
  await node.close();
  await spending.close();
  await network.stop();
  rmSync(dir, { recursive: true, force: true });
});

/** So long a payer looks for ways to pay. */
const PATHFINDING_MS = 3_000;

/** The peer of all channels pays: nothing but the channels themselves is in the way. */
const pays = async (amountSat: number, maxPaths: number): Promise<boolean> => {
  const { hub, merchant } = network.description;
  const { request, id } = await createInvoice({ lnd: adminOf(merchant), tokens: amountSat });
  // Parts that are too few would be held for two minutes. When the payer looks for no more, they go back.
  const giveBack = setTimeout(() => void cancelHodlInvoice({ lnd: adminOf(merchant), id }), PATHFINDING_MS + 1_000);
  try {
    return (await pay({ lnd: adminOf(hub), request, max_paths: maxPaths, pathfinding_timeout: PATHFINDING_MS })).is_confirmed;
  } catch {
    return false;
  } finally {
    clearTimeout(giveBack);
  }
};

it('no warning that the node can’t receive: what is said to be the most comes in, in one part and in many, and more does not', async () => {
  const before = await node.capacity();
  if (!before) throw new Error('it does not say');
  const { largestSingleSat, largestSat } = before;
  expect(largestSingleSat).toBeGreaterThan(400_000);
  expect(largestSat).toBeGreaterThan(largestSingleSat + 300_000);

  // More first: what is refused leaves the channels as they were.
  expect(await pays(largestSat + 10_000, 16), 'more than all channels together').toBe(false);
  expect(await pays(largestSingleSat + 10_000, 1), 'more than the best channel in one part').toBe(false);
  await until('what was held has gone back', async () => JSON.stringify(await node.capacity()) === JSON.stringify(before));
  expect(await pays(largestSingleSat, 1), 'the best channel’s, in one part').toBe(true);

  const after = await until('the channels show the payment', async () => {
    const now = await node.capacity();
    return now !== null && now.largestSat < largestSat && now;
  });
  expect(after.largestSat).toBeLessThanOrEqual(largestSat - largestSingleSat);
  expect(await pays(after.largestSat, 16), 'all that is left').toBe(true);
});

it('keeps each change of the channels in both places, readable by this node and by no other', async () => {
  const shopDir = join(dir, 'shop');
  const stick = join(dir, 'stick');
  for (const made of [shopDir, stick]) mkdirSync(made);
  let state: BackupsState | undefined;
  const backups: Backups = keepBackups({
    care: careOf(node),
    nodeId: node.nodeId,
    shopDir,
    secondDir: () => stick,
    nowMs: Date.now,
    publish: (told) => {
      state = told;
    },
    log,
  });
  onTestFinished(() => backups.close());
  await until('two channels are backed up', () => state?.newest?.channelCount === 2);

  await openFromHub(network.description, network.description.merchant, { capacitySat: 300_000, ownSat: 0 });
  await mine(network.description, 6);
  await until('the third channel is, too', () => state?.newest?.channelCount === 3);
  const kept = await until('both places have the same', () => {
    const files = readdirSync(stick);
    return files.join() === readdirSync(join(shopDir, 'channel-backups')).join() && files.every((name) => name.endsWith('.backup')) && files;
  });
  const newest = readFileSync(join(stick, kept.at(-1) ?? ''));
  expect(await careOf(node).verifyBackup(newest)).toBe(true);

  const hub = openLnd(partsFor(network.description.hub));
  onTestFinished(() => hub.close());
  expect(await careOf(hub).verifyBackup(newest)).toBe(false);
  newest[newest.length - 1] = (newest.at(-1) ?? 0) ^ 1;
  expect(await careOf(node).verifyBackup(newest)).toBe(false);
});

it('does not take a node that is out of reach for a backup that cannot be read', async () => {
  const { bytes } = await careOf(node).channelBackup();
  const away = openLnd(partsFor(network.description.merchant, { port: 1 }));
  onTestFinished(() => away.close());
  expect(await failureOf(careOf(away).verifyBackup(bytes))).toMatchObject({ kind: 'unreachable' });
});

it('adds a watchtower that then watches, and says of one that does not answer that it does not', async () => {
  const { hub } = network.description;
  expect(await careOf(node).watchtowers()).toEqual([]);
  const { tower } = await getTowerServerInfo({ lnd: adminOf(hub) });
  const towerId = tower?.public_key ?? '';
  await spending.addWatchtower({ towerId, socket: `127.0.0.1:${hub.towerPort}` });
  await until('the tower watches', async () => (await careOf(node).watchtowers())?.[0]?.state === 'watching');
  expect(await careOf(node).watchtowers()).toEqual([{ towerId, sockets: [`127.0.0.1:${hub.towerPort}`], state: 'watching' }]);

  await spending.addWatchtower({ towerId: hub.nodeId, socket: '127.0.0.1:1' });
  const silent = (await careOf(node).watchtowers())?.find((tower) => tower.towerId === hub.nodeId);
  expect(silent?.state).toBe('waiting');
});

it('moves chain money under a name that it is found by', async () => {
  const { customer } = network.description;
  const { address } = await createChainAddress({ lnd: adminOf(customer), format: 'p2tr' });
  const before = await careOf(node).chainFunds();
  expect(before.reservedSat).toBeGreaterThan(0);
  const amountSat = before.spendableSat - 1_000_000;
  const { feeSat, satPerVbyte } = await careOf(node).sendingCost({ address, amountSat });
  expect(feeSat).toBeGreaterThan(100);
  expect(await careOf(node).findSent('flash-till 1')).toBeNull();

  const txid = await spending.sendToAddress({ address, amountSat, satPerVbyte, label: 'flash-till 1' });
  expect(await careOf(node).findSent('flash-till 1')).toEqual({ txid });
  await mine(network.description, 1);
  const { transactions } = await getChainTransactions({ lnd: adminOf(customer) });
  expect(transactions.find(({ id }) => id === txid)?.tokens).toBe(amountSat);
  const left = await until('the rest is confirmed', async () => {
    const funds = await careOf(node).chainFunds();
    return funds.spendableSat > 0 && funds;
  });
  expect(1_000_000 - left.spendableSat).toBeGreaterThan(0);
  expect(1_000_000 - left.spendableSat, 'the fee was about what was said').toBeLessThan(3 * feeSat);
  expect(await failureOf(careOf(node).sendingCost({ address, amountSat }))).toMatchObject({ kind: 'refused' });
});

it('a manager moves to cold storage what was proposed, and adds a tower, with the PIN and not without', async () => {
  const { customer, hub, merchant } = network.description;
  const { address } = await createChainAddress({ lnd: adminOf(customer), format: 'p2wpkh' });
  const { till, manager } = await openConnectedTill({ node: merchant });
  onTestFinished(() => till.close());
  const { call, state, until: told } = manager;
  await told(({ care }) => care.coldStorage?.funds != null);
  expect(
    await refusal(call.shop.change({ lightning: { coldStorage: { address: 'bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4', thresholdSat: 200_000 } } })),
  ).toBe('ADDRESS_REFUSED');
  await call.shop.change({ lightning: { coldStorage: { address, thresholdSat: 200_000 } } });
  await told(({ care }) => care.coldStorage?.proposal != null);
  const seen = state.care.coldStorage?.proposal;
  if (!seen) throw new Error('nothing is proposed');
  expect(seen.amountSat).toBe((state.care.coldStorage?.funds?.spendableSat ?? 0) - 200_000);

  expect(await refusal(call.care.sweep({ seen, pin: OWNER_PIN }))).toBe('SPENDING_MISSING');
  await call.lightning.setUpSpending({ pin: OWNER_PIN, ownerMacaroon: readFileSync(merchant.macaroonPath).toString('hex') });
  expect(await refusal(call.care.sweep({ seen, pin: '00000000' }))).toBe('PIN_WRONG');
  expect(await refusal(call.care.sweep({ seen: { ...seen, amountSat: seen.amountSat + 1 }, pin: OWNER_PIN }))).toBe('SWEEP_CHANGED');
  till.clock.nowMs += 60_000;
  await call.care.sweep({ seen, pin: OWNER_PIN });
  await told(({ care }) => care.coldStorage?.last?.status === 'sent' && care.coldStorage.proposal === null);
  await mine(network.description, 1);
  const { transactions } = await getChainTransactions({ lnd: adminOf(customer) });
  expect(transactions.filter(({ output_addresses }) => output_addresses.includes(address)).map(({ id, tokens }) => ({ id, tokens }))).toEqual([
    { id: state.care.coldStorage?.last?.txid, tokens: seen.amountSat },
  ]);

  const { tower } = await getTowerServerInfo({ lnd: adminOf(hub) });
  const uri = `${tower?.public_key}@127.0.0.1:${hub.towerPort}`;
  expect(await refusal(call.care.addWatchtower({ uri: 'a tower', pin: OWNER_PIN }))).toBe('TOWER_REFUSED');
  await call.care.addWatchtower({ uri, pin: OWNER_PIN });
  await told(({ care }) => Array.isArray(care.watchtowers) && care.watchtowers.some(({ state: is }) => is === 'watching'));
  await told(({ care }) => care.backups?.newest != null);
  const { fileName, base64 } = await call.care.backup();
  expect(await careOf(node).verifyBackup(Buffer.from(base64, 'base64'))).toBe(true);
  expect(fileName).toContain(node.nodeId.slice(0, 16));
});

it.each([
  ['mainnet’s', 'bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4'],
  ['the testnets’', 'tb1qw508d6qejxtdg4y5r3zarvary0c5xw7kxpjzsx'],
  ['regtest’s', 'bcrt1qw508d6qejxtdg4y5r3zarvary0c5xw7kygt080'],
  ['the first kind of mainnet’s', '1BvBMSEYstWetqTFn5Au4m4GFg7xJaNVN2'],
  ['with a letter wrong, any', 'sb1qw508d6qejxtdg4y5r3zarvary0c5xw7k4gqjzr'],
  ['a public key, and no', '02a3aaf93cec993f00226f96975321cc35d2be7ffe44a8e01cb70858883a3a2b7e'],
])('%s address is none to move money to', async (_whose, address) => {
  expect(await careOf(node).takesAddress(address)).toBe(false);
});

it.each(['p2wpkh', 'p2tr', 'np2wpkh'] as const)('an address of its own network is one to move money to: %s', async (format) => {
  const { address } = await createChainAddress({ lnd: adminOf(network.description.hub), format });
  expect(await careOf(node).takesAddress(address)).toBe(true);
});
