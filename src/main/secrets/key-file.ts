// The master key as a file that only this user may read: for the browser shell, which has no keychain. It is beside the
// shops' databases and not in them, so that a copy of a database alone opens nothing.
import { chmodSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { publishFile } from '../store/durable-file.ts';
import { type MasterKey, MasterKeyError } from './master-key.ts';
import { KEY_BYTES, type RandomBytes, SealBroken, seal, unseal } from './sealing.ts';

const WRAPPED = 'root key wrapped by a key file';

export function createKeyFileMaster({ path, randomBytes }: { path: string; randomBytes: RandomBytes }): MasterKey {
  const read = (): Buffer | null => {
    let mode: number;
    try {
      mode = statSync(path).mode;
    } catch (cause) {
      if ((cause as NodeJS.ErrnoException).code === 'ENOENT') return null;
      throw new MasterKeyError(`the key file ${path} cannot be read`, { trouble: 'key_unavailable', cause });
    }
    // Windows keeps its rights elsewhere: the folder is in the user's own profile.
    if (process.platform !== 'win32' && (mode & 0o077) !== 0) {
      throw new MasterKeyError(`others may read the key file ${path} (mode ${(mode & 0o777).toString(8)})`, { trouble: 'key_exposed' });
    }
    let text: string;
    try {
      text = readFileSync(path, 'utf8').trim();
    } catch (cause) {
      throw new MasterKeyError(`the key file ${path} cannot be read`, { trouble: 'key_unavailable', cause });
    }
    if (!/^[0-9a-f]{64}$/.test(text)) throw new MasterKeyError(`the key file ${path} does not hold a key`, { trouble: 'key_wrong' });
    return Buffer.from(text, 'hex');
  };

  const make = (): Buffer => {
    const key = Buffer.from(randomBytes(KEY_BYTES));
    const draft = `${path}.new`;
    try {
      // A draft that a power cut left may have any rights.
      rmSync(draft, { force: true });
      writeFileSync(draft, `${key.toString('hex')}\n`, { mode: 0o600, flag: 'wx' });
      chmodSync(draft, 0o600);
      publishFile(draft, path);
    } catch (cause) {
      throw new MasterKeyError(`the key file ${path} cannot be written`, { trouble: 'key_unavailable', cause });
    }
    return key;
  };

  return {
    kind: 'key_file',
    available: () => Promise.resolve(true),
    wrap: async (key) => seal(read() ?? make(), WRAPPED, key, randomBytes),
    async unwrap(wrapped) {
      const key = read();
      if (!key) throw new MasterKeyError(`the key file ${path} is not there`, { trouble: 'key_missing' });
      try {
        return unseal(key, WRAPPED, wrapped);
      } catch (cause) {
        if (!(cause instanceof SealBroken)) throw cause;
        throw new MasterKeyError(`the key file ${path} is not the one that wrapped this`, { trouble: 'key_wrong', cause });
      }
    },
  };
}
