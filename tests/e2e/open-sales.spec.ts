// Several open sales at one register: two taps to park, two to take up again, split by item and paid in parts, by touch and by key.
import type { Page } from '@playwright/test';
import { expect, heard, openCashier, openManager, tap, test } from './till-fixture.ts';

const openSales = (cashier: Page) => cashier.getByRole('dialog', { name: 'Open sales' });
const paidAt = (cashier: Page) => cashier.getByRole('region', { name: 'Sale finished' });

test('a sale is parked by two taps while the next customer pays, and taken up by two', async ({ till }) => {
  const cashier = await openCashier(till);
  const customer = await till.open('customer');
  const manager = await openManager(till);
  await tap(cashier, 'Americano');
  await tap(cashier, 'Espresso');
  await expect(heard(cashier, 'Total ₩8,500.')).toBeAttached();
  await cashier.getByRole('button', { name: 'Park', exact: true }).click();
  await cashier.getByRole('dialog', { name: 'Park this sale' }).getByRole('button', { name: 'Park' }).click();
  await expect(cashier.getByText('Parked: 1')).toBeVisible();
  await expect(cashier.getByRole('heading', { name: 'A new sale' })).toBeVisible();
  await expect(customer.getByRole('heading', { name: '번개 커피' })).toBeVisible();
  await expect(manager.getByRole('region', { name: 'Open sales' })).toContainText('₩8,500');

  await tap(cashier, 'Cold Brew');
  await expect(heard(cashier, 'Total ₩5,000.')).toBeAttached();
  await cashier.getByRole('button', { name: 'Cash', exact: true }).click();
  await cashier.getByRole('button', { name: 'Take ₩5,000' }).click();
  await expect(paidAt(cashier)).toContainText('Paid ₩5,000');

  await cashier.getByRole('button', { name: '1 open sale' }).click();
  await openSales(cashier).getByRole('button', { name: 'Take 1 in hand' }).click();
  await expect(openSales(cashier)).toBeHidden();
  await expect(cashier.getByRole('heading', { name: /2 items$/ })).toBeVisible();
  await expect(customer.getByRole('list', { name: '주문 내역' }).getByRole('listitem')).toHaveText([/아메리카노/, /에스프레소/]);
  await expect(manager.getByRole('region', { name: 'Open sales' })).toBeHidden();
});

test('by keys: parked under a name, split by item, the rest paid in equal parts, and nothing is lost to a kill', async ({ till }) => {
  const before = await openCashier(till);
  await tap(before, 'Americano');
  await tap(before, 'Espresso');
  await tap(before, 'Espresso');
  await expect(heard(before, 'Total ₩12,500.')).toBeAttached();
  await before.keyboard.press('Control+S');
  await before.getByRole('textbox', { name: 'Name' }).pressSequentially('Window', { delay: 60 });
  await before.keyboard.press('Enter');
  await expect(before.getByText('Parked: Window')).toBeVisible();
  await till.kill();

  await till.start();
  const cashier = await openCashier(till);
  await cashier.keyboard.press('Control+U');
  await openSales(cashier).getByRole('button', { name: 'Take Window in hand' }).press('Enter');
  await expect(cashier.getByRole('heading', { name: 'Window 3 items' })).toBeVisible();
  await expect(openSales(cashier)).toBeHidden();

  await cashier.keyboard.press('Control+E');
  const split = cashier.getByRole('dialog', { name: 'Split or move' });
  await split.getByRole('button', { name: /^Espresso/ }).click();
  await split.getByRole('button', { name: 'Pay these ₩4,000' }).click();
  await expect(cashier.getByRole('heading', { name: 'Window/2 1 item' })).toBeVisible();
  await cashier.getByRole('button', { name: 'Cash', exact: true }).click();
  await cashier.getByRole('button', { name: 'Take ₩4,000' }).click();
  await expect(paidAt(cashier)).toContainText('Paid ₩4,000');

  await cashier.getByRole('button', { name: '1 open sale' }).click();
  await openSales(cashier).getByRole('button', { name: 'Take Window in hand' }).click();
  await expect(cashier.getByRole('heading', { name: 'Window 2 items' })).toBeVisible();
  await expect(openSales(cashier)).toBeHidden();
  await cashier.keyboard.press('Control+E');
  await cashier.getByText('Evenly', { exact: true }).click();
  await cashier.getByRole('button', { name: 'One part more' }).click();
  await cashier.getByRole('button', { name: 'Take the first part, ₩2,834' }).click();
  for (const [part, amount] of [
    ['Part 1 of 3 · ₩2,834', '₩2,830'],
    ['Part 2 of 3 · ₩2,833', '₩2,830'],
    ['Part 3 of 3 · ₩2,833', '₩2,830'],
  ] as const) {
    await expect(cashier.getByRole('status').filter({ hasText: part })).toBeVisible();
    if (part.startsWith('Part 1')) await cashier.getByRole('button', { name: 'Cash', exact: true }).click();
    await cashier.getByRole('button', { name: `Take ${amount}` }).click();
  }
  // Each part was rounded to a coin that there is.
  await expect(paidAt(cashier)).toContainText('Paid ₩8,490');
  await expect(paidAt(cashier)).toContainText('Total ₩8,500, cash rounding -₩10');
});
