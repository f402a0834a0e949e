// The browser shell's door: pages over HTTP, calls over a WebSocket, both on loopback only. Each request shows that it
// comes from a page of ours (Host, Origin) and each socket that it was let in (cookie); what does not is told why in words.
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import type { AnyRouter } from '@orpc/server';
import { RPCHandler } from '@orpc/server/ws';
import { type WebSocket, WebSocketServer } from 'ws';
import { SCREENS, type Screen } from '../../shared/state.ts';
import type { Log } from '../log.ts';
import { type Page, readPage, SECURITY_HEADERS, screenAt, wordsPage } from '../shell/pages.ts';
import type { CallContext, Connection, Till } from '../till.ts';
import { type Access, createAccess, type StartUrls, startUrls } from './access.ts';

const LOOPBACK = '127.0.0.1';
/** A call is a few kB; more is a mistake or an attack. */
const MAX_FRAME_BYTES = 1 << 20;
/** A page that has stopped reading: it gets the whole state when it comes back. */
const MAX_UNSENT_BYTES = 16 << 20;
const WAY_BACK = 'Close the till and start it again: it opens its own window, or prints new links.';
const KEYLESS = wordsPage('This link has been used', [
  'A link to a screen of the till works once, in one browser. Nothing is lost: sales and money are as they were.',
  WAY_BACK,
]);
const NOWHERE = wordsPage('There is no such page', ['The till has its screens at /cashier/, /customer/ and /manager/.', WAY_BACK]);
const REFUSED = wordsPage('Refused', ['This request does not come from a page of the till.']);

export interface TillServer {
  port: number;
  /** Fresh one-time URLs. */
  startUrls(): StartUrls;
  /** Ends all connections and frees the port. */
  close(): Promise<void>;
}

export interface TillServerOptions {
  till: { router: AnyRouter; connect: Till['connect'] };
  /** The built renderer. */
  rendererDir: string;
  /** Which to take, the first that is free; 0: any. */
  ports: readonly number[];
  randomBytes: (size: number) => Buffer;
  /** How often a socket must show that its page is alive. */
  heartbeatMs: number;
  log: Log;
}

/** All values of the cookie `name`: the browser sends one for each path that fits. */
function cookieValues(header: string | undefined, name: string): string[] {
  return (header ?? '')
    .split(';')
    .map((pair) => pair.trim())
    .filter((pair) => pair.startsWith(`${name}=`))
    .map((pair) => pair.slice(name.length + 1));
}

