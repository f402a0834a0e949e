// For tests: a serial line that can be pulled and put back. A pseudo-terminal that socat ties to a simulator's port.
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';

export const socatMissing = spawnSync('socat', ['-V']).status !== 0;

export interface Cable {
  /** Of the device file, while it is plugged in. */
  readonly path: string;
  plugIn(port: number): Promise<void>;
  /** At once; resolves when it is gone. */
  pull(): Promise<void>;
  dispose(): Promise<void>;
}

export function serialCable(): Cable {
  const directory = fs.mkdtempSync(path.join(os.tmpdir(), 'flash-till-line-'));
  const line = path.join(directory, 'line');
  let socat: ChildProcess | undefined;
  const pull = async () => {
    const pulled = socat;
    if (!pulled || pulled.exitCode !== null || pulled.signalCode !== null) return;
    pulled.kill();
    await once(pulled, 'exit');
  };
  return {
    path: line,
    plugIn: (port) =>
      new Promise((resolve, reject) => {
        const wire = spawn('socat', ['-d', '-d', `pty,raw,echo=0,link=${line}`, `tcp:127.0.0.1:${port}`], { stdio: ['ignore', 'ignore', 'pipe'] });
        socat = wire;
        let said = '';
        wire.stderr.on('data', (text) => {
          said += String(text);
          if (said.includes('starting data transfer loop')) resolve();
        });
        wire.once('exit', () => reject(new Error(`socat ended: ${said}`)));
      }),
    pull,
    async dispose() {
      await pull();
      fs.rmSync(directory, { recursive: true, force: true });
    },
  };
}
