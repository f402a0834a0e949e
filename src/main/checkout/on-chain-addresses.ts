// Addresses for codes that can be paid on chain too: a new one for each code that is shown. One of a code that nobody saw goes to
// the next: a wallet that is restored from its seed looks only so far past the addresses that were used.
import type { ChainWallet } from '../lightning/chain-wallet.ts';
import type { Log } from '../log.ts';

/** Less than this a wallet will not send (Bitcoin Core's dust limit for the oldest kind of address, which many take for all). */
export const DUST_SAT = 546;

export interface OnChainAddresses {
  /** Null when the node gives none now: the code is good without one. */
  take(): Promise<string | null>;
  giveBack(address: string): void;
}

export function createOnChainAddresses(wallet: ChainWallet, log: Log): OnChainAddresses {
  let unseen: string[] = [];
  return {
    async take() {
      const [address, ...others] = unseen;
      unseen = others;
      if (address !== undefined) return address;
      try {
        return await wallet.createAddress();
      } catch (cause) {
        log.error('on_chain.no_address', cause);
        return null;
      }
    },
    giveBack(address) {
      unseen.push(address);
    },
  };
}
