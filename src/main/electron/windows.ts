// The till's windows: the cashier's on the first display, the customer's on the second for as long as there is one.
import { randomUUID } from 'node:crypto';
import type { BrowserWindow, Display, WebContents } from 'electron';
import type { Screen } from '../../shared/state.ts';
import type { Log } from '../log.ts';
import { pageUrl } from './lock-down.ts';
import type { ElectronApi } from './shell.ts';

/** What the page of a window may be. The cashier's leads to the manager's, where a manager signs in. */
export interface WindowRights {
  screens: readonly Screen[];
  /** A sign-in stays with its window when the page is loaded again. */
  sessionKey: string;
}

export interface Windows {
  rightsOf(contents: WebContents): WindowRights | undefined;
  /** To the front, for somebody who started the till a second time. */
  show(): void;
}

/** How soon a page that has crashed is loaded again: at once, but not faster than a person can see. */
const RELOAD_MS = 500;

export function openWindows(electron: ElectronApi, { preloadPath, log }: { preloadPath: string; log: Log }): Windows {
  const { BrowserWindow, screen: displays } = electron;
  const rights = new WeakMap<WebContents, WindowRights>();

  function open(screens: readonly [Screen, ...Screen[]], { bounds }: Display): BrowserWindow {
    const window = new BrowserWindow({
      ...bounds,
      kiosk: true,
      show: false,
      title: 'Flash Till',
      webPreferences: {
        preload: preloadPath,
        sandbox: true,
        contextIsolation: true,
        nodeIntegration: false,
        webviewTag: false,
        devTools: false,
        spellcheck: false,
        // A screen that is covered goes on showing the sale, and the till's sounds follow scans, not clicks on the page.
        backgroundThrottling: false,
        autoplayPolicy: 'no-user-gesture-required',
      },
    });
    const { webContents } = window;
    rights.set(webContents, { screens, sessionKey: randomUUID() });
    window.once('ready-to-show', () => window.show());
    webContents.on('render-process-gone', (_event, { reason }) => {
      if (reason === 'clean-exit') return;
      log.error('page_crashed', new Error(reason), { screens });
      setTimeout(() => {
        if (!window.isDestroyed()) webContents.reload();
      }, RELOAD_MS);
    });
    // A page that hangs is ended, and comes back as one that crashed.
    window.on('unresponsive', () => webContents.forcefullyCrashRenderer());
    window.loadURL(pageUrl(screens[0])).catch((cause: unknown) => log.error('page_failed', cause, { screens }));
    return window;
  }

  const place = (window: BrowserWindow, { bounds }: Display) => {
    const { x, y, width, height } = window.getBounds();
    if (x === bounds.x && y === bounds.y && width === bounds.width && height === bounds.height) return;
    // A kiosk window does not move.
    window.setKiosk(false);
    window.setBounds(bounds);
    window.setKiosk(true);
  };

  const cashier = open(['cashier', 'manager'], displays.getPrimaryDisplay());
  let customer: BrowserWindow | undefined;

  const arrange = () => {
    const primary = displays.getPrimaryDisplay();
    const second = displays.getAllDisplays().find((display) => display.id !== primary.id);
    place(cashier, primary);
    if (!second) {
      customer?.destroy();
      customer = undefined;
    } else if (customer) {
      place(customer, second);
    } else {
      customer = open(['customer'], second);
      // A customer who taps must not take the keyboard, and with it the scanner, from the cashier.
      customer.on('focus', () => cashier.focus());
    }
  };
  const changes = ['display-added', 'display-removed', 'display-metrics-changed'] as const;
  for (const change of changes) displays.on(change as 'display-added', arrange);
  arrange();

  cashier.once('closed', () => {
    for (const change of changes) displays.removeListener(change as 'display-added', arrange);
    customer?.destroy();
  });

  return {
    rightsOf: (contents) => rights.get(contents),
    show: () => {
      cashier.show();
      cashier.focus();
    },
  };
}
