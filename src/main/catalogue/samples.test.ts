// The practice shops must be shops that could open: every reference holds, every barcode is one that a scanner accepts.
import { describe, expect, it } from 'vitest';
import { sellablesOf } from '../../shared/article.ts';
import { normaliseBarcode } from '../../shared/barcode.ts';
import { exampleLine } from '../../shared/sale-examples.ts';
import { totalsOf } from '../../shared/totals.ts';
import { shopSettingsSchema } from '../store/facts/shop-facts.ts';
import { SAMPLES } from './samples.ts';

/** GS1's own way to check: all 13 digits, weighed 1 and 3 in turn, are a multiple of ten. */
const isEan13 = (code: string) =>
  /^\d{13}$/.test(code) && [...code].reduce((sum, digit, i) => sum + Number(digit) * (i % 2 === 0 ? 1 : 3), 0) % 10 === 0;

it('knows a right check digit from a wrong one', () => {
  expect(isEan13('4006381333931')).toBe(true);
  expect(isEan13('4006381333932')).toBe(false);
});

describe.each(Object.entries(SAMPLES))('the practice shop %s', (_id, { settings, staff, categories, articles }) => {
  it('has settings of the journal’s form', () => {
    expect(shopSettingsSchema.safeParse({ ...settings, terminalId: 'T1', practice: true }).error).toBeUndefined();
    expect(() => new Intl.DateTimeFormat('en', { timeZone: settings.timeZone })).not.toThrow();
  });

  it('has two cashiers and a manager, each with a PIN', () => {
    expect(staff.map(({ role, pin }) => [role, pin])).toEqual([
      ['cashier', '1111'],
      ['cashier', '2222'],
      ['owner', '9999'],
    ]);
    expect(new Set(staff.map(({ name }) => name)).size).toBe(3);
  });

  it('has every article once, in a category and a tax class of the shop, with a price', () => {
    expect(new Set(articles.map(({ id }) => id)).size).toBe(articles.length);
    for (const article of articles) {
      expect(categories.map(({ id }) => id)).toContain(article.categoryId);
      expect(settings.taxClasses.map(({ id }) => id)).toContain(article.taxClassId);
      for (const { priceMinor } of article.variants.length > 0 ? article.variants : [article]) expect(priceMinor).toBeGreaterThan(0);
    }
    for (const { id } of categories) expect(articles.filter(({ categoryId }) => categoryId === id).length).toBeGreaterThan(2);
  });

  it('names everything in English and Korean', () => {
    for (const { names } of [...categories, ...articles]) {
      expect(Object.keys(names).sort()).toEqual(['en', 'ko']);
      for (const name of Object.values(names)) expect(name).toMatch(/\S/);
    }
  });

  it('gives each article a valid EAN-13 of its own from the range for shops', () => {
    const codes = articles.flatMap(({ barcodes, variants }) => [...barcodes, ...variants.flatMap((variant) => variant.barcodes)]);
    expect(new Set(codes).size).toBe(articles.flatMap((article) => sellablesOf(article)).length);
    for (const code of codes) {
      expect(code).toMatch(/^2\d{12}$/);
      expect(isEan13(code)).toBe(true);
      expect(normaliseBarcode(code)).toBe(code);
    }
  });
});

it('the Korean practice shop has about sixty articles in seven categories', () => {
  expect(SAMPLES.kr.articles).toHaveLength(63);
  expect(SAMPLES.kr.categories).toHaveLength(7);
});

it('the Korean practice shop takes something off for reasons that its Korean receipts can print', () => {
  const { selling, languages } = SAMPLES.kr.settings;
  expect(languages.receipt).toBe('ko');
  expect(selling.discountReasons).toHaveLength(4);
  for (const reason of selling.discountReasons) expect(reason).toMatch(/^\p{Script=Hangul}+$/u);
});

it('the three show both tax modes and the rates of their countries', () => {
  const rates = Object.values(SAMPLES).map(({ settings }) => [
    settings.currency,
    settings.taxMode,
    settings.taxClasses.map(({ ratePpm }) => ratePpm),
  ]);
  expect(rates).toEqual([
    ['KRW', 'included', [100_000]],
    ['EUR', 'included', [190_000, 70_000]],
    ['USD', 'added', [88_750, 0]],
  ]);
});

it('a basket of one of each costs what its mode of tax makes of the prices', () => {
  const basket = (id: keyof typeof SAMPLES) => {
    const { settings, articles } = SAMPLES[id];
    const priced = articles.flatMap(({ priceMinor, ...article }) => (priceMinor === null ? [] : [{ ...article, priceMinor }]));
    const lines = priced.map((article) =>
      exampleLine({
        id: article.id,
        unitPriceMinor: article.priceMinor,
        taxClassId: article.taxClassId,
        taxRatePpm: settings.taxClasses.find(({ id }) => id === article.taxClassId)?.ratePpm ?? -1,
      }),
    );
    const prices = priced.reduce((sum, { priceMinor }) => sum + priceMinor, 0);
    return { prices, totals: totalsOf({ lines, discount: null, taxExempt: null }, { ...settings, promotions: [] }) };
  };
  for (const id of ['kr', 'eu'] as const) expect(basket(id).totals.totalMinor).toBe(basket(id).prices);
  expect(basket('us').totals.netMinor).toBe(basket('us').prices);
  expect(basket('us').totals.taxMinor).toBeGreaterThan(0);
});
