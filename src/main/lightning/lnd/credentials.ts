// A macaroon is a key to a node, with its rights written on it. What the till asks of one before it runs on it: to do all
// that the till does, and nothing more. Given the owner's, it makes its own: one to receive with, and one per manager to spend with.
import type { NodeInfo } from '../lightning-node.ts';
import type { NodeAccess, NodeAddress, ServerAddress } from './dial.ts';

/** What the till runs on, as lnd writes rights: `entity:action`. It asks for money and looks; it cannot spend. */
export const RECEIVING_RIGHTS = [
  'address:read',
  'address:write',
  'info:read',
  'invoices:read',
  'invoices:write',
  'offchain:read',
  'onchain:read',
] as const;

/** What refunds and sweeps are done with. */
export const SPENDING_RIGHTS = ['info:read', 'offchain:read', 'offchain:write', 'onchain:read', 'onchain:write'] as const;

/** What is needed of an owner's macaroon to make, list and revoke others. */
export const BAKING_RIGHTS = ['macaroon:generate', 'macaroon:write'] as const;

/** What is written on a macaroon. It can be read without asking the node, and does not say whether the node still honours it. */
export interface MacaroonContent {
  /** `entity:action`, sorted; a right to one call only is `uri:/package.Service/Method`. */
  rights: string[];
  /** A node revokes all macaroons of a root key at once. Decimal; '0' is the node's own. */
  rootKeyId: string;
  /** Restrictions on it (an end, an IP address), as they are written. */
  caveats: string[];
}

export interface BakedMacaroon {
  macaroonHex: string;
  /** Its own: revoking it revokes nothing else. Decimal. */
  rootKeyId: string;
}

export interface ServerCertificate {
  /** The server's own certificate, without those that vouch for it. */
  certPem: string;
  /** SHA-256 of its DER, lower-case hex. */
  fingerprint: string;
  /** Ends of its validity. */
  validFromMs: number;
  validToMs: number;
}

/** `absent`: the node has no wallet yet. */
export type WalletStatus = 'absent' | 'locked' | 'starting' | 'ready';

/** Throws NodeError `refused` when it is no macaroon of a node. */
export function readMacaroon(_macaroonHex: string): MacaroonContent {
  throw new Error('to come');
}

/** Those of the rights in question that a macaroon does not have. Throws NodeError `refused` when it is none. */
export function rightsMissing(_macaroonHex: string, _rights: readonly string[]): string[] {
  throw new Error('to come');
}

/** Rights it has beyond the till's own: any of these is a reason not to run on it. Throws NodeError `refused` when it is none. */
export function rightsBeyondReceiving(_macaroonHex: string): string[] {
  throw new Error('to come');
}

/** Who answers there, asked with this macaroon. Throws NodeError: `certificate`, `denied`, `locked`, `starting`, `unreachable`. */
export async function askWho(_access: NodeAccess): Promise<NodeInfo> {
  throw new Error('to come');
}

/** A macaroon with RECEIVING_RIGHTS and a root key of its own. Throws NodeError. */
export async function bakeReceiving(_owner: NodeAccess, _randomBytes: (size: number) => Uint8Array): Promise<BakedMacaroon> {
  throw new Error('to come');
}

/** A macaroon with SPENDING_RIGHTS and a root key of its own. Throws NodeError. */
export async function bakeSpending(_owner: NodeAccess, _randomBytes: (size: number) => Uint8Array): Promise<BakedMacaroon> {
  throw new Error('to come');
}

/** Makes the node forget a root key, and with it all macaroons of it. Throws NodeError. */
export async function revoke(_owner: NodeAccess, _rootKeyId: string): Promise<void> {
  throw new Error('to come');
}

/** The certificate that is shown there; nothing is said to whoever shows it. Throws NodeError `unreachable`. */
export async function probeCertificate(_server: ServerAddress): Promise<ServerCertificate> {
  throw new Error('to come');
}

/** Asked without a macaroon. Throws NodeError: `certificate`, `unreachable`. */
export async function walletStatus(_node: NodeAddress): Promise<WalletStatus> {
  throw new Error('to come');
}

/** Resolves when the node has taken the password; it is `starting` for a while then. A wrong password is `refused`. */
export async function unlockWallet(_node: NodeAddress, _password: string): Promise<void> {
  throw new Error('to come');
}
