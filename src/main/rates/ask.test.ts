// What a public server may do to the till that asks it, on real sockets.
import { createServer, type RequestListener } from 'node:http';
import { type AddressInfo, createServer as createTcpServer } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { askJson, type Fetch } from './ask.ts';
import { SourceError } from './reading.ts';

const closers: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0)) await close();
});
const never = new AbortController().signal;

/** Serves on loopback, and gives the way to it: what is asked over https goes there. */
async function serve(listener: RequestListener): Promise<Fetch> {
  const server = createServer(listener);
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  closers.push(() => {
    server.closeAllConnections();
    return new Promise((closed) => server.close(() => closed()));
  });
  const { port } = server.address() as AddressInfo;
  return (url, init) => fetch(url.replace('https://exchange.example', `http://127.0.0.1:${port}`), init);
}
const ask = async (fetch: Fetch, timeOutMs?: number) => {
  try {
    return { answered: await askJson('https://exchange.example/ticker', { fetch, signal: never, ...(timeOutMs !== undefined && { timeOutMs }) }) };
  } catch (cause) {
    if (cause instanceof SourceError) return cause.trouble;
    throw cause;
  }
};

test('an answer is JSON with its digits, asked for without a cookie, even after one was set', async () => {
  const cookies: (string | undefined)[] = [];
  const fetch = await serve((request, response) => {
    cookies.push(request.headers.cookie);
    response.setHeader('set-cookie', 'till=1; Path=/').end('{"price":64123.10}');
  });
  expect(await ask(fetch)).toEqual({ answered: { price: '64123.10' } });
  expect(await ask(fetch)).toEqual({ answered: { price: '64123.10' } });
  expect(cookies).toEqual([undefined, undefined]);
});

test.each([
  ['a page', '<!doctype html><title>Just a moment</title>', 'unreadable'],
  ['an answer that is cut short', '{"price":"64123.1', 'unreadable'],
  ['nothing', '', 'unreadable'],
  ['bytes that are no text', '\u0000\u0001', 'unreadable'],
])('%s is unreadable', async (_what, body, trouble) => {
  expect(await ask(await serve((_request, response) => void response.end(body)))).toBe(trouble);
});

test.each([301, 302, 307, 308])('a redirect (%i) is not followed', async (status) => {
  const paths: (string | undefined)[] = [];
  const fetch = await serve((request, response) => {
    paths.push(request.url);
    response.writeHead(status, { location: '/elsewhere' }).end('{"price":"1"}');
  });
  expect(await ask(fetch)).toBe('redirected');
  expect(paths).toEqual(['/ticker']);
});

test.each([403, 404, 429, 500, 503])('a server that says %i refuses, whatever it sends with it', async (status) => {
  expect(await ask(await serve((_request, response) => void response.writeHead(status).end('{"price":"1"}')))).toBe('refused');
});

test('a body without an end is left, and its connection closed', async () => {
  let left: () => void = () => undefined;
  const leaving = new Promise<void>((resolve) => {
    left = resolve;
  });
  const fetch = await serve((_request, response) => {
    const pour = () => {
      while (!response.destroyed && response.write('9'.repeat(65_536)));
    };
    response.on('drain', pour).on('close', left);
    pour();
  });
  expect(await ask(fetch)).toBe('too_large');
  await leaving;
});

test('a server that does not answer in time is slow, and so is one that never ends its answer', async () => {
  expect(await ask(await serve(() => undefined), 50)).toBe('slow');
  expect(await ask(await serve((_request, response) => void response.write('{"price":')), 50)).toBe('slow');
});

test('a connection that breaks, or that nobody takes, is unreachable', async () => {
  expect(await ask(await serve((request) => request.socket.destroy()))).toBe('unreachable');
  const server = createTcpServer().listen(0, '127.0.0.1');
  await new Promise((listening) => server.once('listening', listening));
  const { port } = server.address() as AddressInfo;
  await new Promise((closed) => server.close(closed));
  expect(await ask((url, init) => fetch(url.replace('https://exchange.example', `http://127.0.0.1:${port}`), init))).toBe('unreachable');
});

test('nothing but https is asked', async () => {
  let asked = 0;
  const counting: Fetch = async () => {
    asked += 1;
    return new Response('{}');
  };
  await expect(askJson('http://exchange.example/ticker', { fetch: counting, signal: never })).rejects.toMatchObject({ trouble: 'refused' });
  expect(asked).toBe(0);
});
