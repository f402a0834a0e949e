// Money goes back: at the register from a receipt, with somebody's approval, for other goods; on the manager's sheet to a Lightning
// wallet, with keys alone. What goes back is seen before, and after on the sale, in the day's numbers and on paper.
import type { Page } from '@playwright/test';
import { bech32 } from '@scure/base';
import { FINGERS } from './tab-to.ts';
import { expect, inWallet, nextSale, openCashier, openManager, payInCash, scan, type Till, tap, test } from './till-fixture.ts';

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

/** The cashier's screen with a sale for cash behind it. */
async function openAfterCashSale(till: Till): Promise<Page> {
  const cashier = await openCashier(till);
  await tap(cashier, 'Americano');
  await tap(cashier, 'Americano');
  await payInCash(cashier);
  await nextSale(cashier);
  return cashier;
}

/** Somebody who may lets it pass. */
async function approve(cashier: Page): Promise<void> {
  await expect(cashier.getByRole('dialog', { name: 'Approval needed' })).toBeVisible();
  await cashier.keyboard.type('9999', FINGERS);
  await cashier.keyboard.press('Enter');
}

test('a piece goes back at the register: by the receipt’s number, with keys alone, and with approval', async ({ till }) => {
  const cashier = await openAfterCashSale(till);
  await cashier.keyboard.press('Control+B');
  await expect(cashier.getByRole('dialog', { name: 'Refund' }).getByLabel('The receipt’s number')).toBeFocused();
  await cashier.keyboard.type('1', FINGERS);
  await cashier.keyboard.press('Enter');
  const dialog = cashier.getByRole('dialog', { name: 'Refund of T1-000001' });
  await expect(dialog.getByText('of 2')).toBeVisible();
  await dialog.getByRole('button', { name: 'More of Americano' }).focus();
  await cashier.keyboard.press('Enter');
  await dialog.getByRole('button', { name: 'Next: ₩4,500' }).focus();
  await cashier.keyboard.press('Enter');
  const give = cashier.getByRole('button', { name: 'Give back ₩4,500' });
  await expect(give).not.toHaveAttribute('aria-disabled');
  await give.focus();
  await cashier.keyboard.press('Enter');
  await approve(cashier);
  const done = cashier.getByRole('dialog', { name: 'The money has gone back' });
  await expect(done.getByText('Receipt T1-R000001 is printing.')).toBeVisible();
  await expect(done.getByText('₩4,500')).toBeVisible();
  const close = done.getByRole('button', { name: 'Done' });
  await expect(close).not.toHaveAttribute('aria-disabled');
  await close.click();

  // Its receipt, scanned at the register, says what is left of it.
  await scan(cashier, 'T1-000001');
  await expect(dialog.getByText('1 back already')).toBeVisible();
});

test('goods brought back pay for others, and what is left of their worth goes back', async ({ till }) => {
  const cashier = await openAfterCashSale(till);
  await tap(cashier, 'Caffè Latte');
  await cashier.getByRole('button', { name: 'Menu' }).click();
  await cashier.getByRole('button', { name: 'Refund…' }).click();
  await cashier
    .getByRole('dialog', { name: 'Refund' })
    .getByRole('button', { name: /^T1-000001/ })
    .click();
  const dialog = cashier.getByRole('dialog', { name: 'Refund of T1-000001' });
  await dialog.getByRole('button', { name: 'All of it' }).click();
  await dialog.getByRole('button', { name: 'Next: ₩9,000' }).click();
  await expect(dialog.getByRole('region', { name: 'Exchange' }).getByText('₩5,000')).toBeVisible();
  await expect(dialog.getByRole('region', { name: 'Cash' }).getByText('₩4,000', { exact: true })).toBeVisible();
  const give = cashier.getByRole('button', { name: 'Exchange, give back ₩4,000' });
  await expect(give).not.toHaveAttribute('aria-disabled');
  await give.click();
  await approve(cashier);
  await expect(cashier.getByText('Hand over from the drawer')).toBeVisible();
  const close = cashier.getByRole('button', { name: 'Done' });
  await expect(close).not.toHaveAttribute('aria-disabled');
  await close.click();
  await expect(cashier.getByRole('region', { name: 'Sale finished' })).toBeVisible();
});

