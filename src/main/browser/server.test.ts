import { randomBytes } from 'node:crypto';
import fs from 'node:fs';
import http from 'node:http';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { createORPCClient } from '@orpc/client';
import { RPCLink } from '@orpc/client/websocket';
import type { ContractRouterClient } from '@orpc/contract';
import { implement } from '@orpc/server';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { WebSocket } from 'ws';
import { type Contract, contract } from '../../shared/contract.ts';
import { SCREENS, type Screen } from '../../shared/state.ts';
import type { CallContext, Connection } from '../till.ts';
import { serveTill, type TillServer } from './server.ts';

let dir: string;
let server: TillServer;
let connections: (Connection & { closed: boolean })[];
let refuseConnections: boolean;
let heartbeatMs: number;
const log = { info: vi.fn(), warn: vi.fn(), error: vi.fn() };

/** A till of three calls, enough to see who is connected and what comes through. */
const os3 = implement(contract).$context<CallContext>();
const router = {
  session: { signOut: os3.session.signOut.handler(() => undefined) },
  catalogue: {
    search: os3.catalogue.search.handler(({ input, context }) => [{ ...article, id: `${context.connection.screen}:${input.text.length}` }]),
  },
  state: {
    watch: os3.state.watch.handler(async function* ({ signal }) {
      yield { mainNowMs: 1 };
      const chunk = 'x'.repeat(1 << 20);
      while (!signal?.aborted) {
        yield { mainNowMs: 2, practice: { codes: [], refundRequest: chunk } };
        await new Promise((resolve) => setImmediate(resolve));
      }
    }),
  },
};
const article = { id: '', names: { en: 'Tea' }, categoryId: 'c', priceMinor: 1, taxClassId: 't', barcodes: [] };

beforeEach(async () => {
  dir = fs.mkdtempSync(path.join(os.tmpdir(), 'flash-till-server-'));
  fs.mkdirSync(path.join(dir, 'renderer', 'assets'), { recursive: true });
  for (const screen of SCREENS) fs.writeFileSync(path.join(dir, 'renderer', `${screen}.html`), `<!doctype html><title>${screen}</title>`);
  fs.writeFileSync(path.join(dir, 'renderer', 'assets', 'index-Ab1_.js'), 'export {};');
  fs.writeFileSync(path.join(dir, 'secret.html'), 'not to be served');
  fs.writeFileSync(path.join(dir, 'renderer', 'assets', 'notes.txt'), 'no known type');
  connections = [];
  refuseConnections = false;
  heartbeatMs = 30_000;
  vi.resetAllMocks();
  await start();
});

async function start(): Promise<void> {
  const connect = (screen: Screen, sessionKey: string) => {
    if (refuseConnections) throw new Error('closing');
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
  server = await serveTill({ till: { router, connect }, rendererDir: path.join(dir, 'renderer'), ports: [0], randomBytes, heartbeatMs, log });
}

afterEach(async () => {
  await server.close();
  fs.rmSync(dir, { recursive: true });
});

interface Answer {
  status: number;
  headers: http.IncomingHttpHeaders;
  body: string;
}

function get(target: string, options: http.RequestOptions = {}): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const request = http.request({ host: '127.0.0.1', port: server.port, path: target, ...options }, (response) => {
      let body = '';
      response.setEncoding('utf8').on('data', (chunk) => {
        body += chunk;
      });
      response.on('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers, body }));
    });
    request.on('error', reject).end();
  });
}

const pathOf = (url: string) => url.slice(url.indexOf('/', 'http://'.length));

/** Opens the start URL as a browser does; the cookies it would send to each screen. */
async function enter(screen: Screen): Promise<Record<Screen, string>> {
  const answer = await get(pathOf(server.startUrls()[screen]));
  const cookies = Object.fromEntries(SCREENS.map((name) => [name, ''])) as Record<Screen, string>;
  for (const line of answer.headers['set-cookie'] ?? []) {
    const [pair = ''] = line.split(';');
    const name = SCREENS.find((candidate) => line.includes(`; Path=/${candidate};`));
    if (name) cookies[name] = pair;
  }
  return cookies;
}

/** `opened`, or the status with which the upgrade was refused. */
function dial(target: string, headers: Record<string, string>): { webSocket: WebSocket; outcome: Promise<'opened' | number> } {
  const webSocket = new WebSocket(`ws://127.0.0.1:${server.port}${target}`, { headers });
  const outcome = new Promise<'opened' | number>((resolve) => {
    webSocket.on('open', () => resolve('opened'));
    webSocket.on('unexpected-response', (_request, response) => resolve(response.statusCode ?? 0));
    webSocket.on('error', () => undefined);
  });
  return { webSocket, outcome };
}

