// Looking after a node, in our words: what protects the shop's money when the node is lost, and how much lies on it.

import type { WatchtowerView } from '../../shared/lightning-care.ts';

export interface ChannelBackup {
  /** Encrypted by the node under its seed (SCB, multi-channel): whoever has the seed gets the channels' money back with it. */
  bytes: Uint8Array;
  channelCount: number;
}

/** The node's money on chain. */
export interface ChainFunds {
  /** Confirmed, without what the node keeps back. */
  spendableSat: number;
  /** What the node keeps back to close its channels with. */
  reservedSat: number;
}

export interface NodeCare {
  /** All channels as they are now. Throws NodeError, as all here do. */
  channelBackup(): Promise<ChannelBackup>;
  /** Told with each change of the channels. `onEnd` once when it breaks. Disposer. */
  onChannelBackup(listener: (backup: ChannelBackup) => void, onEnd: () => void): () => void;
  /** Whether the node can read this backup. */
  verifyBackup(bytes: Uint8Array): Promise<boolean>;
  /** Null when the node does not watch through towers at all. */
  watchtowers(): Promise<WatchtowerView[] | null>;
  chainFunds(): Promise<ChainFunds>;
  /** Whether it is an address of the node's network. */
  takesAddress(address: string): Promise<boolean>;
  /** What it costs to send so much there within about an hour. Refused when there is not enough for both. */
  sendingCost(request: { address: string; amountSat: number }): Promise<{ feeSat: number; satPerVbyte: number }>;
  /** The transaction that was sent with this label; null when the node has sent none. */
  findSent(label: string): Promise<{ txid: string } | null>;
}
