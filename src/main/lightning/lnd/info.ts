// Who a node is and how it stands, in our words.
import { z } from 'zod';
import type { NodeInfo } from '../lightning-node.ts';
import { ask, type Lnd } from './services.ts';

/** The part of lnrpc.GetInfoResponse that is used; 64-bit numbers come as decimal strings. */
const infoSchema = z.object({
  version: z.string(),
  identity_pubkey: z.string(),
  alias: z.string(),
  num_active_channels: z.int(),
  num_peers: z.int(),
  block_height: z.int(),
  synced_to_chain: z.boolean(),
  best_header_timestamp: z.string().transform(Number),
  chains: z.array(z.object({ network: z.string() })),
});

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
  const reply = infoSchema.parse(await ask(lnd.default, 'getInfo', {}));
  const network = reply.chains[0]?.network ?? '';
  return {
    nodeId: reply.identity_pubkey,
    alias: reply.alias,
    // A network that we have no name for is still not another one.
    prefix: PREFIXES[network] ?? network,
    // What follows the space says which build it is.
    version: reply.version.split(' ')[0] ?? '',
    syncedToChain: reply.synced_to_chain,
    blockHeight: reply.block_height,
    blockAtMs: reply.best_header_timestamp > 0 ? reply.best_header_timestamp * 1000 : null,
    peerCount: reply.num_peers,
    activeChannelCount: reply.num_active_channels,
  };
}