const origin = () => `http://127.0.0.1:${server.port}`;
const closeOf = (webSocket: WebSocket) => new Promise<number>((resolve) => webSocket.on('close', resolve));

function clientOf(webSocket: WebSocket): ContractRouterClient<Contract> {
  return createORPCClient(new RPCLink({ websocket: webSocket as unknown as globalThis.WebSocket }));
}

describe('pages', () => {
  it('exchanges a start URL for a cookie that scripts cannot read and other sites cannot send', async () => {
    const answer = await get(pathOf(server.startUrls().customer));
    expect(answer.status).toBe(303);
    expect(answer.headers.location).toBe('/customer/');
    expect(answer.headers['set-cookie']).toEqual([
      expect.stringMatching(new RegExp(`^flash-till-${server.port}=[\\w-]{43}; Path=/customer; HttpOnly; SameSite=Strict$`)),
    ]);
  });

  it('shows a screen to who has its cookie, and again after a reload', async () => {
    const cookies = await enter('cashier');
    for (const _ of [1, 2]) {
      const answer = await get('/cashier/', { headers: { cookie: cookies.cashier } });
      expect(answer.status).toBe(200);
      expect(answer.body).toContain('<title>cashier</title>');
      expect(answer.headers['cache-control']).toBe('no-store');
    }
    expect((await get('/manager/', { headers: { cookie: cookies.manager } })).status).toBe(200);
  });

  it('says in words that a link has been used, and how to get a new one', async () => {
    const start = pathOf(server.startUrls().cashier);
    await get(start);
    const answer = await get(start);
    expect(answer.status).toBe(403);
    expect(answer.body).toContain('start it again');
    expect(answer.headers['set-cookie']).toBeUndefined();
  });

  it('leads a browser that was let in before from the used link to its screen', async () => {
    const start = pathOf(server.startUrls().cashier);
    const [cookie = ''] = ((await get(start)).headers['set-cookie'] ?? []).map((line) => line.split(';')[0] ?? '');
    const answer = await get(start, { headers: { cookie } });
    expect([answer.status, answer.headers.location]).toEqual([303, '/cashier/']);
  });

  it('does not spend a link on a HEAD request', async () => {
    const start = pathOf(server.startUrls().cashier);
    const head = await get(start, { method: 'HEAD' });
    expect([head.status, head.body, head.headers['set-cookie']]).toEqual([403, '', undefined]);
    expect((await get(start)).status).toBe(303);
  });

  it.each(SCREENS)('keeps %s from who has no cookie, or a wrong one', async (screen) => {
    expect((await get(`/${screen}/`)).status).toBe(403);
    expect((await get(`/${screen}/`, { headers: { cookie: `flash-till-${server.port}=${'A'.repeat(43)}; x` } })).status).toBe(403);
    expect((await get(`/${screen}/?token=`)).status).toBe(403);
    expect((await get(`/${screen}/?token=%zz`)).status).toBe(403);
  });

  it('keeps the other screens from the customer', async () => {
    const { customer } = await enter('customer');
    expect((await get('/customer/', { headers: { cookie: customer } })).status).toBe(200);
    expect((await get('/cashier/', { headers: { cookie: customer } })).status).toBe(403);
    expect((await get('/manager/', { headers: { cookie: customer } })).status).toBe(403);
  });

  it('serves hashed assets for ever, and says what they are', async () => {
    const answer = await get('/assets/index-Ab1_.js');
    expect(answer.status).toBe(200);
    expect(answer.headers['content-type']).toBe('text/javascript; charset=utf-8');
    expect(answer.headers['cache-control']).toContain('immutable');
    expect(answer.headers['content-length']).toBe(String('export {};'.length));
  });

  it('allows scripts, styles and connections of its own only, on every answer', async () => {
    const { customer } = await enter('customer');
    for (const answer of [
      await get('/customer/', { headers: { cookie: customer } }),
      await get('/customer/'),
      await get('/customer'),
      await get('/assets/index-Ab1_.js'),
      await get('/nowhere'),
      await get('/customer/', { method: 'POST' }),
      await get('/customer/', { headers: { host: 'evil.example' } }),
    ]) {
      const policy = answer.headers['content-security-policy'] ?? '';
      expect(policy).toContain("default-src 'none'");
      expect(policy).toContain("script-src 'self'");
      expect(policy).toContain("frame-ancestors 'none'");
      expect(policy).not.toMatch(/unsafe|\*/);
      expect(answer.headers['x-content-type-options']).toBe('nosniff');
      expect(answer.headers['referrer-policy']).toBe('no-referrer');
    }
  });

  it.each([
    '/',
    '/nowhere',
    '/secret.html',
    '/cashier.html',
    '/../secret.html',
    '/assets/../../secret.html',
    '/assets/..%2f..%2fsecret.html',
    '/assets/%2e%2e/%2e%2e/secret.html',
    '/assets/..\\..\\secret.html',
    '/assets/',
    '/assets/.hidden',
    '/assets/notes.txt',
    '/assets/gone.js',
    '//assets/index-Ab1_.js',
    'http://127.0.0.1/assets/index-Ab1_.js',
    '/%',
    '*',
  ])('has nothing at %s', async (target) => {
    const answer = await get(target);
    expect(answer.status).toBe(404);
    expect(answer.body).not.toContain('not to be served');
  });

  it('leads from a screen without its slash to the screen', async () => {
    const answer = await get('/manager');
    expect([answer.status, answer.headers.location]).toEqual([303, '/manager/']);
  });

  it.each(['POST', 'PUT', 'DELETE', 'OPTIONS'])('refuses %s', async (method) => {
    const answer = await get('/cashier/', { method });
    expect([answer.status, answer.headers.allow]).toEqual([405, 'GET, HEAD']);
  });

  it('answers HEAD with the headers alone', async () => {
    const { customer } = await enter('customer');
    const answer = await get('/customer/', { method: 'HEAD', headers: { cookie: customer } });
    expect([answer.status, answer.body]).toEqual([200, '']);
    expect(Number(answer.headers['content-length'])).toBeGreaterThan(0);
  });

  it.each([{ host: 'evil.example' }, { host: '127.0.0.1' }, { host: '127.0.0.1:1' }, { origin: 'http://evil.example' }, { origin: 'null' }])(
    'refuses a request that comes from elsewhere: %j',
    async (headers) => {
      const { customer } = await enter('customer');
      expect((await get('/customer/', { headers: { cookie: customer, ...headers } })).status).toBe(403);
      expect((await get('/assets/index-Ab1_.js', { headers })).status).toBe(403);
    },
  );

  it('takes localhost for a name of this machine', async () => {
    const host = `localhost:${server.port}`;
    expect((await get('/assets/index-Ab1_.js', { headers: { host, origin: `http://${host}` } })).status).toBe(200);
  });

  it('listens on loopback only', async () => {
    const outside = Object.values(os.networkInterfaces())
      .flat()
      .find((address) => address && !address.internal && address.family === 'IPv4');
    if (!outside) return;
    const refused = await new Promise((resolve) => {
      const socket = net.connect(server.port, outside.address, () => resolve(false));
      socket.on('error', () => resolve(true));
    });
    expect(refused).toBe(true);
  });

  it('goes on after what is not HTTP', async () => {
    const answer = await new Promise<string>((resolve) => {
      const socket = net.connect(server.port, '127.0.0.1', () => socket.write('\x16\x03\x01 nonsense\r\n\r\n'));
      let received = '';
      socket.on('data', (chunk) => {
        received += chunk;
      });
      socket.on('close', () => resolve(received));
    });
    expect(answer).toContain('400 Bad Request');
    expect((await get('/assets/index-Ab1_.js')).status).toBe(200);
  });
});