async function listen(http: Server, [port = 0, ...others]: readonly number[]): Promise<number> {
  try {
    await new Promise<void>((resolve, reject) => {
      http.once('error', reject).listen(port, LOOPBACK, resolve);
    });
    return (http.address() as AddressInfo).port;
  } catch (cause) {
    if (others.length === 0 || (cause as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw cause;
    return listen(http, others);
  }
}

export async function serveTill({ till, rendererDir, ports, randomBytes, heartbeatMs, log }: TillServerOptions): Promise<TillServer> {
  const access: Access = createAccess(randomBytes);
  const handler = new RPCHandler<CallContext>(till.router);
  const http = createServer((request, response) => void answer(request, response));
  const sockets = new WebSocketServer({ noServer: true, maxPayload: MAX_FRAME_BYTES });
  const port = await listen(http, ports);
  const hosts = [`${LOOPBACK}:${port}`, `localhost:${port}`];
  // Cookies know no ports: two tills on one machine must not take each other's.
  const cookieName = `flash-till-${port}`;

  /** From a page of ours, and by a name of ours: a foreign page can neither call nor be given a name that leads here. */
  const isOurs = ({ headers: { host, origin } }: IncomingMessage) =>
    host !== undefined && hosts.includes(host) && (origin === undefined || origin === `http://${host}`);

  const sessionOf = (request: IncomingMessage, screen: Screen) =>
    cookieValues(request.headers.cookie, cookieName)
      .map((secret) => access.sessionKey(screen, secret))
      .find((key) => key !== undefined);

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const send = (status: number, page: Page, headers: Record<string, string | string[]> = {}) => {
      response.writeHead(status, { ...page.headers, ...headers, 'content-length': Buffer.byteLength(page.body) });
      response.end(request.method === 'HEAD' ? undefined : page.body);
    };
    const redirect = (location: string, headers: Record<string, string | string[]> = {}) => {
      response.writeHead(303, { ...SECURITY_HEADERS, 'cache-control': 'no-store', ...headers, location }).end();
    };

    try {
      const [pathname = '', query] = (request.url ?? '').split('?', 2);
      if (!isOurs(request)) return send(403, REFUSED);
      if (request.method !== 'GET' && request.method !== 'HEAD') return send(405, NOWHERE, { allow: 'GET, HEAD' });
      const withoutSlash = screenAt(`${pathname}/`);
      if (withoutSlash) return redirect(`/${withoutSlash}/`);

      const screen = screenAt(pathname);
      if (screen) {
        const token = new URLSearchParams(query).get('token');
        if (token !== null && request.method === 'GET') {
          const grant = access.redeem(screen, token);
          if (grant) {
            const cookies = grant.screens.map((opened) => `${cookieName}=${grant.secret}; Path=/${opened}; HttpOnly; SameSite=Strict`);
            return redirect(pathname, { 'set-cookie': cookies });
          }
        }
        if (!sessionOf(request, screen)) return send(403, KEYLESS);
        if (token !== null) return redirect(pathname);
      }
      const page = await readPage(rendererDir, pathname);
      send(page ? 200 : 404, page ?? NOWHERE);
    } catch (cause) {
      log.error('page_failed', cause, { method: request.method });
      if (!response.headersSent) response.writeHead(500, SECURITY_HEADERS);
      response.end();
    }
  }

  function refuse(socket: Duplex, status: string): void {
    socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
  }

  http.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    socket.on('error', (cause) => log.info('socket_broke', { cause: String(cause) }));
    const screen = SCREENS.find((candidate) => request.url === `/${candidate}/ws`);
    // A page always says where it comes from; a program that does not is no page.
    if (!isOurs(request) || request.headers.origin === undefined) return refuse(socket, '403 Forbidden');
    if (!screen) return refuse(socket, '404 Not Found');
    const sessionKey = sessionOf(request, screen);
    if (!sessionKey) return refuse(socket, '401 Unauthorized');
    sockets.handleUpgrade(request, socket, head, (webSocket) => serveSocket(webSocket, screen, sessionKey));
  });

  function connect(screen: Screen, sessionKey: string): Connection | undefined {
    try {
      return till.connect(screen, sessionKey);
    } catch (cause) {
      log.error('connect_failed', cause, { screen });
      return undefined;
    }
  }

  function serveSocket(webSocket: WebSocket, screen: Screen, sessionKey: string): void {
    const connection = connect(screen, sessionKey);
    if (!connection) {
      webSocket.close(1013, 'try again later');
      return;
    }
    let alive = true;
    const heartbeat = setInterval(() => {
      if (!alive) return webSocket.terminate();
      alive = false;
      webSocket.ping();
    }, heartbeatMs);
    webSocket.on('pong', () => {
      alive = true;
    });
    webSocket.on('error', (cause) => log.info('socket_broke', { screen, cause: String(cause) }));
    webSocket.on('close', () => {
      clearInterval(heartbeat);
      connection.close();
    });
    const send: WebSocket['send'] = (data: Parameters<WebSocket['send']>[0]) => {
      if (webSocket.bufferedAmount > MAX_UNSENT_BYTES) {
        log.warn('socket_stuck', { screen, unsentBytes: webSocket.bufferedAmount });
        return webSocket.terminate();
      }
      webSocket.send(data);
    };
    // The promise it returns is settled at once; each message's errors are answered in its own call.
    void handler.upgrade({ addEventListener: webSocket.addEventListener.bind(webSocket), send }, { context: { connection } });
  }

  return {
    port,
    startUrls: () => startUrls(access, `http://${LOOPBACK}:${port}`),
    close: () =>
      new Promise((resolve, reject) => {
        http.close((cause) => (cause ? reject(cause) : resolve()));
        http.closeAllConnections();
        for (const webSocket of sockets.clients) webSocket.terminate();
      }),
  };
}
