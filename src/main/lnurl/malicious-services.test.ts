// Services that mean harm: whatever they send, a question ends within its time, in a refusal, and asks nobody it must not.
import type { LookupAddress, lookup as realLookup } from 'node:dns';
import { createServer, type Socket } from 'node:net';
import { gzipSync } from 'node:zlib';
import { afterEach, describe, expect, it } from 'vitest';
import { createGetJson } from './get-json.ts';
import { startScriptedService } from './lnurl-test-bed.ts';

const LIMIT_MS = 300;
const opened: { close(): Promise<void> }[] = [];
afterEach(async () => {
  for (const one of opened.splice(0)) await one.close();
});
/** Sends bytes as they are to whoever has asked. */
const serveRaw = async (answer: (socket: Socket) => void) => {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket)).on('error', () => socket.destroy());
    socket.once('data', () => answer(socket));
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  opened.push({
    close: () =>
      new Promise((closed) => {
        for (const socket of sockets) socket.destroy();
        server.close(() => closed());
      }),
  });
  const { port } = server.address() as { port: number };
  return { origin: `http://127.0.0.1:${port}`, port, sockets };
};
const ask = (origin: string) => createGetJson({ localOrigins: [origin], timeLimitMs: LIMIT_MS })(new URL(origin));
const refusal = (reason: string) => ({ code: 'LNURL_REFUSED', detail: { reason } });
/** Goes on as long as somebody listens. */
const pour = (socket: Socket, text: string) => {
  const on = () => socket.writable && socket.write(text, on);
  on();
};
const drip = (socket: Socket, text: string) => {
  const timer = setInterval(() => socket.writable && socket.write(text), 5);
  socket.on('close', () => clearInterval(timer));
};

describe('a service that', () => {
  it.each<[string, string, (socket: Socket) => void]>([
    ['sends headers without end', 'no_answer', (socket) => pour(socket, `HTTP/1.1 200 OK\r\n${'x: y\r\n'.repeat(500)}`)],
    ['sends one header that is huge', 'no_answer', (socket) => pour(socket, `HTTP/1.1 200 OK\r\nx: ${'y'.repeat(65_536)}`)],
    ['sends early hints without end', 'no_answer', (socket) => pour(socket, 'HTTP/1.1 103 Early Hints\r\nlink: </x>\r\n\r\n')],
    ['drips its headers', 'no_answer', (socket) => drip(socket, 'x')],
    [
      'drips its body',
      'no_answer',
      (socket) => {
        socket.write('HTTP/1.1 200 OK\r\ncontent-length: 1000\r\n\r\n');
        drip(socket, ' ');
      },
    ],
    [
      'wants to speak something else',
      'no_answer',
      (socket) => socket.write('HTTP/1.1 101 Switching Protocols\r\nupgrade: websocket\r\nconnection: upgrade\r\n\r\n'),
    ],
    [
      'says more than it said it would',
      'no_answer',
      (socket) => socket.write('HTTP/1.1 200 OK\r\ncontent-length: 0\r\ncontent-length: 7\r\n\r\n{"a":1}'),
    ],
    ['hangs up in the middle', 'no_answer', (socket) => socket.end('HTTP/1.1 200 OK\r\ncontent-length: 1000\r\n\r\n{"tag":')],
    ['speaks no HTTP', 'no_answer', (socket) => socket.end(Buffer.from([0x15, 0x03, 0x01, 0x00, 0x02, 0x02, 0x46]))],
    ['nests without end', 'nonsense', (socket) => socket.end(`HTTP/1.1 200 OK\r\n\r\n${'['.repeat(16_000)}`)],
    [
      'sends a bomb that is packed',
      'nonsense',
      (socket) => socket.end(Buffer.concat([Buffer.from('HTTP/1.1 200 OK\r\ncontent-encoding: gzip\r\n\r\n'), gzipSync('x'.repeat(8_000_000))])),
    ],
    ['leads to nowhere', 'nonsense', (socket) => socket.end('HTTP/1.1 302 Found\r\nlocation: http://[\r\ncontent-length: 0\r\n\r\n')],
    ['leads to a program', 'forbidden', (socket) => socket.end('HTTP/1.1 302 Found\r\nlocation: javascript:alert(1)\r\ncontent-length: 0\r\n\r\n')],
  ])('%s is refused, and its line is closed', { timeout: 20_000 }, async (_what, reason, answer) => {
    const service = await serveRaw(answer);
    await expect(ask(service.origin)).rejects.toMatchObject(refusal(reason));
    await expect.poll(() => service.sockets.size, { timeout: 5000, interval: 5 }).toBe(0);
  });
});

