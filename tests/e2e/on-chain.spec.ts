// One code for both ways, paid on chain: what the customer, the cashier and the manager see until the block is there, and when
// it never comes.
import type { Page } from '@playwright/test';
import { drawsQr, expect, openCashier, openManager, type Till, tap, test } from './till-fixture.ts';

/** A manager lets codes be paid on chain, unconfirmed up to so many won. */
async function takeOnChain(till: Till, zeroConfMax: string): Promise<Page> {
  const manager = await openManager(till);
  await manager.getByRole('link', { name: 'Lightning', exact: true }).click();
  await manager.getByRole('group', { name: 'Payable on chain too' }).getByText('On', { exact: true }).click();
  await manager.getByLabel(/^Taken unconfirmed up to/).fill(zeroConfMax);
  await manager.getByRole('button', { name: 'Save' }).click();
  await expect(manager.getByText('Saved')).toBeVisible();
  return manager;
}

const codeOf = async (customer: Page): Promise<URL> => {
  const link = customer.locator('a[href^="bitcoin:"]');
  await expect(link).toBeAttached();
  return new URL((await link.getAttribute('href')) ?? '');
};
const wallet = (customer: Page) => customer.getByRole('dialog', { name: '연습용 지갑' });
const openWallet = async (customer: Page) => {
  if (!(await wallet(customer).isVisible())) await customer.getByRole('button', { name: '연습용 지갑' }).click();
};

test('one code is paid on chain: seen, waited for, and complete with its block', async ({ till }) => {
  const manager = await takeOnChain(till, '0');
  const cashier = await openCashier(till);
  const customer = await till.open('customer');
  await tap(cashier, 'Americano');
  await cashier.getByRole('button', { name: 'Charge' }).click();

  const uri = await codeOf(customer);
  expect(uri.pathname).toMatch(/^bcrt1q[a-z0-9]{38}$/);
  expect(uri.searchParams.get('amount')).toMatch(/^0\.000\d{2,5}$/);
  expect(uri.searchParams.get('label')).toBe('번개 커피');
  const request = uri.searchParams.get('lightning') ?? '';
  expect(request).toMatch(/^lnbcrt/);
  const shown = uri.href.replace('bitcoin:', 'BITCOIN:').replace(uri.pathname, uri.pathname.toUpperCase()).replace(request, request.toUpperCase());
  expect(await drawsQr(customer.getByRole('img', { name: /결제 코드/ }), shown)).toBe(true);
  expect(await drawsQr(cashier.getByRole('img', { name: 'The same code as on the customer’s screen' }), shown)).toBe(true);

  await openWallet(customer);
  await wallet(customer).getByRole('button', { name: '온체인으로 결제' }).click();
  await expect(cashier.getByRole('heading', { name: 'Seen on the chain' })).toBeVisible();
  await expect(cashier.getByRole('img', { name: 'Blocks: 0 of 1' })).toBeVisible();
  await wallet(customer)
    .getByRole('button', { name: /^블록 \d+ 만들기/ })
    .click();
  const paid = cashier.getByRole('region', { name: 'Sale finished' });
  await expect(paid).toContainText('Paid ₩4,500');
  await cashier.getByRole('button', { name: 'Show receipt' }).click();
  await expect(cashier.getByRole('dialog')).toContainText('비트코인 온체인');
  await expect(manager.getByText('Needs a manager')).toHaveCount(0);
});

test('what was taken unconfirmed and is taken back is said to be lost, on the cashier’s and the manager’s screen', async ({ till }) => {
  const manager = await takeOnChain(till, '10000');
  const cashier = await openCashier(till);
  const customer = await till.open('customer');
  await tap(cashier, 'Americano');
  await cashier.getByRole('button', { name: 'Charge' }).click();
  await codeOf(customer);
  await openWallet(customer);
  await wallet(customer).getByRole('button', { name: '온체인으로 결제' }).click();
  await expect(cashier.getByRole('region', { name: 'Sale finished' })).toContainText('Paid ₩4,500');
  await cashier.getByRole('button', { name: 'Next sale' }).click();
  await wallet(customer).getByRole('button', { name: '되돌리기' }).click();
  await expect(cashier.getByText('A payment was replaced on the chain')).toBeVisible();
  await manager.getByRole('link', { name: /^Needs/ }).click();
  const item = manager.getByRole('article', { name: 'Lost: a payment was replaced' });
  await expect(item).toContainText('₩4,500');
  await item.getByRole('button', { name: 'Take note of the loss' }).click();
  await expect(item).toHaveCount(0);
});
