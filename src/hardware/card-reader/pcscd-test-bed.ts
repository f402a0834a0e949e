// For tests: a real pcscd of their own, with vpcd's virtual readers in it, started and killed at will. It has its own /run/pcscd, so
// it is in nobody's way and nobody is in its.
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import fs from 'node:fs';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';

const DRIVER = '/usr/lib/pcsc/drivers/serial/libifdvpcd.so';
/** vpcd's two readers listen on two ports that follow each other. */
const READERS = 2;

/** Why there is none here; null where there is. */
export function pcscdMissing(): string | null {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return 'pcscd is started by root, on Linux';
  if (!fs.existsSync(DRIVER) || spawnSync('pcscd', ['--version']).error) return 'pcscd and vsmartcard-vpcd are not installed';
  return spawnSync('unshare', ['--mount', 'true']).status === 0 ? null : 'pcscd cannot have a /run of its own here';
}

export interface Pcscd {
  /** Where a virtual card connects to its first reader. */
  readonly port: number;
  start(): Promise<void>;
  /** Killed, as by a crash. */
  kill(): Promise<void>;
  /** It hangs, and goes on. */
  halt(): void;
  goOn(): void;
  dispose(): Promise<void>;
}

/** Once in a process: the library that asks pcscd remembers where it is. Not started yet. */
export async function preparePcscd(): Promise<Pcscd> {
  const dir = fs.mkdtempSync(path.join(os.tmpdir(), 'flash-till-pcscd-'));
  const [run, configuration] = [path.join(dir, 'run'), path.join(dir, 'conf')];
  fs.mkdirSync(run);
  fs.mkdirSync(configuration);
  const port = await freePorts();
  fs.writeFileSync(
    path.join(configuration, 'vpcd'),
    `FRIENDLYNAME "Virtual PCD"\nDEVICENAME /dev/null:0x${port.toString(16)}\nLIBPATH ${DRIVER}\nCHANNELID 0x${port.toString(16)}\n`,
  );
  const socket = path.join(run, 'pcscd.comm');
  process.env.PCSCLITE_CSOCK_NAME = socket;
  let daemon: ChildProcess | undefined;

  const kill = async () => {
    const dying = daemon;
    daemon = undefined;
    if (!dying || dying.exitCode !== null || dying.signalCode !== null) return;
    const gone = new Promise((resolve) => dying.once('exit', resolve));
    dying.kill('SIGKILL');
    await gone;
  };
  return {
    port,
    async start() {
      fs.rmSync(path.join(run, 'pcscd.pid'), { force: true });
      fs.rmSync(socket, { force: true });
      // `exec` all the way: what is killed is pcscd itself.
      const script = `mkdir -p /run/pcscd && mount --bind ${run} /run/pcscd && exec pcscd --foreground --config ${configuration}`;
      daemon = spawn('unshare', ['--mount', 'sh', '-c', script], { stdio: 'ignore' });
      await until(() => fs.existsSync(socket));
      // vpcd listens a little later.
      await until(() => fs.readFileSync('/proc/net/tcp', 'latin1').includes(`:${port.toString(16).toUpperCase().padStart(4, '0')} 00000000:0000 0A`));
    },
    kill,
    halt: () => void daemon?.kill('SIGSTOP'),
    goOn: () => void daemon?.kill('SIGCONT'),
    async dispose() {
      await kill();
      fs.rmSync(dir, { recursive: true, force: true });
    },
  };
}

async function until(is: () => boolean): Promise<void> {
  while (!is()) await new Promise((resolve) => setTimeout(resolve, 20));
}

async function freePorts(): Promise<number> {
  for (;;) {
    const first = await listenOn(0);
    const { port } = first.address() as net.AddressInfo;
    const next = port + READERS <= 65535 ? await listenOn(port + 1).catch(() => null) : null;
    await Promise.all([first, next].map((server) => server && new Promise((resolve) => server.close(resolve))));
    if (next) return port;
  }
}

function listenOn(port: number): Promise<net.Server> {
  return new Promise((resolve, reject) => {
    const server = net.createServer();
    server.once('error', reject);
    server.listen(port, '0.0.0.0', () => resolve(server));
  });
}
