// Looking after a node, in our words: what protects the shop's money when the node is lost.

export interface Watchtower {
  /** The tower's public key, hex. */
  towerId: string;
  sockets: string[];
  /** Whether channel states go to it now. */
  active: boolean;
}

export interface NodeCare {
  /** The backup of all channels as it is now, encrypted by the node under its seed (SCB, multi-channel). */
  channelBackup(): Promise<Uint8Array>;
  /** Told with each change of the channels. `onEnd` once when it breaks. Disposer. */
  onChannelBackup(listener: (backup: Uint8Array) => void, onEnd: () => void): () => void;
  /** Whether the node can read this backup. */
  verifyBackup(backup: Uint8Array): Promise<boolean>;
  /** Null when the node does not watch through towers at all. */
  watchtowers(): Promise<Watchtower[] | null>;
}
