// The programs of a network as child processes: started, stopped, killed; and none of them outlives this process.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync } from 'node:fs';
import type { Writable } from 'node:stream';
import { Hopeless, until } from './until.ts';

export interface Program {
  pid: number;
  /** Why it is not running any more; null while it is. */
  ended(): string | null;
  /** Asks it to end, and ends it when it does not. */
  stop(): Promise<void>;
  /** SIGKILL: as a power cut is to it. */
  kill(): Promise<void>;
  /** Resolves when it does what it was started for, as `ask` tells (see until.ts). One that does not in time, or ended, is killed. */
  ready<T>(ask: () => T | Promise<T>): Promise<void>;
}

export interface Programs {
  /** Its output goes to the end of `outputPath`. */
  start(file: string, args: readonly string[], outputPath: string): Program;
}

const STOP_MS = 30_000;
const REAPER = new URL('reaper.mjs', import.meta.url).pathname;

export function createPrograms(): Programs {
  const running = new Set<number>();
  /** There as long as something runs. */
  let reaper: Writable | null = null;

  // Detached, as the programs are: a Ctrl-C is for this process, which stops them in their order.
  const openReaper = () => spawn(process.execPath, [REAPER], { stdio: ['pipe', 'ignore', 'inherit'], detached: true }).stdin;
  const began = (pid: number) => {
    running.add(pid);
    reaper ??= openReaper();
    reaper.write(`+${pid}\n`);
  };
  const ended = (pid: number) => {
    running.delete(pid);
    reaper?.write(`-${pid}\n`);
    if (running.size > 0) return;
    reaper?.end();
    reaper = null;
  };

  return {
    start(file, args, outputPath) {
      const output = openSync(outputPath, 'a');
      const { PATH = '', HOME = '' } = process.env;
      const child = spawn(file, args, { stdio: ['ignore', output, output], detached: true, env: { PATH, HOME } });
      closeSync(output);
      const { pid } = child;
      if (pid === undefined) throw new Error(`${file} could not be started`);
      began(pid);
      const exited = once(child, 'exit').then(() => ended(pid));
      const how = () => (child.exitCode === null && child.signalCode === null ? null : `ended with ${child.exitCode ?? child.signalCode}`);
      const end = async (signal: NodeJS.Signals) => {
        if (how() === null) child.kill(signal);
        await exited;
      };
      const kill = () => end('SIGKILL');
      return {
        pid,
        ended: how,
        kill,
        async ready(ask) {
          try {
            await until(`${file} is ready`, () => {
              if (how() !== null) throw new Hopeless(`${file} ${how()}: see ${outputPath}`);
              return ask();
            });
          } catch (cause) {
            await kill();
            throw cause;
          }
        },
        async stop() {
          const late = setTimeout(() => child.kill('SIGKILL'), STOP_MS);
          await end('SIGTERM');
          clearTimeout(late);
        },
      };
    },
  };
}
