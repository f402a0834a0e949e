// A new lnd's wallet: its seed, made by lnd itself, and the wallet from it.
import { onChannel } from './credentials.ts';
import type { NodeAddress } from './dial.ts';
import { lnService } from './libraries.ts';

/** 24 words. Nothing is kept of them by the node before a wallet is made. Throws NodeError. */
export function makeSeed(node: NodeAddress): Promise<string[]> {
  return onChannel({ ...node, macaroonHex: '' }, async (lnd) => (await lnService().createSeed({ lnd })).seed.split(' '));
}

/** Resolves when the wallet is on the node's disk; it is `starting` for a while then. Throws NodeError. */
export function createWallet(node: NodeAddress, seed: readonly string[], password: string): Promise<void> {
  return onChannel({ ...node, macaroonHex: '' }, async (lnd) => {
    await lnService().createWallet({ lnd, password, seed: seed.join(' ') });
  });
}
