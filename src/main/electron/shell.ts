// The Electron shell: the till in Electron's main process, its pages in locked-down kiosk windows, its calls over message
// ports; no port is opened. Electron comes as an argument, so that all of this runs against a double in the tests.
import { RPCHandler } from '@orpc/server/message-port';
import type { IpcMainEvent } from 'electron';
import type { Log } from '../log.ts';
import { SAID_WHY } from '../shell/exit-code.ts';
import type { CallContext, Till } from '../till.ts';
import { lockDownApp, lockDownPages, screenOfPage } from './lock-down.ts';
import { PORT_CHANNEL } from './port-channel.ts';
import { openWindows, type Windows } from './windows.ts';

export type ElectronApi = Pick<
  typeof import('electron'),
  'app' | 'BrowserWindow' | 'dialog' | 'ipcMain' | 'Menu' | 'powerSaveBlocker' | 'protocol' | 'screen' | 'session'
>;

export interface ElectronShellOptions {
  openTill: () => Promise<Till>;
  /** Electron's own profile; one shell at a time holds it. It must exist. */
  profileDir: string;
  rendererDir: string;
  preloadPath: string;
  log: Log;
}

/** Runs until somebody closes the cashier's window or the system asks the app to end. */
export async function runElectronShell(
  electron: ElectronApi,
  { openTill, profileDir, rendererDir, preloadPath, log }: ElectronShellOptions,
): Promise<void> {
  const { app, dialog, ipcMain, Menu, powerSaveBlocker } = electron;
  let windows: Windows | undefined;

  app.setPath('userData', profileDir);
  if (!app.requestSingleInstanceLock()) {
    log.warn('already_running', { profileDir });
    return app.exit(SAID_WHY);
  }
  app.on('second-instance', () => windows?.show());
  lockDownApp(electron);
  const opening = openTill();
  opening.catch(() => undefined); // told below, once there is a way to show it
  await app.whenReady();

  let till: Till;
  try {
    till = await opening;
  } catch (cause) {
    log.error('start_failed', cause);
    dialog.showErrorBox('Flash Till', cause instanceof Error ? cause.message : String(cause));
    return app.exit(SAID_WHY);
  }

  let closing = false;
  app.on('before-quit', (event) => {
    event.preventDefault();
    if (closing) return;
    closing = true;
    till.close().then(
      () => app.exit(0),
      (cause: unknown) => {
        log.error('close_failed', cause);
        app.exit(1);
      },
    );
  });
  app.on('window-all-closed', () => app.quit());

  const handler = new RPCHandler<CallContext>(till.router);
  const connect = ({ sender, senderFrame, ports: [port] }: IpcMainEvent) => {
    const rights = windows?.rightsOf(sender);
    const screen = senderFrame && senderFrame === sender.mainFrame ? screenOfPage(senderFrame.url) : undefined;
    if (!port) return;
    if (!rights || !screen || !rights.screens.includes(screen)) {
      log.warn('connection_refused', { url: senderFrame?.url });
      return port.close();
    }
    const connection = till.connect(screen, rights.sessionKey);
    handler.upgrade(port, { context: { connection } });
    port.on('close', () => connection.close());
    port.start();
  };
  ipcMain.on(PORT_CHANNEL, connect);

  Menu.setApplicationMenu(null);
  powerSaveBlocker.start('prevent-display-sleep');
  lockDownPages(electron, rendererDir, (contents) => windows?.rightsOf(contents)?.screens ?? [], log);
  windows = openWindows(electron, { preloadPath, log });
}
