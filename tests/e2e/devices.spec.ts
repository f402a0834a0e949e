// The manager's page of devices: one is added, tried out, pulled, plugged in again, and removed.
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { startPrinterSimulator } from '../../src/hardware/simulators/printer.ts';
import { startScannerSimulator } from '../../src/hardware/simulators/scanner.ts';
import { look } from './look.ts';
import { expect, openCashier, openManager, test } from './till-fixture.ts';

test('a scanner is added, tried out, pulled, plugged in again, and removed', async ({ till }) => {
  let scanner = await startScannerSimulator();
  const { port } = scanner;
  try {
    const manager = await openManager(till);
    const cashier = await openCashier(till);
    await manager.getByRole('link', { name: 'Devices' }).click();
    await manager.getByRole('button', { name: 'Add a device' }).click();
    await look(manager, manager.getByRole('dialog', { name: 'What do you want to add?' }));
    await manager
      .getByRole('dialog')
      .getByRole('button', { name: /^Scanner/ })
      .click();
    const sheet = manager.getByRole('dialog');
    await sheet.getByLabel('Name', { exact: true }).fill('Counter scanner');
    await expect(sheet.getByRole('button', { name: 'Save' })).toBeDisabled();
    await sheet.getByText('Network', { exact: true }).click();
    await sheet.getByLabel('Address', { exact: true }).fill('127.0.0.1');
    await sheet.getByLabel('Port', { exact: true }).fill(String(port));
    await sheet.getByRole('button', { name: 'Save' }).click();
    await look(manager, sheet.getByText('It is there and ready.'));

    // What it reads while it is tried out is shown, and goes into no sale.
    await sheet.getByRole('button', { name: 'Scan something' }).click();
    await expect(sheet.getByText('Scan something now.')).toBeVisible();
    await scanner.scan('8801234567893');
    await expect(sheet.getByText('8801234567893', { exact: true })).toBeVisible();
    await expect(cashier.getByText('8801234567893')).toHaveCount(0);
    await sheet.getByText('What goes over its line').click();
    await look(manager, sheet.getByRole('list', { name: 'What goes over its line' }).getByText('line open'));
    await sheet.getByRole('button', { name: 'Close' }).click();
    await look(manager, manager.getByRole('button', { name: `Counter scanner Scanner 127.0.0.1:${port} Ready` }));

    await scanner.close();
    await expect(cashier.getByText('Counter scanner Refuses the connection')).toBeVisible();
    await manager.getByRole('button', { name: 'Counter scanner Refuses the connection' }).click();
    await manager.getByRole('link', { name: /^Needs you/ }).click();
    await look(manager, manager.getByText('Counter scanner: Something answers at its address, and refuses.'));

    scanner = await startScannerSimulator({ port });
    await expect(cashier.getByText('Counter scanner Refuses the connection')).toBeHidden();
    await manager.getByRole('link', { name: 'Devices' }).click();
    await manager.getByRole('button', { name: /^Counter scanner Scanner .* Ready$/ }).click();
    await sheet.getByRole('button', { name: 'Remove' }).click();
    await expect(manager.getByRole('button', { name: /^Counter scanner Scanner/ })).toHaveCount(0);
  } finally {
    await scanner.close();
  }
});

test('a printer is found at an address that the manager names, and tapped instead of typed', async ({ till }) => {
  // Raw printing has one port, and a machine has many addresses of its own.
  const printer = await startPrinterSimulator({ widthMm: 80, nowMs: Date.now, host: '127.0.0.77', port: 9100 });
  try {
    const manager = await openManager(till);
    await manager.getByRole('link', { name: 'Devices' }).click();
    await manager.getByRole('button', { name: 'Add a device' }).click();
    await manager
      .getByRole('dialog')
      .getByRole('button', { name: /^Printer/ })
      .click();
    const sheet = manager.getByRole('dialog');
    await sheet.getByLabel('Name', { exact: true }).fill('Kitchen');
    await sheet.getByLabel('Addresses to try as well').fill('8.8.8.8');
    await expect(sheet.getByText('is not of a private network')).toBeVisible();
    await sheet.getByLabel('Addresses to try as well').fill('127.0.0.70-80');
    await sheet.getByRole('button', { name: 'Look for printers' }).click();
    await sheet.getByRole('button', { name: /127\.0\.0\.77:9100/ }).click();
    await expect(sheet.getByLabel('Address', { exact: true })).toHaveValue('127.0.0.77');
    await sheet.getByRole('button', { name: 'Save' }).click();
    await expect(sheet.getByText('The printer is ready.')).toBeVisible();
    await sheet.getByRole('button', { name: 'Test print' }).click();
    await expect.poll(() => printer.papers.length).toBe(1);
    await sheet.getByText('What goes over its line').click();
    await expect(sheet.getByRole('list', { name: 'What goes over its line' }).getByText('line open')).toBeVisible();
  } finally {
    await printer.close();
  }
});

