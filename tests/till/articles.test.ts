// What a shop sells, through a whole till: edited by a manager and seen by everybody at once, rung up in variants, by weight, from an age on and
// at the price of the hour; and its stock, which is the sum of what the journal says.

import { join } from 'node:path';
import Database from 'better-sqlite3';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { verifyShop } from '../../src/main/store/verify.ts';
import { PLAIN_ARTICLE } from '../../src/shared/article.ts';
import { checkDigit } from '../../src/shared/barcode.ts';
import type { ArticleInput } from '../../src/shared/contract/catalogue.ts';
import { openTestTill, refusal, type TestScreen, type TestTill } from './open-test-till.ts';

let till: TestTill;
let cashier: TestScreen;
let manager: TestScreen;
beforeEach(async () => {
  till = await openTestTill();
  cashier = await till.cashier();
  manager = await till.manager();
});
afterEach(() => till.close());

const { archived: _archived, ...plain } = PLAIN_ARTICLE;
const input = (more: Partial<ArticleInput> = {}): ArticleInput => ({
  ...plain,
  id: null,
  names: { en: 'Cake' },
  categoryId: 'dessert',
  priceMinor: 5000,
  taxClassId: 'vat',
  ...more,
});
const put = async (more: Partial<ArticleInput> = {}) => (await manager.call.catalogue.put(input(more))).articleId;
const lines = () =>
  cashier.state.checkout.sale.lines.map(({ articleId, unit, quantity, unitPriceMinor }) => ({ articleId, unit, quantity, unitPriceMinor }));
const rungUp = (count: number) => cashier.until((state) => state.checkout.sale.lines.length === count);
const databasePath = () => join(till.dataDir, 'practice', 'till.sqlite');

/** Pays the sale in hand in cash, and begins the next. The screen may be a push behind: then what is due is another amount. */
const pay = async () => {
  for (;;) {
    const { id: saleId, dueMinor } = cashier.state.checkout.sale;
    const refused = await refusal(
      cashier.call.checkout.takeCash({ saleId, dueMinor: Math.max(1, dueMinor), givenMinor: Math.ceil(dueMinor / 10) * 10 }),
    );
    if (refused === 'no refusal') break;
    expect(refused).toBe('SALE_CHANGED');
    await new Promise(setImmediate);
  }
  await cashier.until((state) => state.checkout.sale.status === 'completed');
  await cashier.call.sale.next({ saleId: cashier.state.checkout.sale.id });
};

