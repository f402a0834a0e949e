// What stands in the books for something that people would find by trying: an HMAC under a key that is sealed like all secrets, made
// when it is first wanted.
import { createHmac } from 'node:crypto';
import { KEY_BYTES, type RandomBytes } from './sealing.ts';
import type { SecretName, Secrets } from './secrets.ts';

/** SECRETS_CLOSED. */
export type KeyedHash = (text: string) => string;

export function createKeyedHash({ keyName, secrets, randomBytes }: { keyName: SecretName; secrets: Secrets; randomBytes: RandomBytes }): KeyedHash {
  const key = (): Buffer => {
    const kept = secrets.read(keyName);
    if (kept) return kept;
    const fresh = Buffer.from(randomBytes(KEY_BYTES));
    secrets.put(keyName, fresh);
    return fresh;
  };
  return (text) => createHmac('sha256', key()).update(text).digest('hex');
}
