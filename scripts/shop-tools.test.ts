import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { databasePath } from '../src/main/data-dir.ts';
import { keepCopy } from '../src/main/store/copies.ts';
import { lockDataDir } from '../src/main/store/data-lock.ts';
import { type ExampleShop, openExampleShop } from '../src/main/store/example-shop.ts';

let dataDir: string;
let shop: ExampleShop;

beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'flash-till-tools-'));
  shop = openExampleShop(databasePath(dataDir, 'practice'));
  shop.sell(5);
});
afterEach(() => {
  shop.database.close();
  rmSync(dataDir, { recursive: true, force: true });
});

function run(script: 'journal' | 'restore', ...args: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(import.meta.dirname, `${script}.ts`), ...args], {
    encoding: 'utf8',
    env: { ...process.env, TZ: 'Asia/Seoul' },
  });
  return { status, stdout, stderr };
}

const verify = () => run('journal', 'verify', '--data', dataDir);
const restore = () => run('restore', '--data', dataDir);

function damageFirstPage(): void {
  const path = databasePath(dataDir, 'practice');
  const bytes = readFileSync(path);
  bytes.fill(0x5a, 0, 4096);
  writeFileSync(path, bytes);
}

describe('npm run journal -- verify', () => {
  it('says that all is well, of a till that is selling', () => {
    const { status, stdout } = verify();
    expect(stdout).toMatch(
      /^Practice shop \(.*till\.sqlite\)\n {2}journal {2}\d+ entries with 5 completed sales, the last of 2026-03-01 18:04:00: unbroken\n/,
    );
    expect(stdout).toContain('equal to what the journal makes them');
    expect(stdout).toContain('All is well.');
    expect(status).toBe(0);
  });

  it('names the first broken entry', () => {
    shop.database.facts.exec('DROP TRIGGER journal_no_update; UPDATE journal SET at_ms = 0 WHERE seq IN (7, 9)');
    const { status, stdout } = verify();
    expect(stdout).toContain('broken: entry 7 is not what was written (hash). Good before it: 6 entries');
    expect(status).toBe(1);
  });

  it('names the first row that is not what the journal says', () => {
    shop.database.facts.exec("UPDATE sale SET total_minor = 1 WHERE id = 'sale-000002'");
    const { status, stdout } = verify();
    expect(stdout).toContain('"sale", row id sale-000002: total_minor is 1 and should be 5000');
    expect(status).toBe(1);
  });

  it('verifies each shop there is', () => {
    const own = openExampleShop(databasePath(dataDir, 'own'));
    own.database.close();
    const { status, stdout } = verify();
    expect(stdout.match(/All is well/g)).toHaveLength(2);
    expect(stdout).toContain('Your shop (');
    expect(status).toBe(0);
  });

  it('says where it looked when nothing is there', () => {
    const empty = join(dataDir, 'empty');
    mkdirSync(empty);
    const { status, stderr } = run('journal', 'verify', '--data', empty);
    expect(stderr).toContain(`There is no till's data in ${empty}`);
    expect(status).toBe(1);
  });

  it('explains itself, and does not guess', () => {
    expect(run('journal', '--help')).toMatchObject({ status: 0, stdout: expect.stringContaining('npm run journal -- verify') });
    expect(run('journal', 'verfy')).toMatchObject({ status: 2, stderr: expect.stringContaining('"verfy" is not expected here') });
  });
});

describe('npm run restore', () => {
  it('leaves a whole shop alone', () => {
    shop.database.close();
    expect(restore()).toMatchObject({ status: 0, stdout: expect.stringContaining('Nothing is wrong with it') });
  });

  it('brings back a damaged shop and says what it brought', () => {
    shop.database.close();
    damageFirstPage();
    expect(verify().status).toBe(1);
    const { status, stdout } = restore();
    expect(stdout).toMatch(/Restored: \d+ entries with 5 completed sales\. The last entry is of 2026-03-01 18:04:00\./);
    expect(stdout).toContain('The last receipt is T1-000005.');
    expect(stdout).toContain('The sale that was open, if there was one, did not come back.');
    expect(stdout).toMatch(/The new PIN of Ann is \d{6}\. No code of an authenticator app is asked for with it\./);
    expect(stdout).toMatch(/The damaged file was kept: .*till\.sqlite\.damaged-/);
    expect(status).toBe(0);
    expect(verify().status).toBe(0);
  });

  it('says which sales did not come back', () => {
    keepCopy(shop.database.facts, 'daily', 0);
    const page = shop.database.facts.prepare("SELECT max(pageno) FROM dbstat WHERE name = 'journal'").pluck().get() as number;
    shop.sell(40);
    shop.database.close();
    const path = databasePath(dataDir, 'practice');
    const bytes = readFileSync(path);
    bytes.fill(0x5a, page * 4096, (page + 20) * 4096);
    writeFileSync(path, bytes);
    const { status, stdout } = restore();
    const unjoined = readdirSync(join(dataDir, 'practice')).find((name) => name.endsWith('-unjoined.jsonl'));
    expect(stdout).toMatch(/Not restored: \d+ later entries with \d+ completed sales/);
    expect(stdout).toContain(unjoined);
    expect(status).toBe(0);
    expect(verify().status).toBe(0);
  });

  it('is refused while the till runs', () => {
    const release = lockDataDir(dataDir);
    const { status, stderr } = restore();
    release();
    expect(stderr).toContain('already running');
    expect(status).toBe(1);
  });
});
