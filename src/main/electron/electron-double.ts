// A double of the part of Electron that the shell uses: it keeps what it is told, and lets a test be the system, the
// displays, a page. Real Electron has no place in a unit test, and its binary is not on every machine.
import { EventEmitter } from 'node:events';
import { MessageChannel, type MessagePort } from 'node:worker_threads';
import type { Display, WebContents } from 'electron';
import { PORT_CHANNEL } from './port-channel.ts';
import type { ElectronApi } from './shell.ts';

interface Bounds {
  x: number;
  y: number;
  width: number;
  height: number;
}

export class ContentsDouble extends EventEmitter {
  readonly mainFrame = { url: '' };
  reloads = 0;
  crashes = 0;
  openWindow: (() => { action: string }) | undefined;

  setWindowOpenHandler(handler: () => { action: string }): void {
    this.openWindow = handler;
  }
  reload(): void {
    this.reloads++;
  }
  forcefullyCrashRenderer(): void {
    this.crashes++;
  }
}

export class WindowDouble extends EventEmitter {
  readonly webContents = new ContentsDouble();
  readonly options: Record<string, unknown> & { webPreferences?: Record<string, unknown> };
  bounds: Bounds;
  shown = 0;
  focused = 0;
  destroyed = false;

  constructor(options: Bounds & Record<string, unknown>) {
    super();
    this.options = options;
    this.bounds = { x: options.x, y: options.y, width: options.width, height: options.height };
  }
  async loadURL(url: string): Promise<void> {
    this.webContents.mainFrame.url = url;
  }
  getBounds(): Bounds {
    return this.bounds;
  }
  setBounds(bounds: Bounds): void {
    this.bounds = bounds;
  }
  setKiosk(): void {
    // where it is decides, and that is kept
  }
  show(): void {
    this.shown++;
  }
  focus(): void {
    this.focused++;
  }
  isDestroyed(): boolean {
    return this.destroyed;
  }
  destroy(): void {
    this.destroyed = true;
    this.emit('closed');
  }
}

class AppDouble extends EventEmitter {
  readonly paths: Record<string, string> = {};
  readonly switches: Record<string, string | undefined> = {};
  readonly commandLine = {
    appendSwitch: (name: string, value?: string) => {
      this.switches[name] = value;
    },
  };
  readonly ready = Promise.withResolvers<void>();
  firstInstance = true;
  sandboxed = false;
  exitCode: number | undefined;

  setPath(name: string, path: string): void {
    this.paths[name] = path;
  }
  requestSingleInstanceLock(): boolean {
    return this.firstInstance;
  }
  enableSandbox(): void {
    this.sandboxed = true;
  }
  whenReady(): Promise<void> {
    return this.ready.promise;
  }
  exit(code: number): void {
    this.exitCode ??= code;
  }
  quit(): void {
    let prevented = false;
    this.emit('before-quit', {
      preventDefault: () => {
        prevented = true;
      },
    });
    if (!prevented) this.exit(0);
  }
}

type Decide<T> = (decision: T) => void;

class SessionDouble extends EventEmitter {
  permission: ((contents: unknown, permission: string, decide: Decide<boolean>) => void) | undefined;
  permissionCheck: (() => boolean) | undefined;
  devicePermission: (() => boolean) | undefined;
  beforeRequest: ((details: { url: string }, decide: Decide<{ cancel: boolean }>) => void) | undefined;
  readonly webRequest = {
    onBeforeRequest: (listener: NonNullable<SessionDouble['beforeRequest']>) => {
      this.beforeRequest = listener;
    },
  };
  setPermissionRequestHandler(handler: NonNullable<SessionDouble['permission']>): void {
    this.permission = handler;
  }
  setPermissionCheckHandler(handler: () => boolean): void {
    this.permissionCheck = handler;
  }
  setDevicePermissionHandler(handler: () => boolean): void {
    this.devicePermission = handler;
  }
}

class DisplaysDouble extends EventEmitter {
  all: Display[] = [];

  getPrimaryDisplay(): Display | undefined {
    return this.all[0];
  }
  getAllDisplays(): Display[] {
    return this.all;
  }
}

export function displayAt(id: number, x: number, width = 1280): Display {
  return { id, bounds: { x, y: 0, width, height: 800 } } as Display;
}

export interface PortDouble {
  /** The page's end. */
  page: MessagePort;
  /** Whether main hung up. */
  closed: Promise<void>;
}

export class ElectronDouble {
  readonly app = new AppDouble();
  readonly windows: WindowDouble[] = [];
  readonly errors: string[] = [];
  readonly ipcMain = new EventEmitter();
  readonly displays = new DisplaysDouble();
  readonly session = new SessionDouble();
  readonly schemes: { scheme: string; privileges: Record<string, boolean> }[] = [];
  readonly blockers: string[] = [];
  menu: unknown = 'the default one';
  respond: ((request: { url: string; method: string }) => Promise<Response>) | undefined;

  constructor(...displays: Display[]) {
    this.displays.all = displays;
  }

  get openWindows(): WindowDouble[] {
    return this.windows.filter((window) => !window.destroyed);
  }

  /** As the page in `window` asks for its connection, or as a frame of another address in it does. */
  askForPort(contents: ContentsDouble, senderFrame: { url: string } | null = contents.mainFrame): PortDouble {
    const { port1: page, port2: main } = new MessageChannel();
    const closed = new Promise<void>((resolve) => page.once('close', () => resolve()));
    const port = new EventEmitter();
    main.on('message', (data) => port.emit('message', { data }));
    main.on('close', () => port.emit('close'));
    Object.assign(port, { start: () => main.start(), close: () => main.close(), postMessage: (data: unknown) => main.postMessage(data) });
    this.ipcMain.emit(PORT_CHANNEL, { sender: contents, senderFrame, ports: [port] });
    return { page, closed };
  }

  /** What becomes of a navigation that the page wants. */
  navigate(contents: ContentsDouble, url: string, isMainFrame = true): 'goes' | 'refused' {
    let outcome: 'goes' | 'refused' = 'goes';
    const preventDefault = () => {
      outcome = 'refused';
    };
    contents.emit('will-frame-navigate', { url, isMainFrame, preventDefault });
    return outcome;
  }

  api(): ElectronApi {
    const double = this;
    class BrowserWindow extends WindowDouble {
      constructor(options: Bounds & Record<string, unknown>) {
        super(options);
        double.windows.push(this);
        double.app.emit('web-contents-created', {}, this.webContents as unknown as WebContents);
      }
    }
    return {
      app: this.app,
      BrowserWindow,
      dialog: { showErrorBox: (_title: string, content: string) => this.errors.push(content) },
      ipcMain: this.ipcMain,
      Menu: {
        setApplicationMenu: (menu: unknown) => {
          this.menu = menu;
        },
      },
      powerSaveBlocker: { start: (type: string) => this.blockers.push(type) },
      protocol: {
        registerSchemesAsPrivileged: (schemes: ElectronDouble['schemes']) => this.schemes.push(...schemes),
        handle: (_scheme: string, respond: ElectronDouble['respond']) => {
          this.respond = respond;
        },
      },
      screen: this.displays,
      session: { defaultSession: this.session },
    } as unknown as ElectronApi;
  }
}
