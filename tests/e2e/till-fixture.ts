// A till of each test's own, the built one as a process of its own, and its screens in a real browser. Whatever a test is
// about, no page may reach for another host or complain in its console: that is looked at when the test is over.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { type BrowserContextOptions, test as base, expect, type Locator, type Page } from '@playwright/test';
import jsQr from 'jsqr';
import { sampleKr } from '../../src/main/catalogue/samples/kr.ts';
import type { Screen } from '../../src/shared/state.ts';

const PROGRAM = new URL('../../out/main/browser.js', import.meta.url).pathname;

export interface Till {
  /** A screen in a browser of its own, as on a display of its own. Each opens once a start of the till. */
  open(screen: Screen, look?: BrowserContextOptions): Promise<Page>;
  /** SIGKILL, in the middle of whatever it does. */
  kill(): Promise<void>;
  /** Starts again on the same data; its screens are opened anew. */
  start(): Promise<void>;
}

export const test = base.extend<{ till: Till }>({
  till: async ({ browser }, use) => {
    const dataDir = fs.mkdtempSync(path.join(os.tmpdir(), 'flash-till-e2e-'));
    const complaints: string[] = [];
    let running: RunningTill | null = await startTill(dataDir);

    await use({
      async open(screen, look) {
        if (!running) throw new Error('the till is not running');
        const page = await (await browser.newContext(look)).newPage();
        const opened = running;
        const url = opened.urls[screen];
        complain(page, new URL(url).host, (words) => {
          // A page whose till was killed says that its connection failed; so it should.
          if (running === opened) complaints.push(`${screen}: ${words}`);
        });
        await page.goto(url);
        return page;
      },
      async kill() {
        const killed = running;
        running = null;
        await killed?.end('SIGKILL');
      },
      async start() {
        running = await startTill(dataDir);
      },
    });

    const open = running;
    running = null;
    for (const context of browser.contexts()) await context.close();
    if (open) expect(await open.end('SIGTERM'), open.stderr()).toBe(0);
    fs.rmSync(dataDir, { recursive: true, force: true });
    expect(complaints).toEqual([]);
  },
});

export { expect };

interface RunningTill {
  urls: Record<Screen, string>;
  /** Resolves to the exit code. */
  end(signal: NodeJS.Signals): Promise<number | null>;
  stderr: () => string;
}

async function startTill(dataDir: string): Promise<RunningTill> {
  const child: ChildProcess = spawn(process.execPath, [PROGRAM, '--data', dataDir], { stdio: ['ignore', 'pipe', 'pipe'] });
  let stderr = '';
  child.stderr?.on('data', (piece: Buffer) => {
    stderr += piece.toString();
  });
  const exited = once(child, 'exit') as Promise<[number | null]>;
  const urls = await new Promise<Record<Screen, string>>((resolve, reject) => {
    if (!child.stdout) throw new Error('no standard output');
    createInterface({ input: child.stdout }).on('line', (line) => {
      if (line.startsWith('ready: ')) resolve(JSON.parse(line.slice('ready: '.length)) as Record<Screen, string>);
    });
    void exited.then(([code]) => reject(new Error(`the till ended with ${code} before it was ready:\n${stderr}`)));
  });
  return {
    urls,
    stderr: () => stderr,
    async end(signal) {
      child.kill(signal);
      const [code] = await exited;
      return code;
    },
  };
}

function complain(page: Page, host: string, listener: (words: string) => void): void {
  const abroad = (url: string) => !url.startsWith('data:') && new URL(url).host !== host;
  page.on('request', (request) => abroad(request.url()) && listener(`asked for ${request.url()}`));
  page.on('websocket', (socket) => abroad(socket.url()) && listener(`connected to ${socket.url()}`));
  page.on('pageerror', (error) => listener(`threw ${error.message}`));
  page.on('console', (message) => ['error', 'warning'].includes(message.type()) && listener(message.text()));
}

async function signIn(page: Page, name: string, pin: string): Promise<void> {
  await page.getByRole('button', { name }).click();
  for (const digit of pin) await page.getByRole('button', { name: digit, exact: true }).click();
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page.getByRole('button', { name: `Sign out ${name}` })).toBeVisible();
}

/** The cashier's screen with a cashier at it. */
export async function openCashier(till: Till): Promise<Page> {
  const cashier = await till.open('cashier');
  await signIn(cashier, 'Jimin', '1111');
  return cashier;
}

/** The manager's screen with a manager at it. */
export async function openManager(till: Till): Promise<Page> {
  const manager = await till.open('manager');
  await signIn(manager, 'Seoyeon', '9999');
  return manager;
}

/** Taps a tile of the category that is open. */
export async function tap(cashier: Page, article: string): Promise<void> {
  await cashier
    .getByRole('tabpanel')
    .getByRole('button', { name: new RegExp(`^${article}`) })
    .click();
}

