// Something off a line and off the sale, a choice with a latte, a tip before the code: at the screens of the cashier, the customer
// and the manager.
import { look } from './look.ts';
import { expect, inWallet, openCashier, openManager, tap, test } from './till-fixture.ts';

test('a discount with a reason, a promotion, and a tip that the customer gives before the code', async ({ till }) => {
  const manager = await openManager(till);
  await test.step('the manager makes a promotion and asks for tips', async () => {
    await manager.getByRole('link', { name: 'Promotions' }).click();
    await manager.getByRole('button', { name: 'New promotion' }).click();
    const sheet = manager.getByRole('dialog', { name: 'New promotion' });
    await sheet.getByRole('textbox', { name: 'Name in English' }).fill('Three for two');
    await sheet.getByRole('textbox', { name: 'Name in Korean' }).fill('2+1');
    await sheet.getByRole('button', { name: 'Everything' }).click();
    await look(manager, sheet.getByRole('button', { name: 'Make it' }));
    await sheet.getByRole('button', { name: 'Make it' }).click();
    await expect(manager.getByText('3 for 2')).toBeVisible();
    await manager.getByRole('link', { name: 'Settings' }).click();
    await manager.getByRole('group', { name: 'Ask for a tip' }).getByText('On').click();
  });

  const cashier = await openCashier(till);
  const customer = await till.open('customer');
  for (let n = 0; n < 3; n += 1) await tap(cashier, 'Americano');
  await expect(cashier.locator('.sale-sums')).toContainText('Three for two');
  await expect(customer.locator('.sale-sums')).toContainText('2+1');

  await test.step('ten percent off the line, for a reason that stands beside it', async () => {
    await cashier.locator('.cashier-line').getByRole('button').click();
    const dialog = cashier.getByRole('dialog', { name: 'Americano' });
    await dialog.getByText('Discount', { exact: true }).click();
    await cashier.keyboard.type('10');
    await expect(dialog.getByRole('button', { name: /^Done/ })).toBeDisabled();
    await dialog.getByRole('button', { name: '단골' }).click();
    await look(cashier, dialog.getByText('Comes off: ₩900'));
    await dialog.getByRole('button', { name: /^Done/ }).click();
    await expect(cashier.locator('.cashier-line-detail')).toContainText('단골 −10 %');
  });

  await test.step('the customer is asked for a tip, and the code is over both', async () => {
    await cashier.getByRole('button', { name: 'Charge' }).click();
    await look(cashier, cashier.getByRole('heading', { name: 'The customer is choosing a tip' }));
    await look(customer, customer.getByRole('heading', { name: '팁을 주시겠어요?' }));
    await customer.getByRole('button', { name: /10%/ }).click();
    await expect(customer.locator('.customer-amount')).toHaveText('₩8,910');
    await expect(cashier.locator('.cashier-due-amount')).toContainText('8,910');
  });

  await test.step('what was paid is said with the tip', async () => {
    await inWallet(customer, '결제하기');
    await expect(cashier.getByRole('region', { name: 'Sale finished' })).toContainText('Paid ₩8,910');
  });
});
