// A SOCKS5 proxy (RFC 1928), as Tor is one to those who use it: it alone knows where a name leads. No sign-in, CONNECT only.
import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';
import { freePort } from '../../tools/lightning/ports.ts';

const VERSION = 5;
const CONNECT = 1;
const NAME = 3;
const HOST_UNREACHABLE = 4;

export interface SocksProxy {
  port: number;
  /** `name:port` of each request. */
  asked: string[];
  close(): void;
}

/** `known`: local ports by the names that lead there. */
export async function openSocksProxy(known: Readonly<Record<string, number>>): Promise<SocksProxy> {
  const asked: string[] = [];
  const sockets = new Set<Socket>();

  const serve = async (near: Socket) => {
    const [, methods = 0] = await take(near, 2);
    await take(near, methods);
    near.write(Buffer.from([VERSION, 0]));
    const [, command, , kind, length = 0] = await take(near, 5);
    if (command !== CONNECT || kind !== NAME) throw new Error('only CONNECT to a name is served');
    const name = String(await take(near, length));
    asked.push(`${name}:${(await take(near, 2)).readUInt16BE()}`);
    const port = known[name];
    const reply = (status: number) => near.write(Buffer.from([VERSION, status, 0, 1, 0, 0, 0, 0, 0, 0]));
    if (port === undefined) {
      reply(HOST_UNREACHABLE);
      near.end();
      return;
    }
    const far = connect(port, '127.0.0.1');
    await once(far, 'connect');
    keep(far);
    reply(0);
    near.pipe(far).pipe(near);
    near.on('close', () => far.destroy());
    far.on('close', () => near.destroy());
  };
  const keep = (socket: Socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    socket.on('error', () => socket.destroy());
  };
  const server = createServer((near) => {
    keep(near);
    serve(near).catch(() => near.destroy());
  });
  const port = await freePort();
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  return {
    port,
    asked,
    close() {
      server.close();
      for (const socket of sockets) socket.destroy();
    },
  };
}

/** Exactly so many bytes; what comes with them stays in the socket. */
async function take(socket: Socket, size: number): Promise<Buffer> {
  for (;;) {
    const bytes: Buffer | null = socket.read(size);
    if (bytes) return bytes;
    await once(socket, 'readable');
  }
}
