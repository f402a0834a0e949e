// Setting up a shop of one's own in a browser, as its owner does: three answers, a PIN, and on to the Lightning page.
import type { Page } from '@playwright/test';
import { en } from '../../src/renderer/i18n/en.ts';
import { ko } from '../../src/renderer/i18n/ko.ts';
import type { Language } from '../../src/shared/state.ts';
import { FINGERS } from './tab-to.ts';
import { expect } from './till-fixture.ts';

const PIN = '473951';
const WORDS = { en, ko };
const LANGUAGE_NAMES = { en: 'English', ko: '한국어' };

/** From the banner of the practice shop to the Lightning page, the owner signed in. */
export async function setUpShop(manager: Page, language: Language): Promise<void> {
  const { setup } = WORDS[language];
  await manager.getByRole('button', { name: en.setup.banner.setUp }).click();
  await manager.getByText(LANGUAGE_NAMES[language], { exact: true }).click();
  await manager.getByRole('radio', { name: /EUR/ }).check();
  const next = () => manager.getByRole('button', { name: setup.next, exact: true }).click();
  await next();
  await manager.getByRole('textbox', { name: setup.articleName }).fill('Filter coffee');
  for (const key of ['3', '2', '0']) await manager.getByRole('button', { name: key, exact: true }).click();
  await next();
  for (const end of [setup.next, setup.openShop]) {
    for (const digit of PIN) await manager.getByRole('button', { name: digit, exact: true }).click();
    await manager.getByRole('button', { name: end, exact: true }).click();
  }
  await manager.getByRole('button', { name: setup.connectNode }).click();
  await enterPin(manager, language);
}

/** Of the owner, who is the only one there. */
export async function enterPin(manager: Page, language: Language): Promise<void> {
  const name = language === 'ko' ? '점장' : 'Manager';
  await expect(manager.getByRole('heading', { name: WORDS[language].signIn.pinOf.replace('{{name}}', name) })).toBeVisible();
  await manager.keyboard.type(PIN, FINGERS);
  await manager.keyboard.press('Enter');
}
