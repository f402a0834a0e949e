// Scanners of all kinds at a real till in a real browser: what is scanned is on the sale once, and presses no button.
import type { Page } from '@playwright/test';
import { type ScannerSimulator, startScannerSimulator } from '../../src/hardware/simulators/scanner.ts';
import { type Cable, serialCable, socatMissing } from '../../src/hardware/transport/socat-test-bed.ts';
import { codesOn } from '../devices/read-codes.ts';
import { barcodeOf, expect, heard, nextSale, openCashier, openManager, payInCash, scan, type Till, tap, test } from './till-fixture.ts';

const CROISSANT = barcodeOf('croissant');
/** Between two characters. */
const BLUETOOTH_PACE_MS = 90;
const SALT_BREAD = barcodeOf('salt-bread');

let simulator: ScannerSimulator;
test.beforeEach(async () => {
  simulator = await startScannerSimulator();
});
test.afterEach(() => simulator.close());

/** Sets it up as a manager does; the page stays open at the list of devices. */
async function addScanner(till: Till, way: 'Network' | 'Serial', fill: (sheet: ReturnType<Page['getByRole']>) => Promise<void>): Promise<Page> {
  const manager = await openManager(till);
  await manager.getByRole('link', { name: 'Devices' }).click();
  await manager.getByRole('button', { name: 'Add a device' }).click();
  await manager.getByRole('button', { name: /^Scanner/ }).click();
  const sheet = manager.getByRole('dialog', { name: 'Add a scanner' });
  await sheet.getByLabel('Name', { exact: true }).fill('Counter scanner');
  await sheet.getByText(way, { exact: true }).click();
  await fill(sheet);
  await sheet.getByRole('button', { name: 'Save' }).click();
  await expect(manager.getByText('“Counter scanner” is saved.').first()).toBeVisible();
  await manager.getByRole('button', { name: 'Close' }).click();
  return manager;
}

const addNetworkScanner = (till: Till) =>
  addScanner(till, 'Network', async (sheet) => {
    await sheet.getByLabel('Address').fill('127.0.0.1');
    await sheet.getByLabel('Port').fill(String(simulator.port));
  });

const condition = (manager: Page) => manager.getByRole('main').getByRole('button', { name: /^Counter scanner/ });

test.describe('a scanner on a serial line', () => {
  test.skip(socatMissing, 'socat is not installed');

  let cable: Cable;
  test.beforeEach(() => {
    cable = serialCable();
  });
  test.afterEach(() => cable.dispose());

  test('is pulled out and plugged in again, and scans', async ({ till }) => {
    const manager = await addScanner(till, 'Serial', async (sheet) => {
      await sheet.getByLabel('Serial port').fill(cable.path);
    });
    await expect(condition(manager)).toContainText('Not plugged in');
    await cable.plugIn(simulator.port);
    await expect(condition(manager)).toContainText('Ready');
    const cashier = await openCashier(till);
    await simulator.scan(CROISSANT);
    await expect(heard(cashier, /^Croissant, 1,/)).toBeAttached();

    // In the middle of a code: nothing of it may be rung up.
    simulator.setFault('no_ending');
    await simulator.scan(SALT_BREAD.slice(0, 7));
    await cable.pull();
    await expect(condition(manager)).toContainText('Not plugged in');
    simulator.setFault('none');
    await cable.plugIn(simulator.port);
    await expect(condition(manager)).toContainText('Ready');
    await expect.poll(() => simulator.listenerCount).toBe(1);
    await simulator.scan(SALT_BREAD);
    await expect(heard(cashier, /^Salt Bread, 1,/)).toBeAttached();
    await expect(cashier.getByRole('dialog')).toHaveCount(0);
  });

  test('brings a sale back by the barcode on its receipt, as one that types does', async ({ till }) => {
    await cable.plugIn(simulator.port);
    const manager = await addScanner(till, 'Serial', async (sheet) => {
      await sheet.getByLabel('Serial port').fill(cable.path);
    });
    await expect(condition(manager)).toContainText('Ready');
    await manager.getByRole('link', { name: 'Settings' }).click();
    await manager.getByRole('group', { name: 'The code on a receipt' }).getByText('Barcode', { exact: true }).click();
    await expect(manager.getByRole('region', { name: 'The code as it is printed' }).getByText('T1-000123')).toBeVisible();

    const cashier = await openCashier(till);
    await tap(cashier, 'Americano');
    await payInCash(cashier);
    const paper = cashier.getByRole('img', { name: /^The paper of receipt/ });
    await expect(paper).toBeVisible();
    const drawn = ((await paper.getAttribute('src')) ?? '').replace(/^data:image\/png;base64,/, '');
    const codes = await codesOn(Buffer.from(drawn, 'base64'));
    expect(codes).toEqual([{ format: 'Code128', text: 'T1-000001' }]);
    await nextSale(cashier);

    const dialog = cashier.getByRole('dialog', { name: 'Refund of T1-000001' });
    await simulator.scan(codes[0]?.text ?? '');
    await expect(dialog.getByText('of 1')).toBeVisible();
    await cashier.keyboard.press('Escape');
    await expect(dialog).toHaveCount(0);
    await scan(cashier, codes[0]?.text ?? '');
    await expect(dialog.getByText('of 1')).toBeVisible();
  });
});

