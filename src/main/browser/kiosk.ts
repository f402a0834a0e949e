// A Chromium in kiosk mode for the cashier's screen, with a profile of its own beside the till's data: no bar to type
// another address into, no accounts, no extensions, and nothing that it fetches by itself. It hangs on a pipe (Chrome
// DevTools Protocol): the pipe tells when the page has crashed, and Chromium ends with the till, however the till ends.
import { spawn } from 'node:child_process';
import path from 'node:path';
import type { Duplex } from 'node:stream';

/** `closed`: somebody closed the window. `failed`: it did not open, or broke. */
export type KioskEnd = { how: 'closed' } | { how: 'failed'; reason: string };

export interface Kiosk {
  ended: Promise<KioskEnd>;
  close(): void;
}

const SWITCHES = [
  '--kiosk',
  '--no-first-run',
  '--no-default-browser-check',
  '--noerrdialogs',
  '--hide-crash-restore-bubble',
  '--disable-background-networking',
  '--disable-client-side-phishing-detection',
  '--disable-component-update',
  '--disable-default-apps',
  '--disable-domain-reliability',
  '--disable-extensions',
  '--disable-features=MediaRouter,OptimizationHints,Translate',
  '--disable-pinch',
  '--disable-sync',
  '--metrics-recording-only',
  '--overscroll-history-navigation=0',
  '--password-store=basic',
  // The till's sounds follow scans and payments, not clicks on the page.
  '--autoplay-policy=no-user-gesture-required',
];
/** Chromium refuses to run sandboxed as root, which is who runs it on small boards and in containers, without a GPU there. */
const SWITCHES_AS_ROOT = ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage'];

/** Opens `url`, a one-time start URL: others on this machine may read it off the command line, but they come too late. */
export function openKiosk({ browser, url, dataDir, asRoot }: { browser: string; url: string; dataDir: string; asRoot: boolean }): Kiosk {
  const profile = `--user-data-dir=${path.join(dataDir, 'chromium')}`;
  const switches = [...SWITCHES, ...(asRoot ? SWITCHES_AS_ROOT : []), profile, '--remote-debugging-pipe', `--app=${url}`];
  const child = spawn(browser, switches, { stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe'] });
  const [, , , toBrowser, fromBrowser] = child.stdio as unknown as Duplex[];
  let opened = false;
  let broke: string | undefined;

  const hear = (message: string) => {
    if (message.includes('"Target.targetCreated"')) opened = true;
    if (!message.includes('"Target.targetCrashed"')) return;
    broke = 'its page crashed';
    child.kill();
  };
  let unfinished = '';
  fromBrowser?.setEncoding('utf8').on('data', (text: string) => {
    const messages = (unfinished + text).split('\0');
    unfinished = messages.pop() ?? '';
    messages.forEach(hear);
  });
  // A pipe that breaks is the end of the process, which is told below.
  for (const pipe of [toBrowser, fromBrowser]) pipe?.on('error', () => child.kill());
  toBrowser?.write(`${JSON.stringify({ id: 1, method: 'Target.setDiscoverTargets', params: { discover: true } })}\0`);

  const ended = new Promise<KioskEnd>((resolve) => {
    child.once('error', (cause) => resolve({ how: 'failed', reason: cause.message }));
    child.once('exit', (code, signal) => {
      // A Chromium that finds another one on its profile hands over to it and ends well, without a window.
      if (code === 0 && opened && !broke) resolve({ how: 'closed' });
      else resolve({ how: 'failed', reason: broke ?? signal ?? (code === 0 ? 'another one has its profile' : `exit code ${code}`) });
    });
  });
  return { ended, close: () => void child.kill() };
}