describe('an article', () => {
  it('that is edited is another one on all screens at once; what was rung up keeps its price', async () => {
    const articleId = await put();
    await cashier.until((state) => state.catalogue.tiles.some(({ id }) => id === articleId));
    await cashier.call.sale.addArticle({ articleId });
    await manager.call.catalogue.put(input({ id: articleId, names: { en: 'Tart' }, priceMinor: 6000 }));
    await cashier.until((state) =>
      state.catalogue.tiles.some(({ id, names, priceMinor }) => id === articleId && names.en === 'Tart' && priceMinor === 6000),
    );
    await rungUp(1);
    expect(lines()).toMatchObject([{ unitPriceMinor: 5000 }]);
  });

  it('that was archived in this moment is refused in words, and is on no tile and in no search', async () => {
    await manager.call.catalogue.archive({ articleId: 'mug', archived: true });
    await expect(cashier.call.sale.addArticle({ articleId: 'mug' })).rejects.toMatchObject({ code: 'ARTICLE_ARCHIVED', data: { name: 'Mug' } });
    await expect(cashier.call.sale.addBarcode({ barcode: '2000000007069' })).rejects.toMatchObject({ code: 'ARTICLE_ARCHIVED' });
    await cashier.until((state) => !state.catalogue.tiles.some(({ id }) => id === 'mug'));
    expect((await cashier.call.catalogue.search({ text: '머그' })).map(({ id }) => id)).toEqual([]);
    const archive = await manager.call.catalogue.list({ text: '', categoryId: null, archived: true, after: null });
    expect(archive.articles.map(({ id }) => id)).toEqual(['mug']);
  });

  it('takes no barcode or short code of another, and none with a wrong check digit', async () => {
    await expect(put({ barcodes: ['2000000001012'] })).rejects.toMatchObject({ code: 'BARCODE_TAKEN', data: { name: 'Americano' } });
    expect(await refusal(put({ barcodes: ['4006381333932'] }))).toBe('BARCODE_WRONG');
    await put({ code: 'K1' });
    expect(await refusal(put({ code: 'k1' }))).toBe('CODE_TAKEN');
    expect(await refusal(put({ categoryId: 'none' }))).toBe('NOT_FOUND');
    expect(await refusal(put({ taxClassId: 'none' }))).toBe('NOT_FOUND');
    expect((await cashier.call.catalogue.search({ text: 'k1' })).map(({ names }) => names.en)).toEqual(['Cake']);
  });

  it('is found by what is within its words', async () => {
    expect((await cashier.call.catalogue.search({ text: '라떼' })).map(({ id }) => id)).toContain('caffe-latte');
    expect((await cashier.call.catalogue.search({ text: 'presso' })).map(({ id }) => id)).toContain('espresso');
  });

  it('has a picture that is kept once, and only pictures are', async () => {
    const png = Buffer.from('89504e470d0a1a0a0000', 'hex').toString('base64');
    const { picture } = await manager.call.catalogue.addPicture({ base64: png });
    expect(await manager.call.catalogue.addPicture({ base64: png })).toEqual({ picture });
    expect(await cashier.call.catalogue.picture({ picture })).toEqual({ mediaType: 'image/png', base64: png });
    expect(await refusal(manager.call.catalogue.addPicture({ base64: Buffer.from('<svg/>').toString('base64') }))).toBe('PICTURE_REFUSED');
    expect(await refusal(cashier.call.catalogue.picture({ picture: '0'.repeat(64) }))).toBe('NOT_FOUND');
  });
});

