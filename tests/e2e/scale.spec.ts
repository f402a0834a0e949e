// A scale at the counter: added by the manager, weighed with by the cashier, and the sale on a pole display beside it.
import { type PoleSimulator, startPoleSimulator } from '../../src/hardware/simulators/pole-display.ts';
import { expect, openCashier, openManager, tap, test } from './till-fixture.ts';

let pole: PoleSimulator;
test.beforeEach(async () => {
  pole = await startPoleSimulator();
});
test.afterEach(() => pole.close());

test('what is weighed is rung up as the scale says it, and the pole display follows', async ({ till }) => {
  const manager = await openManager(till);
  await manager.getByRole('link', { name: 'Devices' }).click();
  await manager.getByRole('button', { name: 'Add a device' }).click();
  await manager.getByRole('button', { name: /^Scale/ }).click();
  const sheet = manager.getByRole('dialog');
  await sheet.getByLabel('Name').fill('Counter scale');
  await sheet.getByText('Simulated', { exact: true }).click();
  await sheet.getByRole('button', { name: 'Save' }).click();
  await expect(sheet.getByText('It is there and ready.')).toBeVisible();
  await sheet.getByRole('button', { name: 'Close' }).click();

  await manager.getByRole('button', { name: 'Add a device' }).click();
  await manager.getByRole('button', { name: /^Pole display/ }).click();
  await sheet.getByLabel('Name').fill('Pole');
  await sheet.getByText('Network', { exact: true }).click();
  await sheet.getByLabel('Address').fill('127.0.0.1');
  await sheet.getByLabel('Port', { exact: true }).fill(String(pole.port));
  await sheet.getByRole('button', { name: 'Save' }).click();
  await expect(sheet.getByText('It is there and ready.')).toBeVisible();

  const cashier = await openCashier(till);
  await cashier.getByRole('tab', { name: 'Goods' }).click();
  await tap(cashier, 'House Blend by Weight');
  const dialog = cashier.getByRole('dialog');
  await expect(dialog.getByText('Put it on the scale.')).toBeVisible();
  await expect(dialog.getByRole('button', { name: 'Enter the weight' })).toBeDisabled();
  await dialog.getByRole('button', { name: 'Put 250 g on it' }).click();
  await expect(dialog.getByText('0.250 kg')).toBeVisible();
  await dialog.getByRole('button', { name: 'Add ₩16,250' }).click();
  await expect(cashier.getByRole('heading', { name: '1 item' })).toBeVisible();
  await expect.poll(() => pole.lines).toEqual(['0.250 kg Hous 16,250', 'Total         16,250']);

  // Typed all the same, when the scale is not to be used.
  await tap(cashier, 'House Blend by Weight');
  await expect(dialog.getByText('0.250 kg')).toBeVisible();
  await cashier.keyboard.press('9');
  await cashier.keyboard.press('0');
  await expect(dialog.getByText('0.090 kg')).toBeVisible();
  await dialog.getByRole('button', { name: 'Weigh it instead' }).click();
  await expect(dialog.getByText('0.250 kg')).toBeVisible();
  await dialog.getByRole('button', { name: 'Take it off' }).click();
  await expect(dialog.getByText('Put it on the scale.')).toBeVisible();
});
