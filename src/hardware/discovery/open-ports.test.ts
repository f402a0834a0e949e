import { once } from 'node:events';
import net from 'node:net';
import { expect, test } from 'vitest';
import { findOpenPorts } from './open-ports.ts';

const never = new AbortController().signal;

/** Listens on one port of several loopback addresses; says how many were connected at once, and what was sent. */
async function listenOn(hosts: string[]) {
  let port = 0;
  let now = 0;
  const seen = { most: 0, bytes: 0 };
  const servers: net.Server[] = [];
  for (const host of hosts) {
    const server = net.createServer((socket) => {
      now += 1;
      seen.most = Math.max(seen.most, now);
      socket.on('data', (bytes) => {
        seen.bytes += bytes.length;
      });
      socket.on('error', () => socket.destroy());
      socket.on('close', () => {
        now -= 1;
      });
    });
    server.listen(port, host);
    await once(server, 'listening');
    port = (server.address() as net.AddressInfo).port;
    servers.push(server);
  }
  return { port, seen, close: () => Promise.all(servers.map((server) => new Promise((closed) => server.close(closed)))) };
}

const hosts = Array.from({ length: 60 }, (_, at) => `127.0.0.${at + 1}`);

test.runIf(process.platform === 'linux')('those that listen are found, in their order, and are sent nothing', async () => {
  const far = await listenOn(['127.0.0.7', '127.0.0.50']);
  expect(await findOpenPorts(hosts, far.port, never)).toEqual(['127.0.0.7', '127.0.0.50']);
  await far.close();
  expect(far.seen.bytes).toBe(0);
  expect(far.seen.most).toBeLessThanOrEqual(16);
});

test('given up, it ends with what it has', async () => {
  expect(await findOpenPorts(hosts, 9, AbortSignal.abort())).toEqual([]);
});
