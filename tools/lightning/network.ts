// A Lightning network on this machine: customer -> hub -> merchant, three LND nodes over btcd on simnet, with channels that
// have money on both sides. Everything of it is in one folder, and ends with this process.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { addPeer, createChainAddress, getChannels, getRouteToDestination, getWalletInfo, openChannel, sendToChainAddresses } from 'ln-service';
import { getBinaries } from './binaries.ts';
import { type Btcd, blockHeight, type ChainDescription, mineBlocks, startBtcd } from './btcd.ts';
import { adminOf, type LndNode, type NodeDescription, startLnd } from './lnd.ts';
import { createPrograms } from './programs.ts';
import { until } from './until.ts';

/** One channel of the hub's to a node. */
export interface ChannelPlan {
  capacitySat: number;
  /** What is on the node's side: what it can send. The hub keeps the rest, which the node can receive. */
  ownSat: number;
  /** Not told to the network: a payer finds it by the invoice's hints only. */
  isPrivate?: boolean;
}

export interface NetworkOptions {
  dir: string;
  customerChannels?: readonly ChannelPlan[];
  merchantChannels?: readonly ChannelPlan[];
  /** More of the merchant's command line. */
  merchantArgs?: readonly string[];
}

/** How a network is reached; also from a process that did not start it. */
export interface NetworkDescription {
  dir: string;
  chain: ChainDescription;
  customer: NodeDescription;
  hub: NodeDescription;
  merchant: NodeDescription;
}

export interface Network {
  description: NetworkDescription;
  btcd: Btcd;
  customer: LndNode;
  hub: LndNode;
  merchant: LndNode;
  stop(): Promise<void>;
}

/** Written when all is ready. */
const NETWORK_FILE = 'network.json';
const CHANNEL: ChannelPlan = { capacitySat: 10_000_000, ownSat: 2_000_000 };
const CUSTOMER_CHANNEL: ChannelPlan = { capacitySat: 10_000_000, ownSat: 8_000_000 };
/** For payments on chain. */
const CHAIN_MONEY_SAT = 100_000_000;
/** More than the 300 after which simnet has SegWit; those before the last 100 can be spent. */
const FIRST_BLOCKS = 400;
/** A public channel is announced at so many confirmations (BOLT 7). */
const ANNOUNCED_AFTER = 6;

export async function startNetwork({
  dir,
  customerChannels = [CUSTOMER_CHANNEL],
  merchantChannels = [CHANNEL],
  merchantArgs = [],
}: NetworkOptions): Promise<Network> {
  const binaries = await getBinaries();
  mkdirSync(dir, { recursive: true });
  const programs = createPrograms();
  const running: { stop(): Promise<void> }[] = [];
  const stop = async () => {
    // A node that has lost its chain takes long to end: the chain goes last.
    const [btcd, ...nodes] = running.splice(0);
    await Promise.all(nodes.map((node) => node.stop()));
    await btcd?.stop();
  };
  const started = <T extends { stop(): Promise<void> }>(program: T): T => {
    running.push(program);
    return program;
  };
  const lnd = (name: string, chain: ChainDescription | null, more: { tower?: boolean; args?: readonly string[] } = {}) =>
    startLnd(programs, binaries.lnd, { name, dir: join(dir, name), chain, ...more });

  try {
    const miningAddress = await withoutChain(await lnd('hub', null));
    const btcd = started(await startBtcd({ programs, file: binaries.btcd, dir: join(dir, 'btcd'), miningAddress }));
    const chain = btcd.description;
    await mineBlocks(chain, FIRST_BLOCKS);
    const [customer, hub, merchant] = await Promise.all([
      lnd('customer', chain).then(started),
      lnd('hub', chain, { tower: true }).then(started),
      lnd('merchant', chain, { args: merchantArgs }).then(started),
    ]);
    const description = { dir, chain, customer: customer.description, hub: hub.description, merchant: merchant.description };
    await settled(description);

    for (const plan of customerChannels) await openFromHub(description, description.customer, plan);
    for (const plan of merchantChannels) await openFromHub(description, description.merchant, plan);
    await giveChainMoney(description);
    await mine(description, ANNOUNCED_AFTER);
    await untilUsable(description.customer, customerChannels.length);
    await untilUsable(description.merchant, merchantChannels.length);
    await untilUsable(description.hub, customerChannels.length + merchantChannels.length);
    if (customerChannels.length > 0 && merchantChannels.some((plan) => !plan.isPrivate)) await untilRoute(description);
    writeFileSync(join(dir, NETWORK_FILE), JSON.stringify(description, null, 2));
    return { description, btcd, customer, hub, merchant, stop };
  } catch (cause) {
    await stop();
    throw cause;
  }
}

/** The network that was started in `dir`, by whatever process. */
export function readNetwork(dir: string): NetworkDescription {
  return JSON.parse(readFileSync(join(dir, NETWORK_FILE), 'utf8')) as NetworkDescription;
}

/** Makes blocks, and waits until all nodes have seen them. */
export async function mine(network: NetworkDescription, count: number): Promise<void> {
  await mineBlocks(network.chain, count);
  await settled(network);
}

/** Resolves when all nodes are where the chain is. */
async function settled({ chain, customer, hub, merchant }: NetworkDescription): Promise<void> {
  const height = await blockHeight(chain);
  for (const node of [customer, hub, merchant]) {
    const lnd = adminOf(node);
    await until(`${node.name} is at block ${height}`, async () => {
      const info = await getWalletInfo({ lnd });
      return info.is_synced_to_chain && info.current_block_height >= height;
    });
  }
}

/** An address of a node that has no chain yet: btcd wants to know whom it mines for, and the nodes want a btcd. */
async function withoutChain(node: LndNode): Promise<string> {
  const { address } = await createChainAddress({ lnd: adminOf(node.description), format: 'p2wpkh' });
  await node.stop();
  return address;
}

export async function openFromHub(
  { hub }: NetworkDescription,
  node: NodeDescription,
  { capacitySat, ownSat, isPrivate = false }: ChannelPlan,
): Promise<void> {
  const lnd = adminOf(hub);
  // A wallet may be behind its node for a moment, and has no money until it has caught up.
  await until(`the hub opens a channel to ${node.name}`, async () => {
    await addPeer({ lnd, public_key: node.nodeId, socket: `127.0.0.1:${node.peerPort}` });
    return openChannel({
      lnd,
      partner_public_key: node.nodeId,
      local_tokens: capacitySat,
      give_tokens: ownSat,
      is_private: isPrivate,
      chain_fee_tokens_per_vbyte: 2,
    });
  });
}

async function giveChainMoney({ hub, customer, merchant }: NetworkDescription): Promise<void> {
  const send_to = await Promise.all(
    [customer, merchant].map(async (node) => ({
      address: (await createChainAddress({ lnd: adminOf(node), format: 'p2wpkh' })).address,
      tokens: CHAIN_MONEY_SAT,
    })),
  );
  await sendToChainAddresses({ lnd: adminOf(hub), send_to, fee_tokens_per_vbyte: 2 });
}

async function untilUsable(node: NodeDescription, count: number): Promise<void> {
  const lnd = adminOf(node);
  await until(`${count} channels of ${node.name}`, async () => {
    const { channels } = await getChannels({ lnd, is_active: true });
    return channels.length >= count;
  });
}

async function untilRoute({ customer, merchant }: NetworkDescription): Promise<void> {
  const lnd = adminOf(customer);
  await until('the customer knows the way to the merchant', async () => {
    const { route } = await getRouteToDestination({ lnd, destination: merchant.nodeId, tokens: 1 });
    return route !== undefined;
  });
}
