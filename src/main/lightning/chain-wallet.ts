// Receiving on chain, in our words: addresses given out by the node, and what reached them.

/** An output that pays an address of the node's. */
export interface ChainReceipt {
  /** `txid:vout`: its own name for ever. */
  outpoint: string;
  address: string;
  amountSat: number;
  /** 0 while it waits in the mempool. */
  confirmations: number;
  /** Null while it is unconfirmed. */
  blockHeight: number | null;
  seenAtMs: number;
}

export interface ChainReceipts {
  /** The newest block that was considered. */
  tipHeight: number;
  /** Two unconfirmed ones can be of transactions that exclude each other. Money that the node moved itself is not among them. */
  receipts: ChainReceipt[];
}

export interface ChainFees {
  /** To be in a block within about an hour. */
  hourSatPerVbyte: number;
}

export interface ChainWallet {
  /** A new one each time: SegWit, bech32. Throws NodeError. */
  createAddress(): Promise<string>;
  /**
   * What reached the node's addresses in blocks above `afterHeight` and in the mempool. One that was there unconfirmed and is
   * not any more has been replaced.
   */
  receipts(afterHeight: number): Promise<ChainReceipts>;
  /** A wake-up whenever a transaction of the wallet's appears, and with each block. `onEnd` once when it breaks. Disposer. */
  onReceipt(listener: () => void, onEnd: () => void): () => void;
  fees(): Promise<ChainFees>;
}
