// The till in a real Electron, where its binary is: what the double of the unit tests cannot show.
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { _electron, type ElectronApplication, expect, type Page, test } from '@playwright/test';
import { findElectron } from '../../scripts/browsers.mjs';
import { ROOT } from '../../scripts/prepare.mjs';

const executablePath = findElectron(ROOT);
test.skip(!executablePath, 'Electron’s binary is not on this machine: npm start downloads it where it can');

let dataDir: string;
let app: ElectronApplication;
let cashier: Page;

test.beforeEach(async () => {
  dataDir = fs.mkdtempSync(path.join(os.tmpdir(), 'flash-till-e2e-electron-'));
  const asRoot = process.getuid?.() === 0;
  app = await _electron.launch({ executablePath: executablePath ?? '', args: [...(asRoot ? ['--no-sandbox'] : []), ROOT, '--data', dataDir] });
  cashier = await app.firstWindow();
});
test.afterEach(async () => {
  await app.close();
  fs.rmSync(dataDir, { recursive: true });
});

async function signIn(): Promise<void> {
  await cashier.getByText('Jimin').click();
  for (const digit of '1111') await cashier.getByRole('button', { name: digit, exact: true }).click();
  await cashier.getByRole('button', { name: 'Sign in' }).click();
}

test('a cashier signs in and rings up, and a page that crashed comes back with the same sale', async () => {
  expect(cashier.url()).toBe('flash-till://till/cashier/');
  await signIn();
  await cashier.getByRole('button', { name: /^Americano/ }).click();
  await expect(cashier.getByText('1 item')).toBeVisible();
  // Playwright gives up a page that has crashed; Electron is asked what its window shows.
  await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.forcefullyCrashRenderer());
  const shown = () =>
    app.evaluate(
      ({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.executeJavaScript('document.body?.innerText ?? ""') as Promise<string>,
    );
  await expect.poll(shown, { timeout: 10_000 }).toContain('1 item');
});

test('a page has nothing of Node, and goes, opens and fetches nowhere', async () => {
  const seen = await cashier.evaluate(async () => ({
    node: ['require', 'process', 'module', 'Buffer'].filter((name) => name in window),
    opened: window.open('https://example.com/') !== null,
    fetched: await fetch('https://example.com/').then(
      () => true,
      () => false,
    ),
  }));
  expect(seen).toEqual({ node: [], opened: false, fetched: false });
  await cashier.evaluate(() => {
    location.href = 'https://example.com/';
  });
  await expect(cashier.getByText('Jimin')).toBeVisible();
  expect(cashier.url()).toBe('flash-till://till/cashier/');
});
