// What pays out, at rest: one macaroon a person, sealed under the shop's key and, inside of that, under their PIN. When the PIN
// changes it is sealed anew, or given up aloud; the key at the node stays named, so that it can be revoked.
import { z } from 'zod';
import { TillError } from '../../shared/errors.ts';
import { type RandomBytes, SealBroken } from '../secrets/sealing.ts';
import type { SecretName, Secrets } from '../secrets/secrets.ts';
import { sealWithWords, unsealWithWords } from '../secrets/stretching.ts';
import type { SealedUnderPin } from '../staff/people.ts';

/** `sealed` is null where the PIN it was sealed under is gone. */
const credentialSchema = z.object({ nodeId: z.string(), rootKeyId: z.string(), sealed: z.base64().nullable() });
export type Credential = z.infer<typeof credentialSchema>;

export const credentialName = (staffId: string): SecretName => `spending.${staffId}`;

export function putCredential(secrets: Secrets, staffId: string, credential: Credential): void {
  secrets.put(credentialName(staffId), Buffer.from(JSON.stringify(credential)));
}

/** Null where there is none, or where it cannot be opened on this machine: it has to be set up again. */
export function readCredential(secrets: Secrets, staffId: string): Credential | null {
  return readNamed(secrets, credentialName(staffId));
}

/** Every credential that is kept, whoever it is of; root keys can be named without a PIN, for the node to forget them. */
export function spendingRootKeys(secrets: Secrets): string[] {
  return secrets.names('spending').flatMap((name) => readNamed(secrets, name)?.rootKeyId ?? []);
}

function readNamed(secrets: Secrets, name: SecretName): Credential | null {
  try {
    const secret = secrets.read(name);
    return secret && credentialSchema.parse(JSON.parse(secret.toString()));
  } catch (cause) {
    if (cause instanceof TillError && cause.code === 'SECRETS_CLOSED') return null;
    throw cause;
  }
}

export function createSealedUnderPin(secrets: Secrets, randomBytes: RandomBytes): SealedUnderPin {
  const givenUp: SealedUnderPin['givenUp'] = (staffId) => {
    if (!secrets.names('spending').includes(credentialName(staffId))) return { outcome: 'none', write: () => undefined };
    const credential = readCredential(secrets, staffId);
    // What this machine cannot open stays as it is: with it gone, its key at the node would have no name.
    return {
      outcome: credential?.sealed === null ? 'none' : 'lost',
      write: () => credential && putCredential(secrets, staffId, { ...credential, sealed: null }),
    };
  };
  return {
    givenUp,
    async resealed(staffId, oldPin, newPin) {
      const before = readCredential(secrets, staffId);
      if (!before?.sealed) return givenUp(staffId);
      const name = credentialName(staffId);
      let sealed: string;
      try {
        const macaroon = await unsealWithWords(oldPin, name, Buffer.from(before.sealed, 'base64'));
        sealed = (await sealWithWords(newPin, name, macaroon, randomBytes)).toString('base64');
      } catch (cause) {
        // The PIN is right, and was another one when this was sealed.
        if (cause instanceof SealBroken) return givenUp(staffId);
        throw cause;
      }
      return {
        outcome: 'kept',
        write() {
          if (readCredential(secrets, staffId)?.sealed !== before.sealed) throw new TillError('ALREADY_DONE');
          putCredential(secrets, staffId, { ...before, sealed });
        },
      };
    },
  };
}
