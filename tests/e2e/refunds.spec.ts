// A manager gives money back at the till: what goes back is seen before, it is sent with the PIN, and it is seen after on the
// sale, in the day's numbers and on paper.
import type { Page } from '@playwright/test';
import { bech32 } from '@scure/base';
import { expect, inWallet, openCashier, openManager, scan, type Till, tap, test } from './till-fixture.ts';

/** Sells two coffees for Lightning money, and opens the sale on the manager's screen. */
async function openSoldSale(till: Till): Promise<{ cashier: Page; manager: Page }> {
  const cashier = await openCashier(till);
  const customer = await till.open('customer');
  await tap(cashier, 'Americano');
  await tap(cashier, 'Americano');
  await cashier.getByRole('button', { name: 'Charge' }).click();
  await inWallet(customer, '결제하기');
  await expect(cashier.getByRole('region', { name: 'Sale finished' })).toBeVisible();
  const manager = await openManager(till);
  await manager.getByRole('navigation').getByRole('link', { name: 'Sales' }).click();
  await manager.getByRole('table').getByRole('link').first().click();
  return { cashier, manager };
}

test('the whole sale goes back with keys alone, and the day is at zero', async ({ till }) => {
  const { manager } = await openSoldSale(till);
  const begin = manager.getByRole('button', { name: 'Refund…' });
  await begin.focus();
  await manager.keyboard.press('Enter');
  const dialog = manager.getByRole('dialog', { name: /^Refund of T1-/ });
  await expect(dialog.getByLabel('How much goes back')).toHaveValue('9000');
  await expect(dialog.getByText('At the rate of the sale')).toBeVisible();
  await expect(dialog.getByText('At today’s rate')).toBeVisible();
  const send = dialog.getByRole('button', { name: /^Send [\d,]+ sat$/ });
  await expect(send).toBeDisabled();

  // Esc closes what is in front, and leaves the sale behind it open.
  await manager.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
  await expect(manager.getByRole('dialog')).toBeVisible();
  await begin.focus();
  await manager.keyboard.press('Enter');

  await dialog.getByRole('button', { name: 'Let the practice wallet show a code' }).focus();
  await manager.keyboard.press('Enter');
  await expect(dialog.getByLabel('The customer’s code or Lightning address')).toHaveValue(/^lnbcrt/);
  await dialog.getByLabel('Your PIN, to send it').focus();
  await manager.keyboard.type('9998');
  await manager.keyboard.press('Enter');
  await expect(dialog.getByRole('alert').filter({ hasText: 'That PIN is not right.' })).toBeVisible();
  await dialog.getByLabel('Your PIN, to send it').focus();
  await manager.keyboard.type('9999');
  await manager.keyboard.press('Enter');

  await expect(dialog).toBeHidden();
  const sheet = manager.getByRole('dialog');
  await expect(sheet.getByText('The money has gone back')).toBeVisible();
  await expect(sheet.getByRole('heading', { name: 'T1-R000001 Refunded' })).toBeVisible();
  await expect(begin).toBeHidden();
  await manager.keyboard.press('Escape');
  await manager.getByRole('navigation').getByRole('link', { name: 'Today' }).click();
  await expect(manager.getByText('Sales ₩9,000, less ₩9,000 refunded')).toBeVisible();
});

test('a part goes back to a code that is pasted, and no more than is left', async ({ till }) => {
  const { manager } = await openSoldSale(till);
  await manager.getByRole('button', { name: 'Refund…' }).click();
  const dialog = manager.getByRole('dialog', { name: /^Refund of T1-/ });
  const amount = dialog.getByLabel('How much goes back');
  await amount.fill('9001');
  await expect(dialog.getByText('Enter an amount up to ₩9,000.')).toBeVisible();
  await amount.fill('4000');
  await dialog.getByLabel('The customer’s code or Lightning address').fill('not a code');
  await expect(dialog.getByText('This is no Lightning code or address.', { exact: false })).toBeVisible();
  await dialog.getByRole('button', { name: 'Let the practice wallet show a code' }).click();
  await dialog.getByLabel('Your PIN, to send it').fill('9999');
  await dialog.getByRole('button', { name: /^Send/ }).click();
  await expect(manager.getByRole('heading', { name: 'T1-R000001 Refunded' })).toBeVisible();
  await manager.getByRole('button', { name: 'Refund…' }).click();
  await expect(dialog.getByLabel('How much goes back')).toHaveValue('5000');
});

test('a customer’s code that pays is told from a barcode, and one that leads astray is not followed', async ({ till }) => {
  const cashier = await openCashier(till);
  await tap(cashier, 'Americano');
  await scan(cashier, bech32.encode('lnurl', bech32.toWords(Buffer.from('https://127.0.0.1/w')), false));
  await expect(cashier.getByText('The customer’s code or address did not work.')).toBeVisible();
  await expect(cashier.getByText('It leads to a place that the till does not ask.', { exact: false })).toBeVisible();
  await expect(cashier.getByRole('button', { name: 'Charge' })).toBeVisible();
});
