// Files of the journal at the command line: proved without the till, written beside it while it sells, refused when they were touched.
import { spawn } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { sellForCash } from './evening.ts';
import { fetchExport } from './fetched-export.ts';
import { openTestTill, type TestScreen, type TestTill } from './open-test-till.ts';

const TOOL = join(import.meta.dirname, '../../scripts/journal.ts');

let till: TestTill;
let manager: TestScreen;
beforeEach(async () => {
  till = await openTestTill();
  manager = await till.manager();
  await sellForCash(await till.cashier());
});
afterEach(() => till.close());

async function run(...args: string[]): Promise<{ status: number | null; out: string }> {
  const child = spawn(process.execPath, [TOOL, ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
  const [stdout, stderr] = await Promise.all([text(child.stdout), text(child.stderr), new Promise((resolve) => child.once('exit', resolve))]);
  return { status: child.exitCode, out: stdout + stderr };
}

const inFolder = (name: string) => join(till.dataDir, name);

test('A file that was saved is proved, and every tool says the same key', { timeout: 60_000 }, async () => {
  const saved = await fetchExport(manager, { kind: 'journal', days: null });
  writeFileSync(inFolder('saved.jsonl'), saved?.bytes ?? '');
  const { fingerprint } = await manager.call.accounting.state();
  const proved = await run('verify', inFolder('saved.jsonl'), '--key', fingerprint?.replaceAll(' ', '') ?? '');
  expect(proved.out).toContain('with 1 completed sale');
  expect(proved.out).toContain('signed   with the key that the journal names');
  expect(proved.out).toContain(`key      ${fingerprint}`);
  expect(proved.status).toBe(0);

  // Written by the command, beside the till that is selling: the same entries, and what came since.
  const written = await run('export', inFolder('written.jsonl'), '--data', till.dataDir);
  expect(written.out).toContain(`Signed with ${fingerprint}`);
  expect(written.status).toBe(0);
  const entries = (name: string) => readFileSync(inFolder(name), 'utf8').trimEnd().split('\n').slice(1, -1);
  expect(entries('written.jsonl').slice(0, entries('saved.jsonl').length)).toEqual(entries('saved.jsonl'));
  expect((await run('verify', inFolder('written.jsonl'))).status).toBe(0);
});

test('A file that was touched is refused in words', { timeout: 60_000 }, async () => {
  const saved = await fetchExport(manager, { kind: 'journal', days: null });
  const whole = saved?.bytes.toString() ?? '';
  const refused = async (content: string) => {
    writeFileSync(inFolder('touched.jsonl'), content);
    return run('verify', inFolder('touched.jsonl'));
  };
  const changed = await refused(whole.replace('"receiptNumber":"T1-000001"', '"receiptNumber":"T1-000002"'));
  expect(changed.out).toMatch(/REFUSED {2}line \d+, at entry \d+: this entry does not follow the one before it: one of the two was changed/);
  expect(changed.status).toBe(1);
  expect((await refused(whole.slice(0, -40))).out).toContain('its end is missing');
  expect((await run('verify', inFolder('nowhere.jsonl'))).out).toContain('cannot be read');
  expect((await run('verify', inFolder('touched.jsonl'), '--key', 'x')).status).toBe(2);
});

test('Before the first file there is no key, and the command says where to make one', { timeout: 60_000 }, async () => {
  const { out, status } = await run('export', inFolder('none.jsonl'), '--data', till.dataDir);
  expect(out).toContain('No file of this journal has been signed yet');
  expect(status).toBe(1);
  expect(existsSync(inFolder('none.jsonl'))).toBe(false);
});

test('What is handed out is written down, and days without anything give no file', { timeout: 60_000 }, async () => {
  const day = { from: '2001-01-01', to: '2001-01-31' };
  expect(await fetchExport(manager, { kind: 'cash_register', ...day })).toBeNull();
  expect(await fetchExport(manager, { kind: 'journal', days: day })).toBeNull();
  const saved = await fetchExport(manager, { kind: 'journal', days: null });
  await expect(manager.call.accounting.read({ fileId: 'gone', piece: 0 })).rejects.toMatchObject({ code: 'NOT_FOUND' });
  const again = await fetchExport(manager, { kind: 'journal', days: null });
  expect(again?.bytes.toString()).toContain(`"sha256":"${saved?.file.sha256}"`);
});

test('The accounts that a manager names are in the next postings', { timeout: 60_000 }, async () => {
  const { chart } = await manager.call.accounting.state();
  await manager.call.accounting.putChart({ ...chart, accounts: { ...chart.accounts, cash: { number: '1.111', name: '＝Drawer' } } });
  const wish = { kind: 'postings', from: '2000-01-01', to: '2099-12-31', by: 'day' } as const;
  await expect(fetchExport(manager, { ...wish, to: '1999-12-31' })).rejects.toMatchObject({ code: 'BAD_INPUT' });
  await till.restart();
  manager = await till.manager();
  const saved = await fetchExport(manager, { ...wish, from: '2020-01-01', to: '2029-12-28' });
  // A name is never taken for a formula.
  expect(saved?.bytes.toString()).toContain("1.111,'＝Drawer");
});

test('A journal that is damaged gives no file, and nothing of one stays', { timeout: 60_000 }, async () => {
  const db = new Database(inFolder('practice/till.sqlite'));
  db.exec('DROP TRIGGER journal_no_update; UPDATE journal SET at_ms = at_ms + 1 WHERE seq = 5');
  db.close();
  await expect(fetchExport(manager, { kind: 'journal', days: null })).rejects.toMatchObject({ code: 'STORE_FAILED' });
  expect(readdirSync(inFolder('practice/exports'))).toEqual([]);
  // The next one is made all the same.
  expect(await fetchExport(manager, { kind: 'payments', from: '2020-01-01', to: '2029-12-28' })).not.toBeNull();
});