test('the whole sale goes back to a Lightning wallet with keys alone, and the day is at zero', async ({ till }) => {
  const { manager } = await openSoldSale(till);
  const begin = manager.getByRole('button', { name: 'Refund…' });
  await begin.focus();
  await manager.keyboard.press('Enter');
  const dialog = manager.getByRole('dialog', { name: /^Refund of T1-/ });
  await expect(dialog).toBeVisible();
  await manager.keyboard.press('F8');
  await expect(dialog.getByRole('button', { name: 'Next: ₩9,000' })).toBeEnabled();

  // Esc closes what is in front, and leaves the sale behind it open.
  await manager.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
  await expect(manager.getByRole('dialog')).toBeVisible();
  await begin.focus();
  await manager.keyboard.press('Enter');
  await expect(dialog).toBeVisible();
  await manager.keyboard.press('F8');
  await dialog.getByRole('button', { name: 'Next: ₩9,000' }).focus();
  await manager.keyboard.press('Enter');
  await expect(dialog.getByText('At the rate of the sale')).toBeVisible();
  await expect(dialog.getByText('At today’s rate')).toBeVisible();
  await expect(dialog.getByRole('button', { name: 'Give back ₩9,000' })).toBeDisabled();

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
  await expect(manager.getByRole('dialog', { name: 'The money has gone back' })).toBeVisible();
  await manager.keyboard.press('Escape');
  await expect(manager.getByRole('heading', { name: 'T1-R000001 Refunded' })).toBeVisible();
  await expect(begin).toBeHidden();
  await manager.keyboard.press('Escape');
  await manager.getByRole('navigation').getByRole('link', { name: 'Today' }).click();
  await expect(manager.getByText('Sales ₩9,000, less ₩9,000 refunded')).toBeVisible();
  await expect(manager.getByRole('link', { name: 'T1-R000001' })).toBeVisible();
});

test('a part goes back to a code that is pasted, and no more than is left', async ({ till }) => {
  const { manager } = await openSoldSale(till);
  await manager.getByRole('button', { name: 'Refund…' }).click();
  const dialog = manager.getByRole('dialog', { name: /^Refund of T1-/ });
  await dialog.getByText('An amount').click();
  const amount = dialog.getByLabel('How much goes back');
  await amount.fill('9001');
  await expect(dialog.getByText('Enter an amount up to ₩9,000.')).toBeVisible();
  await amount.fill('4000');
  await dialog.getByRole('button', { name: 'Next: ₩4,000' }).click();
  await dialog.getByLabel('The customer’s code or Lightning address').fill('not a code');
  await expect(dialog.getByText('This is no Lightning code or address.', { exact: false })).toBeVisible();
  await dialog.getByRole('button', { name: 'Let the practice wallet show a code' }).click();
  await dialog.getByLabel('Your PIN, to send it').fill('9999');
  await dialog.getByRole('button', { name: 'Give back ₩4,000' }).click();
  await expect(manager.getByRole('dialog', { name: 'The money has gone back' })).toBeVisible();
  await manager.keyboard.press('Escape');
  await expect(manager.getByRole('heading', { name: 'T1-R000001 Refunded' })).toBeVisible();
  await expect(manager.getByText('Can still be refunded')).toBeVisible();
});

test('a customer’s code that pays is told from a barcode, and one that leads astray is not followed', async ({ till }) => {
  const cashier = await openCashier(till);
  await tap(cashier, 'Americano');
  await scan(cashier, bech32.encode('lnurl', bech32.toWords(Buffer.from('https://127.0.0.1/w')), false));
  await expect(cashier.getByText('The customer’s code or address did not work.')).toBeVisible();
  await expect(cashier.getByText('It leads to a place that the till does not ask.', { exact: false })).toBeVisible();
  await expect(cashier.getByRole('button', { name: 'Charge' })).toBeVisible();
});
