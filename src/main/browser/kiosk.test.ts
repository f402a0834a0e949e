import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { openKiosk } from './kiosk.ts';

let dir: string;
let browser: string;

/** A program that keeps its command line, and then does as a Chromium does: it speaks on pipes 3 and 4. */
function chromiumThat(does: string): void {
  const script = `#!${process.execPath}
const fs = require('node:fs'), net = require('node:net');
fs.writeFileSync(${JSON.stringify(path.join(dir, 'started.json'))}, JSON.stringify({ argv: process.argv.slice(2), pid: process.pid }));
const input = new net.Socket({ fd: 3 }), output = new net.Socket({ fd: 4 });
const say = (method) => output.write(JSON.stringify({ method, params: {} }) + '\\0');
${does}`;
  fs.writeFileSync(browser, script, { mode: 0o755 });
}
const started = () => JSON.parse(fs.readFileSync(path.join(dir, 'started.json'), 'utf8')) as { argv: string[]; pid: number };
const open = (asRoot = false) => openKiosk({ browser, url: 'http://127.0.0.1:1/cashier/?token=t', dataDir: dir, asRoot });

beforeEach(() => {
  dir = fs.mkdtempSync(path.join(os.tmpdir(), 'flash-till-kiosk-'));
  browser = path.join(dir, 'chromium-double');
});
afterEach(() => fs.rmSync(dir, { recursive: true }));

// The double is a script with a first line that names its interpreter, which Windows does not know.
describe.skipIf(process.platform === 'win32')('the kiosk window', () => {
  it('opens the link in kiosk mode, on a profile of its own, and fetches nothing by itself', async () => {
    chromiumThat('process.exit(1)');
    await open().ended;
    const { argv } = started();
    expect(argv).toContain('--kiosk');
    expect(argv).toContain('--app=http://127.0.0.1:1/cashier/?token=t');
    expect(argv).toContain(`--user-data-dir=${path.join(dir, 'chromium')}`);
    expect(argv).toContain('--disable-background-networking');
    expect(argv).not.toContain('--no-sandbox');
  });

  it('goes without the sandbox only for root, for whom Chromium has none', async () => {
    chromiumThat('process.exit(1)');
    await open(true).ended;
    expect(started().argv).toContain('--no-sandbox');
  });

  it('tells when somebody has closed it', async () => {
    chromiumThat("input.once('data', () => { say('Target.targetCreated'); output.end(); process.exitCode = 0; input.destroy(); });");
    expect(await open().ended).toEqual({ how: 'closed' });
  });

  it('tells when its page has crashed, and ends', async () => {
    chromiumThat("input.once('data', () => { say('Target.targetCreated'); say('Target.targetCrashed'); }); setInterval(() => {}, 1000);");
    expect(await open().ended).toEqual({ how: 'failed', reason: 'its page crashed' });
  });

  it('does not take the end of a Chromium that had no window for a closed window', async () => {
    chromiumThat('process.exit(0)');
    expect(await open().ended).toEqual({ how: 'failed', reason: 'another one has its profile' });
  });

  it('tells how Chromium has ended otherwise', async () => {
    chromiumThat('process.exit(21)');
    expect(await open().ended).toEqual({ how: 'failed', reason: 'exit code 21' });
    chromiumThat("process.kill(process.pid, 'SIGSEGV')");
    expect(await open().ended).toEqual({ how: 'failed', reason: 'SIGSEGV' });
  });

  it('tells when there is no such program', async () => {
    browser = path.join(dir, 'nothing-here');
    expect(await open().ended).toEqual({ how: 'failed', reason: expect.stringContaining('ENOENT') });
  });

  it('closes the window', async () => {
    chromiumThat("input.once('data', () => say('Target.targetCreated')); process.on('SIGTERM', () => process.exit(0)); setInterval(() => {}, 1000);");
    const kiosk = open();
    await vi.waitFor(() => expect(started().argv).toContain('--kiosk'));
    kiosk.close();
    await kiosk.ended;
    expect(() => process.kill(started().pid, 0)).toThrow();
  });
});
