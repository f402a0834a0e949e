import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { createORPCClient } from '@orpc/client';
import { RPCLink } from '@orpc/client/message-port';
import type { ContractRouterClient } from '@orpc/contract';
import { implement } from '@orpc/server';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { PLAIN_ARTICLE } from '../../shared/article.ts';
import { type Contract, contract } from '../../shared/contract.ts';
import type { Screen } from '../../shared/state.ts';
import type { CallContext, Connection, Till } from '../till.ts';
import { ContentsDouble, displayAt, ElectronDouble, type PortDouble, type WindowDouble } from './electron-double.ts';
import { runElectronShell } from './shell.ts';

let dir: string;
let electron: ElectronDouble;
let connections: (Connection & { closed: boolean })[];
let tillClosed: PromiseWithResolvers<void>;
let tillCloses: number;
const log = { info: vi.fn(), warn: vi.fn(), error: vi.fn() };
const article = { ...PLAIN_ARTICLE, id: '', names: { en: 'Tea' }, categoryId: 'c', priceMinor: 1 };

const served = implement(contract).$context<CallContext>();
const router = { catalogue: { search: served.catalogue.search.handler(({ context }) => [{ ...article, id: context.connection.screen }]) } };

const till: Till = {
  router: router as unknown as Till['router'],
  connect: (screen: Screen, sessionKey: string) => {
    const connection = {
      screen,
      sessionKey,
      signal: new AbortController().signal,
      closed: false,
      close: () => {
        connection.closed = true;
      },
    };
    connections.push(connection);
    return connection;
  },
  close: () => {
    tillCloses++;
    return tillClosed.promise;
  },
};

beforeEach(() => {
  dir = fs.mkdtempSync(path.join(os.tmpdir(), 'flash-till-electron-'));
  fs.mkdirSync(path.join(dir, 'assets'));
  fs.writeFileSync(path.join(dir, 'cashier.html'), '<!doctype html><title>cashier</title>');
  fs.writeFileSync(path.join(dir, 'assets', 'index-Ab1_.js'), 'export {};');
  electron = new ElectronDouble(displayAt(1, 0));
  connections = [];
  tillClosed = Promise.withResolvers<void>();
  tillClosed.resolve();
  tillCloses = 0;
  vi.resetAllMocks();
});
afterEach(() => fs.rmSync(dir, { recursive: true }));

function run(openTill: () => Promise<Till> = async () => till): Promise<void> {
  return runElectronShell(electron.api(), {
    openTill,
    profileDir: path.join(dir, 'profile'),
    rendererDir: dir,
    preloadPath: '/app/preload.cjs',
    log,
  });
}

async function opened(): Promise<{ cashier: WindowDouble; customer: WindowDouble | undefined }> {
  electron.app.ready.resolve();
  await run();
  const [cashier, customer] = electron.windows as [WindowDouble, WindowDouble | undefined];
  return { cashier, customer };
}

const clientOf = ({ page }: PortDouble): ContractRouterClient<Contract> => {
  page.start();
  return createORPCClient(new RPCLink({ port: page as unknown as MessagePort }));
};

describe('the Electron shell before it is ready', () => {
  it('does at once what Electron takes only then', () => {
    void run();
    expect(electron.app.paths.userData).toBe(path.join(dir, 'profile'));
    expect(electron.app.sandboxed).toBe(true);
    expect(electron.schemes).toEqual([{ scheme: 'flash-till', privileges: expect.objectContaining({ standard: true, secure: true }) }]);
    expect(electron.app.switches['host-resolver-rules']).toBe('MAP * ~NOTFOUND');
    expect(electron.windows).toEqual([]);
  });

  it('ends a second start on the same data, and shows the window of the first', async () => {
    const { cashier } = await opened();
    electron.app.emit('second-instance');
    expect(cashier.focused).toBe(1);

    electron = new ElectronDouble(displayAt(1, 0));
    electron.app.firstInstance = false;
    await run(() => Promise.reject(new Error('is not opened')));
    expect(electron.app.exitCode).toBe(3);
    expect(electron.windows).toEqual([]);
  });

  it('says why the till cannot be opened, and ends', async () => {
    electron.app.ready.resolve();
    await run(() => Promise.reject(new Error('The disk with the till’s data is full.')));
    expect(electron.errors).toEqual(['The disk with the till’s data is full.']);
    expect(electron.app.exitCode).toBe(3);
    expect(electron.windows).toEqual([]);
  });
});

