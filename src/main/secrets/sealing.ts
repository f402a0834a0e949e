// AES-256-GCM with a random nonce. What it is called is authenticated with it: a sealed thing that is put under another
// name does not open. Layout: version (1 byte), nonce (12), tag (16), ciphertext.
import { createCipheriv, createDecipheriv, hkdfSync } from 'node:crypto';

export const KEY_BYTES = 32;
const VERSION = 1;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const HEAD_BYTES = 1 + NONCE_BYTES + TAG_BYTES;

export type RandomBytes = (size: number) => Uint8Array;

/** It was changed, belongs under another name, or another key sealed it: GCM cannot say which. */
export class SealBroken extends Error {
  constructor(message = 'what was sealed does not open with this key under this name', options?: ErrorOptions) {
    super(message, options);
    this.name = 'SealBroken';
  }
}

export function seal(key: Uint8Array, name: string, secret: Uint8Array, randomBytes: RandomBytes): Buffer {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv('aes-256-gcm', key, nonce, { authTagLength: TAG_BYTES }).setAAD(Buffer.from(name));
  const ciphertext = Buffer.concat([cipher.update(secret), cipher.final()]);
  return Buffer.concat([Buffer.of(VERSION), nonce, cipher.getAuthTag(), ciphertext]);
}

/** Throws SealBroken. */
export function unseal(key: Uint8Array, name: string, sealed: Uint8Array): Buffer {
  if (sealed.length < HEAD_BYTES || sealed[0] !== VERSION) throw new SealBroken();
  const nonce = sealed.subarray(1, 1 + NONCE_BYTES);
  const decipher = createDecipheriv('aes-256-gcm', key, nonce, { authTagLength: TAG_BYTES })
    .setAAD(Buffer.from(name))
    .setAuthTag(sealed.subarray(1 + NONCE_BYTES, HEAD_BYTES));
  try {
    return Buffer.concat([decipher.update(sealed.subarray(HEAD_BYTES)), decipher.final()]);
  } catch (cause) {
    throw new SealBroken(undefined, { cause });
  }
}

/** HKDF-SHA256 (RFC 5869): a key of its own for each purpose, none of which tells anything of another. */
export function deriveKey(key: Uint8Array, purpose: string): Buffer {
  return Buffer.from(hkdfSync('sha256', key, new Uint8Array(), `flash-till ${purpose}`, KEY_BYTES));
}