test('a device that is not plugged in says so, and what to do', async ({ till }) => {
  const manager = await openManager(till);
  await manager.getByRole('link', { name: 'Devices' }).click();
  await manager.getByRole('button', { name: 'Add a device' }).click();
  await manager
    .getByRole('dialog')
    .getByRole('button', { name: /^Scale/ })
    .click();
  const sheet = manager.getByRole('dialog');
  await sheet.getByLabel('Name', { exact: true }).fill('Scale');
  const nowhere = fs.mkdtempSync(path.join(os.tmpdir(), 'flash-till-nowhere-'));
  await sheet.getByLabel('Serial port', { exact: true }).fill(path.join(nowhere, 'tty'));
  await sheet.getByRole('button', { name: 'Save' }).click();
  await look(manager, sheet.getByText('It is not plugged in. Look at its cable at both ends'));
  await expect(sheet.getByRole('button', { name: 'Weigh' })).toBeDisabled();
  await sheet.getByRole('button', { name: 'Close' }).click();
  // A shop weighs at one place.
  await manager.getByRole('button', { name: 'Add a device' }).click();
  await expect(manager.getByRole('button', { name: /^Scale There is one already/ })).toBeDisabled();
  fs.rmSync(nowhere, { recursive: true });
});

test('a simulated reader is tried with practice cards, and what is told meanwhile lies over no key', async ({ till }) => {
  const manager = await openManager(till);
  await manager.setViewportSize({ width: 1280, height: 800 });
  await manager.getByRole('link', { name: 'Devices' }).click();
  await manager.getByRole('button', { name: 'Add a device' }).click();
  await manager
    .getByRole('dialog')
    .getByRole('button', { name: /^Card reader/ })
    .click();
  const sheet = manager.getByRole('dialog');
  await sheet.getByLabel('Name', { exact: true }).fill('Counter reader');
  await sheet.getByText('Simulated', { exact: true }).click();
  const told = sheet.getByRole('status').filter({ hasText: '“Counter reader” is saved.' });
  /** What is told is beside the sheet, or above all that is in it. */
  const coversNothing = async () => {
    await expect(told).toBeVisible();
    const [notice, head] = [await told.boundingBox(), await sheet.getByRole('heading', { name: 'Counter reader' }).boundingBox()];
    if (!notice || !head) throw new Error('not there');
    return notice.x + notice.width <= head.x || notice.y + notice.height <= head.y;
  };
  await sheet.getByRole('button', { name: 'Save' }).click();
  expect(await coversNothing()).toBe(true);
  await expect(sheet.getByText('It is there and ready.')).toBeVisible();

  const hold = async (card: string) => {
    await sheet.getByRole('button', { name: 'Try a card' }).click();
    await look(manager, sheet.getByRole('group', { name: 'A card to practise with: hold it there' }));
    await sheet.getByRole('button', { name: card, exact: true }).click();
  };
  // What a reader finds in its first second may have lain there.
  await manager.waitForTimeout(1500);
  await hold('A Bolt Card');
  await look(manager, sheet.getByText(/^A card that pays \(Bolt Card\)/));
  await hold('A staff badge');
  await expect(sheet.getByText(/^A card with a staff badge’s code on it/)).toBeVisible({ timeout: 20_000 });
  await hold('One taken away too soon');
  await expect(sheet.getByText(/^The card left before it was read/)).toBeVisible({ timeout: 20_000 });

  await manager.setViewportSize({ width: 390, height: 800 });
  await sheet.getByLabel('Name', { exact: true }).fill('Reader');
  await sheet.getByRole('button', { name: 'Save' }).click();
  const again = sheet.getByRole('status').filter({ hasText: '“Reader” is saved.' });
  await expect(again).toBeVisible();
  const [notice, close] = [await again.boundingBox(), await sheet.getByRole('button', { name: 'Close' }).boundingBox()];
  expect((notice?.y ?? 0) + (notice?.height ?? 0)).toBeLessThanOrEqual(close?.y ?? 0);
});
