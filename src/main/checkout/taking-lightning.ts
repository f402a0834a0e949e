// Taking Lightning, put together: codes made, asked for ahead, held and closed, and everything that the node says of money
// watched over.
import type { ChainWallet } from '../lightning/chain-wallet.ts';
import type { LightningNode } from '../lightning/lightning-node.ts';
import type { Log } from '../log.ts';
import type { RateSource } from '../rates/rate-source.ts';
import type { AttentionStore } from '../store/attention-store.ts';
import type { ChainStore } from '../store/chain-store.ts';
import type { ShopSettings } from '../store/facts/shop-facts.ts';
import type { Journal } from '../store/journal.ts';
import type { SaleStore } from '../store/sale-store.ts';
import type { UnseenInvoices } from '../store/unseen-invoices.ts';
import { type AskingAhead, startAskingAhead } from './asking-ahead.ts';
import type { Completion } from './completion.ts';
import type { Hand } from './hand.ts';
import { createHeld, type Held, type HeldParts } from './held.ts';
import { createInvoiceMaker } from './invoice-maker.ts';
import { createInvoices, type Invoices } from './invoices.ts';
import { createOnChain } from './on-chain.ts';
import { createOnChainAddresses } from './on-chain-addresses.ts';
import { type OnChainWatching, startOnChainWatching } from './on-chain-watching.ts';
import type { OpenSales } from './open-sales.ts';
import { createSettlements } from './settlements.ts';
import { startWatching, type Watching, type WatchingParts } from './watching.ts';

export interface TakingLightningParts {
  hand: Hand;
  openSales: OpenSales;
  journal: Journal;
  sales: SaleStore;
  attention: AttentionStore;
  chain: ChainStore;
  unseen: UnseenInvoices;
  secrets: HeldParts['secrets'];
  completion: Completion;
  /** Null where no node is connected. */
  node: LightningNode | null;
  sinceMs: number;
  rates: RateSource;
  shop: () => ShopSettings;
  /** Whether the node answers, as far as is known: nothing is asked ahead of one that does not. */
  isReachable: () => boolean;
  onContact: WatchingParts['onContact'];
  onClock: (offMs: number) => void;
  onCountedAnew: () => void;
  /** What else is to be followed to its end at the node, each by its name. */
  follow: WatchingParts['follow'];
  randomBytes: (size: number) => Uint8Array;
  newId: () => string;
  nowMs: () => number;
  log: Log;
}

export interface TakingLightning {
  invoices: Invoices;
  held: Held;
  watching: Watching | null;
  /** Null where the node takes nothing on chain. */
  onChain: OnChainWatching | null;
  close(): void;
}

export function openTakingLightning(parts: TakingLightningParts): TakingLightning {
  const { node, hand, chain: store, shop, isReachable, log } = parts;
  const settlements = createSettlements({ ...parts, nodeId: node?.nodeId ?? '' });
  const maker = createInvoiceMaker({ ...parts, addresses: node?.chain ? createOnChainAddresses(node.chain, log) : null });
  const held = createHeld(parts);
  const watchChain = ({ nodeId, info, cancelInvoice }: LightningNode, wallet: ChainWallet) => {
    const closeForLightning = (paymentHash: string) =>
      cancelInvoice(paymentHash).catch((cause: unknown) => log.warn('on_chain.invoice_stays', { paymentHash, reason: String(cause) }));
    const facts = createOnChain({
      ...parts,
      store,
      settlements,
      nodeId,
      settings: () => shop().lightning.onChain,
      onPaid: (paymentHash) => void closeForLightning(paymentHash),
    });
    const isEnabled = () => shop().lightning.onChain.enabled;
    return startOnChainWatching({ wallet, nodeId, isEnabled, blockHeight: async () => (await info()).blockHeight, store, onChain: facts, log });
  };
  let ahead: AskingAhead | null = null;
  let watching: Watching | null = null;
  let onChain: OnChainWatching | null = null;
  const watch = (paymentHash: string) => {
    watching?.watch(paymentHash);
    onChain?.wake();
  };
  const invoices = createInvoices({
    ...parts,
    settlements,
    maker,
    held,
    ahead: () => ahead,
    lookOnChain: async () => onChain?.look(),
    watch,
  });
  if (node) {
    const follow = { 'held money': held.finish, 'unseen codes': maker.cancelUnseen, ...parts.follow };
    const onCountedAnew = (settleIndex: number) => {
      log.warn('lightning.node_counts_anew', { nodeId: node.nodeId, settleIndex });
      parts.journal.transact((append) => append('node_counted_anew', { nodeId: node.nodeId, settleIndex }, null));
      parts.onCountedAnew();
    };
    watching = startWatching({ ...parts, node, settlements, apply: invoices.apply, follow, onCountedAnew });
    ahead = startAskingAhead({ hand, maker, isReady: isReachable, log });
  }
  if (node?.chain) onChain = watchChain(node, node.chain);
  return {
    invoices,
    held,
    watching,
    onChain,
    close() {
      onChain?.close();
      ahead?.close();
      held.close();
      watching?.close();
    },
  };
}