test('200 scans while the page stands still, and is opened anew, are rung up once each', async ({ till }) => {
  const manager = await addNetworkScanner(till);
  await expect(condition(manager)).toContainText('Ready');
  const cashier = await openCashier(till);
  await expect(cashier.getByText('A new sale')).toBeVisible();
  const standsStill = cashier.evaluate(() => {
    const until = performance.now() + 1500;
    while (performance.now() < until);
  });
  for (let count = 0; count < 100; count += 1) void simulator.scan(CROISSANT);
  await standsStill;
  for (let count = 0; count < 50; count += 1) void simulator.scan(CROISSANT);
  await cashier.reload();
  for (let count = 0; count < 50; count += 1) void simulator.scan(CROISSANT);
  await cashier.reload();
  await expect(
    cashier
      .getByRole('complementary')
      .getByText(/^200( ×)?$/)
      .first(),
  ).toBeVisible();
});

test('a scan goes to the page that has the hands: a form of articles, and the register again', async ({ till }) => {
  const manager = await addNetworkScanner(till);
  const cashier = await openCashier(till);
  await manager.getByRole('link', { name: 'Articles' }).click();
  await manager.getByRole('button', { name: 'New article' }).click();
  const form = manager.getByRole('dialog');
  await form.getByRole('textbox').first().click();
  await simulator.scan('4006381333931');
  await expect(form.getByText('4006381333931')).toBeVisible();
  await expect(cashier.getByRole('dialog')).toHaveCount(0);

  await cashier.getByText('A new sale').click();
  await simulator.scan(CROISSANT);
  await expect(heard(cashier, /^Croissant, 1,/)).toBeAttached();
  await expect(form.getByText(CROISSANT)).toHaveCount(0);
});

test('what is scanned while an unknown barcode is asked about is rung up, and the question is still there when the page is opened anew', async ({
  till,
}) => {
  await addNetworkScanner(till);
  const cashier = await openCashier(till);
  await simulator.scan('4006381333931');
  const question = cashier.getByRole('dialog', { name: 'Unknown barcode' });
  await expect(question).toContainText('4006381333931');
  await simulator.scan(CROISSANT);
  await expect(heard(cashier, /^Croissant, 1,/)).toBeAttached();
  await cashier.reload();
  await expect(question).toContainText('4006381333931');
  await question.getByRole('button', { name: /Leave it out/ }).click();
  await expect(question).toHaveCount(0);
  await cashier.reload();
  await expect(cashier.getByText(/Croissant/).first()).toBeVisible();
  await expect(question).toHaveCount(0);
});

test('a scanner that types presses no button, whatever has the focus', async ({ till }) => {
  const cashier = await openCashier(till);
  await tap(cashier, 'Americano');
  await expect(heard(cashier, /^Americano, 1,/)).toBeAttached();
  const tile = cashier.getByRole('tabpanel').getByRole('button', { name: /^Espresso/ });
  await tile.focus();
  await scan(cashier, CROISSANT);
  await expect(heard(cashier, /^Croissant, 1,/)).toBeAttached();
  await tile.focus();
  await scan(cashier, `]E0${CROISSANT}`);
  await expect(heard(cashier, /^Croissant, 2,/)).toBeAttached();
  await tile.focus();
  await scan(cashier, 'AB 12 XY 99');
  const question = cashier.getByRole('dialog', { name: 'Unknown barcode' });
  await expect(question).toContainText('AB 12 XY 99');
  await cashier.keyboard.press('Escape');
  await expect(question).toHaveCount(0);
  await tile.focus();
  // Too short to be told from fingers: it is looked for, as if it were typed.
  await scan(cashier, '4321');
  const search = cashier.getByRole('combobox', { name: 'Search articles' });
  await expect(search).toHaveValue('4321');
  await cashier.keyboard.press('Escape');
  await expect(search).toHaveValue('');
  await tile.focus();
  await scan(cashier, CROISSANT);
  await expect(heard(cashier, /^Croissant, 3,/)).toBeAttached();
  await expect(cashier.getByRole('complementary').getByText(/Espresso/)).toHaveCount(0);
});

test('a Bluetooth scanner is heard once the shop has said that it is slow', async ({ till }) => {
  const manager = await openManager(till);
  await manager.getByRole('link', { name: 'Devices' }).click();
  await manager.getByText('Slow (Bluetooth)').click();
  await expect(manager.getByText('All screens read scanners this way from now on.')).toBeVisible();
  const cashier = await openCashier(till);
  await scan(cashier, CROISSANT, BLUETOOTH_PACE_MS);
  await expect(heard(cashier, /^Croissant, 1,/)).toBeAttached();
});

test('goods past their date are asked about', async ({ till }) => {
  const cashier = await openCashier(till);
  await scan(cashier, `010${CROISSANT}17250131`);
  const question = cashier.getByRole('dialog', { name: /2025-01-31/ });
  await expect(question).toBeVisible();
  await scan(cashier, SALT_BREAD);
  await question.getByRole('button', { name: /Sell it all the same/ }).click();
  await expect(heard(cashier, /^Salt Bread, 1,/)).toBeAttached();
  await expect(
    cashier
      .getByRole('complementary')
      .getByText(/Croissant/)
      .first(),
  ).toBeVisible();
});

test('the simulated scanner of the practice shop reads an article into the sale', async ({ till }) => {
  const manager = await addScanner(till, 'Network', async (sheet) => {
    await sheet.getByText('Simulated', { exact: true }).click();
  });
  await expect(condition(manager)).toContainText('Ready');
  const cashier = await openCashier(till);
  await condition(manager).click();
  await manager.getByRole('button', { name: 'Scan something' }).click();
  await manager.getByRole('button', { name: 'Let it scan an article' }).click();
  await expect(manager.getByText('It read:')).toBeVisible();
  await expect(cashier.getByText('A new sale')).toBeVisible();
  await manager.getByRole('button', { name: 'Let it scan an article' }).click();
  await expect(cashier.getByText('A new sale')).toHaveCount(0);
});
