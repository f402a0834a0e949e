// The receipt on a customer's phone: paid, the code read off the customer's screen, opened as a phone does, in a browser of its own.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Browser, Page } from '@playwright/test';
import { look } from './look.ts';
import { expect, nextSale, openCashier, openManager, payInCash, tap, test, textOfQr } from './till-fixture.ts';

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

const codeOn = (customer: Page) => customer.getByRole('img', { name: /영수증 T1-\d+ 코드/ });

async function onPhone(browser: Browser, url: string, colorScheme: 'light' | 'dark' = 'light') {
  const phone = await (await browser.newContext({ viewport: { width: 390, height: 844 }, colorScheme })).newPage();
  return { phone, status: (await phone.goto(url))?.status() };
}

test('paid, the customer reads the receipt off the screen, or opens it on a phone where the manager allows it', async ({ till, browser }) => {
  const cashier = await openCashier(till);
  const customer = await till.open('customer');
  await tap(cashier, 'Americano');
  await payInCash(cashier);
  // Without any network: the text itself.
  const text = (await textOfQr(codeOn(customer))) ?? '';
  for (const words of ['번개 커피', 'T1-000001', '아메리카노', '₩4,500']) expect(text).toContain(words);
  await look(customer, codeOn(customer));

  const manager = await openManager(till);
  await manager.getByRole('link', { name: 'Settings' }).click();
  await manager.getByText('Link', { exact: true }).click();
  await manager.getByLabel('This machine’s address').selectOption('127.0.0.1');
  const port = await freePort();
  const section = manager.locator('section', { has: manager.getByRole('heading', { name: 'Receipts on phones' }) });
  await section.getByLabel('Port for receipts').fill(String(port));
  await section.getByRole('button', { name: 'Save' }).click();
  await look(manager, manager.getByText(`Phones reach receipts at 127.0.0.1, port ${port}.`));

  await nextSale(cashier);
  await tap(cashier, 'Americano');
  await payInCash(cashier);
  await expect(customer.getByText('매장 와이파이')).toBeVisible();
  const url = (await textOfQr(codeOn(customer))) ?? '';
  expect(url).toMatch(new RegExp(`^http://127\\.0\\.0\\.1:${port}/r/[A-Za-z0-9_-]{43}$`));
  for (const colours of ['light', 'dark'] as const) {
    const { phone, status } = await onPhone(browser, url, colours);
    expect(status).toBe(200);
    await look(phone, phone.getByText('영수증 T1-000002'));
    await expect(phone.getByText('연습용 · 실제 돈이 아닙니다').first()).toBeVisible();
    expect(await phone.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true);
  }
  const tampered = await onPhone(
    browser,
    url.replace(/.$/, (last) => (last === 'A' ? 'B' : 'A')),
  );
  expect(tampered.status).toBe(404);
  await expect(tampered.phone.getByRole('heading', { name: '영수증이 없습니다' })).toBeVisible();

  // Again, for the last sale, with nothing rung up.
  await nextSale(cashier);
  await cashier.keyboard.press('Control+P');
  await cashier.getByRole('button', { name: 'QR code' }).click();
  await look(cashier, cashier.getByRole('img', { name: 'Code of receipt T1-000002' }));
  await look(customer, customer.getByRole('heading', { name: '영수증 T1-000002' }));
  expect(await textOfQr(codeOn(customer))).toBe(url);
  await cashier.keyboard.press('Escape');
  await expect(codeOn(customer)).toBeHidden();
});
