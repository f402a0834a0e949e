// A second printer, set up by the manager, gets the orders of its category; and when it is broken, another prints them.
import { look } from './look.ts';
import { expect, openCashier, openManager, payInCash, tap, test } from './till-fixture.ts';

test('the bar’s printer gets what is ordered there, and another one its order when it is broken', async ({ till }) => {
  const manager = await openManager(till);
  await manager.getByRole('link', { name: 'Devices' }).click();
  await manager.getByRole('button', { name: 'Add a device' }).click();
  await manager
    .getByRole('dialog')
    .getByRole('button', { name: /^Printer/ })
    .click();
  const detail = manager.getByRole('dialog', { name: 'Add a printer' });
  await detail.getByLabel('Name', { exact: true }).fill('Bar');
  await detail.getByText('Simulated', { exact: true }).click();
  await detail.getByRole('checkbox', { name: 'Coffee' }).check();
  await look(manager, detail.getByText('What it prints'));
  await detail.getByRole('button', { name: 'Save' }).click();
  await expect(manager.getByRole('dialog', { name: 'Bar' })).toContainText('The printer is ready.');
  await manager.getByRole('button', { name: 'Close' }).click();
  const bar = manager.getByRole('button', { name: /^Bar Coffee Simulated Ready$/ });
  await look(manager, bar);

  const cashier = await openCashier(till);
  await tap(cashier, 'Americano');
  await cashier.getByRole('button', { name: /^Send to the kitchen · 1 line/ }).click();
  await expect(manager.getByRole('img', { name: 'The paper of Kitchen slip K1' })).toBeVisible();

  await manager.getByText('Bar', { exact: true }).last().click();
  await manager.getByRole('button', { name: 'Out of paper' }).click();
  await expect(cashier.getByRole('button', { name: /Bar Out of paper/ })).toBeVisible();
  await tap(cashier, 'Americano');
  await payInCash(cashier);
  await cashier.getByRole('button', { name: /Bar Out of paper/ }).click();
  const printing = cashier.getByRole('dialog', { name: 'Printing' });
  await look(cashier, printing.getByText(/^Kitchen slip T1-000001 · K2/));
  await printing.getByRole('button', { name: 'Print on 카운터' }).click();
  await expect(printing).toContainText('Nothing is waiting');
  await expect(manager.getByRole('img', { name: 'The paper of Kitchen slip T1-000001 · K2' })).toBeVisible();
});