describe('its windows', () => {
  it('show the cashier in kiosk mode, with the page shut off from Node', async () => {
    const { cashier, customer } = await opened();
    expect(cashier.options).toMatchObject({ kiosk: true, show: false });
    expect(cashier.options.webPreferences).toMatchObject({
      preload: '/app/preload.cjs',
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webviewTag: false,
      devTools: false,
    });
    expect(cashier.webContents.mainFrame.url).toBe('flash-till://till/cashier/');
    expect(cashier.shown).toBe(0);
    cashier.emit('ready-to-show');
    expect(cashier.shown).toBe(1);
    expect(customer).toBeUndefined();
  });

  it('keep the display awake and have no menu', async () => {
    await opened();
    expect(electron.blockers).toEqual(['prevent-display-sleep']);
    expect(electron.menu).toBeNull();
  });

  it('show the customer on the second display', async () => {
    electron = new ElectronDouble(displayAt(1, 0), displayAt(2, 1280));
    const { cashier, customer } = await opened();
    expect(cashier.bounds.x).toBe(0);
    expect(customer?.bounds.x).toBe(1280);
    expect(customer?.webContents.mainFrame.url).toBe('flash-till://till/customer/');
  });

  it('come and go with the second display', async () => {
    await opened();
    electron.displays.all = [displayAt(1, 0), displayAt(2, 1280)];
    electron.displays.emit('display-added');
    expect(electron.openWindows).toHaveLength(2);
    electron.displays.emit('display-metrics-changed');
    expect(electron.openWindows).toHaveLength(2);
    electron.displays.all = [displayAt(1, 0)];
    electron.displays.emit('display-removed');
    expect(electron.openWindows).toHaveLength(1);
    expect(electron.app.exitCode).toBeUndefined();
  });

  it('follow their displays when these are arranged anew', async () => {
    electron = new ElectronDouble(displayAt(1, 0), displayAt(2, 1280));
    const { cashier, customer } = await opened();
    electron.displays.all = [displayAt(2, 0, 1920), displayAt(1, 1920)];
    electron.displays.emit('display-metrics-changed');
    expect([cashier.bounds, customer?.bounds]).toEqual([
      expect.objectContaining({ x: 0, width: 1920 }),
      expect.objectContaining({ x: 1920, width: 1280 }),
    ]);
  });

  it('leave the keyboard, and the scanner, to the cashier when a customer taps', async () => {
    electron = new ElectronDouble(displayAt(1, 0), displayAt(2, 1280));
    const { cashier, customer } = await opened();
    customer?.emit('focus');
    expect(cashier.focused).toBe(1);
  });

  it('load a page that crashed again, and end one that hangs', async () => {
    const { cashier } = await opened();
    cashier.emit('unresponsive');
    expect(cashier.webContents.crashes).toBe(1);
    cashier.webContents.emit('render-process-gone', {}, { reason: 'crashed' });
    await vi.waitFor(() => expect(cashier.webContents.reloads).toBe(1));
    cashier.webContents.emit('render-process-gone', {}, { reason: 'clean-exit' });
    expect(log.error).toHaveBeenCalledTimes(1);
  });
});

describe('its pages', () => {
  it('come from the built renderer, with the headers that keep them to themselves', async () => {
    await opened();
    const page = await electron.respond?.({ method: 'GET', url: 'flash-till://till/cashier/' });
    expect(await page?.text()).toContain('<title>cashier</title>');
    expect(page?.headers.get('content-security-policy')).toContain("default-src 'none'");
    const script = await electron.respond?.({ method: 'GET', url: 'flash-till://till/assets/index-Ab1_.js' });
    expect(script?.headers.get('content-type')).toContain('javascript');
  });

  it.each([
    ['GET', 'flash-till://till/../secret'],
    ['GET', 'flash-till://till/assets/..%2fcashier.html'],
    ['GET', 'flash-till://other/cashier/'],
    ['GET', 'flash-till://till.evil/cashier/'],
    ['POST', 'flash-till://till/cashier/'],
  ])('are all there is: %s %s', async (method, url) => {
    await opened();
    const answer = await electron.respond?.({ method, url });
    expect([answer?.status, await answer?.text()]).toEqual([404, '']);
  });

  it('go from the cashier to the manager and back, and nowhere else', async () => {
    electron = new ElectronDouble(displayAt(1, 0), displayAt(2, 1280));
    const { cashier, customer } = await opened();
    const pages = cashier.webContents;
    expect(electron.navigate(pages, 'flash-till://till/manager/')).toBe('goes');
    expect(electron.navigate(pages, 'flash-till://till/cashier/')).toBe('goes');
    for (const url of [
      'https://example.com/',
      'file:///etc/passwd',
      'flash-till://till/customer/',
      'flash-till://evil/cashier/',
      'flash-till://till.evil/cashier/',
      'about:blank',
      'javascript:0',
    ]) {
      expect(electron.navigate(pages, url)).toBe('refused');
    }
    expect(electron.navigate(pages, 'flash-till://till/manager/', false)).toBe('refused');
    expect(electron.navigate(customer?.webContents as ContentsDouble, 'flash-till://till/cashier/')).toBe('refused');
  });

  it('open no windows, views, downloads or permissions', async () => {
    const { cashier } = await opened();
    expect(cashier.webContents.openWindow?.()).toEqual({ action: 'deny' });
    const preventDefault = vi.fn();
    cashier.webContents.emit('will-attach-webview', { preventDefault });
    electron.session.emit('will-download', { preventDefault });
    expect(preventDefault).toHaveBeenCalledTimes(2);
    const decide = vi.fn();
    electron.session.permission?.({}, 'media', decide);
    expect(decide).toHaveBeenCalledWith(false);
    expect(electron.session.permissionCheck?.()).toBe(false);
    expect(electron.session.devicePermission?.()).toBe(false);
  });

  it.each([
    ['flash-till://till/assets/a.js', false],
    ['blob:flash-till://till/1', false],
    ['data:image/png;base64,AA==', false],
    ['https://example.com/', true],
    ['http://127.0.0.1:80/', true],
    ['ws://127.0.0.1:80/', true],
    ['file:///etc/passwd', true],
    ['flash-till://tills/', true],
  ])('may ask for %s: refused %s', async (url, cancel) => {
    await opened();
    const decide = vi.fn();
    electron.session.beforeRequest?.({ url }, decide);
    expect(decide).toHaveBeenCalledWith({ cancel });
  });
});

