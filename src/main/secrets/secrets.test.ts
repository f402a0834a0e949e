import { randomBytes } from 'node:crypto';
import { chmodSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createKeychainMaster } from './keychain.ts';
import { createPassphraseMaster } from './passphrase.ts';
import { openSecretsTestBed, type SecretsTestBed } from './secrets-test-bed.ts';

const MACAROON = Buffer.from('0201036c6e64-a-macaroon');
let bed: SecretsTestBed;
beforeEach(() => {
  bed = openSecretsTestBed();
});
afterEach(() => bed.close());

const passphrase = (words: string) => createPassphraseMaster({ passphrase: words, randomBytes });
const code = (work: () => unknown): string => {
  try {
    work();
  } catch (cause) {
    const { code, detail } = cause as { code: string; detail?: { reason: string } };
    return `${code} ${detail?.reason ?? ''}`;
  }
  return 'no error';
};

describe('what is sealed', () => {
  test('opens again after a restart, and is nowhere on the disk in clear', async () => {
    (await bed.open()).put('lightning.connection', MACAROON);
    expect((await bed.open()).read('lightning.connection')).toEqual(MACAROON);
    bed.database.facts.pragma('wal_checkpoint(TRUNCATE)');
    const file = readFileSync(bed.database.path);
    expect(file.includes(MACAROON)).toBe(false);
    expect(file.includes(Buffer.from(MACAROON.toString('hex')))).toBe(false);
  });

  test('is another text each time, also for the same secret under the same name', async () => {
    const secrets = await bed.open();
    secrets.put('lightning.connection', MACAROON);
    const before = bed.store.get('lightning.connection');
    secrets.put('lightning.connection', MACAROON);
    expect(bed.store.get('lightning.connection')?.equals(before ?? Buffer.alloc(0))).toBe(false);
  });

  test('is kept or not with the transaction that it is put in', async () => {
    const secrets = await bed.open();
    const failing = bed.database.facts.transaction(() => {
      secrets.put('hold.aa', MACAROON);
      throw new Error('the rule says no');
    });
    expect(failing).toThrow('the rule says no');
    expect(secrets.read('hold.aa')).toBeNull();
  });

  test('does not open with any one of its bits changed, cut short, or of another version', async () => {
    const secrets = await bed.open();
    secrets.put('lightning.connection', Buffer.from('short'));
    const sealed = bed.store.get('lightning.connection') ?? Buffer.alloc(0);
    for (let bit = 0; bit < sealed.length * 8; bit++) {
      const changed = Buffer.from(sealed);
      changed[bit >> 3] = (changed[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      bed.store.put('lightning.connection', changed);
      expect(code(() => secrets.read('lightning.connection'))).toBe('SECRETS_CLOSED tampered');
    }
    for (let length = 0; length < sealed.length; length++) {
      bed.store.put('lightning.connection', sealed.subarray(0, length));
      expect(code(() => secrets.read('lightning.connection'))).toBe('SECRETS_CLOSED tampered');
    }
  });

  test('does not open under another name: neither of its purpose nor of another', async () => {
    const secrets = await bed.open();
    secrets.put('spending.kim', MACAROON);
    for (const other of ['spending.lee', 'lightning.connection'] as const) {
      bed.store.put(other, bed.store.get('spending.kim') ?? Buffer.alloc(0));
      expect(code(() => secrets.read(other))).toBe('SECRETS_CLOSED tampered');
    }
    expect(secrets.names('spending')).toEqual(['spending.kim', 'spending.lee']);
  });
});

describe('the key file', () => {
  test('is for this user only, and nothing of it is in the database', async () => {
    (await bed.open()).put('lightning.connection', MACAROON);
    expect(statSync(bed.keyPath).mode & 0o777).toBe(0o600);
    const key = readFileSync(bed.keyPath, 'utf8').trim();
    bed.database.facts.pragma('wal_checkpoint(TRUNCATE)');
    expect(readFileSync(bed.database.path).includes(Buffer.from(key, 'hex'))).toBe(false);
  });

  test.each([0o640, 0o604, 0o660, 0o644])('is refused when others may read it (mode %o), and opens when they may not any more', async (mode) => {
    (await bed.open()).put('lightning.connection', MACAROON);
    chmodSync(bed.keyPath, mode);
    const exposed = await bed.open();
    expect(exposed.trouble).toBe('key_exposed');
    expect(code(() => exposed.read('lightning.connection'))).toBe('SECRETS_CLOSED key_exposed');
    expect(code(() => exposed.put('lightning.connection', MACAROON))).toBe('SECRETS_CLOSED key_exposed');
    await expect(exposed.startOver()).rejects.toMatchObject({ code: 'SECRETS_CLOSED' });
    chmodSync(bed.keyPath, 0o600);
    expect((await bed.open()).read('lightning.connection')).toEqual(MACAROON);
  });

  test('that is gone is not made anew while something is sealed with it', async () => {
    (await bed.open()).put('lightning.connection', MACAROON);
    const kept = readFileSync(bed.keyPath);
    rmSync(bed.keyPath);
    const lost = await bed.open();
    expect(lost.trouble).toBe('key_missing');
    expect(code(() => lost.read('lightning.connection'))).toBe('SECRETS_CLOSED key_missing');
    writeFileSync(bed.keyPath, kept, { mode: 0o600 });
    expect((await bed.open()).read('lightning.connection')).toEqual(MACAROON);
  });

  test('of another machine, and one that is no key, are told apart from a good one', async () => {
    await bed.open();
    writeFileSync(bed.keyPath, `${'ab'.repeat(32)}\n`);
    expect((await bed.open()).trouble).toBe('key_wrong');
    writeFileSync(bed.keyPath, 'not a key');
    expect((await bed.open()).trouble).toBe('key_wrong');
  });

  test('that cannot be opened is given up on purpose only, and then all can be sealed again', async () => {
    (await bed.open()).put('lightning.connection', MACAROON);
    rmSync(bed.keyPath);
    const lost = await bed.open();
    await lost.startOver();
    expect(lost.trouble).toBeNull();
    expect(lost.read('lightning.connection')).toBeNull();
    lost.put('lightning.connection', Buffer.from('the new one'));
    expect((await bed.open()).read('lightning.connection')?.toString()).toBe('the new one');
  });
});

describe('another master key', () => {
  test('takes over what the key file had sealed, all in one, and the key file opens nothing from then on', async () => {
    const before = await bed.open();
    before.put('lightning.connection', MACAROON);
    before.put('spending.kim', Buffer.from('spends'));
    const sealedBefore = bed.store.all();
    const after = await bed.open(passphrase('correct horse'), bed.keyFile);
    expect(after.read('lightning.connection')).toEqual(MACAROON);
    expect(bed.store.root()?.master).toBe('passphrase');
    for (const { name, sealed } of sealedBefore) expect(bed.store.get(name)?.equals(sealed)).toBe(false);
    expect((await bed.open()).trouble).toBe('key_elsewhere');
    expect((await bed.open(passphrase('correct horse'))).read('spending.kim')?.toString()).toBe('spends');
  });

  test('does not take over when one secret does not open, and nothing is half done', async () => {
    const before = await bed.open();
    before.put('lightning.connection', MACAROON);
    before.put('spending.kim', MACAROON);
    bed.store.put('spending.kim', Buffer.from('tampered with'));
    const all = bed.store.all();
    const after = await bed.open(passphrase('correct horse'), bed.keyFile);
    expect(bed.store.all()).toEqual(all);
    expect(after.read('lightning.connection')).toEqual(MACAROON);
  });

  test('a passphrase that is not the one opens nothing, however it is typed otherwise it does', async () => {
    (await bed.open(passphrase('caf\u00e9 \uac00'))).put('lightning.connection', MACAROON);
    expect((await bed.open(passphrase('cafe'))).trouble).toBe('key_wrong');
    const decomposed = 'cafe\u0301 \u1100\u1161';
    expect((await bed.open(passphrase(decomposed))).read('lightning.connection')).toEqual(MACAROON);
  });

  test('of the system is used where it is there; a locked one is no reason to seal with less', async () => {
    let unlocked = true;
    const keychain = createKeychainMaster({
      available: () => Promise.resolve(unlocked),
      encryptString: (text) => Buffer.from(text.split('').reverse().join('')),
      decryptString: (encrypted) => encrypted.toString().split('').reverse().join(''),
    });
    (await bed.open(keychain, bed.keyFile)).put('lightning.connection', MACAROON);
    expect(bed.store.root()?.master).toBe('keychain');
    unlocked = false;
    expect((await bed.open(keychain, bed.keyFile)).trouble).toBe('key_unavailable');
    expect(bed.store.root()?.master).toBe('keychain');
  });
});

test('a copy of the database on another machine opens nothing, and says so instead of failing', async () => {
  (await bed.open()).put('lightning.connection', MACAROON);
  const root = bed.store.root();
  const elsewhere = openSecretsTestBed();
  try {
    if (root) elsewhere.store.replace(root, bed.store.all());
    const secrets = await elsewhere.open();
    expect(secrets.trouble).toBe('key_missing');
    expect(code(() => secrets.read('lightning.connection'))).toBe('SECRETS_CLOSED key_missing');
  } finally {
    elsewhere.close();
  }
});
