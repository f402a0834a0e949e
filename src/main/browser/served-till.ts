// A served till for the tests of the browser shell's door: real HTTP and WebSockets against a till of three calls, with a
// folder of pages and a client that behaves as a browser does.
import { randomBytes } from 'node:crypto';
import fs from 'node:fs';
import http from 'node:http';
import os from 'node:os';
import path from 'node:path';
import { createORPCClient } from '@orpc/client';
import { RPCLink } from '@orpc/client/websocket';
import type { ContractRouterClient } from '@orpc/contract';
import { implement } from '@orpc/server';
import { vi } from 'vitest';
import { WebSocket } from 'ws';
import { PLAIN_ARTICLE } from '../../shared/article.ts';
import { type Contract, contract } from '../../shared/contract.ts';
import { SCREENS, type Screen } from '../../shared/state.ts';
import type { CallContext, Connection } from '../till.ts';
import { serveTill, type TillServer } from './server.ts';

const article = { ...PLAIN_ARTICLE, id: '', names: { en: 'Tea' }, categoryId: 'c', priceMinor: 1 };

/** Enough to see who is connected, and what comes through. The watch never stops pushing a megabyte. */
const calls = implement(contract).$context<CallContext>();
const router = {
  catalogue: {
    search: calls.catalogue.search.handler(({ input, context }) => [{ ...article, id: `${context.connection.screen}:${input.text.length}` }]),
  },
  state: {
    watch: calls.state.watch.handler(async function* ({ signal }) {
      yield { mainNowMs: 1 };
      const chunk = 'x'.repeat(1 << 20);
      while (!signal?.aborted) {
        yield { mainNowMs: 2, practice: { codes: [], refundRequest: chunk, chain: { height: 0, payments: [] } } };
        await new Promise((resolve) => setImmediate(resolve));
      }
    }),
  },
};

export interface Answer {
  status: number;
  headers: http.IncomingHttpHeaders;
  body: string;
}

export interface ServedTill {
  server: TillServer;
  log: { info: ReturnType<typeof vi.fn>; warn: ReturnType<typeof vi.fn>; error: ReturnType<typeof vi.fn> };
  connections: (Connection & { closed: boolean })[];
  origin: string;
  get(target: string, options?: http.RequestOptions): Promise<Answer>;
  /** The path and query of a fresh start URL. */
  startPath(screen: Screen): string;
  /** Opens a start URL; the cookies that a browser would then send to each screen. */
  enter(screen: Screen): Promise<Record<Screen, string>>;
  /** `opened`, or the status with which the upgrade was refused. */
  dial(target: string, headers: Record<string, string>): { webSocket: WebSocket; outcome: Promise<'opened' | number>; closed: Promise<number> };
  /** A second door to the same till. */
  serveOn(ports: number[]): Promise<TillServer>;
  close(): Promise<void>;
}

export function clientOf(webSocket: WebSocket): ContractRouterClient<Contract> {
  return createORPCClient(new RPCLink({ websocket: webSocket as unknown as globalThis.WebSocket }));
}

export async function serveForTest({ heartbeatMs = 30_000, full = false } = {}): Promise<ServedTill> {
  const dir = fs.mkdtempSync(path.join(os.tmpdir(), 'flash-till-server-'));
  const rendererDir = path.join(dir, 'renderer');
  fs.mkdirSync(path.join(rendererDir, 'assets'), { recursive: true });
  for (const screen of SCREENS) fs.writeFileSync(path.join(rendererDir, `${screen}.html`), `<!doctype html><title>${screen}</title>`);
  fs.writeFileSync(path.join(rendererDir, 'assets', 'index-Ab1_.js'), 'export {};');
  fs.writeFileSync(path.join(rendererDir, 'assets', 'notes.txt'), 'no known type');
  fs.writeFileSync(path.join(dir, 'secret.html'), 'not to be served');

  const log = { info: vi.fn(), warn: vi.fn(), error: vi.fn() };
  const connections: ServedTill['connections'] = [];
  const connect = (screen: Screen, sessionKey: string) => {
    if (full) throw new Error('takes no connection');
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
  };
  const serveOn = (ports: number[]) => serveTill({ till: { router, connect }, rendererDir, ports, randomBytes, heartbeatMs, log });
  const server = await serveOn([0]);

  const get: ServedTill['get'] = (target, options = {}) =>
    new Promise((resolve, reject) => {
      const request = http.request({ host: '127.0.0.1', port: server.port, path: target, ...options }, (response) => {
        let body = '';
        response.setEncoding('utf8').on('data', (chunk) => {
          body += chunk;
        });
        response.on('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers, body }));
      });
      request.on('error', reject).end();
    });
  const startPath = (screen: Screen) => {
    const { pathname, search } = new URL(server.startUrls()[screen]);
    return pathname + search;
  };

  return {
    server,
    log,
    connections,
    origin: `http://127.0.0.1:${server.port}`,
    get,
    startPath,
    async enter(screen) {
      const cookies = Object.fromEntries(SCREENS.map((name) => [name, ''])) as Record<Screen, string>;
      for (const line of (await get(startPath(screen))).headers['set-cookie'] ?? []) {
        const [pair = ''] = line.split(';');
        const name = SCREENS.find((candidate) => line.includes(`; Path=/${candidate};`));
        if (name) cookies[name] = pair;
      }
      return cookies;
    },
    dial(target, headers) {
      const webSocket = new WebSocket(`ws://127.0.0.1:${server.port}${target}`, { headers });
      const closed = new Promise<number>((resolve) => webSocket.on('close', resolve));
      const outcome = new Promise<'opened' | number>((resolve) => {
        webSocket.on('open', () => resolve('opened'));
        webSocket.on('unexpected-response', (_request, response) => resolve(response.statusCode ?? 0));
        webSocket.on('error', () => undefined);
      });
      return { webSocket, outcome, closed };
    },
    serveOn,
    async close() {
      // A test may have closed it before.
      await server.close().catch((cause: NodeJS.ErrnoException) => {
        if (cause.code !== 'ERR_SERVER_NOT_RUNNING') throw cause;
      });
      fs.rmSync(dir, { recursive: true });
    },
  };
}
