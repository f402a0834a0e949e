// A print server of its own for tests: the system's real cupsd on a free port and in a folder of its own, with three queues.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import net from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout } from 'node:timers/promises';

const CUPSD = '/usr/sbin/cupsd';

/** Null where all that is needed is there; what is not, in words. */
export function whyNoCups(): string | null {
  if (!fs.existsSync(CUPSD) || !fs.existsSync('/usr/lib/cups/backend/socket')) return 'cupsd is not installed (apt-get install cups)';
  return process.getuid?.() === 0 ? null : 'cupsd gives its files to another user, for which it has to be started by root';
}

export interface CupsServer {
  /** `office` prints on a printer that is there, `dead` on one that is not; `stopped` is out of paper, `closed` takes no jobs. */
  address(queue: 'office' | 'dead' | 'stopped' | 'closed' | string): string;
  /** What came out of the printer behind `office`, a document each. */
  readonly printed: Buffer[];
  close(): Promise<void>;
}

async function freePort(): Promise<number> {
  const server = net.createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as net.AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

export async function startCups(): Promise<CupsServer> {
  const printed: Buffer[] = [];
  // A printer as most are: it takes what comes on its port.
  const printer = net.createServer((socket) => {
    const parts: Buffer[] = [];
    socket.on('data', (part) => parts.push(part));
    socket.on('end', () => printed.push(Buffer.concat(parts)));
    socket.on('error', () => socket.destroy());
  });
  printer.listen(0, '127.0.0.1');
  await once(printer, 'listening');
  const printerPort = (printer.address() as net.AddressInfo).port;
  const deadPort = await freePort();
  const port = await freePort();

  const dir = fs.mkdtempSync(path.join(tmpdir(), 'cups-'));
  fs.chmodSync(dir, 0o755);
  for (const folder of ['etc', 'spool', 'spool/tmp', 'cache', 'run', 'log']) fs.mkdirSync(path.join(dir, folder));
  const write = (file: string, lines: string[]) => fs.writeFileSync(path.join(dir, 'etc', file), `${lines.join('\n')}\n`);
  write('cups-files.conf', [
    `ServerRoot ${dir}/etc`,
    `RequestRoot ${dir}/spool`,
    `TempDir ${dir}/spool/tmp`,
    `CacheDir ${dir}/cache`,
    `StateDir ${dir}/run`,
    `AccessLog ${dir}/log/access`,
    `ErrorLog ${dir}/log/error`,
    `PageLog ${dir}/log/page`,
    'Sandboxing Relaxed',
    'SystemGroup root',
  ]);
  write('cupsd.conf', [
    `Listen 127.0.0.1:${port}`,
    'Browsing No',
    'DefaultAuthType None',
    'WebInterface No',
    '<Location />',
    'Order allow,deny',
    'Allow all',
    '</Location>',
  ]);
  const queue = (name: string, device: number, ...lines: string[]) => [
    `<Printer ${name}>`,
    `DeviceURI socket://127.0.0.1:${device}`,
    ...lines,
    '</Printer>',
  ];
  write('printers.conf', [
    ...queue('office', printerPort, 'State Idle', 'Accepting Yes'),
    ...queue('dead', deadPort, 'State Idle', 'Accepting Yes'),
    ...queue('stopped', deadPort, 'State Stopped', 'Reason media-empty-error', 'Accepting Yes'),
    ...queue('closed', deadPort, 'State Idle', 'Accepting No'),
  ]);
  const cupsd: ChildProcess = spawn(CUPSD, ['-f', '-c', `${dir}/etc/cupsd.conf`, '-s', `${dir}/etc/cups-files.conf`], { stdio: 'ignore' });
  const listens = () =>
    new Promise<boolean>((resolve) => {
      const socket = net.connect(port, '127.0.0.1', () => {
        socket.destroy();
        resolve(true);
      });
      socket.on('error', () => resolve(false));
    });
  while (!(await listens())) {
    if (cupsd.exitCode !== null) throw new Error(`cupsd ended: ${fs.readFileSync(path.join(dir, 'log/error'), 'utf8')}`);
    await setTimeout(50);
  }
  return {
    address: (name) => `ipp://127.0.0.1:${port}/printers/${name}`,
    printed,
    async close() {
      cupsd.kill();
      if (cupsd.exitCode === null && cupsd.signalCode === null) await once(cupsd, 'exit');
      printer.close();
      fs.rmSync(dir, { recursive: true });
    },
  };
}
