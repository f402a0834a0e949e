// The key that files of the journal are signed with: Ed25519, its secret half sealed like all secrets, its public half a fact. A file
// that is signed with another key than the journal names is told from the shop's own.
import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject, sign, verify } from 'node:crypto';
import type { SecretName, Secrets } from '../secrets/secrets.ts';
import type { Journal } from '../store/journal.ts';
import type { SigningKeyStore } from '../store/signing-key-store.ts';

const NAME: SecretName = 'signing.key';

export interface SigningKey {
  /** 32 bytes, lower-case hex. */
  publicKey: string;
  /** PKCS#8. */
  secret: Buffer;
}

/**
 * The shop's key; made where there is none, or where the sealed one is not the one that the journal names (the secrets are older or
 * newer than the books). SECRETS_CLOSED.
 */
export function signingKeyOf(
  { secrets, journal, store }: { secrets: Secrets; journal: Journal; store: SigningKeyStore },
  staffId: string,
): SigningKey {
  const kept = keptSigningKey(secrets, store);
  if (kept) return kept;
  const fresh = generateKeyPairSync('ed25519').privateKey;
  const key = { publicKey: publicKeyOf(fresh), secret: fresh.export({ format: 'der', type: 'pkcs8' }) };
  journal.transact((append) => {
    append('signing_key_made', { publicKey: key.publicKey }, staffId);
    secrets.put(NAME, key.secret);
  });
  return key;
}

/** The key that is sealed, where it is the one that the journal names; else null. SECRETS_CLOSED. */
export function keptSigningKey(secrets: Pick<Secrets, 'read'>, store: SigningKeyStore): SigningKey | null {
  const secret = secrets.read(NAME);
  if (!secret) return null;
  const publicKey = publicKeyOf(privateKey(secret));
  return publicKey === store.publicKey() ? { publicKey, secret } : null;
}

/** The signature of a text, lower-case hex. */
export function signed(text: string, secret: Uint8Array): string {
  return sign(null, Buffer.from(text), privateKey(secret)).toString('hex');
}

export function isSigned(text: string, signature: string, publicKey: string): boolean {
  const x = Buffer.from(publicKey, 'hex').toString('base64url');
  let key: KeyObject;
  try {
    key = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x }, format: 'jwk' });
  } catch {
    // Not every 32 bytes are a key.
    return false;
  }
  return verify(null, Buffer.from(text), key, Buffer.from(signature, 'hex'));
}

function privateKey(secret: Uint8Array): KeyObject {
  return createPrivateKey({ key: Buffer.from(secret), format: 'der', type: 'pkcs8' });
}

function publicKeyOf(key: KeyObject): string {
  const { x } = createPublicKey(key).export({ format: 'jwk' });
  if (x === undefined) throw new Error('a key without a public half');
  return Buffer.from(x, 'base64url').toString('hex');
}
