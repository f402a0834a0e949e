// Who a node is and how it stands, in our words.
import type { NodeInfo } from '../lightning-node.ts';
import { ask, type Lnd } from './services.ts';

/** The part of lnrpc.GetInfoResponse that is used. */
interface InfoReply {
  version: string;
  identity_pubkey: string;
  alias: string;
  num_active_channels: number;
  num_peers: number;
  block_height: number;
  synced_to_chain: boolean;
  best_header_timestamp: string;
  chains: { network: string }[];
}

/** BOLT 11's prefixes by lnd's names of the networks. */
const PREFIXES: Readonly<Record<string, string>> = {
  mainnet: 'lnbc',
  testnet: 'lntb',
  testnet4: 'lntb',
  signet: 'lntbs',
  regtest: 'lnbcrt',
  simnet: 'lnsb',
};

export async function askInfo(lnd: Lnd): Promise<NodeInfo> {
  const reply = await ask<InfoReply>(lnd.default, 'getInfo', {});
  const network = reply.chains[0]?.network ?? '';
  const blockAtSec = Number(reply.best_header_timestamp);
  return {
    nodeId: reply.identity_pubkey,
    alias: reply.alias,
    // A network that we have no name for is still not another one.
    prefix: PREFIXES[network] ?? network,
    // What follows the space says which build it is.
    version: reply.version.split(' ')[0] ?? '',
    syncedToChain: reply.synced_to_chain,
    blockHeight: reply.block_height,
    blockAtMs: blockAtSec === 0 ? null : blockAtSec * 1000,
    peerCount: reply.num_peers,
    activeChannelCount: reply.num_active_channels,
  };
}
