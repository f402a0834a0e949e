// How a person works a screen: with fingers on the glass, or with the keys alone. A test that is written with hands runs with
// both, in each language, so that neither way can fall behind the other.
import type { BrowserContextOptions, Locator, Page } from '@playwright/test';
import { en } from '../../src/renderer/i18n/en.ts';
import { ko } from '../../src/renderer/i18n/ko.ts';
import type { Language } from '../../src/shared/state.ts';
import { FINGERS, tabTo } from './tab-to.ts';
import { expect } from './till-fixture.ts';

export interface Hands {
  readonly look: BrowserContextOptions;
  /** Does what a control does; `key` is its shortcut, where it has one. */
  press(control: Locator, key?: string): Promise<void>;
  /** Takes one choice of a few that stand side by side. */
  choose(choice: Locator): Promise<void>;
  /** Types figures where a keypad stands: on it, or with the keys. */
  figures(place: Page | Locator, figures: string): Promise<void>;
  /** Writes into a field what is not a figure of a keypad; what stood there goes. */
  write(field: Locator, text: string): Promise<void>;
}

/** No mouse: what only answers to one fails here. */
export const touch: Hands = {
  look: { hasTouch: true },
  press: (control) => control.tap(),
  choose: (choice) => choice.tap(),
  async figures(place, figures) {
    for (const figure of figures) await place.getByRole('button', { name: figure, exact: true }).tap();
  },
  async write(field, text) {
    await field.tap();
    // The keyboard on the glass is the system's own.
    await field.fill(text);
  },
};

export const keys: Hands = {
  look: {},
  async press(control, key) {
    await expect(control).toBeVisible();
    await expect(control).toBeEnabled();
    await expect(control).not.toHaveAttribute('aria-disabled');
    if (key === undefined) await tabTo(control.page(), control);
    await control.page().keyboard.press(key ?? 'Enter');
  },
  async choose(choice) {
    await expect(choice).toBeVisible();
    const page = choice.page();
    // By the thing itself: what it says may be another language's once it is chosen.
    const input = await choice.locator('input').elementHandle();
    if (!input) throw new Error('not a choice');
    // A group of choices is one stop; the arrows go through it.
    const inGroup = () => input.evaluate((one) => (document.activeElement as HTMLInputElement | null)?.name === (one as HTMLInputElement).name);
    for (let stops = 0; stops < 60 && !(await inGroup()); stops += 1) await page.keyboard.press('Tab');
    for (let steps = 0; steps < 10 && !(await input.isChecked()); steps += 1) await page.keyboard.press('ArrowRight');
    expect(await input.isChecked()).toBe(true);
  },
  figures: (place, figures) => ('keyboard' in place ? place : place.page()).keyboard.type(figures, FINGERS),
  async write(field, text) {
    await tabTo(field.page(), field);
    await field.page().keyboard.press('Control+a');
    await field.page().keyboard.type(text, FINGERS);
  },
};

export const WORDS = { en, ko } satisfies Record<Language, unknown>;

/** A text as the screens show it. */
export function words(text: string, filled: Record<string, string | number> = {}): string {
  return text.replace(/\{\{(\w+)[^}]*\}\}/g, (whole, name: string) => String(filled[name] ?? whole));
}
