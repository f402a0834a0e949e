// Keys from what a person can remember: argon2id (RFC 9106) with a random salt, dear enough that guessing takes its time,
// then HKDF for its purpose. Layout: salt (16 bytes), then what was sealed.
import { hashRaw } from '@node-rs/argon2';
import { deriveKey, KEY_BYTES, type RandomBytes, SealBroken, seal, unseal } from './sealing.ts';

const SALT_BYTES = 16;
/** The second recommended option of RFC 9106: 64 MiB, three passes; about 0.2 s on a small machine. */
const COST = { memoryCost: 64 * 1024, timeCost: 3, parallelism: 1, outputLen: KEY_BYTES };

async function stretch(words: string, salt: Uint8Array, purpose: string): Promise<Buffer> {
  // The same passphrase typed on another keyboard can be other code points.
  return deriveKey(await hashRaw(words.normalize('NFC'), { ...COST, salt }), purpose);
}

export async function sealWithWords(words: string, name: string, secret: Uint8Array, randomBytes: RandomBytes): Promise<Buffer> {
  const salt = randomBytes(SALT_BYTES);
  return Buffer.concat([salt, seal(await stretch(words, salt, name), name, secret, randomBytes)]);
}

/** Throws SealBroken where the words are not the ones, or what was sealed was changed. */
export async function unsealWithWords(words: string, name: string, sealed: Uint8Array): Promise<Buffer> {
  if (sealed.length <= SALT_BYTES) throw new SealBroken();
  return unseal(await stretch(words, sealed.subarray(0, SALT_BYTES), name), name, sealed.subarray(SALT_BYTES));
}
