// "No node yet? Run one here": a manager starts a real lnd from the Lightning page, writes its words down, and has a node.
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { Page } from '@playwright/test';
import { en } from '../../src/renderer/i18n/en.ts';
import { ko } from '../../src/renderer/i18n/ko.ts';
import type { Language } from '../../src/shared/state.ts';
import { type Binaries, getBinaries } from '../../tools/lightning/binaries.ts';
import { type Btcd, mineBlocks, startBtcd } from '../../tools/lightning/btcd.ts';
import { findGo } from '../../tools/lightning/find-go.mjs';
import { createPrograms } from '../../tools/lightning/programs.ts';
import { look } from './look.ts';
import { enterPin, setUpShop } from './own-shop.ts';
import { expect, test } from './till-fixture.ts';

const WORDS = { en, ko };
const found = findGo();
test.skip('missing' in found, 'missing' in found ? found.missing : '');
// Building lnd for the first time takes minutes.
test.setTimeout(600_000);

let dir: string;
let binaries: Binaries;
let chain: Btcd;
test.beforeAll(async () => {
  dir = fs.mkdtempSync(path.join(os.tmpdir(), 'flash-till-chain-'));
  binaries = await getBinaries();
  chain = await startBtcd({ programs: createPrograms(), file: binaries.btcd, dir, miningAddress: 'SWNAWC27St7awEbVSxk5oNCTob1bnqdAYr' });
  await mineBlocks(chain.description, 2);
});
test.afterAll(async () => {
  await chain.stop();
  fs.rmSync(dir, { recursive: true, force: true });
});

/** What the dialog shows to be written down. */
async function wordsOn(manager: Page): Promise<string[]> {
  return manager.locator('.seed-words li').allTextContents();
}

for (const [language, colorScheme] of [
  ['en', 'light'],
  ['ko', 'dark'],
] as const satisfies [Language, 'light' | 'dark'][]) {
  test(`a manager runs a node here, ${colorScheme} in ${language}`, async ({ till }) => {
    const { ownNode: words, errors, lightning } = WORDS[language];
    const manager = await till.open('manager', { colorScheme, reducedMotion: 'reduce' });
    await setUpShop(manager, language);
    const button = (name: string) => manager.getByRole('button', { name, exact: true });

    await look(manager, button(words.section.begin));
    await button(words.section.begin).click();
    const program = manager.getByRole('textbox', { name: words.request.program });
    await program.fill('/bin/sh');
    await button(words.dialog.begin).click();
    await look(manager, manager.getByText(words.trouble.not_lnd.what));

    await program.fill(binaries.lnd);
    await manager.getByText(words.request.trying).click();
    await manager.getByText(words.request.networks.simnet, { exact: true }).click();
    await manager.getByRole('textbox', { name: words.request.peer }).fill(chain.description.peer);
    await look(manager, manager.getByText(words.request.playMoney));
    await button(words.dialog.begin).click();

    await look(manager, manager.getByText(words.seed.what));
    const seed = await wordsOn(manager);
    expect(seed).toHaveLength(24);
    await button(words.dialog.written).click();
    const fields = manager.getByRole('dialog').getByRole('textbox');
    await expect(fields).toHaveCount(3);
    for (const field of await fields.all()) await field.fill('zebra');
    await button(words.dialog.make).click();
    await look(manager, manager.getByText(errors.SEED_WRONG.what));
    for (const field of await fields.all()) {
      const label = await field.evaluate((element) => (element as HTMLInputElement).labels?.[0]?.textContent ?? '');
      await field.fill(seed[Number(/\d+/.exec(label)?.[0]) - 1] ?? '');
    }
    await button(words.dialog.make).click();
    // The chain is read within seconds: two blocks.
    await expect(manager.getByText(words.making.connected)).toBeVisible({ timeout: 60_000 });
    await look(manager, manager.getByText(words.making.connected));
    await button(words.dialog.done).click();
    await look(manager, manager.getByText(words.status.running.what));
    await expect(manager.getByText(lightning.health.ready.what)).toBeVisible();

    await test.step('after a power cut it is there again', async () => {
      await till.kill();
      await till.start();
      const again = await till.open('manager', { colorScheme, reducedMotion: 'reduce' });
      await enterPin(again, language);
      await again.getByRole('link', { name: WORDS[language].manager.nav.lightning }).click();
      await look(again, again.getByText(words.status.running.what));
      await expect(again.getByText(lightning.health.ready.what)).toBeVisible();
    });
  });
}
