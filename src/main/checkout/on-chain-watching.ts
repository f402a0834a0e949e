// Why money on chain cannot be missed: a wake-up whenever the node's wallet sees something, asked for again whenever that
// breaks; and a look at start and each minute, from the block up to which everything is dealt with. Looking again changes nothing.
// It begins when the shop first takes money on chain, and goes on from then: an address that was shown can be paid for ever.
import type { ChainWallet } from '../lightning/chain-wallet.ts';
import type { Log } from '../log.ts';
import type { ChainStore } from '../store/chain-store.ts';
import type { OnChain } from './on-chain.ts';
import { BURIED_AT } from './on-chain-rules.ts';
import { createTimers } from './timers.ts';

const LOOK_EVERY_MS = 60_000;
const FIRST_RETRY_MS = 250;
const LAST_RETRY_MS = 5_000;

export interface OnChainWatchingParts {
  wallet: ChainWallet;
  nodeId: string;
  /** Whether the shop takes money on chain now. */
  isEnabled: () => boolean;
  /** The height of the node's newest block. */
  blockHeight: () => Promise<number>;
  store: ChainStore;
  onChain: OnChain;
  log: Log;
}

export interface OnChainWatching {
  /** Resolves when all that reached the node by now is recorded. Throws NodeError, DISK_FULL or STORE_FAILED; it is tried again. */
  look(): Promise<void>;
  /** A look, now. */
  wake(): void;
  close(): void;
}

export function startOnChainWatching({ wallet, nodeId, isEnabled, blockHeight, store, onChain, log }: OnChainWatchingParts): OnChainWatching {
  let closed = false;
  let looking: Promise<void> | null = null;
  let lookAgain = false;
  let stopListening: (() => void) | null = null;
  const timers = createTimers();

  const start = async (): Promise<number> => {
    const known = store.cursor(nodeId) ?? store.watchedAfter(nodeId);
    if (known !== null) return known;
    const tipHeight = await blockHeight();
    if (!closed) onChain.begin(tipHeight);
    return tipHeight;
  };

  const readOn = async () => {
    do {
      lookAgain = false;
      const afterHeight = await start();
      const seen = await wallet.receipts(afterHeight);
      if (closed) return;
      onChain.apply(seen.receipts);
      // Whatever is not buried yet is above it, and is seen again with the next look.
      store.setCursor(nodeId, Math.max(afterHeight, seen.tipHeight - BURIED_AT));
    } while (lookAgain && !closed);
  };

  const isWanted = () => isEnabled() || store.watchedAfter(nodeId) !== null;
  const look = async (): Promise<void> => {
    if (!isWanted()) return;
    lookAgain = true;
    looking ??= readOn().finally(() => {
      looking = null;
    });
    await looking;
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
        timers.after(retryMs, () => {
          retrying = false;
          retryMs = Math.min(retryMs * 2, LAST_RETRY_MS);
          lookNow();
        });
      },
    );
  };

  let listenRetryMs = FIRST_RETRY_MS;
  const listen = () => {
    const onEnd = () => {
      timers.after(listenRetryMs, listen);
      listenRetryMs = Math.min(listenRetryMs * 2, LAST_RETRY_MS);
    };
    stopListening = wallet.onReceipt(() => {
      listenRetryMs = FIRST_RETRY_MS;
      lookNow();
    }, onEnd);
    // What came while nobody listened.
    lookNow();
  };
  const wake = () => {
    if (stopListening) lookNow();
    else if (isWanted()) listen();
  };

  wake();
  const regular = setInterval(wake, LOOK_EVERY_MS);
  return {
    look,
    wake,
    close() {
      closed = true;
      stopListening?.();
      clearInterval(regular);
      timers.close();
    },
  };
}
