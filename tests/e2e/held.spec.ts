// Where a shop checks before it takes: the money is held, seen by cashier and customer, and taken or given back.
import type { Page } from '@playwright/test';
import { expect, inWallet, nextSale, openCashier, openManager, type Till, tap, test } from './till-fixture.ts';

async function checkFirst(till: Till): Promise<void> {
  const manager = await openManager(till);
  await manager.getByRole('navigation').getByRole('link', { name: 'Lightning' }).click();
  const choice = manager.getByRole('group', { name: 'Check before taking' });
  await choice.getByText('On').click();
  await manager.getByRole('button', { name: 'Save' }).click();
  await expect(manager.getByText('It holds from now on.')).toBeVisible();
}

/** Rings up a coffee; the customer pays for it. */
async function payHeld(cashier: Page, customer: Page): Promise<void> {
  await tap(cashier, 'Americano');
  await cashier.getByRole('button', { name: 'Charge' }).click();
  await inWallet(customer, '결제하기');
  await expect(cashier.getByRole('heading', { name: 'The money is held' })).toBeVisible();
}

test('held money is taken by the cashier, and given back', async ({ till }) => {
  await checkFirst(till);
  const cashier = await openCashier(till);
  const customer = await till.open('customer');

  await payHeld(cashier, customer);
  await expect(cashier.getByRole('timer', { name: /^\d+ seconds left$/ })).toBeVisible();
  await expect(customer.getByRole('heading', { name: '결제 금액이 보류 중이며 아직 결제되지 않았습니다' })).toBeVisible();
  await cashier.getByRole('button', { name: 'Take it' }).click();
  await expect(cashier.getByRole('region', { name: 'Sale finished' })).toBeVisible();
  await nextSale(cashier);

  await payHeld(cashier, customer);
  await cashier.getByRole('button', { name: 'Give back' }).click();
  await expect(cashier.getByRole('heading', { name: 'The code is closed' })).toBeVisible();
  await expect(customer.getByRole('heading', { name: /보류/ })).toBeHidden();
});
