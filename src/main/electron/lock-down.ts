// What a page in Electron may do: show the screens of its own window. No other address, window, permission, download,
// device or request; what is not asked for here is refused.
import type { WebContents } from 'electron';
import type { Screen } from '../../shared/state.ts';
import type { Log } from '../log.ts';
import { readPage, SECURITY_HEADERS, screenAt } from '../shell/pages.ts';
import type { ElectronApi } from './shell.ts';

const SCHEME = 'flash-till';
const ORIGIN = `${SCHEME}://till`;

export function pageUrl(screen: Screen): string {
  return `${ORIGIN}/${screen}/`;
}

/** The screen that a page shows, if it is one of ours. */
export function screenOfPage(url: string): Screen | undefined {
  return url.startsWith(`${ORIGIN}/`) ? screenAt(new URL(url).pathname) : undefined;
}

/** Our own pages and what they make themselves. */
function isOwn(url: string): boolean {
  return url.startsWith(`${ORIGIN}/`) || url.startsWith(`blob:${ORIGIN}/`) || url.startsWith('data:');
}

/** Before Electron is ready: it takes these only then. */
export function lockDownApp({ app, protocol }: ElectronApi): void {
  app.enableSandbox();
  protocol.registerSchemesAsPrivileged([{ scheme: SCHEME, privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true } }]);
  // Chromium's own services fetch nothing either, and no name of a host leads anywhere.
  for (const name of ['disable-background-networking', 'disable-component-update', 'disable-domain-reliability']) app.commandLine.appendSwitch(name);
  app.commandLine.appendSwitch('host-resolver-rules', 'MAP * ~NOTFOUND');
}

/** Once Electron is ready and before the first window. `screensOf`: which screens a window may show. */
export function lockDownPages(electron: ElectronApi, rendererDir: string, screensOf: (contents: WebContents) => readonly Screen[], log: Log): void {
  const { app, protocol, session } = electron;

  protocol.handle(SCHEME, async ({ method, url }) => {
    const page = method === 'GET' && url.startsWith(`${ORIGIN}/`) ? await readPage(rendererDir, new URL(url).pathname) : undefined;
    return new Response(page ? new Uint8Array(Buffer.from(page.body)) : null, {
      status: page ? 200 : 404,
      headers: page?.headers ?? SECURITY_HEADERS,
    });
  });

  const { defaultSession } = session;
  defaultSession.setPermissionRequestHandler((_contents, _permission, decide) => decide(false));
  defaultSession.setPermissionCheckHandler(() => false);
  defaultSession.setDevicePermissionHandler(() => false);
  defaultSession.webRequest.onBeforeRequest(({ url }, decide) => decide({ cancel: !isOwn(url) }));
  defaultSession.on('will-download', (event) => event.preventDefault());

  app.on('web-contents-created', (_event, contents) => {
    const refuse = (event: { preventDefault(): void; url: string; isMainFrame: boolean }) => {
      const screen = screenOfPage(event.url);
      if (event.isMainFrame && screen && screensOf(contents).includes(screen)) return;
      event.preventDefault();
      log.warn('navigation_refused', { url: event.url });
    };
    contents.on('will-frame-navigate', refuse);
    contents.on('will-redirect', refuse);
    contents.on('will-attach-webview', (event) => event.preventDefault());
    contents.setWindowOpenHandler(() => ({ action: 'deny' }));
  });
}
