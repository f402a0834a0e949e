// A line between the till and a device on which things go wrong at a byte: it breaks, it stands still, what the device says is
// doubled, spoilt or lost. What has been taken on the till's side still arrives, as with a real network.
import { once } from 'node:events';
import net from 'node:net';
import type { Random } from '../crash/random.ts';

export type Trouble =
  | { kind: 'none' }
  /** The line breaks on both sides when so many bytes have gone to the device. */
  | { kind: 'cut'; afterBytes: number }
  /** Nothing passes for a while, in both directions, when so many bytes have gone to the device. */
  | { kind: 'stall'; afterBytes: number; ms: number }
  /** The device's words: each twice, with bytes in between and changed bits, or none at all. */
  | { kind: 'doubled' }
  | { kind: 'spoilt' }
  | { kind: 'mute' };

export interface TroubledLine {
  readonly port: number;
  /** Bytes to the device are counted from now on. */
  trouble(next: Trouble): void;
  close(): Promise<void>;
}

export async function openTroubledLine(devicePort: number, random: Random): Promise<TroubledLine> {
  let now: Trouble = { kind: 'none' };
  let passed = 0;
  const sockets = new Set<net.Socket>();
  const timers = new Set<NodeJS.Timeout>();

  const spoil = (bytes: Buffer): Buffer => {
    const spoilt = [...bytes].flatMap((byte) => {
      if (random.chance(0.3)) return [byte ^ (1 << random.below(8))];
      return random.chance(0.3) ? [random.below(256), byte] : [byte];
    });
    return Buffer.from(spoilt);
  };

  function join(till: net.Socket) {
    const device = net.connect({ port: devicePort, host: '127.0.0.1', noDelay: true, allowHalfOpen: true });
    // What has passed arrives; then both sides find the line broken.
    const breakLine = () => {
      till.resetAndDestroy();
      device.end();
    };
    for (const socket of [till, device]) {
      sockets.add(socket);
      // A line that breaks is closed, on the other side too.
      socket.on('error', () => socket.destroy());
      socket.on('close', () => sockets.delete(socket));
    }
    device.on('close', () => till.destroy());
    /** What comes from either side while nothing passes. */
    let held: { forDevice: Buffer[]; forTill: Buffer[] } | null = null;
    const standStill = (ms: number, rest: Buffer) => {
      held = { forDevice: [rest], forTill: [] };
      const timer = setTimeout(() => {
        timers.delete(timer);
        const arrived = held;
        held = null;
        device.write(Buffer.concat(arrived?.forDevice ?? []));
        till.write(Buffer.concat(arrived?.forTill ?? []));
        if (till.readableEnded || till.destroyed) device.end();
      }, ms);
      timers.add(timer);
    };
    const endDevice = () => {
      if (!held) device.end();
    };
    till.on('end', endDevice);
    till.on('close', endDevice);

    till.on('data', (bytes) => {
      if (held) return void held.forDevice.push(bytes);
      const left = now.kind === 'cut' || now.kind === 'stall' ? now.afterBytes - passed : Number.POSITIVE_INFINITY;
      passed += bytes.length;
      if (left > bytes.length) return void device.write(bytes);
      if (left > 0) device.write(bytes.subarray(0, left));
      const trouble = now;
      now = { kind: 'none' };
      if (trouble.kind === 'cut') breakLine();
      else if (trouble.kind === 'stall') standStill(trouble.ms, bytes.subarray(Math.max(0, left)));
    });
    device.on('data', (bytes) => {
      if (held) return void held.forTill.push(bytes);
      if (now.kind === 'mute') return;
      till.write(now.kind === 'spoilt' ? spoil(bytes) : bytes);
      if (now.kind === 'doubled') till.write(bytes);
    });
    device.on('end', () => till.end());
  }

  const server = net.createServer({ noDelay: true, allowHalfOpen: true }, join);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: (server.address() as net.AddressInfo).port,
    trouble(next) {
      now = next;
      passed = 0;
    },
    async close() {
      for (const timer of timers) clearTimeout(timer);
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
