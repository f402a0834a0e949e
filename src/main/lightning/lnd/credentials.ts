// A macaroon is a key to a node, with its rights written on it. What the till asks of one before it runs on it: to do all
// that the till does, and nothing more. Given the owner's, it makes its own: one to receive with, and one per manager to spend with.
import type { NodeInfo } from '../lightning-node.ts';
import { openChannel } from './client.ts';
import { type NodeAccess, type NodeAddress, type ServerAddress, shownCertificate } from './dial.ts';
import { askInfo } from './info.ts';
import { lnService } from './libraries.ts';
import { readMacaroon } from './macaroon.ts';
import { ask, type Lnd } from './services.ts';
import { asNodeError, refusal, wordsOf } from './trouble.ts';

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

/** What is needed of an owner's macaroon to make others and to revoke them. */
export const BAKING_RIGHTS = ['macaroon:generate', 'macaroon:write'] as const;

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
  validFromMs: number;
  validToMs: number;
  /** A public authority vouches for it under the server's name. */
  vouched: boolean;
}

/** `absent`: the node has no wallet yet. */
export type WalletStatus = 'absent' | 'locked' | 'starting' | 'ready';

/** Those of the rights in question that a macaroon does not have. Throws NodeError `refused` when it is none. */
export function rightsMissing(macaroonHex: string, rights: readonly string[]): string[] {
  const has = new Set(readMacaroon(macaroonHex).rights);
  return rights.filter((right) => !has.has(right));
}

/** Rights it has beyond the till's own: any of these is a reason not to run on it. Throws NodeError `refused` when it is none. */
export function rightsBeyondReceiving(macaroonHex: string): string[] {
  const own = new Set<string>(RECEIVING_RIGHTS);
  return readMacaroon(macaroonHex).rights.filter((right) => !own.has(right));
}

/** Who answers there, asked with this macaroon. Throws NodeError: `certificate`, `denied`, `locked`, `starting`, `unreachable`. */
export function askWho(access: NodeAccess): Promise<NodeInfo> {
  return onChannel(access, askInfo);
}

/** A macaroon with RECEIVING_RIGHTS and a root key of its own. Throws NodeError. */
export function bakeReceiving(owner: NodeAccess, randomBytes: (size: number) => Uint8Array): Promise<BakedMacaroon> {
  return bake(owner, RECEIVING_RIGHTS, randomBytes);
}

/** A macaroon with SPENDING_RIGHTS and a root key of its own. Throws NodeError. */
export function bakeSpending(owner: NodeAccess, randomBytes: (size: number) => Uint8Array): Promise<BakedMacaroon> {
  return bake(owner, SPENDING_RIGHTS, randomBytes);
}

/** Makes the node forget a root key, and with it all macaroons of it; one that it does not know is forgotten. Throws NodeError. */
export function revoke(owner: NodeAccess, rootKeyId: string): Promise<void> {
  if (rootKeyId === '0') return Promise.reject(refusal("The node's own root key cannot be revoked."));
  return onChannel(owner, async (lnd) => {
    await ask(lnd.default, 'deleteMacaroonId', { root_key_id: rootKeyId });
  });
}

/** The certificate that is shown there; nothing is said to whoever shows it. Throws NodeError `unreachable`. */
export async function probeCertificate(server: ServerAddress): Promise<ServerCertificate> {
  const { certificate, vouched } = await shownCertificate(server);
  return {
    certPem: certificate.toString(),
    fingerprint: certificate.fingerprint256.replaceAll(':', '').toLowerCase(),
    validFromMs: certificate.validFromDate.getTime(),
    validToMs: certificate.validToDate.getTime(),
    vouched,
  };
}

/** Asked without a macaroon. Throws NodeError: `certificate`, `unreachable`. */
export async function walletStatus(node: NodeAddress): Promise<WalletStatus> {
  const status = await onChannel({ ...node, macaroonHex: '' }, (lnd) => lnService().getWalletStatus({ lnd }));
  if (status.is_absent) return 'absent';
  if (status.is_locked) return 'locked';
  return status.is_ready ? 'ready' : 'starting';
}

/** Resolves when the node has taken the password; it is `starting` for a while then. A wrong one, or none needed, is `refused`. */
export function unlockWallet(node: NodeAddress, password: string): Promise<void> {
  return onChannel({ ...node, macaroonHex: '' }, async (lnd) => {
    try {
      await lnService().unlockWallet({ lnd, password });
    } catch (cause) {
      if (/InvalidWalletUnlockPassword|ExpectedUnlockPassword|invalid passphrase/.test(wordsOf(cause))) {
        throw refusal('This is not the password of the wallet.');
      }
      if (/already unlocked|unknown service/.test(wordsOf(cause))) throw refusal('The wallet is not locked.');
      throw cause;
    }
  });
}

async function bake(owner: NodeAccess, rights: readonly string[], randomBytes: (size: number) => Uint8Array): Promise<BakedMacaroon> {
  // 64 bits of chance, as lnd counts them; 0 is the node's own.
  const rootKeyId = String(Buffer.from(randomBytes(8)).readBigUInt64BE() || 1n);
  const { macaroon } = await onChannel(owner, (lnd) => lnService().grantAccess({ lnd, id: rootKeyId, permissions: [...rights] }));
  return { macaroonHex: Buffer.from(macaroon, 'base64').toString('hex'), rootKeyId };
}

/** One question on a connection of its own, to whoever shows the certificate. Throws NodeError. */
export async function onChannel<T>(access: NodeAccess, question: (lnd: Lnd) => Promise<T>): Promise<T> {
  const channel = openChannel(access, () => undefined);
  try {
    return await question(channel.lnd);
  } catch (cause) {
    throw channel.failure() ?? asNodeError(cause);
  } finally {
    channel.hangUp();
  }
}