describe('a name that leads elsewhere', () => {
  /** The DNS of whoever owns the name: another answer each time, the last for ever. */
  const dns = (...answers: LookupAddress[][]) => {
    const asked: string[] = [];
    const lookup = ((hostname: string, _options: object, callback: (cause: null, found: LookupAddress[]) => void) => {
      asked.push(hostname);
      callback(null, answers[Math.min(asked.length, answers.length) - 1] ?? []);
    }) as unknown as typeof realLookup;
    return { asked, lookup };
  };
  const neighbour = async () => {
    const service = await startScriptedService(() => ({ secret: true }));
    opened.push(service);
    return { asked: service.asked, url: new URL(`https://rebinding.example:${new URL(service.origin).port}/`) };
  };
  const PRIVATE = { address: '127.0.0.1', family: 4 };
  /** As public as any, and nobody's any more: the 6bone's. */
  const PUBLIC = { address: '3ffe::1', family: 6 };

  it('the second time is not asked a second time: what was looked at is what is connected to', { timeout: 20_000 }, async () => {
    const { url, asked } = await neighbour();
    const { lookup, asked: names } = dns([PUBLIC], [PRIVATE]);
    await expect(createGetJson({ lookup, timeLimitMs: LIMIT_MS })(url)).rejects.toMatchObject(refusal('no_answer'));
    expect(names).toEqual(['rebinding.example']);
    expect(asked).toEqual([]);
  });

  it.each([
    ['among others', [PUBLIC, PRIVATE]],
    ['written as IPv6', [{ address: '::ffff:127.0.0.1', family: 6 }]],
    ['alone', [PRIVATE]],
  ])('is refused where a private address is there %s', async (_how, found) => {
    const { url, asked } = await neighbour();
    await expect(createGetJson({ ...dns(found), timeLimitMs: LIMIT_MS })(url)).rejects.toMatchObject(refusal('forbidden'));
    expect(asked).toEqual([]);
  });

  it('is looked at again after each redirect', async () => {
    const { url, asked } = await neighbour();
    const service = await startScriptedService((_url, response) => void response.writeHead(302, { location: url.href }).end());
    opened.push(service);
    const { lookup } = dns([PRIVATE]);
    const getJson = createGetJson({ localOrigins: [service.origin], lookup, timeLimitMs: LIMIT_MS });
    await expect(getJson(new URL(service.origin))).rejects.toMatchObject(refusal('forbidden'));
    expect(asked).toEqual([]);
  });
});

it('an onion service whose way is never there takes no longer than any other, and no line stays open', { timeout: 20_000 }, async () => {
  // Tor that takes its time for ever.
  const tor = await serveRaw((socket) => socket.write(Buffer.from([5, 0])));
  const getJson = createGetJson({ torProxy: { host: '127.0.0.1', port: tor.port }, timeLimitMs: LIMIT_MS });
  await expect(getJson(new URL('http://shopxyz.onion/'))).rejects.toMatchObject(refusal('no_answer'));
  await expect.poll(() => tor.sockets.size, { timeout: 5000, interval: 5 }).toBe(0);
});

it('four onion services in a row have the time of one', { timeout: 30_000 }, async () => {
  // Each leads on just before its time is over.
  const tor = await serveRaw((socket) => {
    socket.write(Buffer.from([5, 0]));
    socket.once('data', () => {
      setTimeout(() => {
        socket.write(Buffer.from([5, 0, 0, 1, 127, 0, 0, 1, 0, 0]));
        socket.once('data', () => socket.end('HTTP/1.1 302 Found\r\nlocation: http://next.onion/\r\ncontent-length: 0\r\n\r\n'));
      }, LIMIT_MS * 0.7);
    });
  });
  const getJson = createGetJson({ torProxy: { host: '127.0.0.1', port: tor.port }, timeLimitMs: LIMIT_MS });
  await expect(getJson(new URL('http://shopxyz.onion/'))).rejects.toMatchObject(refusal('no_answer'));
  await expect.poll(() => tor.sockets.size, { timeout: 5000, interval: 5 }).toBe(0);
});
