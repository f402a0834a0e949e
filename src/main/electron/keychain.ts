// The way to the system's keychain: Electron's safeStorage, once the app is ready. On Linux without a secret service it
// would seal with a password that everybody knows: that is no keychain.
import type { App, SafeStorage } from 'electron';
import type { Keychain } from '../secrets/keychain.ts';

export function keychainOf(
  {
    app,
    safeStorage,
  }: {
    app: Pick<App, 'whenReady'>;
    safeStorage: Pick<SafeStorage, 'isEncryptionAvailable' | 'getSelectedStorageBackend' | 'encryptString' | 'decryptString'>;
  },
  platform: NodeJS.Platform,
): Keychain {
  return {
    async available() {
      await app.whenReady();
      return safeStorage.isEncryptionAvailable() && (platform !== 'linux' || safeStorage.getSelectedStorageBackend() !== 'basic_text');
    },
    encryptString: (text) => safeStorage.encryptString(text),
    decryptString: (encrypted) => safeStorage.decryptString(encrypted),
  };
}
