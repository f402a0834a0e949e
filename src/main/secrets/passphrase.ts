// The master key as a passphrase that somebody gives at each start: a stolen machine opens nothing.
import { type MasterKey, MasterKeyError } from './master-key.ts';
import { type RandomBytes, SealBroken } from './sealing.ts';
import { sealWithWords, unsealWithWords } from './stretching.ts';

const WRAPPED = 'root key wrapped by a passphrase';

export function createPassphraseMaster({ passphrase, randomBytes }: { passphrase: string; randomBytes: RandomBytes }): MasterKey {
  return {
    kind: 'passphrase',
    available: () => Promise.resolve(true),
    wrap: (key) => sealWithWords(passphrase, WRAPPED, key, randomBytes),
    async unwrap(wrapped) {
      try {
        return await unsealWithWords(passphrase, WRAPPED, wrapped);
      } catch (cause) {
        if (!(cause instanceof SealBroken)) throw cause;
        throw new MasterKeyError('the passphrase is not the one that wrapped this', { trouble: 'key_wrong', cause });
      }
    },
  };
}
