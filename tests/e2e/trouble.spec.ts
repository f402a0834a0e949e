// What goes amiss on a real day: a dead till, a printer out of paper, a barcode nobody knows, a customer's page that wants more.
import { type Page, request } from '@playwright/test';
import { WebSocket } from 'ws';
import { FINGERS } from './tab-to.ts';
import { barcodeOf, expect, heard, nextSale, openCashier, payInCash, scan, tap, test } from './till-fixture.ts';

const finished = (cashier: Page) => cashier.getByRole('region', { name: 'Sale finished' });
const printerFails = async (cashier: Page, fault: 'All well' | 'Paper out' | 'Reset while printing') => {
  await cashier.getByRole('button', { name: 'Menu' }).click();
  await cashier.getByRole('dialog', { name: 'This till' }).getByRole('button', { name: fault, exact: true }).click();
  await cashier.getByRole('button', { name: 'Close' }).click();
};

test('two screens show the same sale, whoever changes it', async ({ till }) => {
  const cashier = await openCashier(till);
  const customer = await till.open('customer');
  const order = customer.getByRole('list', { name: '주문 내역' }).getByRole('listitem');
  await tap(cashier, 'Americano');
  await expect(order).toHaveText([/아메리카노.*₩4,500/]);
  await scan(cashier, barcodeOf('americano'));
  await expect(order).toHaveText([/2 × ₩4,500.*₩9,000/]);
  await cashier
    .getByRole('listitem')
    .getByRole('button', { name: /Americano/ })
    .filter({ hasText: '₩9,000' })
    .click();
  await cashier.getByRole('button', { name: 'Remove' }).click();
  await expect(customer.getByText('어서 오세요')).toBeVisible();
  await expect(cashier.getByText('A new sale')).toBeVisible();
});

test('the customer’s page opens no other screen, and no socket of one', async ({ till }) => {
  const customer = await till.open('customer');
  await expect(customer.getByText('어서 오세요')).toBeVisible();
  const { origin, host } = new URL(customer.url());
  const cookie = (await customer.context().cookies(`${origin}/customer/`)).map(({ name, value }) => `${name}=${value}`).join('; ');
  expect(cookie).not.toBe('');

  const answerTo = (screen: string) =>
    new Promise<number>((resolve, reject) => {
      const socket = new WebSocket(`ws://${host}/${screen}/ws`, { headers: { cookie, origin } });
      socket.on('open', () => {
        socket.close();
        resolve(101);
      });
      socket.on('unexpected-response', (_, { statusCode }) => resolve(statusCode ?? 0));
      socket.on('error', reject);
    });
  expect(await answerTo('customer')).toBe(101);
  expect(await answerTo('cashier')).toBe(401);
  expect(await answerTo('manager')).toBe(401);

  const browser = await request.newContext({ extraHTTPHeaders: { cookie } });
  for (const screen of ['cashier', 'manager']) expect((await browser.get(`${origin}/${screen}/`)).status()).toBe(403);
  await browser.dispose();
});

test('a screen whose till has died says so, hides what may not be true, and says what is safe', async ({ till }) => {
  const cashier = await openCashier(till);
  const customer = await till.open('customer');
  await tap(cashier, 'Americano');
  await expect(customer.getByText('아메리카노')).toBeVisible();
  await till.kill();
  await expect(cashier.getByRole('dialog', { name: 'The connection to the till is lost' })).toContainText('Everything recorded so far is safe');
  await expect(cashier.getByRole('button', { name: 'Try now' })).toBeVisible();
  await expect(customer.getByRole('dialog')).toBeVisible();
});

test('a receipt waits for paper and then prints by itself; selling goes on', async ({ till }) => {
  const cashier = await openCashier(till);
  await printerFails(cashier, 'Paper out');
  await expect(cashier.getByRole('button', { name: /Printer Out of paper/ })).toBeVisible();
  await tap(cashier, 'Americano');
  await payInCash(cashier);
  await expect(finished(cashier)).toContainText('out of paper. It prints by itself when the printer is ready.');
  await nextSale(cashier);
  await tap(cashier, 'Espresso');
  await payInCash(cashier);
  await cashier.getByRole('button', { name: 'Printer Out of paper' }).click();
  const printing = cashier.getByRole('dialog', { name: 'Printing' });
  await expect(printing.getByText('Waiting: out of paper')).toHaveCount(2);
  await printing.getByRole('button', { name: 'Close' }).click();

  await printerFails(cashier, 'All well');
  await expect(finished(cashier).getByText('Printed', { exact: true })).toBeVisible();
  await expect(finished(cashier).getByRole('img', { name: /^The paper of receipt/ })).toBeVisible();
  await cashier.getByRole('button', { name: 'Printer Ready' }).click();
  await expect(printing).toContainText('Every receipt has been printed.');
});

