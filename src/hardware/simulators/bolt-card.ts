// A Bolt Card: an NTAG 424 DNA whose address is another one each time it is read, in the way of NXP's AN12196 (secure unique NFC
// message, 3.4): p is the card's id and its counter, encrypted, and c says that they are this card's. Whoever has the keys can tell.
import { createCipheriv, createDecipheriv } from 'node:crypto';
import { createFileCard, ndefUri, type VirtualCard } from './cards.ts';

/** AES-128 each. `k1` encrypts p (SDMMetaReadKey), `k2` signs with c (SDMFileReadKey): the names that boltcard.org has for them. */
export interface BoltCardKeys {
  k1: Uint8Array;
  k2: Uint8Array;
}

export interface BoltCardOptions {
  /** Seven bytes. */
  uid: Uint8Array;
  keys: BoltCardKeys;
  /** Without p and c: `lnurlw://host/path`. */
  address: string;
  /** How often it was read before. */
  reads?: number;
  /** What fills p up: no two are alike. */
  randomBytes: (count: number) => Uint8Array;
}

const BLOCK = 16;
const PICC_DATA_TAG = 0xc7;
/** Of the session key for c (AN12196, 3.3). */
const SESSION_LABEL = Uint8Array.of(0x3c, 0xc3, 0x00, 0x01, 0x00, 0x80);

export function createBoltCard({ uid, keys, address, reads = 0, randomBytes }: BoltCardOptions): VirtualCard {
  let counter = reads;
  return createFileCard({
    uid,
    message() {
      counter += 1;
      const { p, c } = sunOf(keys, uid, counter, randomBytes(BLOCK - 11));
      return ndefUri(`${address}${address.includes('?') ? '&' : '?'}p=${p}&c=${c}`);
    },
  });
}

/** `filling` is five bytes. Both in capital hex, as the card mirrors them. */
export function sunOf(keys: BoltCardKeys, uid: Uint8Array, counter: number, filling: Uint8Array): { p: string; c: string } {
  const plain = Uint8Array.of(PICC_DATA_TAG, ...uid, ...counterBytes(counter), ...filling);
  const encrypted = aesCbc(keys.k1, plain);
  return { p: hex(encrypted), c: hex(signatureOf(keys, uid, counter)) };
}

/** Whose card said p and c, and its counter; null where it is not one with these keys. */
export function readSun(keys: BoltCardKeys, p: string, c: string): { uid: Uint8Array; counter: number } | null {
  const encrypted = Buffer.from(p, 'hex');
  if (encrypted.length !== BLOCK) return null;
  const decipher = createDecipheriv('aes-128-cbc', keys.k1, Buffer.alloc(BLOCK)).setAutoPadding(false);
  const plain = Buffer.concat([decipher.update(encrypted), decipher.final()]);
  if (plain[0] !== PICC_DATA_TAG) return null;
  const uid = plain.subarray(1, 8);
  const counter = plain.readUIntLE(8, 3);
  return hex(signatureOf(keys, uid, counter)) === c.toUpperCase() ? { uid, counter } : null;
}

function signatureOf({ k2 }: BoltCardKeys, uid: Uint8Array, counter: number): Uint8Array {
  const sessionKey = aesCmac(k2, Uint8Array.of(...SESSION_LABEL, ...uid, ...counterBytes(counter)));
  // Every second byte of it (AN12196, 3.4.4.2).
  return aesCmac(sessionKey, new Uint8Array(0)).filter((_, index) => index % 2 === 1);
}

function counterBytes(counter: number): number[] {
  return [counter & 0xff, (counter >> 8) & 0xff, (counter >> 16) & 0xff];
}

/** NIST SP 800-38B. */
export function aesCmac(key: Uint8Array, message: Uint8Array): Uint8Array {
  const first = doubled(aesCbc(key, new Uint8Array(BLOCK)));
  const whole = message.length > 0 && message.length % BLOCK === 0;
  const padded = whole
    ? Uint8Array.from(message)
    : Buffer.concat([message, Uint8Array.of(0x80), new Uint8Array(BLOCK - 1 - (message.length % BLOCK))]);
  const mask = whole ? first : doubled(first);
  const lastAt = padded.length - BLOCK;
  for (let index = 0; index < BLOCK; index += 1) padded[lastAt + index] = (padded[lastAt + index] ?? 0) ^ (mask[index] ?? 0);
  return aesCbc(key, padded).slice(-BLOCK);
}

/** In the field of 2^128, as CMAC makes its masks. */
function doubled(block: Uint8Array): Uint8Array {
  const carried = ((block[0] ?? 0) & 0x80) !== 0;
  return block.map((byte, index) => ((byte << 1) | ((block[index + 1] ?? 0) >> 7)) ^ (carried && index === BLOCK - 1 ? 0x87 : 0));
}

function aesCbc(key: Uint8Array, blocks: Uint8Array): Uint8Array {
  const cipher = createCipheriv('aes-128-cbc', key, Buffer.alloc(BLOCK)).setAutoPadding(false);
  return Uint8Array.from(Buffer.concat([cipher.update(blocks), cipher.final()]));
}

function hex(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('hex').toUpperCase();
}
