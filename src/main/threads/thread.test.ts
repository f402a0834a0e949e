// A thread that is ended while it begins: its native library must not be torn away, which would take the till with it. The threads
// live in a process of their own, which has to survive them.
import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { startThread } from './thread.ts';

const STARTS = 160;
const urlOf = (file: string) => JSON.stringify(new URL(file, import.meta.url).href);

/** Ends threads at moments around the one at which they load; it comes after most of their short life. */
const PROGRAM = `
  import { startThread } from ${urlOf('./thread.ts')};
  const start = (onExit) =>
    startThread(new URL(${urlOf('./loaded.ts')}), {}, {
      onMessage: () => undefined,
      onError: (cause) => { throw cause; },
      onExit,
    });
  const lives = [];
  for (let n = 0; n < 9; n += 1) {
    const startedMs = performance.now();
    await new Promise((resolve) => start(resolve));
    lives.push(performance.now() - startedMs);
  }
  const lifeMs = lives.sort((a, b) => a - b)[4];
  for (let n = 0; n < ${STARTS}; n += 1) {
    const endAtMs = performance.now() + lifeMs * (0.65 + (0.25 * n) / ${STARTS});
    const thread = start(() => undefined);
    while (performance.now() < endAtMs) await new Promise(setImmediate);
    await thread.end();
  }
  process.stdout.write('all ended');
`;

test('threads that are ended at any moment leave the process as it was', async () => {
  const dir = mkdtempSync(join(tmpdir(), 'threads-'));
  try {
    const path = join(dir, 'program.mjs');
    writeFileSync(path, PROGRAM);
    const { stdout } = await promisify(execFile)(process.execPath, [...process.execArgv, path]);
    expect(stdout).toBe('all ended');
  } finally {
    rmSync(dir, { recursive: true });
  }
});

test('a thread is ended when it has loaded what it needs, and no sooner', async () => {
  const flag = new Int32Array(new SharedArrayBuffer(4));
  const code = `
    import { parentPort, workerData } from 'node:worker_threads';
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 100);
    Atomics.store(workerData, 0, 1);
    parentPort.postMessage('loaded');
    for (;;);
  `;
  const thread = startThread(
    new URL(`data:text/javascript,${encodeURIComponent(code)}`),
    { workerData: flag },
    { onMessage: () => undefined, onError: () => undefined, onExit: () => undefined },
  );
  await thread.end();
  expect(flag[0]).toBe(1);
});
