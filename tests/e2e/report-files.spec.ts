// A Z in a real browser, saved as each kind of file, from a till as it was built; and what is in the files.
import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { readCsv, readPdf, readXlsx } from '../../src/main/reports/files/files-test-bed.ts';
import { look } from './look.ts';
import { expect, openCashier, openManager, payInCash, tap, test } from './till-fixture.ts';

/** What the browser saved for a press of the key. */
async function saved(page: Page, key: string): Promise<{ name: string; bytes: Uint8Array }> {
  const downloading = page.waitForEvent('download');
  await page.getByRole('button', { name: key }).click();
  const download = await downloading;
  return { name: download.suggestedFilename(), bytes: new Uint8Array(readFileSync(await download.path())) };
}

test('a Z is saved as PDF, as a workbook and as CSV, and each says what was taken', async ({ till }) => {
  const cashier = await openCashier(till);
  await tap(cashier, 'Americano');
  await payInCash(cashier);
  const manager = await openManager(till);
  await manager.getByRole('link', { name: 'Closing' }).click();
  await manager.getByRole('button', { name: 'Close the day' }).click();
  await manager.getByRole('textbox', { name: /Other cash/ }).fill('4500');
  await manager.getByRole('button', { name: 'This is in the drawer' }).click();
  await manager.getByRole('button', { name: 'End the shift' }).click();
  const sheet = manager.getByRole('dialog', { name: 'Z 1' });
  await expect(sheet).toBeVisible();
  await look(manager, sheet.getByRole('group', { name: 'Save as a file: Z 1' }));

  const pdf = await saved(manager, 'Z 1: save as PDF');
  expect(pdf.name).toMatch(/^practice_[a-z0-9-]+_z-1_\d{4}-\d{2}-\d{2}\.pdf$/);
  const text = (await readPdf(pdf.bytes)).join(' ');
  for (const part of ['번개 커피', 'Z report 1', '₩4,500', 'PRACTICE · no real money']) expect(text).toContain(part);

  const xlsx = await saved(manager, 'Z 1: save as Excel');
  const sales = (await readXlsx(xlsx.bytes)).find(({ name }) => name === 'Sales');
  expect(sales?.rows).toContainEqual(['Total', 1, 4500]);

  const csv = await saved(manager, 'Z 1: save as CSV');
  const [heading = [], ...rows] = readCsv(csv.bytes);
  const total = rows.find(([table, item]) => table === 'Sales' && item === 'Total') ?? [];
  expect(total[heading.indexOf('Amount')]).toBe('4500');
});

test('with an office printer, too, a report’s keys stand in one row beside its days', async ({ till }) => {
  const manager = await openManager(till);
  await manager.setViewportSize({ width: 1280, height: 800 });
  await manager.getByRole('link', { name: 'Devices' }).click();
  await manager.getByLabel('Address of the printer').fill('ipp://127.0.0.1/ipp/print');
  await manager.getByLabel('Address of the printer').press('Enter');
  await expect(manager.getByText('The office printer is kept')).toBeVisible();
  await manager.getByRole('link', { name: 'Reports' }).click();
  const keys = manager.getByRole('group', { name: /^Save as a file/ }).first();
  await look(manager, keys.getByRole('button', { name: /print on the office printer$/ }));
  const tops = await keys.getByRole('button').evaluateAll((all) => all.map((key) => Math.round(key.getBoundingClientRect().top)));
  expect(tops).toHaveLength(4);
  expect(new Set(tops).size).toBe(1);
  const days = await manager.getByRole('link', { name: 'Last 30 days' }).boundingBox();
  expect(Math.abs((tops[0] ?? 0) - (days?.y ?? 0))).toBeLessThan(8);
});