test('a receipt that may have come out is asked about, and printed again only when told', async ({ till }) => {
  const cashier = await openCashier(till);
  await printerFails(cashier, 'Reset while printing');
  await tap(cashier, 'Americano');
  await payInCash(cashier);
  await expect(finished(cashier)).toContainText('Did the receipt come out?');
  const shortcuts = await cashier.locator('[aria-keyshortcuts]').evaluateAll((keys) => keys.map((key) => key.getAttribute('aria-keyshortcuts')));
  expect(shortcuts).toEqual([...new Set(shortcuts)]);
  await nextSale(cashier);
  const question = cashier.getByRole('status', { name: 'Did the receipt come out?' });
  await expect(question).toContainText('Receipt T1-');
  await question.getByRole('button', { name: 'Print again' }).click();
  await expect(question).toBeHidden();
  await expect(cashier.getByRole('button', { name: /Printer Ready/ })).toBeVisible();
  await cashier.keyboard.press('Control+p');
  await expect(cashier.getByRole('dialog', { name: 'Printing' })).toContainText('Every receipt has been printed.');
});

test('a scan while a dialog is open, or while a field is typed in, rings up all the same', async ({ till }) => {
  const cashier = await openCashier(till);
  await cashier.getByRole('button', { name: 'Open amount' }).click();
  const dialog = cashier.getByRole('dialog', { name: 'Open amount' });
  await dialog.getByRole('textbox', { name: 'What is it?' }).fill('Gift');
  await scan(cashier, barcodeOf('croissant'));
  await expect(heard(cashier, 'Croissant, 1, ₩3,800.')).toBeAttached();
  // What had been typed stands, and nothing of the scan is in it.
  await expect(dialog.getByRole('textbox', { name: 'What is it?' })).toHaveValue('Gift');
  await dialog.getByRole('button', { name: '7', exact: true }).click();
  await dialog.getByRole('button', { name: '00', exact: true }).click();
  await dialog.getByRole('button', { name: 'Add ₩700' }).click();
  await expect(heard(cashier, 'Gift, 1, ₩700. Total ₩4,500.')).toBeAttached();
});

test('barcodes that no article has are asked about one after the other, and can be sold all the same', async ({ till }) => {
  const cashier = await openCashier(till);
  await scan(cashier, '4006381333931');
  const asked = cashier.getByRole('dialog', { name: 'Unknown barcode' });
  await expect(asked).toContainText('4006381333931');
  await scan(cashier, '5901234123457');
  await expect(asked).toContainText('One more scan is waiting after this.');
  for (const key of ['2', '5', '0']) await asked.getByRole('button', { name: key, exact: true }).click();
  await asked.getByRole('button', { name: 'Add ₩250' }).click();
  await expect(asked).toContainText('5901234123457');
  await asked.getByRole('button', { name: 'Leave it out' }).click();
  await expect(asked).toBeHidden();
  await expect(heard(cashier, 'Total ₩250.')).toBeAttached();
});

test('three answers open a shop of one’s own, and cash is taken there', async ({ till }) => {
  const cashier = await till.open('cashier');
  await cashier.getByRole('button', { name: 'Set up my own shop' }).click();
  await cashier.getByRole('radio', { name: /EUR/ }).check();
  await cashier.getByRole('button', { name: 'Continue' }).click();
  await cashier.getByRole('textbox', { name: 'Name' }).fill('Filter coffee');
  for (const key of ['3', '2', '0']) await cashier.getByRole('button', { name: key, exact: true }).click();
  await cashier.getByRole('button', { name: 'Continue' }).click();
  for (const end of ['Continue', 'Open my shop']) {
    for (const digit of '473951') await cashier.getByRole('button', { name: digit, exact: true }).click();
    await cashier.getByRole('button', { name: end }).click();
  }
  await expect(cashier.getByRole('heading', { name: 'Your shop is open' })).toBeVisible();
  await cashier.getByRole('button', { name: 'Go to sign-in' }).click();

  // One person alone is asked for the PIN at once, and nothing speaks of practice any more.
  await expect(cashier.getByRole('heading', { name: 'PIN of Manager' })).toBeVisible();
  await expect(cashier.getByText(/practice/i)).toHaveCount(0);
  await cashier.keyboard.type('473951', FINGERS);
  await cashier.keyboard.press('Enter');
  await tap(cashier, 'Filter coffee');
  await expect(heard(cashier, 'Filter coffee, 1, €3.20.')).toBeAttached();
  // No node is connected: Charge leads to cash.
  await cashier.getByRole('button', { name: 'Charge' }).click();
  await cashier.getByRole('group', { name: 'Handed over' }).getByRole('button', { name: '€5.00' }).click();
  await expect(finished(cashier)).toContainText('€1.80');
  await expect(finished(cashier)).toContainText('No printer. The receipt is kept and can be shown.');

  await cashier.getByRole('button', { name: 'Menu' }).click();
  await cashier.getByRole('link', { name: /^Manager’s screen/ }).click();
  // Whoever is signed in in this browser need not sign in again.
  await expect(cashier.getByRole('link', { name: /Takings so far/ })).toContainText('€3.20');
});
