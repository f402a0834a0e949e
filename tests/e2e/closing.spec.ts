// The evening in a browser: cash out of the drawer with somebody's approval, a count that nobody was told anything before, and a Z.
import { look } from './look.ts';
import { expect, openCashier, openManager, payInCash, tap, test } from './till-fixture.ts';

test('a day is closed: counted first, the difference explained, what is open carried over, the Z kept', async ({ till }) => {
  const cashier = await openCashier(till);
  await test.step('the float is counted before the first sale', async () => {
    await cashier.keyboard.press('F10');
    await cashier.getByRole('button', { name: 'Count the float' }).click();
    const float = cashier.getByRole('dialog', { name: 'What is in the drawer?' });
    await float.getByRole('textbox', { name: '₩10,000: how many' }).fill('5');
    await look(cashier, float.getByRole('button', { name: 'The drawer holds ₩50,000' }));
    await float.getByRole('button', { name: 'The drawer holds ₩50,000' }).click();
    await expect(float).toBeHidden();
  });
  await tap(cashier, 'Americano');
  await payInCash(cashier);
  await cashier.getByRole('button', { name: /Next sale/ }).click();
  await tap(cashier, 'Americano');

  const manager = await openManager(till);
  await manager.getByRole('link', { name: 'Closing' }).click();
  await expect(manager.getByRole('heading', { name: 'Shift 1' })).toBeVisible();
  await manager.getByRole('button', { name: 'Close the day' }).click();
  const count = manager.getByRole('dialog', { name: 'Count the drawer' });
  await expect(count).not.toContainText('54,500');
  await count.getByRole('textbox', { name: '₩50,000: how many' }).fill('1');
  await count.getByRole('button', { name: 'One more of ₩1,000', exact: true }).click();
  await count.getByRole('textbox', { name: /Other cash/ }).fill('3000');
  await look(manager, count.getByText('₩54,000'));
  await count.getByRole('button', { name: 'This is in the drawer' }).click();

  const settle = manager.getByRole('dialog', { name: 'Close shift 1' });
  await expect(settle).toContainText('₩500 is missing.');
  await expect(settle).toContainText('Open sale');
  await expect(settle.getByRole('button', { name: 'End the shift' })).toBeDisabled();
  await settle.getByRole('textbox', { name: 'Why it may differ' }).fill('Coins fell behind the counter');
  await look(manager, settle.getByText('₩4,000', { exact: true }));
  await settle.getByRole('button', { name: 'End the shift' }).click();

  const z = manager.getByRole('dialog', { name: 'Z 1' });
  await expect(z).toContainText('Coins fell behind the counter');
  await look(manager, z.getByText('누적 합계'));
  await z.getByRole('button', { name: 'Close', exact: true }).click();
  await expect(manager.getByRole('button', { name: /^Z 1/ })).toContainText('₩4,500');
  await expect(manager.getByRole('heading', { name: 'Shift 2' })).toBeVisible();

  // The sale that was carried over goes on.
  await payInCash(cashier);
});
