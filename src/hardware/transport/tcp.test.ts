import { once } from 'node:events';
import net from 'node:net';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { tcpTransport } from './tcp.ts';
import type { TransportError, TransportListener } from './transport.ts';

let server: net.Server;
let port: number;
beforeEach(async () => {
  server = net.createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  port = (server.address() as net.AddressInfo).port;
});
afterEach(() => {
  server.close();
});

const never = new AbortController().signal;
const deaf: TransportListener = { onData: () => undefined, onEnd: () => undefined };
const connection = async () => (await once(server, 'connection'))[0] as net.Socket;

test('bytes go both ways', async () => {
  const accepted = connection();
  const heard = Promise.withResolvers<string>();
  const transport = await tcpTransport({ host: '127.0.0.1', port })(
    { ...deaf, onData: (bytes) => heard.resolve(Buffer.from(bytes).toString()) },
    never,
  );
  const far = await accepted;
  await transport.write(Buffer.from('hello'));
  expect(String((await once(far, 'data'))[0])).toBe('hello');
  far.write('hi');
  expect(await heard.promise).toBe('hi');
  transport.close();
});

test('a write waits for a far end that does not read', async () => {
  const accepted = connection();
  const transport = await tcpTransport({ host: '127.0.0.1', port })(deaf, never);
  const far = await accepted;
  far.pause();
  const megabyte = new Uint8Array(1_000_000);
  let taken = 0;
  const writing = (async () => {
    for (let count = 0; count < 40; count += 1) {
      await transport.write(megabyte);
      taken += 1;
    }
  })();
  await transportIdle(() => taken);
  expect(taken).toBeLessThan(40);
  far.resume();
  await writing;
  expect(taken).toBe(40);
  transport.close();
});

describe('what went wrong', () => {
  const openError = (address: { host: string; port: number }, signal = never) =>
    tcpTransport(address)(deaf, signal).then(
      () => null,
      (error: TransportError) => error.fault,
    );

  test('a port where nobody listens is refused', async () => {
    server.close();
    await once(server, 'close');
    expect(await openError({ host: '127.0.0.1', port })).toBe('refused');
  });

  test('a name that does not exist is unreachable', async () => {
    expect(await openError({ host: 'no-such-printer.invalid', port: 9100 })).toBe('unreachable');
  });

  test('an attempt can be given up', async () => {
    const given = AbortSignal.abort();
    expect(await openError({ host: '127.0.0.1', port }, given)).toBe('unreachable');
  });

  test.each([
    ['resets', (far: net.Socket) => far.resetAndDestroy()],
    ['closes', (far: net.Socket) => far.end()],
  ])('a far end that %s ends the line as lost, once, and refuses further writes', async (_, hangUp) => {
    const accepted = connection();
    const ended = Promise.withResolvers<TransportError>();
    let ends = 0;
    const transport = await tcpTransport({ host: '127.0.0.1', port })(
      {
        ...deaf,
        onEnd(error) {
          ends += 1;
          ended.resolve(error);
        },
      },
      never,
    );
    hangUp(await accepted);
    expect((await ended.promise).fault).toBe('lost');
    await expect(transport.write(Uint8Array.of(1))).rejects.toMatchObject({ fault: 'lost' });
    expect(ends).toBe(1);
  });

  test('closing it ourselves is no end to be told of', async () => {
    const accepted = connection();
    const ends: TransportError[] = [];
    const transport = await tcpTransport({ host: '127.0.0.1', port })({ ...deaf, onEnd: (error) => ends.push(error) }, never);
    const far = await accepted;
    far.resume();
    transport.close();
    await once(far, 'close');
    expect(ends).toEqual([]);
  });
});

/** Resolves when the number has stayed the same for a while. */
async function transportIdle(count: () => number) {
  let last = -1;
  while (last !== count()) {
    last = count();
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}
