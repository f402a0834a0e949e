// Moving about with the keyboard alone.
import { expect, type Locator, type Page } from '@playwright/test';

/** As fingers type: six characters that come faster are a scanner's. */
export const FINGERS = { delay: 60 };

/** Moves the focus as people without a pointer do. */
export async function tabTo(page: Page, wanted: Locator): Promise<void> {
  await expect(wanted).toBeVisible();
  for (let stops = 0; stops < 60; stops += 1) {
    if (await wanted.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`Tab does not reach ${wanted}`);
}
