// A manager looks after a real node: where its backups are, what is amiss with a place, a copy carried away, an address refused.
import fs from 'node:fs';
import path from 'node:path';
import { en } from '../../src/renderer/i18n/en.ts';
import { connectUri } from '../../tools/lightning/lnd.ts';
import { startCornerNode } from './corner-node.ts';
import { look } from './look.ts';
import { setUpShop } from './own-shop.ts';
import { expect, test } from './till-fixture.ts';

const corner = startCornerNode();

test('a manager keeps the node’s backups in two places, and carries one away', async ({ till }) => {
  test.setTimeout(180_000);
  const { backups, towers, cold } = en.lightning;
  const manager = await till.open('manager', { reducedMotion: 'reduce' });
  await setUpShop(manager, 'en');
  await test.step('connects the node', async () => {
    await manager.getByRole('button', { name: en.connect.section.connect, exact: true }).click();
    const wizard = manager.getByRole('dialog', { name: en.connect.wizard.title });
    await wizard.getByRole('textbox', { name: en.connect.wizard.uriField }).fill(connectUri(corner.node.description));
    await wizard.getByRole('button', { name: en.connect.wizard.look, exact: true }).click();
    await wizard.getByRole('button', { name: en.connect.wizard.connect, exact: true }).click();
    await wizard.getByRole('button', { name: en.connect.wizard.done, exact: true }).click();
  });

  const section = (title: string) => manager.locator('section', { has: manager.getByRole('heading', { name: title, exact: true }) });
  const save = (title: string) => section(title).getByRole('button', { name: en.manager.settings.save, exact: true });
  const stick = path.join(corner.dir, 'stick');
  await test.step('is told that one place is not enough, and names a second', async () => {
    await look(manager, manager.getByText(backups.onePlace.what));
    await section(backups.title).getByRole('textbox', { name: backups.second }).fill('stick');
    await expect(save(backups.title)).toBeDisabled();
    await section(backups.title).getByRole('textbox', { name: backups.second }).fill(stick);
    await save(backups.title).click();
    await look(manager, manager.getByText(backups.trouble.missing));
    await expect(manager.getByText(backups.incomplete.what)).toBeVisible();
  });
  await test.step('puts the stick in, and has a copy', async () => {
    fs.mkdirSync(stick);
    // Naming a place, also the same one, is a reason to look at it at once.
    await section(backups.title).getByRole('textbox', { name: backups.second }).fill(`${stick}/`);
    await save(backups.title).click();
    await expect(manager.getByText(backups.trouble.missing)).toBeHidden();
    expect(fs.readdirSync(stick)).toHaveLength(1);
    const downloading = manager.waitForEvent('download');
    await section(backups.title)
      .getByRole('button', { name: /Save a copy/ })
      .click();
    const download = await downloading;
    expect(fs.readdirSync(stick)).toEqual([download.suggestedFilename()]);
    expect(fs.readFileSync(await download.path())).toEqual(fs.readFileSync(path.join(stick, download.suggestedFilename())));
  });
  await test.step('is told what paying out needs, before a tower is added', async () => {
    await section(towers.title).getByRole('button', { name: towers.add }).click();
    const dialog = manager.getByRole('dialog', { name: towers.add });
    await dialog.getByRole('textbox', { name: towers.uri }).fill(`${corner.node.description.nodeId}@tower.example`);
    await dialog.getByLabel(en.lightning.pin).fill('473951');
    await dialog.getByRole('button', { name: towers.addAction, exact: true }).click();
    await look(manager, dialog.getByText(en.errors.SPENDING_MISSING.what));
    await manager.keyboard.press('Escape');
  });
  await test.step('cannot name an address of another network', async () => {
    await section(cold.title).getByRole('textbox', { name: cold.address }).fill('bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4');
    await section(cold.title).getByRole('textbox', { name: cold.threshold }).fill('100000');
    await save(cold.title).click();
    await look(manager, manager.getByText(en.errors.ADDRESS_REFUSED.what));
  });
});