describe('ringing up', () => {
  it('asks which variant; each has its price, and its own barcode rings it up at once', async () => {
    await expect(cashier.call.sale.addArticle({ articleId: 'hand-drip' })).rejects.toMatchObject({
      code: 'VARIANT_NEEDED',
      data: { articleId: 'hand-drip' },
    });
    await cashier.call.sale.addArticle({ articleId: 'hand-drip-large' });
    await cashier.call.sale.addBarcode({ barcode: '2000000001210' });
    await rungUp(2);
    expect(lines()).toMatchObject([
      { articleId: 'hand-drip-large', unitPriceMinor: 7000 },
      { articleId: 'hand-drip-regular', unitPriceMinor: 6000 },
    ]);
    expect(cashier.state.checkout.sale.lines[0]?.names).toEqual({ en: 'Hand Drip Large', ko: '핸드드립 라지' });
  });

  it('asks for a price that the article has not', async () => {
    const articleId = await put({ priceMinor: null });
    await expect(cashier.call.sale.addArticle({ articleId })).rejects.toMatchObject({ code: 'PRICE_NEEDED', data: { articleId } });
    await cashier.call.sale.addArticle({ articleId, priceMinor: 1234 });
    await rungUp(1);
    expect(lines()).toMatchObject([{ unitPriceMinor: 1234 }]);
  });

  it('takes no other price than its own for what has one', async () => {
    await cashier.call.sale.addArticle({ articleId: 'americano', priceMinor: 1 });
    await rungUp(1);
    expect(lines()).toMatchObject([{ unitPriceMinor: 4500 }]);
  });

  it('weighs what is sold by the kilogram: by hand, by the label of the scale, by GS1 elements', async () => {
    expect(await refusal(cashier.call.sale.addArticle({ articleId: 'beans-by-weight' }))).toBe('WEIGHT_NEEDED');
    await cashier.call.sale.addArticle({ articleId: 'beans-by-weight', quantity: 250 });
    const label = '210070900375';
    await cashier.call.sale.addBarcode({ barcode: `${label}${checkDigit(label)}` });
    await put({ unit: 'kg', priceMinor: 20_000, barcodes: ['8801234567893'] });
    await cashier.call.sale.addBarcode({ barcode: '01088012345678933103001250' });
    await rungUp(3);
    expect(lines()).toMatchObject([
      { articleId: 'beans-by-weight', unit: 'kg', quantity: 250, unitPriceMinor: 65_000 },
      { articleId: 'beans-by-weight', unit: 'kg', quantity: 375 },
      { unit: 'kg', quantity: 1250, unitPriceMinor: 20_000 },
    ]);
    expect(await refusal(cashier.call.sale.addBarcode({ barcode: `${label}${(Number(checkDigit(label)) + 1) % 10}` }))).toBe('UNKNOWN_BARCODE');
  });

  it('takes the price of a label to the minor unit, whatever the kilogram costs', async () => {
    const article = '220001200000';
    await put({ unit: 'kg', priceMinor: 33_333, barcodes: [`${article}${checkDigit(article)}`] });
    const label = '220001207777';
    await cashier.call.sale.addBarcode({ barcode: `${label}${checkDigit(label)}` });
    await rungUp(1);
    // The kilogram's price says how much of it left, to the gram.
    expect(cashier.state.checkout.sale.lines).toMatchObject([{ unit: 'piece', quantity: 1, unitPriceMinor: 7777, pieceGrams: 233 }]);
  });

  it('takes what a label with a price weighs off the stock, and puts it back with a refund', async () => {
    const number = '220001200000';
    const articleId = await put({ unit: 'kg', priceMinor: 33_333, stockCounted: true, barcodes: [`${number}${checkDigit(number)}`] });
    const label = '220001207777';
    const scan = () => cashier.call.sale.addBarcode({ barcode: `${label}${checkDigit(label)}` });
    const there = async () => (await manager.call.catalogue.article({ articleId })).stock.map(({ quantity }) => quantity);
    await scan();
    await scan();
    await rungUp(1);
    const { id: saleId } = cashier.state.checkout.sale;
    await pay();
    expect(await there()).toEqual([-466]);
    const lineId = (await manager.call.reports.sale({ saleId })).sale.lines[0]?.id ?? '';
    const wish = { kind: 'lines', lines: [{ lineId, quantity: 1, restock: true }], tipMinor: 0 } as const;
    const { id: offerId } = await manager.call.refunds.offer({ saleId, wish: { ...wish, lines: [...wish.lines] } });
    await manager.call.refunds.give({ offerId, reason: '' });
    expect(await there()).toEqual([-233]);
    expect(verifyShop(databasePath()).journal).toMatchObject({ ok: true });
  });

  it('asks once a sale whether the customer is old enough, and sells nothing to who is not', async () => {
    const asked = await cashier.call.sale
      .addArticle({ articleId: 'craft-beer' })
      .catch((cause: { code: string; data: { saleId: string; years: number } }) => cause);
    expect(asked).toMatchObject({ code: 'AGE_UNCHECKED', data: { years: 19 } });
    const saleId = String((asked as { data: { saleId: string } }).data.saleId);
    await cashier.call.catalogue.checkAge({ saleId, years: 19, oldEnough: false });
    expect(await refusal(cashier.call.sale.addArticle({ articleId: 'craft-beer' }))).toBe('AGE_UNCHECKED');
    await cashier.call.catalogue.checkAge({ saleId, years: 19, oldEnough: true });
    await cashier.call.sale.addArticle({ articleId: 'craft-beer' });
    await cashier.call.sale.addBarcode({ barcode: '2000000003108' });
    await pay();
    expect(await refusal(cashier.call.sale.addArticle({ articleId: 'craft-beer' }))).toBe('AGE_UNCHECKED');
  });

  it('charges the price of the hour, and shows it on the tile', async () => {
    const noonInSeoul = Date.UTC(2027, 0, 4, 3);
    const at = async (nowMs: number) => {
      till.clock.nowMs = nowMs;
      cashier = await till.cashier();
      manager = await till.manager();
    };
    await at(noonInSeoul);
    const validity = { fromDay: null, untilDay: null, weekdays: [1], fromMinute: 11 * 60, untilMinute: 14 * 60 };
    await manager.call.catalogue.putPriceLists({
      lists: [
        {
          id: null,
          names: { en: 'Lunch' },
          active: true,
          validity,
          rules: [{ target: { kind: 'category', id: 'coffee' }, change: { kind: 'percent', ppm: -200_000 } }],
        },
      ],
    });
    await cashier.until((state) => state.catalogue.tiles.find(({ id }) => id === 'americano')?.priceMinor === 3600);
    await cashier.call.sale.addArticle({ articleId: 'americano' });
    await at(noonInSeoul + 3 * 3_600_000);
    await cashier.call.sale.addArticle({ articleId: 'americano' });
    await rungUp(2);
    expect(lines()).toMatchObject([{ unitPriceMinor: 3600 }, { unitPriceMinor: 4500 }]);
    expect(
      await refusal(
        manager.call.catalogue.putPriceLists({
          lists: [
            {
              id: null,
              names: { en: 'x' },
              active: true,
              validity,
              rules: [{ target: { kind: 'article', id: 'no' }, change: { kind: 'price', priceMinor: 1 } }],
            },
          ],
        }),
      ),
    ).toBe('NOT_FOUND');
  });
});

