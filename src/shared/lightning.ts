// What screens know of the shop's node and of how it takes money: its troubles, and the settings that a manager makes.
import { z } from 'zod';

/** Why nothing can be asked of a node now. The screen has words for each. */
export const NODE_TROUBLES = [
  'unreachable', // no answer at its address
  'certificate', // another certificate than the one that was pinned
  'denied', // the macaroon was revoked, or may not do this
  'locked', // its wallet is locked
  'starting', // it answers, and is not ready yet
  'busy', // it is there, and did not get this done in time: what asks its chain waits as long as that is away
  'other_node', // another node answers at this address
  'other_network', // it is on another network than before
] as const;
export type NodeTrouble = (typeof NODE_TROUBLES)[number];

/** Why what the till keeps sealed (how the node is reached, what pays out) cannot be used here. The screen has words for each. */
export const SECRETS_TROUBLES = [
  'key_missing', // the key file is gone: another machine, or it was deleted
  'key_wrong', // another key file or passphrase than the one it was sealed with
  'key_exposed', // others on this machine may read the key file
  'key_unavailable', // the keychain is locked, or the key file cannot be read or written
  'key_elsewhere', // sealed with a keychain, a passphrase or a key file, and this start has another kind
  'tampered', // it was changed, or was sealed with another key
] as const;
export type SecretsTrouble = (typeof SECRETS_TROUBLES)[number];

/** What a node says of itself. */
export interface NodeInfo {
  /** The identity public key, hex. */
  nodeId: string;
  alias: string;
  /** The BOLT 11 human-readable prefix of its network: `lnbc`, `lntb`, `lntbs`, `lnbcrt`, `lnsb`. */
  prefix: string;
  /** What the node's software says of itself; empty when it does not. */
  version: string;
  syncedToChain: boolean;
  blockHeight: number;
  /** When the newest block was made, as its header says. Null where there is no chain. */
  blockAtMs: number | null;
  peerCount: number;
  activeChannelCount: number;
}

const minor = z.int().min(0).max(1_000_000_000_000);

/** How the shop takes and gives Lightning money. A manager's to change; each has a default that is right for most. */
export const lightningSettingsSchema = z.object({
  /** How long a code can be paid. */
  expirySeconds: z.int().min(60).max(3600),
  /** What the customer's wallet shows: `{shop}` and `{terminal}` stand for their names. Never a sale's id. */
  memo: z.string().trim().max(120),
  /** How payers find a node whose channels are private. `hints` names the channel's peers, `blinded` hides the node. */
  route: z.enum(['hints', 'blinded']),
  /** Hold the money until the cashier has checked (age, stock), then take it or give it back. */
  checkFirst: z.boolean(),
  onChain: z.object({
    /** The code can also be paid on chain. */
    enabled: z.boolean(),
    /** Up to this much is taken unconfirmed; 0 for never. */
    zeroConfMaxMinor: minor,
    /** How many blocks the rest has to wait for. */
    confirmations: z.int().min(1).max(6),
  }),
  refund: z.object({
    /** Which rate turns the refunded fiat amount into sat. */
    rate: z.enum(['original', 'today']),
    /** Fees that a refund may cost, in parts per million of it. */
    maxFeePpm: z.int().min(0).max(100_000),
  }),
  /** A folder (on another disk, a USB stick) that each change of the channels is backed up to; its whole path. */
  backupDir: z
    .string()
    .trim()
    .max(500)
    .regex(/^(\/|[A-Za-z]:[\\/]|\\\\)/)
    .nullable(),
  /** Above the threshold the node's chain money goes to this address, when a manager opens spending. */
  coldStorage: z.object({ address: z.string().trim().min(14).max(100), thresholdSat: z.int().min(10_000).max(2_100_000_000_000_000) }).nullable(),
});
export type LightningSettings = z.infer<typeof lightningSettingsSchema>;

export const DEFAULT_LIGHTNING_SETTINGS: LightningSettings = {
  expirySeconds: 600,
  memo: '{shop}',
  route: 'hints',
  checkFirst: false,
  onChain: { enabled: false, zeroConfMaxMinor: 0, confirmations: 1 },
  refund: { rate: 'original', maxFeePpm: 10_000 },
  backupDir: null,
  coldStorage: null,
};
