// Codes that are printed once: of vouchers, of staff badges. The books have an HMAC of each, under a key that is sealed like all
// secrets; the code itself is sealed beside it until its paper is done with, and then nobody can say it any more.
import { CODE_BYTES, randomCodeOf } from '../../shared/random-code.ts';
import { createKeyedHash } from './keyed-hash.ts';
import type { RandomBytes } from './sealing.ts';
import type { SecretName, Secrets } from './secrets.ts';

export interface PrintedCodes {
  /** A new code for the subject, sealed within the running transaction, and its hash; null where nothing can be sealed. */
  make(subjectId: string): string | null;
  /** SECRETS_CLOSED. */
  hashOf(code: string): string;
  /** Null once it has been forgotten. */
  read(subjectId: string): string | null;
  forget(subjectId: string): void;
  /** The subjects whose codes are not forgotten. */
  kept(): string[];
}

export function createPrintedCodes({
  purpose,
  secrets,
  randomBytes,
}: {
  purpose: 'voucher' | 'badge';
  secrets: Secrets;
  randomBytes: RandomBytes;
}): PrintedCodes {
  const unprinted = `${purpose}.code.`;
  const hashOf = createKeyedHash({ keyName: `${purpose}.key`, secrets, randomBytes });
  const nameOf = (subjectId: string): SecretName => `${unprinted}${subjectId}` as SecretName;
  return {
    make(subjectId) {
      if (secrets.trouble !== null) return null;
      const code = randomCodeOf(randomBytes(CODE_BYTES));
      secrets.put(nameOf(subjectId), Buffer.from(code));
      return hashOf(code);
    },
    hashOf,
    read(subjectId) {
      if (secrets.trouble !== null) return null;
      return secrets.read(nameOf(subjectId))?.toString() ?? null;
    },
    forget: (subjectId) => secrets.remove(nameOf(subjectId)),
    kept: () => secrets.names(purpose).flatMap((name) => (name.startsWith(unprinted) ? [name.slice(unprinted.length)] : [])),
  };
}
