// Everything a sale needs, by keyboard alone: no pointer touches the page in this file.
import type { Page } from '@playwright/test';
import { FINGERS, tabTo } from './tab-to.ts';
import { expect, heard, test } from './till-fixture.ts';

async function add(cashier: Page, text: string): Promise<void> {
  await cashier.keyboard.press('F2');
  await cashier.keyboard.type(text, FINGERS);
  await cashier.keyboard.press('Enter');
}

const paid = (cashier: Page) => cashier.getByRole('region', { name: 'Sale finished' });

async function nextSale(cashier: Page): Promise<void> {
  await expect(cashier.getByRole('button', { name: 'Next sale' })).not.toHaveAttribute('aria-disabled');
  await cashier.keyboard.press('Enter');
  await expect(cashier.getByText('A new sale')).toBeVisible();
}

test('a whole day’s actions at the till need no pointer', async ({ till }) => {
  const cashier = await till.open('cashier');
  const { keyboard } = cashier;

  await test.step('sign in', async () => {
    await tabTo(cashier, cashier.getByRole('button', { name: 'Jimin' }));
    await keyboard.press('Enter');
    await expect(cashier.getByRole('heading', { name: 'PIN of Jimin' })).toBeVisible();
    // As fast as can be: Enter must not overtake the figures.
    await keyboard.type('1111');
    await keyboard.press('Enter');
    await expect(cashier.getByText('A new sale')).toBeVisible();
  });

  await test.step('search and add', async () => {
    await add(cashier, 'espr');
    await expect(heard(cashier, 'Espresso, 1, ₩4,000. Total ₩4,000.')).toBeAttached();
    await keyboard.type('tiram', FINGERS);
    await expect(cashier.getByRole('option', { name: /^Tiramisu/ })).toBeVisible();
    await keyboard.press('Enter');
    await expect(heard(cashier, 'Tiramisu, 1, ₩7,500. Total ₩11,500.')).toBeAttached();
  });

  await test.step('take a tile with the keys', async () => {
    await keyboard.press('Escape');
    await keyboard.press('PageDown');
    await tabTo(cashier, cashier.getByRole('tabpanel').getByRole('button', { name: /^Matcha Latte/ }));
    await keyboard.press('Enter');
    await expect(heard(cashier, 'Matcha Latte, 1, ₩5,800. Total ₩17,300.')).toBeAttached();
  });

  const line = (name: string) => cashier.getByRole('dialog', { name });
  await test.step('quantity and note', async () => {
    await keyboard.press('F3');
    await expect(line('Matcha Latte')).toBeVisible();
    await keyboard.press('3');
    await expect(line('Matcha Latte').getByRole('status', { name: 'Quantity' })).toHaveText('3');
    await keyboard.press('ArrowDown');
    await expect(line('Matcha Latte').getByRole('status', { name: 'Quantity' })).toHaveText('2');
    await tabTo(cashier, line('Matcha Latte').getByRole('textbox', { name: 'Note' }));
    await keyboard.type('oat', FINGERS);
    await keyboard.press('Enter');
    await expect(line('Matcha Latte')).toBeHidden();
    await expect(heard(cashier, 'Matcha Latte, 2, ₩11,600. Total ₩23,100.')).toBeAttached();
    await expect(cashier.getByText('₩5,800 each · oat')).toBeVisible();
  });

  await test.step('an open amount, and off with it', async () => {
    await keyboard.press('F4');
    await expect(cashier.getByRole('dialog', { name: 'Open amount' })).toBeVisible();
    await keyboard.type('900', FINGERS);
    await keyboard.press('Enter');
    await expect(heard(cashier, 'Total ₩24,000.')).toBeAttached();
    await keyboard.press('F3');
    await expect(cashier.getByRole('button', { name: 'Remove' })).toBeVisible();
    await keyboard.press('Delete');
    await expect(cashier.getByRole('heading', { name: '4 items' })).toBeVisible();
  });

  await test.step('cash: typed at any speed, the whole of it counts', async () => {
    await keyboard.press('F7');
    await expect(cashier.getByRole('button', { name: 'Take ₩23,100' })).toBeVisible();
    await keyboard.type('50000');
    await keyboard.press('Enter');
    await expect(paid(cashier)).toContainText('from ₩50,000 in cash');
    await expect(paid(cashier)).toContainText('₩26,900');
    await expect(paid(cashier).getByText('Printed', { exact: true })).toBeVisible();
  });

  await test.step('print again, show the receipt, next sale', async () => {
    await keyboard.press('F2');
    await expect(cashier.getByText('A copy is on its way to the printer.')).toBeVisible();
    await keyboard.press('F3');
    await expect(cashier.getByRole('dialog', { name: /^Receipt/ })).toContainText('oat');
    await keyboard.press('Escape');
    await expect(cashier.getByRole('dialog')).toBeHidden();
    await nextSale(cashier);
  });

  await test.step('charge over Lightning, and pay with the practice wallet', async () => {
    await add(cashier, 'cold brew');
    await expect(heard(cashier, 'Total ₩5,000.')).toBeAttached();
    await keyboard.press('Enter');
    await expect(cashier.getByRole('heading', { name: 'Waiting for the customer' })).toBeVisible();
    await keyboard.press('F9');
    const wallet = cashier.getByRole('dialog', { name: 'Practice wallet' });
    await tabTo(cashier, wallet.getByRole('button', { name: 'Pay', exact: true }));
    await keyboard.press('Enter');
    await expect(paid(cashier)).toContainText('Paid ₩5,000');
    await expect(wallet).toBeHidden();
    await nextSale(cashier);
  });

  await test.step('cancel a sale', async () => {
    await add(cashier, 'mugw');
    await expect(cashier.getByText('Nothing is called that')).toBeVisible();
    await keyboard.press('Escape');
    await add(cashier, 'mug');
    await expect(heard(cashier, 'Mug, 1, ₩18,000.')).toBeAttached();
    await keyboard.press('F8');
    await expect(cashier.getByRole('dialog', { name: 'Cancel this sale?' })).toBeVisible();
    await keyboard.press('Enter');
    await expect(cashier.getByText('The sale is cancelled.')).toBeVisible();
    await expect(cashier.getByText('A new sale')).toBeVisible();
  });

  await test.step('sign out', async () => {
    await keyboard.press('Control+l');
    await expect(cashier.getByRole('heading', { name: 'Sign in to sell' })).toBeVisible();
  });
});
