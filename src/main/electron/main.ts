// The Electron shell's program, and the only place that takes Electron itself.
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { app, BrowserWindow, dialog, ipcMain, Menu, powerSaveBlocker, protocol, safeStorage, screen, session } from 'electron';
import { createLog } from '../log.ts';
import { shellArguments } from '../shell/arguments.ts';
import { openTill } from '../till.ts';
import { keychainOf } from './keychain.ts';
import { runElectronShell } from './shell.ts';

const { dataDir, sample, localServices } = shellArguments(process.argv.slice(1));
const nowMs = Date.now;
const log = createLog((line) => process.stderr.write(line), nowMs);
const besides = (file: string) => fileURLToPath(new URL(file, import.meta.url));
const profileDir = path.join(dataDir, 'electron');
mkdirSync(profileDir, { recursive: true, mode: 0o700 });
const keychain = keychainOf({ app, safeStorage }, process.platform);

// Not awaited: Electron is ready only after this module has been evaluated (electron/electron#40719).
runElectronShell(
  { app, BrowserWindow, dialog, ipcMain, Menu, powerSaveBlocker, protocol, screen, session },
  {
    openTill: () =>
      openTill({
        dataDir,
        sample,
        localServices,
        nowMs,
        log,
        keychain,
        reportWorkerUrl: new URL('./report-worker.js', import.meta.url),
        filesWorkerUrl: new URL('./files-worker.js', import.meta.url),
        exportWorkerUrl: new URL('./export-worker.js', import.meta.url),
        pcscWorkerUrl: new URL('./pcsc-worker.js', import.meta.url),
      }),
    profileDir,
    rendererDir: besides('../renderer'),
    preloadPath: besides('../preload/preload.cjs'),
    log,
  },
).catch((cause: unknown) => {
  log.error('shell_failed', cause);
  app.exit(1);
});
