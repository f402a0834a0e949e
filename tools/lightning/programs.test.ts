import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createPrograms } from './programs.ts';

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'programs-'));
});
afterEach(() => rmSync(dir, { recursive: true }));

const FOREVER = ['-e', 'setInterval(() => undefined, 1e6)'];

function runs(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'ESRCH') return false;
    throw cause;
  }
}

it.each(['stop', 'kill'] as const)('ends a program by %s, and tells how it ended', async (way) => {
  const programs = createPrograms();
  const program = programs.start(process.execPath, FOREVER, join(dir, 'output.txt'));
  expect(program.ended()).toBeNull();
  await program[way]();
  expect(program.ended()).toBe(way === 'stop' ? 'ended with SIGTERM' : 'ended with SIGKILL');
  expect(runs(program.pid)).toBe(false);
});

it('waits until a program is ready, and says of one that ended before where to look', async () => {
  const programs = createPrograms();
  const output = join(dir, 'output.txt');
  const ended = programs.start(process.execPath, ['-e', 'process.exit(3)'], output);
  await expect(ended.ready(() => false)).rejects.toThrow(`ended with 3: see ${output}`);
  const running = programs.start(process.execPath, FOREVER, output);
  const answers = [false, false, true];
  await running.ready(() => answers.shift());
  expect(answers).toEqual([]);
  expect(running.ended()).toBeNull();
  await running.stop();
});

it('keeps what a program says, over all its starts', async () => {
  const programs = createPrograms();
  const output = join(dir, 'output.txt');
  for (const words of ['first', 'second']) {
    const program = programs.start(process.execPath, ['-e', `process.stdout.write('${words} ')`], output);
    await vi.waitFor(() => expect(program.ended()).toBe('ended with 0'));
  }
  expect(readFileSync(output, 'utf8')).toBe('first second ');
});

it('leaves no program behind when the process that started it is killed', async () => {
  const starter = `
    import { createPrograms } from ${JSON.stringify(new URL('programs.ts', import.meta.url).href)};
    const { pid } = createPrograms().start(process.execPath, ${JSON.stringify(FOREVER)}, ${JSON.stringify(join(dir, 'output.txt'))});
    process.stdout.write(String(pid));
    setInterval(() => undefined, 1e6);`;
  const parent = spawn(process.execPath, ['--input-type=module', '-e', starter], { stdio: ['ignore', 'pipe', 'inherit'] });
  const [pid] = (await once(parent.stdout, 'data')) as [Buffer];
  expect(runs(Number(pid))).toBe(true);
  parent.kill('SIGKILL');
  await vi.waitFor(() => expect(runs(Number(pid))).toBe(false), { timeout: 10_000 });
});
