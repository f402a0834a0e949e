import net from 'node:net';
import os from 'node:os';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { SCREENS } from '../../shared/state.ts';
import { type ServedTill, serveForTest } from './served-till.ts';

let till: ServedTill;
beforeEach(async () => {
  till = await serveForTest();
});
afterEach(() => till.close());

describe('the pages of the browser shell', () => {
  it('exchanges a start URL for a cookie that scripts cannot read and other sites cannot send', async () => {
    const answer = await till.get(till.startPath('customer'));
    expect(answer.status).toBe(303);
    expect(answer.headers.location).toBe('/customer/');
    expect(answer.headers['set-cookie']).toEqual([
      expect.stringMatching(new RegExp(`^flash-till-${till.server.port}=[\\w-]{43}; Path=/customer; HttpOnly; SameSite=Strict$`)),
    ]);
  });

  it('shows a screen to who has its cookie, and again after a reload', async () => {
    const cookies = await till.enter('cashier');
    for (const _ of [1, 2]) {
      const answer = await till.get('/cashier/', { headers: { cookie: cookies.cashier } });
      expect(answer.status).toBe(200);
      expect(answer.body).toContain('<title>cashier</title>');
      expect(answer.headers['cache-control']).toBe('no-store');
    }
    expect((await till.get('/manager/', { headers: { cookie: cookies.manager } })).status).toBe(200);
  });

  it('says in words that a link has been used, and how to get a new one', async () => {
    const start = till.startPath('cashier');
    await till.get(start);
    const answer = await till.get(start);
    expect(answer.status).toBe(403);
    expect(answer.body).toContain('start it again');
    expect(answer.headers['set-cookie']).toBeUndefined();
  });

  it('leads a browser that was let in before from the used link to its screen', async () => {
    const start = till.startPath('cashier');
    const [cookie = ''] = ((await till.get(start)).headers['set-cookie'] ?? []).map((line) => line.split(';')[0] ?? '');
    const answer = await till.get(start, { headers: { cookie } });
    expect([answer.status, answer.headers.location]).toEqual([303, '/cashier/']);
  });

  it('does not spend a link on a HEAD request', async () => {
    const start = till.startPath('cashier');
    const head = await till.get(start, { method: 'HEAD' });
    expect([head.status, head.body, head.headers['set-cookie']]).toEqual([403, '', undefined]);
    expect((await till.get(start)).status).toBe(303);
  });

  it.each(SCREENS)('keeps %s from who has no cookie, or a wrong one', async (screen) => {
    expect((await till.get(`/${screen}/`)).status).toBe(403);
    expect((await till.get(`/${screen}/`, { headers: { cookie: `flash-till-${till.server.port}=${'A'.repeat(43)}; x` } })).status).toBe(403);
    expect((await till.get(`/${screen}/?token=`)).status).toBe(403);
    expect((await till.get(`/${screen}/?token=%zz`)).status).toBe(403);
  });

  it('keeps the other screens from the customer', async () => {
    const { customer } = await till.enter('customer');
    expect((await till.get('/customer/', { headers: { cookie: customer } })).status).toBe(200);
    expect((await till.get('/cashier/', { headers: { cookie: customer } })).status).toBe(403);
    expect((await till.get('/manager/', { headers: { cookie: customer } })).status).toBe(403);
  });

  it('serves hashed assets for ever, and says what they are', async () => {
    const answer = await till.get('/assets/index-Ab1_.js');
    expect(answer.status).toBe(200);
    expect(answer.headers['content-type']).toBe('text/javascript; charset=utf-8');
    expect(answer.headers['cache-control']).toContain('immutable');
    expect(answer.headers['content-length']).toBe(String('export {};'.length));
  });

  it('allows scripts, styles and connections of its own only, on every answer', async () => {
    const { customer } = await till.enter('customer');
    for (const answer of [
      await till.get('/customer/', { headers: { cookie: customer } }),
      await till.get('/customer/'),
      await till.get('/customer'),
      await till.get('/assets/index-Ab1_.js'),
      await till.get('/nowhere'),
      await till.get('/customer/', { method: 'POST' }),
      await till.get('/customer/', { headers: { host: 'evil.example' } }),
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
    const answer = await till.get(target);
    expect(answer.status).toBe(404);
    expect(answer.body).not.toContain('not to be served');
  });

  it('leads from a screen without its slash to the screen', async () => {
    const answer = await till.get('/manager');
    expect([answer.status, answer.headers.location]).toEqual([303, '/manager/']);
  });

  it.each(['POST', 'PUT', 'DELETE', 'OPTIONS'])('refuses %s', async (method) => {
    const answer = await till.get('/cashier/', { method });
    expect([answer.status, answer.headers.allow]).toEqual([405, 'GET, HEAD']);
  });

  it('answers HEAD with the headers alone', async () => {
    const { customer } = await till.enter('customer');
    const answer = await till.get('/customer/', { method: 'HEAD', headers: { cookie: customer } });
    expect([answer.status, answer.body]).toEqual([200, '']);
    expect(Number(answer.headers['content-length'])).toBeGreaterThan(0);
  });

  it.each([{ host: 'evil.example' }, { host: '127.0.0.1' }, { host: '127.0.0.1:1' }, { origin: 'http://evil.example' }, { origin: 'null' }])(
    'refuses a request that comes from elsewhere: %j',
    async (headers) => {
      const { customer } = await till.enter('customer');
      expect((await till.get('/customer/', { headers: { cookie: customer, ...headers } })).status).toBe(403);
      expect((await till.get('/assets/index-Ab1_.js', { headers })).status).toBe(403);
    },
  );

  it('takes localhost for a name of this machine', async () => {
    const host = `localhost:${till.server.port}`;
    expect((await till.get('/assets/index-Ab1_.js', { headers: { host, origin: `http://${host}` } })).status).toBe(200);
  });

  it('listens on loopback only', async () => {
    const outside = Object.values(os.networkInterfaces())
      .flat()
      .find((address) => address && !address.internal && address.family === 'IPv4');
    if (!outside) return;
    const refused = await new Promise((resolve) => {
      const socket = net.connect(till.server.port, outside.address, () => resolve(false));
      socket.on('error', () => resolve(true));
    });
    expect(refused).toBe(true);
  });

  it('goes on after what is not HTTP', async () => {
    const answer = await new Promise<string>((resolve) => {
      const socket = net.connect(till.server.port, '127.0.0.1', () => socket.write('\x16\x03\x01 nonsense\r\n\r\n'));
      let received = '';
      socket.on('data', (chunk) => {
        received += chunk;
      });
      socket.on('close', () => resolve(received));
    });
    expect(answer).toContain('400 Bad Request');
    expect((await till.get('/assets/index-Ab1_.js')).status).toBe(200);
  });
});
