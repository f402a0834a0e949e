import { once } from 'node:events';
import fs from 'node:fs';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { fileTransport } from './file.ts';
import { type Cable, serialCable, socatMissing } from './socat-test-bed.ts';
import type { Transport, TransportError, TransportListener } from './transport.ts';

const never = new AbortController().signal;
const deaf: TransportListener = { onData: () => undefined, onEnd: () => undefined };

let directory: string;
let server: net.Server;
const cables = new Set<Cable>();
const transports = new Set<Transport>();
beforeEach(async () => {
  directory = fs.mkdtempSync(path.join(os.tmpdir(), 'flash-till-file-'));
  server = net.createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
});
afterEach(async () => {
  for (const transport of transports) transport.close();
  transports.clear();
  await Promise.all([...cables].map((cable) => cable.dispose()));
  cables.clear();
  server.close();
  fs.rmSync(directory, { recursive: true, force: true });
});

/** A pseudo-terminal with a socket of ours behind it. */
async function plugIn() {
  const { port } = server.address() as net.AddressInfo;
  const cable = serialCable();
  cables.add(cable);
  const accepted = once(server, 'connection');
  await cable.plugIn(port);
  const [far] = (await accepted) as [net.Socket];
  far.on('error', () => far.destroy());
  return { file: cable.path, cable, far };
}

async function open(file: string, listener = deaf) {
  const transport = await fileTransport(file)(listener, never);
  transports.add(transport);
  return transport;
}

const faultOf = (file: string) =>
  fileTransport(file)(deaf, never).then(
    (transport) => transport.close(),
    ({ fault }: TransportError) => fault,
  );

describe('what cannot be opened', () => {
  test('a file that is not there is missing', async () => {
    expect(await faultOf(path.join(directory, 'lp0'))).toBe('missing');
  });

  test.skipIf(process.getuid?.() === 0)('a file of others is forbidden', async () => {
    fs.writeFileSync(path.join(directory, 'lp0'), '', { mode: 0 });
    expect(await faultOf(path.join(directory, 'lp0'))).toBe('forbidden');
  });

  test('a folder, and a file that would swallow every paper, are no devices', async () => {
    fs.writeFileSync(path.join(directory, 'letter.txt'), 'Dear');
    expect(await faultOf(path.join(directory, 'letter.txt'))).toBe('wrong_device');
    expect(await faultOf(directory)).toBe('wrong_device');
    expect(fs.readFileSync(path.join(directory, 'letter.txt'), 'utf8')).toBe('Dear');
  });

  test.runIf(process.platform === 'linux')('an attempt that was given up leaves nothing open', async () => {
    const before = openFiles();
    await expect(fileTransport('/dev/null')(deaf, AbortSignal.abort())).rejects.toMatchObject({ fault: 'unreachable' });
    expect(openFiles()).toBe(before);
  });
});

