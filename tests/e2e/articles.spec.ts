// What the shop sells, by hand: a manager makes an article and the register has it at once; sizes, weights and ages are asked about; a barcode
// that nobody knew becomes an article with somebody's yes; a file is looked through before anything of it is written.
import { en } from '../../src/renderer/i18n/en.ts';
import { look } from './look.ts';
import { barcodeOf, expect, heard, openCashier, openManager, scan, tap, test } from './till-fixture.ts';

const { articles, staff } = en;

test('a manager’s new article is on the register at once, and is gone from it when it is not sold any more', async ({ till }) => {
  const cashier = await openCashier(till);
  const manager = await openManager(till);
  await manager.getByRole('link', { name: en.manager.nav.articles, exact: true }).click();
  await manager.getByRole('button', { name: articles.page.new }).click();
  const sheet = manager.getByRole('dialog', { name: articles.page.new });
  await sheet.getByLabel(`${articles.form.name} English`).fill('Flat White');
  await sheet.getByLabel(articles.form.price).fill('5200');
  await scan(manager, '4006381333931');
  await expect(sheet.getByText('4006381333931')).toBeVisible();
  await sheet.locator('input[type=file]').setInputFiles('resources/icon.png');
  await expect(sheet.locator('.article-picture')).toBeVisible();
  await look(manager, sheet);
  await sheet.getByRole('button', { name: articles.form.save }).click();
  await expect(sheet).toBeHidden();
  await look(manager, manager.getByRole('searchbox'));

  await expect(cashier.getByRole('button', { name: /^Flat White/ }).locator('.article-picture')).toBeVisible();
  await scan(cashier, '4006381333931');
  await expect(heard(cashier, 'Flat White')).toBeAttached();

  await scan(manager, '4006381333931');
  await manager.getByRole('dialog', { name: 'Flat White' }).getByRole('button', { name: articles.form.archive }).click();
  await expect(cashier.getByRole('tabpanel').getByRole('button', { name: /^Flat White/ })).toBeHidden();
  await scan(cashier, '4006381333931');
  await expect(cashier.getByText('Flat White is not sold any more.')).toBeVisible();
});

test('the register asks which size, what it weighs, and once whether the customer is old enough', async ({ till }) => {
  const cashier = await openCashier(till);
  await tap(cashier, 'Hand Drip');
  await look(cashier, cashier.getByRole('dialog', { name: 'Hand Drip' }));
  await cashier.keyboard.press('2');
  await expect(heard(cashier, 'Hand Drip Large')).toBeAttached();

  await cashier.getByRole('tab', { name: 'Goods' }).click();
  await tap(cashier, 'House Blend by Weight');
  const weight = cashier.getByRole('dialog', { name: 'House Blend by Weight' });
  for (const figure of ['2', '5', '0']) await weight.getByRole('button', { name: figure, exact: true }).click();
  await look(cashier, weight);
  await weight.getByRole('button', { name: /16,250/ }).click();
  await expect(heard(cashier, 'House Blend by Weight')).toBeAttached();

  const age = cashier.getByRole('dialog', { name: articles.ask.age.replace('{{years}}', '19') });
  await scan(cashier, barcodeOf('craft-beer'));
  await look(cashier, age);
  await cashier.keyboard.press('Escape');
  await expect(age).toBeHidden();
  await expect(heard(cashier, 'Craft Beer')).toHaveCount(0);
  await scan(cashier, barcodeOf('craft-beer'));
  await expect(age).toBeVisible();
  await cashier.keyboard.press('Enter');
  await expect(heard(cashier, 'Craft Beer')).toBeAttached();
  await scan(cashier, barcodeOf('craft-beer'));
  await expect(heard(cashier, /38,250/)).toBeAttached();
});

test('a barcode that nobody knew becomes an article with a manager’s yes, and is rung up', async ({ till }) => {
  const cashier = await openCashier(till);
  await scan(cashier, '8801234567893');
  await cashier.getByRole('button', { name: articles.unknown.create }).click();
  const dialog = cashier.getByRole('dialog', { name: articles.unknown.title });
  await dialog.getByLabel(articles.form.name).fill('Rice cake');
  for (const figure of ['3', '00', '0']) await dialog.getByRole('button', { name: figure, exact: true }).click();
  await look(cashier, dialog);
  await dialog.getByRole('button', { name: /3,000/ }).click();
  await expect(cashier.getByRole('dialog', { name: staff.approval.title })).toBeVisible();
  await cashier.keyboard.type('9999');
  await cashier.keyboard.press('Enter');
  await expect(heard(cashier, 'Rice cake')).toBeAttached();
});

test('a file of articles is looked through first, and then written without its bad rows', async ({ till }) => {
  const manager = await openManager(till);
  await manager.getByRole('link', { name: en.manager.nav.articles, exact: true }).click();
  await manager.getByRole('button', { name: articles.page.import }).click();
  const dialog = manager.getByRole('dialog', { name: articles.import.title });
  const csv = 'name;price;category\nLemon Tart;6000;Cakes\nNo price;x;Cakes\n';
  await dialog.locator('input[type=file]').setInputFiles({ name: 'cakes.csv', mimeType: 'text/csv', buffer: Buffer.from(csv) });
  await look(manager, dialog.getByText('Lemon Tart'));
  await dialog.getByRole('button', { name: articles.import.check }).click();
  await expect(dialog.getByText(articles.import.notWhole)).toBeVisible();
  await expect(dialog.getByText(articles.import.faults.price_unreadable)).toBeVisible();
  await dialog.getByText(articles.import.modes.skip_bad, { exact: true }).click();
  await dialog.getByRole('button', { name: articles.import.check }).click();
  await dialog.getByRole('button', { name: articles.import.write_one.replace('{{count}}', '1') }).click();
  await expect(dialog).toBeHidden();
  await manager.getByRole('searchbox').fill('lemon tart');
  await expect(manager.getByRole('button', { name: /^Lemon Tart/ })).toBeVisible();
});
