// The pictures of docs/lightning.md, made from a running till with a real node behind it: `npm run build && npm run film:lightning`.
// Needs Chromium, and Go for the nodes.
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Locator, Page } from '@playwright/test';
import { createChainAddress } from 'ln-service';
import { foundConnectedShop, OWNER_PIN } from '../tests/lightning/connected-till.ts';
import { adminOf } from '../tools/lightning/lnd.ts';
import { startNetwork } from '../tools/lightning/network.ts';
import { open, openBrowser, PICTURES, startTill } from './photographed-till.ts';

const SCREEN = { width: 1280, height: 800 };
const WHOLE_PAGE = { width: 1280, height: 4600 };
/** 1,000 sat are a dollar; the channels have room for 580 dollars, the largest for 390. */
const CHANNELS = [
  { capacitySat: 400_000, ownSat: 0 },
  { capacitySat: 200_000, ownSat: 0 },
];

const dir = mkdtempSync(join(tmpdir(), 'flash-till-'));
// Another disk than the till's, where there is one that anybody can write to.
const stick = mkdtempSync(join(existsSync('/dev/shm') ? '/dev/shm' : tmpdir(), 'usb-stick-'));
const dataDir = join(dir, 'till');
mkdirSync(PICTURES, { recursive: true });
const network = await startNetwork({ dir: join(dir, 'network'), merchantChannels: CHANNELS });
await foundConnectedShop({ node: network.description.merchant, dataDir });
const { child, urls } = await startTill(dataDir);
const browser = await openBrowser();

async function signInOwner(page: Page): Promise<void> {
  const pad = page.locator('.sign-in-pin');
  await pad.waitFor();
  for (const figure of OWNER_PIN) await pad.getByRole('button', { name: figure, exact: true }).click();
  await pad.locator('.button').last().click();
}

/** One section of the Lightning page, or several below one another. */
async function picture(page: Page, name: string, ...titles: string[]): Promise<void> {
  const sections = titles.map(
    (title): Locator => page.locator('.settings-section', { has: page.getByRole('heading', { name: title, exact: true }) }),
  );
  const boxes = await Promise.all(sections.map((section) => section.boundingBox()));
  const found = boxes.filter((box) => box !== null);
  const [first] = found;
  const last = found.at(-1);
  if (!first || !last) throw new Error(`no section ${titles.join(', ')}`);
  const clip = { x: first.x - 24, y: first.y, width: first.width + 48, height: last.y + last.height - first.y };
  await page.screenshot({ path: join(PICTURES, `${name}.png`), clip });
}

try {
  const manager = await open(browser, urls.manager, SCREEN);
  await signInOwner(manager);
  await manager.getByRole('link', { name: 'Lightning' }).click();
  await manager.getByText('The node can receive.').waitFor();
  await manager.setViewportSize(WHOLE_PAGE);
  await picture(manager, 'lightning-node', 'Node', 'Your node', 'Receiving');
  await picture(manager, 'lightning-settings', 'Codes', 'On chain', 'Refunds');

  await manager.getByLabel('Second place').fill(stick);
  await manager.getByRole('button', { name: 'Save', exact: true }).click();
  await manager
    .locator('.backup-places li')
    .nth(1)
    .getByText(/newest/)
    .waitFor();
  await picture(manager, 'lightning-backups', 'Channel backups', 'Watchtowers');

  const { address } = await createChainAddress({ lnd: adminOf(network.description.hub), format: 'p2tr' });
  await manager.getByLabel('Address', { exact: true }).last().fill(address);
  await manager.getByLabel('Limit in sat').fill('1000000');
  await manager.getByRole('button', { name: 'Save', exact: true }).click();
  await manager.getByText('There is more than the limit.').waitFor();
  await picture(manager, 'lightning-cold-storage', 'Cold storage');

  const cashier = await open(browser, urls.cashier, SCREEN);
  await signInOwner(cashier);
  await cashier.locator('.cashier-tile').first().waitFor();
  await cashier.keyboard.press('F4');
  for (const figure of '45000') await cashier.keyboard.press(figure);
  await cashier.keyboard.press('Enter');
  await cashier.locator('.cashier-obstacle').waitFor();
  await cashier.screenshot({ path: join(PICTURES, 'lightning-in-parts.png') });
  process.stderr.write(`${PICTURES}\n`);
} finally {
  await browser.close();
  child.kill('SIGTERM');
  await once(child, 'exit');
  await network.stop();
  for (const made of [dir, stick]) rmSync(made, { recursive: true, force: true });
}