describe('the stock', () => {
  const there = async (articleId: string) => (await manager.call.catalogue.article({ articleId })).stock.map(({ quantity }) => quantity);

  it('is what was received and counted, less what was sold and lost', async () => {
    const articleId = await put({ stockCounted: true, lowStock: 3 });
    await manager.call.catalogue.moveStock({ moves: [{ kind: 'received', sellableId: articleId, quantity: 10, note: 'Tuesday' }] });
    await cashier.call.sale.addArticle({ articleId, quantity: 4 });
    await pay();
    await manager.call.catalogue.moveStock({ moves: [{ kind: 'lost', sellableId: articleId, quantity: 1, reason: 'broken', note: '' }] });
    expect(await there(articleId)).toEqual([5]);
    await manager.call.catalogue.moveStock({ moves: [{ kind: 'counted', sellableId: articleId, quantity: 3, note: '' }] });
    await cashier.until((state) => state.catalogue.lowStockCount === 1);
    expect((await manager.call.catalogue.stockHistory({ sellableId: articleId })).map(({ kind, change, after }) => [kind, change, after])).toEqual([
      ['counted', -2, 3],
      ['lost', -1, 5],
      ['sold', -4, 6],
      ['received', 10, 10],
    ]);
    expect((await manager.call.catalogue.lowStock()).map(({ sellableId }) => sellableId)).toEqual([articleId]);
  });

  it('never stands in the way of a sale, unless the shop wants that', async () => {
    const articleId = await put({ stockCounted: true });
    await cashier.call.sale.addArticle({ articleId, quantity: 2 });
    await pay();
    expect(await there(articleId)).toEqual([-2]);
    const { articles } = manager.state.shop;
    await manager.call.shop.change({ articles: { ...articles, sellBelowZero: false } });
    await manager.call.catalogue.moveStock({ moves: [{ kind: 'counted', sellableId: articleId, quantity: 1, note: '' }] });
    await cashier.call.sale.addArticle({ articleId });
    await expect(cashier.call.sale.addArticle({ articleId })).rejects.toMatchObject({ code: 'OUT_OF_STOCK', data: { left: 1 } });
    await rungUp(1);
    const lineId = cashier.state.checkout.sale.lines[0]?.id ?? '';
    expect(await refusal(cashier.call.sale.changeLine({ lineId, quantity: 2 }))).toBe('OUT_OF_STOCK');
    await cashier.call.sale.changeLine({ lineId, note: 'to take away' });
    expect(await refusal(manager.call.catalogue.put(input({ id: articleId, unit: 'kg', stockCounted: true })))).toBe('STOCK_COUNTED');
  });

  it('is the sum over the journal, whatever happens in which order', { timeout: 180_000 }, async () => {
    const pieces = await put({ stockCounted: true });
    const sized = await put({
      stockCounted: true,
      variants: [
        { id: null, names: { en: 'Small' }, priceMinor: 1000, barcodes: [] },
        { id: null, names: { en: 'Large' }, priceMinor: 2000, barcodes: [] },
      ],
    });
    const weighed = await put({ unit: 'kg', priceMinor: 10_000, stockCounted: true });
    const variants = (await manager.call.catalogue.article({ articleId: sized })).article.variants.map(({ id }) => id);
    const sellables = [pieces, ...variants, weighed];
    const what = fc.constantFrom(...sellables);
    const quantity = fc.integer({ min: 1, max: 50 });
    const step = fc.oneof(
      fc.record({ do: fc.constant('sell' as const), lines: fc.array(fc.record({ id: what, quantity }), { minLength: 1, maxLength: 4 }) }),
      fc.record({ do: fc.constant('refund' as const), restock: fc.boolean() }),
      fc.record({ do: fc.constant('receive' as const), id: what, quantity }),
      fc.record({ do: fc.constant('lose' as const), id: what, quantity }),
      fc.record({ do: fc.constant('count' as const), id: what, quantity: fc.nat(100) }),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 8 }), async (steps) => {
        for (const one of steps) {
          if (one.do === 'sell') {
            for (const { id, quantity } of one.lines) await cashier.call.sale.addArticle({ articleId: id, quantity });
            await pay();
          } else if (one.do === 'refund') {
            // The sale before, as a whole; what was refunded already, or has nothing to refund, stays as it is.
            const [last] = await manager.call.refunds.salesOfLate();
            const offer =
              last && (await manager.call.refunds.offer({ saleId: last.saleId, wish: { kind: 'whole', restock: one.restock } }).catch(() => null));
            if (offer) await manager.call.refunds.give({ offerId: offer.id });
          } else if (one.do === 'lose') {
            await manager.call.catalogue.moveStock({
              moves: [{ kind: 'lost', sellableId: one.id, quantity: one.quantity, reason: 'other', note: '' }],
            });
          } else {
            const kind = one.do === 'receive' ? ('received' as const) : ('counted' as const);
            await manager.call.catalogue.moveStock({ moves: [{ kind, sellableId: one.id, quantity: one.quantity, note: '' }] });
          }
        }
        const db = new Database(databasePath(), { readonly: true });
        const entries = db
          .prepare<[], { kind: string; body: string }>(
            "SELECT kind, body FROM journal WHERE kind IN ('sale_completed', 'refund_completed', 'stock_moved') ORDER BY seq",
          )
          .all();
        const kept = db.prepare<[], { id: string; quantity: number }>('SELECT sellable_id AS id, quantity FROM stock WHERE counted = 1').all();
        db.close();
        const sums = new Map(sellables.map((id) => [id, 0]));
        for (const { kind, body } of entries) {
          const said = JSON.parse(body) as {
            lines?: { articleId: string; quantity: number; restock?: boolean }[];
            movements?: { sellableId: string; change: number }[];
          };
          const add = (id: string, change: number) => sums.set(id, (sums.get(id) ?? 0) + change);
          if (kind === 'stock_moved') for (const { sellableId, change } of said.movements ?? []) add(sellableId, change);
          for (const { articleId, quantity, restock } of said.lines ?? []) {
            if (kind === 'sale_completed') add(articleId, -quantity);
            else if (restock) add(articleId, quantity);
          }
        }
        expect(new Map(kept.map(({ id, quantity }) => [id, quantity]))).toEqual(sums);
      }),
      { numRuns: 15 },
    );
    expect(verifyShop(databasePath()).journal).toMatchObject({ ok: true });
  });
});
