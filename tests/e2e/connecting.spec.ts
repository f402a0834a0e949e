import type { Page } from '@playwright/test';
import { en } from '../../src/renderer/i18n/en.ts';
import { ko } from '../../src/renderer/i18n/ko.ts';
import { connectUri } from '../../tools/lightning/lnd.ts';
import { startCornerNode } from './corner-node.ts';
import { look } from './look.ts';
import { enterPin, setUpShop } from './own-shop.ts';
import { FINGERS, tabTo } from './tab-to.ts';
import { expect, scan, test } from './till-fixture.ts';

const PIN = '473951';
const corner = startCornerNode();

async function press(page: Page, name: string, key = 'Enter'): Promise<void> {
  await tabTo(page, page.getByRole('button', { name, exact: true }));
  await page.keyboard.press(key);
}

test('a manager scans a node’s code, sees who answers, and says yes', async ({ till }) => {
  const manager = await till.open('manager');
  await setUpShop(manager, 'en');
  const words = en.connect;
  const wizard = manager.getByRole('dialog', { name: words.wizard.title });

  await look(manager, manager.getByRole('button', { name: words.section.connect }));
  await press(manager, words.section.connect);
  await look(manager, wizard.getByRole('textbox', { name: words.wizard.uriField }));

  await test.step('what is no way to a node is said to be none', async () => {
    await manager.keyboard.insertText('lnbc20m1pvjluezpp5');
    await press(manager, words.wizard.look);
    await look(manager, wizard.getByText(words.word.other_text));
    await press(manager, words.wizard.change);
  });

  await test.step('the code is scanned', async () => {
    await wizard.getByRole('textbox', { name: words.wizard.uriField }).fill('');
    await scan(manager, connectUri(corner.node.description));
    await expect(wizard.getByRole('textbox', { name: words.wizard.uriField })).toHaveValue(connectUri(corner.node.description));
    await press(manager, words.wizard.look);
    await look(manager, wizard.getByRole('region', { name: words.wizard.found }));
    await expect(wizard.getByRole('region', { name: words.wizard.found })).toContainText(corner.node.description.nodeId);
    await expect(wizard.getByText(words.word.owner)).toBeVisible();
    await expect(wizard.getByText(words.word.no_channels)).toBeVisible();
  });

  await test.step('yes', async () => {
    await press(manager, words.wizard.connect);
    await look(manager, wizard.getByText(words.wizard.connected));
    await press(manager, words.wizard.done);
    await expect(wizard).toBeHidden();
  });

  await test.step('the shop has the node, and the manager is still signed in', async () => {
    await expect(manager.getByText(`127.0.0.1:${corner.node.description.rpcPort}`)).toBeVisible();
    await expect(manager.getByText('corner-node')).toBeVisible();
    await look(manager, manager.getByText(words.section.cannotSpend));
  });

  await test.step('paying out is set up with the admin macaroon and the PIN', async () => {
    await press(manager, words.section.setUpSpending);
    const dialog = manager.getByRole('dialog', { name: words.spendingSetUp.title });
    await dialog.locator('input[type=file]').setInputFiles(corner.node.description.macaroonPath);
    await expect(dialog.getByRole('textbox', { name: words.owner.field })).toHaveValue('From the file admin.macaroon');
    await look(manager, dialog.getByRole('button', { name: words.spendingSetUp.action }));
    await tabTo(manager, dialog.locator('input[type=password]'));
    await manager.keyboard.type(PIN, FINGERS);
    await press(manager, words.spendingSetUp.action);
    await expect(manager.getByText(words.section.canSpend)).toBeVisible();
  });

  await test.step('after the till was killed the node is there again', async () => {
    await till.kill();
    await till.start();
    const again = await till.open('manager');
    await enterPin(again, 'en');
    await again.getByRole('link', { name: en.manager.nav.lightning }).click();
    await expect(again.getByText('corner-node')).toBeVisible();
    await expect(again.getByText(words.section.canSpend)).toBeVisible();
    await press(again, words.section.forget);
    await look(again, again.getByRole('dialog', { name: words.forgetting.title }));
    await press(again, words.forgetting.action);
    await expect(again.getByRole('button', { name: words.section.connect })).toBeVisible();
  });
});

test('in Korean and in the dark, with address and files', async ({ till }) => {
  const manager = await till.open('manager', { colorScheme: 'dark' });
  await setUpShop(manager, 'ko');
  const words = ko.connect;
  await press(manager, words.section.connect);
  const wizard = manager.getByRole('dialog', { name: words.wizard.title });
  await wizard.getByText(words.wizard.parts, { exact: true }).click();
  await wizard.getByRole('textbox', { name: words.wizard.address }).fill(`127.0.0.1:${corner.node.description.rpcPort}`);
  await wizard.locator('input[type=file]').nth(1).setInputFiles(corner.node.description.macaroonPath);
  await look(manager, wizard.getByRole('button', { name: words.wizard.look }));
  await press(manager, words.wizard.look);
  // Without a certificate, a fingerprint is compared.
  await look(manager, wizard.getByText(words.wizard.compare));
  await press(manager, words.wizard.connect);
  await look(manager, wizard.getByText(words.wizard.connected));
});
