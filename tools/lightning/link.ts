// The cable between a till and its node: TCP passed on both ways, until a test cuts it, pulls it out or makes it slow.
import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { freePort } from './ports.ts';

/**
 * `open` passes everything on. `dropped` ends what is connected and takes nothing new, as a node that is down; `reset` the same with
 * a RST, as a machine that crashed. `stalled` keeps everything connected and passes nothing on, as a cable that was pulled out.
 * `slow` passes each piece on late.
 */
export type LinkState = 'open' | 'dropped' | 'reset' | 'stalled' | 'slow';

export interface Link {
  port: number;
  /** By name: TLS has no server name for an address. */
  socket: string;
  set(state: LinkState): void;
  close(): void;
}

const SLOW_MS = 300;

export async function openLink(toPort: number): Promise<Link> {
  let state: LinkState = 'open';
  const sockets = new Set<Socket>();
  const stalled = new Set<() => void>();

  /** One direction of a connection; what was first stays first. */
  const gate = () =>
    new Transform({
      transform(piece, _encoding, passOn) {
        const pass = () => {
          if (state === 'stalled') stalled.add(pass);
          else if (state === 'slow') setTimeout(passOn, SLOW_MS, null, piece);
          else passOn(null, piece);
        };
        pass();
      },
    });
  const end = (socket: Socket) => (state === 'reset' ? socket.resetAndDestroy() : socket.destroy());

  const server = createServer((near) => {
    if (state === 'dropped' || state === 'reset') {
      end(near);
      return;
    }
    const far = connect(toPort, '127.0.0.1');
    for (const socket of [near, far]) {
      sockets.add(socket);
      socket.on('close', () => sockets.delete(socket));
    }
    // One end's failure is the other's end: the program there hears of it as of any lost connection.
    const ended = () => {
      near.destroy();
      far.destroy();
    };
    for (const [from, to] of [
      [near, far],
      [far, near],
    ] as const)
      pipeline(from, gate(), to).then(ended, ended);
  });
  const port = await freePort();
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');

  const endAll = () => {
    for (const socket of sockets) end(socket);
  };
  return {
    port,
    socket: `localhost:${port}`,
    set(next) {
      state = next;
      if (state === 'dropped' || state === 'reset') endAll();
      if (state === 'stalled') return;
      const waiting = [...stalled];
      stalled.clear();
      for (const pass of waiting) pass();
    },
    close() {
      state = 'dropped';
      server.close();
      endAll();
    },
  };
}
