// An owner looks at what was sold: over days chosen by name, by date and by key, against the days before, down to the sales
// themselves, and takes it along as a file.
import { readFile } from 'node:fs/promises';
import type { Locator, Page } from '@playwright/test';
import { look } from './look.ts';
import { expect, nextSale, openCashier, openManager, payInCash, tap, test } from './till-fixture.ts';

const section = (manager: Page, name: string): Locator => manager.getByRole('region', { name, exact: true });

async function inNumbers(of: Locator): Promise<Locator> {
  await of.getByText('In numbers').click();
  return of.getByRole('table').last();
}

test('a report has the sales that were made, compares them, leads to them, and is saved', async ({ till }) => {
  const cashier = await openCashier(till);
  await tap(cashier, 'Americano');
  await tap(cashier, 'Americano');
  await payInCash(cashier);
  await nextSale(cashier);
  await tap(cashier, 'Americano');
  await payInCash(cashier);

  const manager = await openManager(till);
  await expect(manager.getByRole('navigation', { name: 'Pages' })).toBeVisible();
  await manager.keyboard.press('2');
  const takings = manager.getByRole('region', { name: 'Takings' });

  await test.step('the last thirty days are shown first', async () => {
    await look(manager, takings.getByText('13,500').first());
    await expect(takings).toContainText('Nothing was taken in the days before that it could be compared with.');
    await expect(takings.getByRole('link', { name: /^Sales/ })).toContainText('2');
    await expect(takings.getByRole('link', { name: /^Articles sold/ })).toContainText('3');
    await expect(manager.getByRole('row', { name: /^Jimin/ })).toContainText('₩13,500');
    await expect(section(manager, 'Best articles').getByRole('row', { name: /^Americano/ })).toContainText('3 sold');
  });

  await test.step('a table under a picture says the same', async () => {
    const hours = section(manager, 'By hour');
    const table = await inNumbers(hours);
    await expect(table.getByRole('row', { name: /^Total/ })).toContainText('₩13,500');
    await look(manager, table);
  });

  await test.step('a new sale joins it by itself', async () => {
    await nextSale(cashier);
    await tap(cashier, 'Americano');
    await payInCash(cashier);
    await expect(takings.getByText('18,000').first()).toBeVisible();
  });

  await test.step('other days, by name, by key and by date', async () => {
    await manager.getByRole('link', { name: 'Today', exact: true }).last().click();
    await expect(takings.getByText('18,000').first()).toBeVisible();
    await expect(section(manager, 'By day')).toBeHidden();
    await manager.keyboard.press('ArrowLeft');
    await expect(takings.locator('.takings-number .visually-hidden')).toHaveText('0');
    await expect(manager.getByRole('link', { name: 'Yesterday', exact: true })).toHaveAttribute('aria-current', 'true');
    await look(manager, manager.getByText('Nothing was sold in these days.'));
    await manager.keyboard.press('ArrowRight');
    await expect(takings.getByText('18,000').first()).toBeVisible();
    await expect(takings).toContainText('₩0');
    const from = manager.getByLabel('From', { exact: true });
    const today = await from.inputValue();
    await from.fill('2026-01-01');
    await expect(section(manager, 'By month').or(section(manager, 'By day'))).toBeVisible();
    await manager.getByLabel('To', { exact: true }).fill('2025-12-31');
    const reversed = manager.getByText('The last day is before the first.');
    await expect(reversed).toBeVisible();
    await manager.getByLabel('To', { exact: true }).fill(today);
    await expect(reversed).toBeHidden();
    await manager.getByRole('link', { name: 'This week', exact: true }).click();
  });

  await test.step('what is saved is what is shown', async () => {
    const best = section(manager, 'Best articles');
    await inNumbers(best);
    const saved = manager.waitForEvent('download');
    await best.getByRole('button', { name: /CSV/ }).click();
    const csv = await readFile(await (await saved).path(), 'utf8');
    expect(csv).toContain('Americano');
    expect(csv).toContain('18000');
    const whole = manager.waitForEvent('download');
    await manager
      .getByRole('group', { name: /whole report/ })
      .getByRole('button', { name: /PDF/ })
      .click();
    expect((await readFile(await (await whole).path())).subarray(0, 5).toString()).toBe('%PDF-');
  });

  await test.step('a number leads to its sales, and back', async () => {
    await section(manager, 'Best articles')
      .getByRole('link', { name: /^Americano/ })
      .first()
      .click();
    await expect(manager.getByRole('button', { name: /Americano/ })).toBeVisible();
    await expect(manager.getByRole('table').getByRole('row').filter({ hasText: '₩' })).toHaveCount(3);
    await manager.goBack();
    await section(manager, 'By category').getByRole('link').first().click();
    await expect(manager.getByRole('table').getByRole('row').filter({ hasText: '₩' })).toHaveCount(3);
    await manager.goBack();
    await expect(takings.getByText('18,000').first()).toBeVisible();
  });
});

test('every page of the manager is in sight, one key away, and none scrolls sideways', async ({ till }) => {
  const manager = await openManager(till);
  const links = manager.getByRole('navigation', { name: 'Pages' }).getByRole('link');
  const keys = '1234567890-=qw';
  await expect(links).toHaveCount(keys.length);
  const overflow = (of: string) => manager.locator(of).evaluate((element) => element.scrollWidth - element.clientWidth);
  for (const [width, height] of [
    [1280, 800],
    [1024, 768],
    [768, 1024],
    [390, 844],
  ] as const) {
    await manager.setViewportSize({ width, height });
    for (const [place, key] of [...keys].entries()) {
      await manager.keyboard.press(key);
      await expect(links.nth(place)).toHaveAttribute('aria-current', 'page');
      expect.soft(await overflow('.manager-page'), `page ${key} at ${width}`).toBe(0);
      // On a phone the pages are in a row of their own that is pushed aside.
      if (width > 700) expect.soft(await overflow('.navigation'), `the pages at ${width}, on page ${key}`).toBe(0);
    }
  }
  await manager.setViewportSize({ width: 768, height: 1024 });
  for (const link of await links.all()) await expect(link).toBeInViewport({ ratio: 1 });
});
