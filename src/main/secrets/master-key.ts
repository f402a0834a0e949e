// What the whole hierarchy hangs on: a key that wraps the shop's root key and never leaves its place. Wrapping is all that
// is asked of it, so that a hardware security module (PKCS#11: C_WrapKey, C_UnwrapKey) can be one as well.
import type { SecretsTrouble } from '../../shared/lightning.ts';

export interface MasterKey {
  /** Kept beside what it has wrapped. */
  readonly kind: 'keychain' | 'key_file' | 'passphrase';
  /** Whether this machine has it at all; a key file is made when it is first needed. */
  available(): Promise<boolean>;
  /** Throws MasterKeyError. */
  wrap(key: Uint8Array): Promise<Buffer>;
  /** Throws MasterKeyError. */
  unwrap(wrapped: Uint8Array): Promise<Buffer>;
}

/** The master key cannot be used. The message is for the log; screens have words for the trouble. */
export class MasterKeyError extends Error {
  readonly trouble: SecretsTrouble;

  constructor(message: string, options: ErrorOptions & { trouble: SecretsTrouble }) {
    super(message, options);
    this.name = 'MasterKeyError';
    this.trouble = options.trouble;
  }
}
