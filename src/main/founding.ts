// The first entries of an empty journal: the shop, its staff and its first articles, in one transaction.
import { TillError } from '../shared/errors.ts';
import type { OwnShop } from '../shared/contract.ts';
import type { Article, Category, Role } from '../shared/state.ts';
import { ownShopSettings } from './catalogue/own-shop.ts';
import { SAMPLES, type SampleId } from './catalogue/samples.ts';
import { hashPin, isSimplePin } from './staff/staff.ts';
import type { ShopSettings } from './store/facts.ts';
import type { Journal } from './store/journal.ts';
import type { StaffStore } from './store/staff-store.ts';

/** The one terminal of a shop, until shops have several. */
export const TERMINAL_ID = 'T1';

export interface Foundation {
  settings: ShopSettings;
  staff: { name: string; role: Role; pin: string }[];
  categories: Category[];
  articles: Article[];
}

export function practiceFoundation(sample: SampleId): Foundation {
  const { settings, staff, categories, articles } = SAMPLES[sample];
  return { settings: { ...settings, terminalId: TERMINAL_ID, practice: true }, staff, categories, articles };
}

/** Three answers and good defaults. PIN_TOO_SIMPLE: what guards real money is not 1234. */
export function ownFoundation(answers: OwnShop): Foundation {
  if (isSimplePin(answers.pin)) throw new TillError('PIN_TOO_SIMPLE');
  const settings = { ...ownShopSettings(answers), terminalId: TERMINAL_ID, practice: false };
  const [taxClass] = settings.taxClasses;
  if (!taxClass) throw new Error('own shop without a tax class');
  const names = { [answers.language]: answers.article.name };
  return {
    settings,
    staff: [{ name: answers.language === 'ko' ? '점장' : 'Manager', role: 'manager', pin: answers.pin }],
    categories: [{ id: 'all', names: { en: 'Articles', ko: '상품' }, colour: 'sand' }],
    articles: [{ id: 'first', names, categoryId: 'all', priceMinor: answers.article.priceMinor, taxClassId: taxClass.id, barcodes: [] }],
  };
}

export async function found(foundation: Foundation, parts: { journal: Journal; staff: StaffStore; newId: () => string }): Promise<void> {
  const { settings, categories, articles } = foundation;
  const staff = await Promise.all(
    foundation.staff.map(async ({ name, role, pin }) => ({ id: parts.newId(), name, role, pinHash: await hashPin(pin) })),
  );
  parts.journal.transact((append) => {
    append('till_founded', { settings, staff: staff.map(({ id, name, role }) => ({ id, name, role })) }, null);
    append('categories_put', { categories: categories.map((category, position) => ({ ...category, position })) }, null);
    append('articles_put', { articles: articles.map((article, position) => ({ ...article, position })) }, null);
    for (const { id, pinHash } of staff) {
      append('pin_set', { staffId: id }, null);
      parts.staff.setPin(id, pinHash);
    }
  });
}
