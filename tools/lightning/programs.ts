// The programs of a network as child processes: started, stopped, killed; and none of them outlives this process.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync } from 'node:fs';

export interface Program {
  pid: number;
  /** Why it is not running any more; null while it is. */
  ended(): string | null;
  /** Asks it to end, and ends it when it does not. */
  stop(): Promise<void>;
  /** SIGKILL: as a power cut is to it. */
  kill(): Promise<void>;
}

export interface Programs {
  /** Its output goes to the end of `outputPath`. */
  start(file: string, args: readonly string[], outputPath: string): Program;
  /** To be called when all have ended. */
  close(): void;
}

const STOP_MS = 30_000;
const REAPER = new URL('reaper.mjs', import.meta.url).pathname;

export function createPrograms(): Programs {
  // Detached, as the programs are: a Ctrl-C is for this process, which stops them in their order.
  const reaper = spawn(process.execPath, [REAPER], { stdio: ['pipe', 'ignore', 'inherit'], detached: true });
  reaper.unref();

  return {
    start(file, args, outputPath) {
      const output = openSync(outputPath, 'a');
      const { PATH = '', HOME = '' } = process.env;
      const child = spawn(file, args, { stdio: ['ignore', output, output], detached: true, env: { PATH, HOME } });
      closeSync(output);
      const { pid } = child;
      if (pid === undefined) throw new Error(`${file} could not be started`);
      reaper.stdin.write(`+${pid}\n`);
      const exited = once(child, 'exit').then(() => {
        reaper.stdin.write(`-${pid}\n`);
      });
      const ended = () => (child.exitCode === null && child.signalCode === null ? null : `ended with ${child.exitCode ?? child.signalCode}`);
      const end = async (signal: NodeJS.Signals) => {
        if (ended() === null) child.kill(signal);
        await exited;
      };
      return {
        pid,
        ended,
        kill: () => end('SIGKILL'),
        async stop() {
          const late = setTimeout(() => child.kill('SIGKILL'), STOP_MS);
          await end('SIGTERM');
          clearTimeout(late);
        },
      };
    },
    close() {
      reaper.stdin.end();
    },
  };
}
