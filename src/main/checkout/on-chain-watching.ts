// Why money on chain cannot be missed: a wake-up whenever the node's wallet sees something, asked for again whenever that
// breaks; and a look at start and each minute, from the block up to which everything is dealt with. Looking again changes nothing.
import type { ChainWallet } from '../lightning/chain-wallet.ts';
import type { Log } from '../log.ts';
import type { ChainStore } from '../store/chain-store.ts';
import type { OnChain } from './on-chain.ts';
import { BURIED_AT } from './on-chain-rules.ts';

const LOOK_EVERY_MS = 60_000;
const FIRST_RETRY_MS = 250;
const LAST_RETRY_MS = 5_000;

export interface OnChainWatchingParts {
  wallet: ChainWallet;
  nodeId: string;
  /** The height of the node's newest block. */
  blockHeight: () => Promise<number>;
  store: ChainStore;
  onChain: OnChain;
  log: Log;
}

export interface OnChainWatching {
  /** Resolves when all that reached the node by now is recorded. Throws NodeError, DISK_FULL or STORE_FAILED; it is tried again. */
  look(): Promise<void>;
  close(): void;
}

export function startOnChainWatching({ wallet, nodeId, blockHeight, store, onChain, log }: OnChainWatchingParts): OnChainWatching {
  let closed = false;
  let looking: Promise<void> | null = null;
  let lookAgain = false;
  let stopListening: (() => void) | null = null;
  const timers = new Set<NodeJS.Timeout>();

  const later = (delayMs: number, work: () => void) => {
    if (closed) return;
    const timer = setTimeout(() => {
      timers.delete(timer);
      work();
    }, delayMs);
    timers.add(timer);
  };

  /** What came before the till knew the node is not the till's; what it has recorded is looked at until it is buried. */
  const start = async () => {
    const tipHeight = await blockHeight();
    return Math.min(tipHeight, ...store.pending(nodeId).map((receipt) => receipt.tipHeight - BURIED_AT));
  };

  const readOn = async () => {
    do {
      lookAgain = false;
      const afterHeight = store.cursor(nodeId) ?? (await start());
      const seen = await wallet.receipts(afterHeight);
      if (closed) return;
      onChain.apply(seen);
      // Whatever is not buried yet is above it, and is seen again with the next look.
      store.setCursor(nodeId, Math.max(afterHeight, seen.tipHeight - BURIED_AT));
    } while (lookAgain && !closed);
  };

  const look = (): Promise<void> => {
    lookAgain = true;
    looking ??= readOn().finally(() => {
      looking = null;
    });
    return looking;
  };

  let retryMs = FIRST_RETRY_MS;
  let retrying = false;
  const lookNow = () => {
    look().then(
      () => {
        retryMs = FIRST_RETRY_MS;
      },
      (cause: unknown) => {
        if (closed || retrying) return;
        log.error('on_chain.look_failed', cause);
        retrying = true;
        later(retryMs, () => {
          retrying = false;
          retryMs = Math.min(retryMs * 2, LAST_RETRY_MS);
          lookNow();
        });
      },
    );
  };

  const listen = (nextRetryMs: number) => {
    stopListening = wallet.onReceipt(lookNow, () => later(nextRetryMs, () => listen(Math.min(nextRetryMs * 2, LAST_RETRY_MS))));
    // What came while nobody listened.
    lookNow();
  };

  listen(FIRST_RETRY_MS);
  const regular = setInterval(lookNow, LOOK_EVERY_MS);
  return {
    look,
    close() {
      closed = true;
      stopListening?.();
      clearInterval(regular);
      for (const timer of timers) clearTimeout(timer);
      timers.clear();
    },
  };
}
