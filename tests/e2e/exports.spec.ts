// The accountant's files in a browser: each is saved from the manager's page, and the journal's is proved by the command.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { unzipSync } from 'fflate';
import { look } from './look.ts';
import { expect, openCashier, openManager, payInCash, tap, test } from './till-fixture.ts';

test('a manager saves every file for the accountant, and anybody can prove the journal', async ({ till }) => {
  const cashier = await openCashier(till);
  await tap(cashier, 'Americano');
  await payInCash(cashier);

  const manager = await openManager(till);
  await manager.getByRole('link', { name: 'Exports' }).click();
  await look(manager, manager.getByRole('heading', { name: 'Exports' }));
  const save = async (name: string) => {
    const [download] = await Promise.all([manager.waitForEvent('download'), manager.getByRole('button', { name: `Save the file ${name}` }).click()]);
    return { name: download.suggestedFilename(), path: await download.path() };
  };

  const payments = await save('Payments');
  expect(payments.name).toMatch(/^payments_.*\.csv$/);
  expect(readFileSync(payments.path, 'utf8')).toContain('in,sale,matched,cash,4500,KRW');

  await manager.getByText('By day', { exact: true }).click();
  const postings = await save('Postings');
  expect(readFileSync(postings.path, 'utf8')).toMatch(/401,상품매출 \(부가세\),,4091,KRW/);

  await manager.getByRole('button', { name: 'Save the file Cash-register data' }).click();
  await expect(manager.getByText('No shift was closed in these days.')).toBeVisible();

  const journal = await save('Journal');
  const proof = execFileSync(process.execPath, ['scripts/journal.ts', 'verify', journal.path], { encoding: 'utf8' });
  expect(proof).toContain('All is well');
  const [, key = 'no key'] = /^ +key +(.+)$/m.exec(proof) ?? [];
  await expect(manager.locator('.exports-hash').last()).toContainText(key);

  await test.step('the accounts are the shop’s own', async () => {
    await manager.getByRole('textbox', { name: 'Number of: Cash', exact: true }).fill('1001');
    await manager.getByRole('button', { name: 'Save', exact: true }).click();
    await expect(manager.getByText('The accounts are saved')).toBeVisible();
    expect(readFileSync((await save('Postings')).path, 'utf8')).toContain('1001,현금');
  });

  await test.step('a closed shift is in the cash-register data', async () => {
    await manager.getByRole('link', { name: 'Closing' }).click();
    await manager.getByRole('button', { name: 'Close the day' }).click();
    const count = manager.getByRole('dialog', { name: 'Count the drawer' });
    await count.getByRole('textbox', { name: /Other cash/ }).fill('4500');
    await count.getByRole('button', { name: 'This is in the drawer' }).click();
    await manager.getByRole('dialog', { name: 'Close shift 1' }).getByRole('button', { name: 'End the shift' }).click();
    await manager.getByRole('dialog', { name: 'Z 1' }).getByRole('button', { name: 'Close', exact: true }).click();
    await manager.getByRole('link', { name: 'Exports' }).click();
    const register = await save('Cash-register data');
    const files = unzipSync(readFileSync(register.path));
    expect(Object.keys(files)).toEqual(expect.arrayContaining(['index.xml', 'README.txt', 'transactions.csv', 'lines.csv', 'cashpointclosing.csv']));
    expect(Buffer.from(files['transactions.csv'] ?? []).toString()).toContain(';4500,00;');
  });
});
