// The ways to pay that are neither cash nor Lightning, as a cashier meets them: a card at its terminal, a voucher from its sale to
// its last coin, and a customer who pays later.
import { FINGERS } from './tab-to.ts';
import { expect, heard, nextSale, openCashier, openManager, payInCash, scan, tap, test } from './till-fixture.ts';

test('a card is taken on the terminal’s word, a voucher is sold and redeemed, and a customer pays later', async ({ till }) => {
  const cashier = await openCashier(till);
  const finished = cashier.getByRole('region', { name: 'Sale finished' });

  await test.step('a card, by keys: how much, and what the terminal says', async () => {
    await tap(cashier, 'Espresso');
    await expect(heard(cashier, 'Total ₩4,000.')).toBeAttached();
    await cashier.keyboard.press('F7');
    await cashier.keyboard.press('Control+k');
    await expect(cashier.getByText('Did the terminal say “approved”?')).toBeVisible();
    await expect(cashier.getByRole('button', { name: 'Approved: ₩4,000' })).toBeVisible();
    await cashier.keyboard.press('Enter');
    await expect(finished).toBeVisible();
    await nextSale(cashier);
  });

  const code = await test.step('a voucher is sold, and its code is shown once', async () => {
    await cashier.keyboard.press('F4');
    await cashier.keyboard.type('10000', FINGERS);
    await cashier.getByRole('button', { name: 'As a voucher' }).click();
    await payInCash(cashier);
    await expect(cashier.getByRole('heading', { name: 'Vouchers sold' })).toBeVisible();
    const shown = (await cashier.locator('.cashier-sold-vouchers code').textContent()) ?? '';
    expect(shown).toMatch(/^FV( [0-9A-Z]{4}){4} [0-9A-Z]$/);
    await nextSale(cashier);
    return shown.replaceAll(' ', '');
  });

  await test.step('scanned while ringing up it says what is on it; scanned while paying it pays', async () => {
    await scan(cashier, code);
    await expect(cashier.getByText(/^Voucher VT1-000001: ₩10,000/)).toBeVisible();
    await tap(cashier, 'Espresso');
    await cashier.getByRole('tab', { name: 'Desserts' }).click();
    await tap(cashier, 'Tiramisu');
    await expect(heard(cashier, 'Total ₩11,500.')).toBeAttached();
    await cashier.keyboard.press('F7');
    await scan(cashier, code);
    await expect(cashier.getByText('₩10,000 is on it.')).toBeVisible();
    await cashier.getByRole('button', { name: 'Redeem ₩10,000' }).click();
    await expect(cashier.getByRole('heading', { name: 'Still to pay' })).toBeVisible();
  });

  await test.step('the rest goes on the account of a customer', async () => {
    const manager = await openManager(till);
    await manager.getByRole('link', { name: 'Accounts' }).click();
    await manager.getByRole('button', { name: 'New customer' }).click();
    await manager.getByLabel('Name', { exact: true }).fill('Ann Regular');
    await manager.getByLabel(/^May owe up to/).fill('50000');
    await manager.getByRole('button', { name: 'Save' }).click();
    await expect(manager.getByRole('button', { name: /^Ann Regular/ })).toBeVisible();

    await cashier.keyboard.press('Control+o');
    await cashier.getByRole('button', { name: /^Ann Regular/ }).click();
    await cashier.getByRole('button', { name: 'On account: ₩1,500' }).click();
    await expect(finished).toBeVisible();
    await nextSale(cashier);
    await expect(manager.getByRole('button', { name: /^Ann Regular.*₩1,500/ })).toBeVisible();
    await cashier.keyboard.press('Control+o');
    await expect(cashier.getByRole('dialog').getByRole('button', { name: /^Ann Regular/ })).toBeVisible();
    await cashier.keyboard.press('Escape');
    await manager.getByRole('link', { name: 'Vouchers' }).click();
    await manager.getByLabel('Spent ones too').check();
    await manager.getByRole('button', { name: /^VT1-000001/ }).click();
    await expect(manager.getByRole('dialog').getByText('redeemed')).toBeVisible();
  });
});
