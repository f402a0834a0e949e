// The codes of vouchers. The books have an HMAC of each, under a key that is sealed like all secrets; the code itself is sealed
// beside it until its paper is done with, and then nobody can say it any more.
import { createHmac } from 'node:crypto';
import { CODE_BYTES, voucherCodeOf } from '../../shared/voucher.ts';
import { KEY_BYTES, type RandomBytes } from '../secrets/sealing.ts';
import type { SecretName, Secrets } from '../secrets/secrets.ts';

const KEY: SecretName = 'voucher.key';
const UNPRINTED = 'voucher.code.';

export interface VoucherCodes {
  /** A new code for the voucher, sealed within the running transaction, and its hash; null where nothing can be sealed. */
  make(voucherId: string): string | null;
  /** SECRETS_CLOSED. */
  hashOf(code: string): string;
  /** Null once it has been forgotten. */
  read(voucherId: string): string | null;
  forget(voucherId: string): void;
  /** The vouchers whose codes are not forgotten. */
  kept(): string[];
}

export function createVoucherCodes({ secrets, randomBytes }: { secrets: Secrets; randomBytes: RandomBytes }): VoucherCodes {
  const key = (): Buffer => {
    const kept = secrets.read(KEY);
    if (kept) return kept;
    const fresh = Buffer.from(randomBytes(KEY_BYTES));
    secrets.put(KEY, fresh);
    return fresh;
  };
  const hashOf = (code: string) => createHmac('sha256', key()).update(code).digest('hex');
  const nameOf = (voucherId: string): SecretName => `${UNPRINTED}${voucherId}` as SecretName;
  return {
    make(voucherId) {
      if (secrets.trouble !== null) return null;
      const code = voucherCodeOf(randomBytes(CODE_BYTES));
      secrets.put(nameOf(voucherId), Buffer.from(code));
      return hashOf(code);
    },
    hashOf,
    read(voucherId) {
      if (secrets.trouble !== null) return null;
      return secrets.read(nameOf(voucherId))?.toString() ?? null;
    },
    forget: (voucherId) => secrets.remove(nameOf(voucherId)),
    kept: () => secrets.names('voucher').flatMap((name) => (name.startsWith(UNPRINTED) ? [name.slice(UNPRINTED.length)] : [])),
  };
}
