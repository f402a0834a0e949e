// Who a node is and how it stands, in our words.
import { z } from 'zod';
import { networkPrefix, readPaymentRequest } from '../bolt11.ts';
import type { NodeInfo } from '../lightning-node.ts';
import type { NodeIdentity } from './client.ts';
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

const codesSchema = z.object({ invoices: z.array(z.object({ payment_request: z.string() })) });

/** The newest invoices may have no code (keysend), or be signed by a key of their own (blinded paths). */
const CODES_LOOKED_AT = 20;

/**
 * Whether a code that the node made says who it is. GetInfo says it always, but waits for the node's chain: as long as that is away,
 * and some ten seconds more. Money comes in meanwhile.
 */
export async function provesToBe(lnd: Lnd, { nodeId, prefix }: NodeIdentity): Promise<boolean> {
  const { invoices } = codesSchema.parse(await ask(lnd.default, 'listInvoices', { num_max_invoices: CODES_LOOKED_AT, reversed: true }));
  return invoices.some(({ payment_request: code }) => {
    if (code === '' || networkPrefix(code) !== prefix) return false;
    try {
      return readPaymentRequest(code).payee === nodeId;
    } catch {
      return false;
    }
  });
}

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
