// Free loopback ports for programs that must come back on the same one. They are below the ephemeral range (32768 up on
// Linux): in there any outgoing connection could take one while its program is down.
import { once } from 'node:events';
import { createServer } from 'node:net';

const FIRST = 12_000;
const COUNT = 20_000;

const given = new Set<number>();

export async function freePort(): Promise<number> {
  for (let tries = 0; tries < COUNT; tries += 1) {
    const port = FIRST + Math.floor(Math.random() * COUNT);
    if (given.has(port) || !(await isFree(port))) continue;
    given.add(port);
    return port;
  }
  throw new Error('no free port on this machine');
}

async function isFree(port: number): Promise<boolean> {
  const server = createServer();
  const listening = once(server, 'listening').then(
    () => true,
    () => false,
  );
  server.listen(port, '127.0.0.1');
  const free = await listening;
  server.close();
  return free;
}
