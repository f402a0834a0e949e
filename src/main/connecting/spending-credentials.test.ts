import { randomBytes } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Secrets } from '../secrets/secrets.ts';
import { openSecretsTestBed, type SecretsTestBed } from '../secrets/secrets-test-bed.ts';
import { sealWithWords, unsealWithWords } from '../secrets/stretching.ts';
import type { SealedUnderPin } from '../staff/people.ts';
import { createSealedUnderPin, credentialName, putCredential, readCredential, spendingRootKeys } from './spending-credentials.ts';

const MACAROON = Buffer.from('what pays out');

let bed: SecretsTestBed;
let secrets: Secrets;
let sealed: SealedUnderPin;
beforeEach(async () => {
  bed = openSecretsTestBed();
  secrets = await bed.open();
  sealed = createSealedUnderPin(secrets, randomBytes);
});
afterEach(() => bed.close());

const setUp = async (pin: string) => {
  const under = await sealWithWords(pin, credentialName('kim'), MACAROON, randomBytes);
  putCredential(secrets, 'kim', { nodeId: 'node', rootKeyId: '7', sealed: under.toString('base64') });
};
const opensWith = async (pin: string) => {
  const kept = readCredential(secrets, 'kim')?.sealed;
  if (!kept) return 'not there';
  return unsealWithWords(pin, credentialName('kim'), Buffer.from(kept, 'base64')).then(
    (macaroon) => macaroon.equals(MACAROON),
    () => 'closed',
  );
};

describe('what pays out under a PIN', () => {
  it('opens with the new PIN after it was changed by whoever knew the old one, and not before it is written', async () => {
    await setUp('135790');
    const { outcome, write } = await sealed.resealed('kim', '135790', '246801');
    expect(outcome).toBe('kept');
    expect(await opensWith('135790')).toBe(true);
    write();
    expect(await opensWith('246801')).toBe(true);
    expect(await opensWith('135790')).toBe('closed');
  });

  it('is given up aloud where the old PIN is not known, and its key at the node keeps its name', async () => {
    await setUp('135790');
    const { outcome, write } = sealed.givenUp('kim');
    expect(outcome).toBe('lost');
    write();
    expect(await opensWith('135790')).toBe('not there');
    expect(spendingRootKeys(secrets)).toEqual(['7']);
    expect(sealed.givenUp('kim').outcome).toBe('none');
  });

  it('is given up as well where it was sealed under a PIN of before', async () => {
    await setUp('864209');
    expect((await sealed.resealed('kim', '135790', '246801')).outcome).toBe('lost');
  });

  it('is not overwritten where it was set up anew in between', async () => {
    await setUp('135790');
    const { write } = await sealed.resealed('kim', '135790', '246801');
    await setUp('135790');
    expect(write).toThrow('ALREADY_DONE');
    expect(await opensWith('135790')).toBe(true);
  });

  it('is nothing to speak of where there is none', async () => {
    expect((await sealed.resealed('kim', '135790', '246801')).outcome).toBe('none');
    expect(sealed.givenUp('kim').outcome).toBe('none');
  });
});