describe('its connections', () => {
  it('carry calls with the rights of the screen, and end with the page', async () => {
    const { cashier } = await opened();
    const port = electron.askForPort(cashier.webContents);
    expect((await clientOf(port).catalogue.search({ text: 'x' }))[0]?.id).toBe('cashier');
    port.page.close();
    await vi.waitFor(() => expect(connections[0]?.closed).toBe(true));
  });

  it('keep the session of their window when its page is loaded again', async () => {
    electron = new ElectronDouble(displayAt(1, 0), displayAt(2, 1280));
    const { cashier, customer } = await opened();
    electron.askForPort(cashier.webContents);
    cashier.webContents.mainFrame.url = 'flash-till://till/manager/';
    electron.askForPort(cashier.webContents);
    electron.askForPort(customer?.webContents as ContentsDouble);
    expect(connections.map(({ screen }) => screen)).toEqual(['cashier', 'manager', 'customer']);
    const [first, again, other] = connections.map(({ sessionKey }) => sessionKey);
    expect(again).toBe(first);
    expect(other).not.toBe(first);
  });

  it('are refused to other frames, other pages, other windows and a customer who plays the cashier', async () => {
    electron = new ElectronDouble(displayAt(1, 0), displayAt(2, 1280));
    const { cashier, customer } = await opened();
    const display = customer?.webContents as ContentsDouble;
    const refused = [
      electron.askForPort(cashier.webContents, { url: 'flash-till://till/cashier/' }),
      electron.askForPort(cashier.webContents, null),
      electron.askForPort(new ContentsDouble()),
    ];
    for (const url of ['https://example.com/cashier/', 'flash-till://till.evil/cashier/', 'flash-till://till/cashier/x']) {
      cashier.webContents.mainFrame.url = url;
      refused.push(electron.askForPort(cashier.webContents));
    }
    display.mainFrame.url = 'flash-till://till/cashier/';
    refused.push(electron.askForPort(display));
    await Promise.all(refused.map(({ closed }) => closed));
    expect(connections).toEqual([]);
    expect(log.warn).toHaveBeenCalledTimes(refused.length);
  });
});

describe('its end', () => {
  it('closes the till before the app, when the cashier’s window is closed', async () => {
    electron = new ElectronDouble(displayAt(1, 0), displayAt(2, 1280));
    tillClosed = Promise.withResolvers<void>();
    const { cashier, customer } = await opened();
    cashier.destroy();
    expect(customer?.destroyed).toBe(true);
    electron.app.emit('window-all-closed');
    electron.app.quit();
    expect(tillCloses).toBe(1);
    expect(electron.app.exitCode).toBeUndefined();
    tillClosed.resolve();
    await vi.waitFor(() => expect(electron.app.exitCode).toBe(0));
    electron.displays.emit('display-added');
    expect(electron.openWindows).toEqual([]);
  });

  it('is told when the till could not be closed', async () => {
    tillClosed = Promise.withResolvers<void>();
    await opened();
    electron.app.quit();
    tillClosed.reject(new Error('the disk is gone'));
    await vi.waitFor(() => expect(electron.app.exitCode).toBe(1));
    expect(log.error).toHaveBeenCalledWith('close_failed', expect.any(Error));
  });
});
