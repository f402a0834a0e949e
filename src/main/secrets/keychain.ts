// The master key as the operating system keeps it: Keychain, DPAPI, or a Linux secret service. Electron gives the way to
// it; the shell hands that in.
import { type MasterKey, MasterKeyError } from './master-key.ts';

/** What Electron's safeStorage does, once it can. */
export interface Keychain {
  /** False where there is none, or where it would only pretend (Chromium's `basic_text`). */
  available(): Promise<boolean>;
  encryptString(text: string): Buffer;
  decryptString(encrypted: Buffer): string;
}

export function createKeychainMaster(keychain: Keychain): MasterKey {
  const use = async <T>(what: () => T, trouble: 'key_unavailable' | 'key_wrong'): Promise<T> => {
    if (!(await keychain.available())) throw new MasterKeyError('the keychain of this system is locked or gone', { trouble: 'key_unavailable' });
    try {
      return what();
    } catch (cause) {
      throw new MasterKeyError('the keychain of this system refuses', { trouble, cause });
    }
  };
  return {
    kind: 'keychain',
    available: () => keychain.available(),
    wrap: (key) => use(() => keychain.encryptString(Buffer.from(key).toString('base64')), 'key_unavailable'),
    unwrap: (wrapped) => use(() => Buffer.from(keychain.decryptString(Buffer.from(wrapped)), 'base64'), 'key_wrong'),
  };
}
