// What a link to a receipt has in it: the sale's id and a keyed hash of it, under a sealed key. Who was not given the link cannot
// make it up (128 bits), and one that is made up is refused before anything is looked for: it cannot be told from one that was
// right once.
import { createHmac, timingSafeEqual } from 'node:crypto';
import { parse, stringify } from 'uuid';
import { TillError } from '../../shared/errors.ts';
import { KEY_BYTES, type RandomBytes } from '../secrets/sealing.ts';
import type { SecretName, Secrets } from '../secrets/secrets.ts';

const KEY: SecretName = 'receipt.key';
const ID_BYTES = 16;
const MAC_BYTES = 16;
export const TOKEN = /^[A-Za-z0-9_-]{43}$/;

export interface ReceiptLinks {
  /** Null where nothing can be sealed or opened. */
  tokenOf(saleId: string): string | null;
  /** Null for whatever this shop did not make. */
  saleOf(token: string): string | null;
  /** Of the address a receipt was mailed to; null where nothing can be sealed or opened. */
  addressHash(address: string): string | null;
}

export function createReceiptLinks({ secrets, randomBytes }: { secrets: Secrets; randomBytes: RandomBytes }): ReceiptLinks {
  const key = (): Buffer | null => {
    try {
      const kept = secrets.read(KEY);
      if (kept) return kept;
      const fresh = Buffer.from(randomBytes(KEY_BYTES));
      secrets.put(KEY, fresh);
      return fresh;
    } catch (cause) {
      if (cause instanceof TillError && cause.code === 'SECRETS_CLOSED') return null;
      throw cause;
    }
  };
  const macOf = (from: Buffer, id: Uint8Array) => createHmac('sha256', from).update('receipt link\0').update(id).digest().subarray(0, MAC_BYTES);
  return {
    tokenOf(saleId) {
      const from = key();
      if (!from) return null;
      const id = parse(saleId);
      return Buffer.concat([id, macOf(from, id)]).toString('base64url');
    },
    saleOf(token) {
      if (!TOKEN.test(token)) return null;
      const from = key();
      if (!from) return null;
      const bytes = Buffer.from(token, 'base64url');
      const id = bytes.subarray(0, ID_BYTES);
      // The last character has two bits more than there are bytes: only one way to write a token is right.
      if (bytes.toString('base64url') !== token || !timingSafeEqual(macOf(from, id), bytes.subarray(ID_BYTES))) return null;
      return stringify(id);
    },
    addressHash(address) {
      const from = key();
      return from && createHmac('sha256', from).update('mail address\0').update(address.trim().toLowerCase()).digest('hex');
    },
  };
}