export function barcodeOf(articleId: string): string {
  const barcode = sampleKr.articles.find(({ id }) => id === articleId)?.barcodes[0];
  if (!barcode) throw new Error(`no barcode: ${articleId}`);
  return barcode;
}

/** A keyboard-wedge scanner sends a character every few milliseconds. */
const SCANNER_PACE_MS = 5;
/** So late this machine may be with a key before the page takes the scan for over. */
const LATE_MS = 1000;

/**
 * ASCII as a keyboard-wedge scanner sends it: real keys, faster than fingers, ended by Enter. Each has the time at which the scanner
 * sent it, as a real one's keys have, however late this machine passes them on.
 */
export async function scan(page: Page, text: string, paceMs = SCANNER_PACE_MS): Promise<void> {
  const keyboard = await page.context().newCDPSession(page);
  const startMs = Date.now() + LATE_MS;
  const codeFor = (key: string) => (/\d/.test(key) ? `Digit${key}` : /[a-z]/i.test(key) ? `Key${key.toUpperCase()}` : '');
  const keys = [...[...text].map((key) => ({ key, code: codeFor(key), text: key })), { key: 'Enter', code: 'Enter', text: '\r' }];
  const strokes = keys.flatMap(({ key, code, text }, index) => {
    const timestamp = (startMs + index * paceMs) / 1000;
    const windowsVirtualKeyCode = text.charCodeAt(0);
    return [
      keyboard.send('Input.dispatchKeyEvent', { type: 'keyDown', key, code, text, windowsVirtualKeyCode, timestamp }),
      keyboard.send('Input.dispatchKeyEvent', { type: 'keyUp', key, code, windowsVirtualKeyCode, timestamp }),
    ];
  });
  // Not one by one: waiting for each answer would be as slow as fingers.
  await Promise.all(strokes);
  await keyboard.detach();
}

/** What the register says to those who hear it: the line added last and the total. */
export function heard(cashier: Page, words: string | RegExp): Locator {
  return cashier.getByRole('main').getByRole('status').filter({ hasText: words });
}

/** The BOLT 11 code on the customer's screen: the link to a wallet, for phones only, has it as text. */
export async function codeOf(customer: Page): Promise<string> {
  const link = customer.locator('a[href^="lightning:"]');
  await expect(link).toBeAttached();
  return ((await link.getAttribute('href')) ?? '').slice('lightning:'.length);
}

/** Whether the QR code drawn there reads as `data`. */
export async function drawsQr(qr: Locator, data: string): Promise<boolean> {
  return (await textOfQr(qr)) === data;
}

/** What the QR code drawn there reads as, module by module. */
export async function textOfQr(qr: Locator): Promise<string | undefined> {
  const drawn = await qr.locator('path').getAttribute('d');
  const size = Number((await qr.getAttribute('viewBox'))?.split(' ')[2]);
  const modules = Array.from({ length: size }, () => Array.from({ length: size }, () => false));
  for (const [, x, y, width] of (drawn ?? '').matchAll(/M(\d+) (\d+)h(\d+)v1h-\d+z/g))
    modules[Number(y)]?.fill(true, Number(x), Number(x) + Number(width));
  return readQr(modules);
}

/** What a camera reads, a few pixels a module. */
function readQr(modules: readonly (readonly boolean[])[]): string | undefined {
  const scale = 4;
  const side = modules.length * scale;
  const rows = modules.flatMap((row) => Array.from({ length: scale }, () => row.flatMap((dark) => Array.from({ length: scale }, () => dark))));
  const pixels = rows.flat().flatMap((dark) => (dark ? [0, 0, 0, 255] : [255, 255, 255, 255]));
  return jsQr(new Uint8ClampedArray(pixels), side, side)?.data;
}

/** The practice wallet on the customer's screen, which speaks Korean there. */
export async function inWallet(customer: Page, deed: '결제하기' | '두 번 결제' | '만료시키기' | '그래도 결제하기'): Promise<void> {
  const wallet = customer.getByRole('dialog', { name: '연습용 지갑' });
  if (!(await wallet.isVisible())) await customer.getByRole('button', { name: '연습용 지갑' }).click();
  await wallet.getByRole('button', { name: deed }).first().click();
}

/** Takes the exact amount in cash for what is in the cart, and leaves the paid screen standing. */
export async function payInCash(cashier: Page): Promise<void> {
  await cashier.getByRole('button', { name: 'Cash', exact: true }).click();
  await cashier.getByRole('button', { name: /^Exact/ }).click();
  await expect(cashier.getByRole('region', { name: 'Sale finished' })).toBeVisible();
}

/** Puts the finished sale away. */
export async function nextSale(cashier: Page): Promise<void> {
  const next = cashier.getByRole('button', { name: 'Next sale' });
  await expect(next).not.toHaveAttribute('aria-disabled');
  await next.click();
  await expect(cashier.getByText('A new sale')).toBeVisible();
}
