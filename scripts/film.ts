// The README's pictures and film, made from the running till: `npm run build && npm run film`. Needs Chromium and ffmpeg.
// One cashier's page and one customer's page are photographed side by side while a sale is made on them.
import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { Page } from '@playwright/test';
import { open, openBrowser, PICTURES, startTill } from './photographed-till.ts';

const FRAMES_PER_SECOND = 8;
const CASHIER = { width: 1280, height: 800 };
const CUSTOMER = { width: 560, height: 800 };

const DEVICES = [
  [/^Scanner/, 'Counter scanner'],
  [/^Card reader/, 'Counter reader'],
  [/^Card terminal/, 'Counter cards'],
  [/^Scale/, 'Counter scale'],
] as const;

async function signIn(page: Page, person: number, digit: string): Promise<void> {
  await page.locator('.sign-in-person').nth(person).click();
  for (const _ of '1234') {
    await page.locator('.sign-in-pin').getByRole('button', { name: digit, exact: true }).click();
    await pause(120);
  }
  await page.locator('.sign-in-pin .button').last().click();
}

/** As a wedge scanner types: faster than any hand. */
async function scan(page: Page, barcode: string): Promise<void> {
  await page.evaluate((code) => {
    for (const key of [...code, 'Enter']) {
      const init = { key, code: key === 'Enter' ? key : `Digit${key}`, bubbles: true, cancelable: true };
      document.body.dispatchEvent(new KeyboardEvent('keydown', init));
      document.body.dispatchEvent(new KeyboardEvent('keyup', init));
    }
  }, barcode);
}

function film(pages: readonly Page[], dir: string) {
  let running = true;
  let frame = 0;
  const taking = (async () => {
    while (running) {
      const next = pause(1000 / FRAMES_PER_SECOND);
      const shots = await Promise.all(pages.map((page) => page.screenshot({ type: 'jpeg', quality: 90 })));
      for (const [index, shot] of shots.entries()) writeFileSync(join(dir, `${index}-${String(frame).padStart(4, '0')}.jpg`), shot);
      frame += 1;
      await next;
    }
  })();
  return {
    frames: () => frame,
    async stop() {
      running = false;
      await taking;
    },
  };
}

function develop(dir: string, target: string): void {
  const inputs = [0, 1].flatMap((index) => ['-framerate', String(FRAMES_PER_SECOND), '-i', join(dir, `${index}-%04d.jpg`)]);
  const filter = `[0][1]hstack,scale=1104:-1:flags=lanczos,split[a][b];[a]palettegen=max_colors=96:stats_mode=diff[p];[b][p]paletteuse=dither=none:diff_mode=rectangle`;
  const { status, stderr } = spawnSync('ffmpeg', ['-y', '-loglevel', 'error', ...inputs, '-filter_complex', filter, target], { encoding: 'utf8' });
  if (status !== 0) throw new Error(`ffmpeg: ${stderr}`);
}

const dataDir = mkdtempSync(join(tmpdir(), 'film-'));
const frames = join(dataDir, 'frames');
mkdirSync(frames);
mkdirSync(PICTURES, { recursive: true });
const { child, urls } = await startTill(dataDir);
const browser = await openBrowser();
let camera: ReturnType<typeof film> | undefined;
try {
  const cashier = await open(browser, urls.cashier, CASHIER);
  const customer = await open(browser, urls.customer, CUSTOMER);
  const picture = (page: Page, name: string) => page.screenshot({ path: join(PICTURES, `${name}.png`) });
  const beat = (ms: number) => pause(ms);

  await signIn(cashier, 0, '1');
  await cashier.locator('.cashier-tile').first().waitFor();

  camera = film([cashier, customer], frames);
  await beat(1500);
  const barcodes = await barcodesOf(dataDir);
  await scan(cashier, barcodes[0] ?? '');
  await beat(1600);
  await scan(cashier, barcodes[7] ?? '');
  await beat(1600);
  await cashier.locator('.cashier-tile').nth(3).click();
  await beat(1500);
  await picture(cashier, 'register');
  await cashier
    .getByRole('button', { name: /charge/i })
    .first()
    .click();
  await customer.locator('.qr').waitFor();
  await beat(2600);
  await picture(cashier, 'payment');
  await picture(customer, 'customer');
  await customer.getByRole('button', { name: '연습용 지갑' }).click();
  await beat(1200);
  await customer.locator('.wallet-actions .button').first().click();
  await cashier.getByText('Paid').first().waitFor();
  await beat(3000);
  await picture(cashier, 'paid');
  await beat(2500);
  await camera.stop();

  const manager = await open(browser, urls.manager, CASHIER);
  await signIn(manager, -1, '9');
  await manager
    .getByText(/takings/i)
    .first()
    .waitFor();
  await beat(800);
  await picture(manager, 'today');
  await manager.getByRole('link', { name: 'Devices' }).click();
  for (const [kind, name] of DEVICES) await addDevice(manager, kind, name);
  await manager.getByRole('button', { name: /^Counter scale/ }).click();
  await manager.getByRole('button', { name: 'Put 250 g on it' }).click();
  await manager.getByRole('button', { name: 'Weigh' }).click();
  await manager.getByText('It weighs 250 g.').waitFor();
  // What was told of the last one is read by then.
  await beat(4000);
  await picture(manager, 'devices');
  develop(frames, join(PICTURES, 'sale.gif'));
  process.stderr.write(`${camera.frames()} frames, ${PICTURES}\n`);
} finally {
  await camera?.stop();
  await browser.close();
  child.kill('SIGTERM');
  await once(child, 'exit');
  rmSync(dataDir, { recursive: true, force: true });
}

async function addDevice(manager: Page, kind: RegExp, name: string): Promise<void> {
  await manager.getByRole('button', { name: 'Add a device' }).click();
  const sheet = manager.getByRole('dialog');
  await sheet.getByRole('button', { name: kind }).click();
  await sheet.getByLabel('Name', { exact: true }).fill(name);
  await sheet.getByText('Simulated', { exact: true }).click();
  await sheet.getByRole('button', { name: 'Save' }).click();
  await sheet.getByText('It is there and ready.').waitFor();
  await sheet.getByRole('button', { name: 'Close' }).click();
}

async function barcodesOf(dir: string): Promise<string[]> {
  const { default: Database } = await import('better-sqlite3');
  const db = new Database(join(dir, 'practice', 'till.sqlite'), { readonly: true });
  try {
    return db.prepare<[], string>('SELECT barcode FROM article_barcode ORDER BY barcode').pluck().all();
  } finally {
    db.close();
  }
}
