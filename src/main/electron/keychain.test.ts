import { expect, test } from 'vitest';
import { keychainOf } from './keychain.ts';

const electron = ({ encrypts = true, backend = 'gnome_libsecret' as 'gnome_libsecret' | 'basic_text' } = {}) => {
  const asked: string[] = [];
  return {
    asked,
    app: { whenReady: async () => void asked.push('ready') },
    safeStorage: {
      isEncryptionAvailable: () => {
        asked.push('available');
        return encrypts;
      },
      getSelectedStorageBackend: () => backend,
      encryptString: (text: string) => Buffer.from(text, 'utf8'),
      decryptString: (encrypted: Buffer) => encrypted.toString('utf8'),
    },
  };
};

test('Electron is asked once it is ready: before, it knows of no keychain', async () => {
  const double = electron();
  expect(await keychainOf(double, 'linux').available()).toBe(true);
  expect(double.asked).toEqual(['ready', 'available']);
});

test('what seals with a password that everybody knows is no keychain', async () => {
  expect(await keychainOf(electron({ backend: 'basic_text' }), 'linux').available()).toBe(false);
  expect(await keychainOf(electron({ encrypts: false }), 'darwin').available()).toBe(false);
  // Only Linux has that backend, and only there it can be asked for.
  expect(await keychainOf(electron({ backend: 'basic_text' }), 'darwin').available()).toBe(true);
});
