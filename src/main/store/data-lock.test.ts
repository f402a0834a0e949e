import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { lockDataDir } from './data-lock.ts';
import { StoreOpenError } from './store-error.ts';

let dir: string;
let child: ChildProcess | undefined;

beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'flash-till-lock-'));
});
afterEach(() => {
  child?.kill('SIGKILL');
  child = undefined;
  rmSync(dir, { recursive: true, force: true });
});

/** Another till's process, which has taken the folder when this returns. */
async function otherTill(): Promise<ChildProcess> {
  const script = `import { lockDataDir } from ${JSON.stringify(new URL('./data-lock.ts', import.meta.url).href)};
    globalThis.release = lockDataDir(${JSON.stringify(dir)});
    process.stdout.write('taken');
    setInterval(() => {}, 1000);`;
  const started = spawn(process.execPath, ['--input-type=module', '-e', script], { stdio: ['ignore', 'pipe', 'inherit'] });
  child = started;
  await once(started.stdout, 'data');
  return started;
}

function refusal(): unknown {
  try {
    lockDataDir(dir)();
  } catch (error) {
    return error;
  }
  return undefined;
}

describe('the lock on the data folder', () => {
  it('refuses a second till with words that name the folder', async () => {
    await otherTill();
    const error = refusal();
    expect(error).toBeInstanceOf(StoreOpenError);
    expect(error).toMatchObject({ kind: 'already_running' });
    expect(String(error)).toContain(`already running with the data in ${dir}`);
  });

  it('ends with a process that is killed', async () => {
    const other = await otherTill();
    other.kill('SIGKILL');
    await once(other, 'exit');
    expect(refusal()).toBeUndefined();
  });

  it('holds within one process too, until it is released', () => {
    const release = lockDataDir(dir);
    expect(refusal()).toMatchObject({ kind: 'already_running' });
    release();
    expect(refusal()).toBeUndefined();
  });

  it('makes the folder when it is not there', () => {
    const inner = join(dir, 'new', 'till');
    lockDataDir(inner)();
    expect(readdirSync(inner)).toEqual(['till.lock']);
  });
});