describe('sockets', () => {
  it('carries calls and their streams with the rights of the screen', async () => {
    const { cashier } = await enter('cashier');
    const { webSocket, outcome } = dial('/cashier/ws', { cookie: cashier, origin: origin() });
    expect(await outcome).toBe('opened');
    const client = clientOf(webSocket);
    expect((await client.catalogue.search({ text: 'latte' }))[0]?.id).toBe('cashier:5');
    for await (const push of await client.state.watch()) {
      expect(push.mainNowMs).toBe(1);
      break;
    }
    webSocket.close();
    await vi.waitFor(() => expect(connections.map((connection) => connection.closed)).toEqual([true]));
  });

  it('gives the connections of one browser the same session, and those of another their own', async () => {
    const first = await enter('cashier');
    const second = await enter('cashier');
    for (const [target, cookie] of [
      ['/cashier/ws', first.cashier],
      ['/cashier/ws', first.cashier],
      ['/manager/ws', first.manager],
      ['/cashier/ws', second.cashier],
    ] as const) {
      await dial(target, { cookie, origin: origin() }).outcome;
    }
    const [a, b, c, d] = connections.map((connection) => connection.sessionKey);
    expect(b).toBe(a);
    expect(c).toBe(a);
    expect(d).not.toBe(a);
  });

  it('stays shut to a page without a cookie, with another screen’s, or from elsewhere', async () => {
    const { customer } = await enter('customer');
    const own = { cookie: customer, origin: origin() };
    expect(await dial('/customer/ws', { origin: origin() }).outcome).toBe(401);
    expect(await dial('/cashier/ws', own).outcome).toBe(401);
    expect(await dial('/manager/ws', own).outcome).toBe(401);
    expect(await dial('/customer/ws', { cookie: customer }).outcome).toBe(403);
    expect(await dial('/customer/ws', { ...own, origin: 'http://evil.example' }).outcome).toBe(403);
    expect(await dial('/customer/ws', { ...own, host: 'evil.example' }).outcome).toBe(403);
    expect(await dial('/customer/ws?x', own).outcome).toBe(404);
    expect(await dial('/ws', own).outcome).toBe(404);
    expect(connections).toEqual([]);
  });

  it('ends a socket that sends more than a call can be', async () => {
    const { cashier } = await enter('cashier');
    const { webSocket, outcome } = dial('/cashier/ws', { cookie: cashier, origin: origin() });
    await outcome;
    const closed = closeOf(webSocket);
    webSocket.send('x'.repeat((1 << 20) + 1));
    expect(await closed).toBe(1009);
    await vi.waitFor(() => expect(connections[0]?.closed).toBe(true));
  });

  it('goes on after a message that is no call', async () => {
    const logged = vi.spyOn(console, 'error').mockImplementation(() => undefined);
    const { cashier } = await enter('cashier');
    const { webSocket, outcome } = dial('/cashier/ws', { cookie: cashier, origin: origin() });
    await outcome;
    webSocket.send('{');
    webSocket.send(Buffer.from([0, 255, 3]));
    expect(await clientOf(webSocket).catalogue.search({ text: 'a' })).toHaveLength(1);
    logged.mockRestore();
  });

  it('ends a socket whose page reads nothing any more, before it fills the memory', async () => {
    const { cashier } = await enter('cashier');
    const { webSocket, outcome } = dial('/cashier/ws', { cookie: cashier, origin: origin() });
    await outcome;
    await clientOf(webSocket).state.watch();
    webSocket.pause();
    await vi.waitFor(() => expect(log.warn).toHaveBeenCalledWith('socket_stuck', expect.objectContaining({ screen: 'cashier' })), 20_000);
    await vi.waitFor(() => expect(connections[0]?.closed).toBe(true));
  });

  it('ends a socket whose page does not answer', async () => {
    await server.close();
    heartbeatMs = 20;
    await start();
    const { cashier } = await enter('cashier');
    const { webSocket, outcome } = dial('/cashier/ws', { cookie: cashier, origin: origin() });
    await outcome;
    webSocket.pause();
    await vi.waitFor(() => expect(connections[0]?.closed).toBe(true));
  });

  it('keeps a quiet socket whose page answers', async () => {
    await server.close();
    heartbeatMs = 20;
    await start();
    const { cashier } = await enter('cashier');
    const { webSocket, outcome } = dial('/cashier/ws', { cookie: cashier, origin: origin() });
    await outcome;
    for (let pings = 0; pings < 3; pings++) await new Promise((resolve) => webSocket.once('ping', resolve));
    expect(connections[0]?.closed).toBe(false);
  });

  it('asks a page to come back when the till takes no connection', async () => {
    refuseConnections = true;
    const { cashier } = await enter('cashier');
    const { webSocket } = dial('/cashier/ws', { cookie: cashier, origin: origin() });
    expect(await closeOf(webSocket)).toBe(1013);
    expect(log.error).toHaveBeenCalledOnce();
  });

  it('ends every connection when it closes', async () => {
    const { cashier } = await enter('cashier');
    const { webSocket, outcome } = dial('/cashier/ws', { cookie: cashier, origin: origin() });
    await outcome;
    const closed = closeOf(webSocket);
    await server.close();
    await closed;
    expect(connections[0]?.closed).toBe(true);
    await start();
  });

  it('takes the first port that is free, or says which one is taken', async () => {
    const options = { till: { router, connect: () => connections[0] as Connection }, rendererDir: dir, randomBytes, heartbeatMs, log };
    await expect(serveTill({ ...options, ports: [server.port] })).rejects.toMatchObject({ code: 'EADDRINUSE', port: server.port });
    const second = await serveTill({ ...options, ports: [server.port, 0] });
    expect(second.port).not.toBe(server.port);
    await second.close();
  });
});
