// What screens are told of Lightning before anyone presses Charge: is the node there and well, what can come in, which rate
// is in force. It looks again and again, after each settlement, and when somebody else found the node gone or back.

import type { CurrencyCode } from '../../shared/money.ts';
import type { LightningHealth, LightningState, NodeState } from '../../shared/state.ts';
import type { Log } from '../log.ts';
import type { RateSource } from '../rates/rate-source.ts';
import type { ChainWallet } from './chain-wallet.ts';
import { type Capacity, type LightningNode, NodeError } from './lightning-node.ts';

const LOOK_EVERY_MS = 20_000;
/** A node tells of a settlement before its channels show it. */
const LOOK_AFTER_SETTLEMENT_MS = 500;

/** Clocks of machines that are looked after differ by less. */
const CLOCKS_AGREE_MS = 120_000;

/** A usual payment on chain: one coin, to the payee and back to the payer (P2WPKH). */
const PAYMENT_VBYTES = 141;

const ANSWERS: ReadonlySet<LightningHealth> = new Set(['ready', 'unsynced']);

export interface LightningStateParts {
  node: LightningNode | null;
  /** Why there is none, where there is none. */
  without: 'missing' | 'sealed';
  /** Of the network that a node of the shop's own is on; null for the practice node. */
  prefix: string | null;
  rates: RateSource;
  currency: () => CurrencyCode;
  nowMs: () => number;
  publish: (state: LightningState) => void;
  publishNode: (state: NodeState) => void;
  log: Log;
}

export interface LightningWatch {
  /** Somebody spoke to the node. */
  contact(reachable: boolean): void;
  /** What the node's clock is ahead of the till's, ms: as a code shows it that it has made just now. */
  clock(offMs: number): void;
  /** The node was restored or moved, as its settlements show. */
  countedAnew(): void;
  /** Whether the node answers, as far as is known. */
  isReachable(): boolean;
  /** Another quote may be in force. */
  rateChanged(): void;
  close(): void;
}

export function watchLightningState({
  node,
  without,
  prefix,
  rates,
  currency,
  nowMs,
  publish,
  publishNode,
  log,
}: LightningStateParts): LightningWatch {
  let health: LightningHealth = node ? 'ready' : without;
  let healthSinceMs = nowMs();
  let heard: NodeState['heard'] = null;
  let capacity: Capacity | null = null;
  let chainFeeSat: number | null = null;
  let clockOffMs = 0;
  let countedAnewAtMs: number | null = null;
  let told = '';
  let looking = false;
  let lookAgain = false;
  let afterSettlement: NodeJS.Timeout | undefined;
  let closed = false;

  const tell = () => {
    // A node that answers late must not be told of for the shop that has been opened since.
    if (closed) return;
    const answer = rates.quote(currency(), nowMs());
    const rate: LightningState['rate'] = answer.ok ? { ok: true, ...answer.quote } : { ok: false, reason: answer.reason };
    const state: LightningState = {
      health,
      nodeName: heard?.alias ?? '',
      prefix,
      canReceiveSat: capacity?.largestSat ?? null,
      canReceiveSingleSat: capacity?.largestSingleSat ?? null,
      chainFeeSat,
      rate,
      clockOffMs,
    };
    // The time of a quote alone is no news.
    const news = JSON.stringify({ ...state, rate: rate.ok ? { ...rate, quotedAtMs: 0 } : rate });
    if (news === told) return;
    told = news;
    publish(state);
  };
  const tellNode = () => {
    if (!closed) publishNode({ healthSinceMs, heard, countedAnewAtMs });
  };
  const become = (next: LightningHealth) => {
    if (next !== health) {
      health = next;
      healthSinceMs = nowMs();
      tellNode();
    }
    tell();
  };

  const look = async () => {
    if (!node) return tell();
    if (looking) {
      lookAgain = true;
      return;
    }
    looking = true;
    try {
      const info = await node.info();
      capacity = await node.capacity();
      chainFeeSat = node.chain && (await paymentFeeSat(node.chain));
      heard = { atMs: nowMs(), ...info };
      become(info.syncedToChain ? 'ready' : 'unsynced');
      tellNode();
    } catch (cause) {
      const trouble = healthAfter(cause);
      // Once, and not at each look while it lasts.
      if (trouble !== health && !closed) log.warn('lightning.trouble', { trouble, reason: cause instanceof Error ? cause.message : String(cause) });
      become(trouble);
    } finally {
      looking = false;
    }
    if (lookAgain && !closed) {
      lookAgain = false;
      await look();
    }
  };
  const lookNow = () => void look();

  tell();
  tellNode();
  lookNow();
  const timer = setInterval(lookNow, LOOK_EVERY_MS);
  const stopListening = node?.onSettlement(() => {
    afterSettlement ??= setTimeout(() => {
      afterSettlement = undefined;
      lookNow();
    }, LOOK_AFTER_SETTLEMENT_MS);
  });
  return {
    contact(reachable) {
      if (!node || reachable === ANSWERS.has(health)) return tell();
      become(reachable ? 'ready' : 'unreachable');
      // Which trouble it is, or how the node is now that it is back, it says itself.
      lookNow();
    },
    rateChanged: tell,
    clock(offMs) {
      clockOffMs = Math.abs(offMs) > CLOCKS_AGREE_MS ? offMs : 0;
      tell();
    },
    countedAnew() {
      countedAnewAtMs = nowMs();
      tellNode();
    },
    isReachable: () => ANSWERS.has(health),
    close() {
      closed = true;
      stopListening?.();
      clearTimeout(afterSettlement);
      clearInterval(timer);
    },
  };
}

/** A node that is there and busy waits for its chain, or is far behind it. */
function healthAfter(cause: unknown): LightningHealth {
  if (!(cause instanceof NodeError)) return 'unreachable';
  return cause.trouble === 'busy' ? 'unsynced' : cause.trouble;
}

/** Null where the node has no estimate: it is a hint, and says nothing of the node's health. */
async function paymentFeeSat(wallet: ChainWallet): Promise<number | null> {
  try {
    return Math.ceil((await wallet.fees()).hourSatPerVbyte * PAYMENT_VBYTES);
  } catch (cause) {
    if (cause instanceof NodeError && cause.kind === 'refused') return null;
    throw cause;
  }
}