describe.skipIf(socatMissing)('over a pseudo-terminal (skipped where socat is not installed)', () => {
  test('bytes go both ways, as they are', async () => {
    const { file, far } = await plugIn();
    const heard: number[] = [];
    const transport = await open(file, { ...deaf, onData: (bytes) => heard.push(...bytes) });
    const all = Uint8Array.from({ length: 256 }, (_, byte) => byte);
    const there: number[] = [];
    far.on('data', (bytes) => there.push(...bytes));
    await transport.write(all);
    far.write(all);
    await vi.waitFor(() => expect([heard, there]).toEqual([[...all], [...all]]), 20_000);
  });

  test('a write waits for a device that takes nothing, and goes on where it was', async () => {
    const { file, far } = await plugIn();
    const transport = await open(file);
    far.pause();
    const piece = Uint8Array.from({ length: 50_000 }, (_, at) => at % 251);
    const pieces = 200;
    let taken = 0;
    const writing = (async () => {
      for (; taken < pieces; taken += 1) await transport.write(piece);
    })();
    await standsStill(() => taken);
    expect(taken).toBeLessThan(pieces);
    let count = 0;
    let wrong = 0;
    far.on('data', (bytes) => {
      for (const byte of bytes) {
        if (byte !== (count % piece.length) % 251) wrong += 1;
        count += 1;
      }
    });
    far.resume();
    await writing;
    await vi.waitFor(() => expect(count).toBe(pieces * piece.length), 60_000);
    expect(wrong).toBe(0);
  });

  test('devices that take and say nothing keep none of the threads that others need', async () => {
    const silent = await Promise.all(Array.from({ length: 8 }, () => plugIn()));
    for (const { file, far } of silent) {
      far.pause();
      const transport = await open(file);
      // More than fits on the way; it ends with the transport.
      transport.write(new Uint8Array(20_000_000)).catch(() => undefined);
    }
    expect((await fs.promises.readFile(import.meta.filename, 'utf8')).length).toBeGreaterThan(0);
  });

  test('a device that is pulled while nobody says anything ends the line as lost, once', async () => {
    const { file, cable } = await plugIn();
    const ends: TransportError[] = [];
    const transport = await open(file, { ...deaf, onEnd: (error) => ends.push(error) });
    await cable.pull();
    await vi.waitFor(() => expect(ends.map(({ fault }) => fault)).toEqual(['lost']), 20_000);
    await expect(transport.write(Uint8Array.of(1))).rejects.toMatchObject({ fault: 'lost' });
    expect(ends).toHaveLength(1);
  });

  test('a device that is pulled while it is written to fails the write, and ends the line once', async () => {
    const { file, cable, far } = await plugIn();
    far.pause();
    const ends: TransportError[] = [];
    const transport = await open(file, { ...deaf, onEnd: (error) => ends.push(error) });
    const writing = transport.write(new Uint8Array(20_000_000));
    const behind = transport.write(Uint8Array.of(1));
    await cable.pull();
    await expect(writing).rejects.toMatchObject({ fault: 'lost' });
    await expect(behind).rejects.toMatchObject({ fault: 'lost' });
    expect(ends).toHaveLength(1);
  });

  // What the kernel answers a reader: usblp where the printer has no way back, lp where it does not speak nibble mode.
  test.each([
    { driver: 'usblp', code: 'EINVAL', major: 180 },
    { driver: 'lp', code: 'EIO', major: 6 },
    { driver: 'a port opened for writing only', code: 'EBADF', major: 6 },
  ])('a printer behind $driver that cannot be read takes bytes, and is lost when it is pulled', async ({ code, major }) => {
    const { file, cable, far } = await plugIn();
    const stat = Object.assign(fs.statSync(file), { rdev: major * 256 });
    const openFile = fs.promises.open;
    const opening = vi.spyOn(fs.promises, 'open').mockImplementation(async (...asked) => {
      const handle = await openFile(...asked);
      vi.spyOn(handle, 'read').mockRejectedValue(Object.assign(new Error(code), { code }));
      vi.spyOn(handle, 'stat').mockResolvedValue(stat);
      return handle;
    });
    const looking = vi.spyOn(fs.promises, 'stat').mockImplementation(async () => (fs.existsSync(file) ? stat : Promise.reject(new Error('gone'))));
    try {
      const ends: TransportError[] = [];
      const transport = await open(file, { ...deaf, onEnd: (error) => ends.push(error) });
      const there: number[] = [];
      far.on('data', (bytes) => there.push(...bytes));
      await new Promise((resolve) => setTimeout(resolve, 100));
      await transport.write(Uint8Array.of(1, 2, 3));
      await vi.waitFor(() => expect(there).toEqual([1, 2, 3]), 20_000);
      expect(ends).toEqual([]);
      await cable.pull();
      await vi.waitFor(() => expect(ends.map(({ fault }) => fault)).toEqual(['lost']), 20_000);
    } finally {
      opening.mockRestore();
      looking.mockRestore();
    }
  });

  test('closing it ourselves is no end to be told of, and fails what was still to be written', async () => {
    const { file, far } = await plugIn();
    far.pause();
    const ends: TransportError[] = [];
    const transport = await open(file, { ...deaf, onEnd: (error) => ends.push(error) });
    const writing = transport.write(new Uint8Array(20_000_000));
    transport.close();
    await expect(writing).rejects.toMatchObject({ fault: 'lost' });
    expect(ends).toEqual([]);
  });

  test.runIf(process.platform === 'linux')('opened and closed again and again it leaves nothing open', async () => {
    const { file } = await plugIn();
    const before = openFiles();
    for (let round = 0; round < 100; round += 1) (await open(file)).close();
    transports.clear();
    await vi.waitFor(() => expect(openFiles()).toBe(before), 20_000);
  });
});

function openFiles(): number {
  return fs.readdirSync('/proc/self/fd').length;
}

/** Resolves when the number has stayed the same for a while. */
async function standsStill(count: () => number) {
  let last = -1;
  while (last !== count()) {
    last = count();
    await new Promise((resolve) => setTimeout(resolve, 300));
  }
}
