// A new shop: its folder, and the first entries of its journal (the shop, its staff, its first articles) in one transaction.

import { existsSync, mkdirSync, rmdirSync, rmSync } from 'node:fs';
import { v7 as uuidv7 } from 'uuid';
import { type Article, type Category, PLAIN_ARTICLE } from '../shared/article.ts';
import type { OwnShop } from '../shared/contract.ts';
import { TillError } from '../shared/errors.ts';
import type { ModifierGroup } from '../shared/offers.ts';
import { FIRST_ROLES, LONG_PIN, OWNER } from '../shared/rights.ts';
import { ownShopSettings } from './catalogue/own-shop.ts';
import { SAMPLES, type SampleId } from './catalogue/samples.ts';
import { shopDatabasePath } from './data-dir.ts';
import type { Log } from './log.ts';
import { hashPin, isSimplePin } from './staff/pins.ts';
import { openTillDatabase } from './store/database.ts';
import { publishFile } from './store/durable-file.ts';
import type { ShopSettings } from './store/facts/shop-facts.ts';
import { createJournal } from './store/journal.ts';
import { createProjection } from './store/projection.ts';
import { createStaffStore } from './store/staff-store.ts';

/** The one terminal of a shop, until shops have several. */
export const TERMINAL_ID = 'T1';

export interface Foundation {
  settings: ShopSettings;
  staff: { name: string; role: string; pin: string }[];
  categories: Category[];
  articles: Omit<Article, 'position'>[];
  modifierGroups: ModifierGroup[];
}

export function practiceFoundation(sample: SampleId): Foundation {
  const { settings, ...shop } = SAMPLES[sample];
  return { ...shop, settings: { ...settings, terminalId: TERMINAL_ID, practice: true } };
}

/** Three answers and good defaults. PIN_TOO_SIMPLE, PIN_TOO_SHORT: what guards real money is not 1234. */
export function ownFoundation(answers: OwnShop): Foundation {
  if (isSimplePin(answers.pin)) throw new TillError('PIN_TOO_SIMPLE');
  if (answers.pin.length < LONG_PIN) throw new TillError('PIN_TOO_SHORT', { digits: LONG_PIN });
  const settings = { ...ownShopSettings(answers, Intl.DateTimeFormat().resolvedOptions().timeZone), terminalId: TERMINAL_ID, practice: false };
  const [taxClass] = settings.taxClasses;
  if (!taxClass) throw new Error('own shop without a tax class');
  const names = { [answers.language]: answers.article.name };
  return {
    settings,
    staff: [{ name: answers.language === 'ko' ? '점장' : 'Manager', role: OWNER, pin: answers.pin }],
    categories: [{ id: 'all', names: { en: 'Articles', ko: '상품' }, colour: 'sand' }],
    articles: [{ ...PLAIN_ARTICLE, id: 'first', names, categoryId: 'all', priceMinor: answers.article.priceMinor, taxClassId: taxClass.id }],
    modifierGroups: [],
  };
}

/**
 * Makes the shop in `dir`, which must not be there or be empty. It appears whole or not at all: it is made beside its
 * place and then given its name.
 */
export async function foundShop(
  dir: string,
  { settings, categories, articles, modifierGroups, staff }: Foundation,
  { nowMs, log }: { nowMs: () => number; log: Log },
): Promise<void> {
  const draft = `${dir}.new`;
  rmSync(draft, { recursive: true, force: true });
  mkdirSync(draft, { recursive: true, mode: 0o700 });
  const people = await Promise.all(
    staff.map(async ({ name, role, pin }) => ({ id: uuidv7(), name, role, digits: pin.length, pinHash: await hashPin(pin) })),
  );
  const database = openTillDatabase(shopDatabasePath(draft), { nowMs, log });
  try {
    const journal = createJournal({ database, project: createProjection(database.facts), terminalId: TERMINAL_ID, nowMs, log });
    const pins = createStaffStore(database.facts);
    journal.transact((append) => {
      append('till_founded', { settings, roles: [...FIRST_ROLES], staff: people.map(({ id, name, role }) => ({ id, name, role })) }, null);
      append('categories_put', { categories: categories.map((category, position) => ({ ...category, position })) }, null);
      append('articles_put', { articles: articles.map((article, position) => ({ ...article, position })) }, null);
      if (modifierGroups.length > 0) append('modifier_groups_put', { groups: modifierGroups }, null);
      for (const { id, name, pinHash, digits } of people) {
        append('pin_set', { staffId: id, name, spending: 'none' }, null);
        pins.setPin(id, pinHash, digits);
      }
    });
  } finally {
    database.close();
  }
  if (existsSync(dir)) rmdirSync(dir);
  publishFile(draft, dir);
}
