// What promotions take off, for whom, and when.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type LineItem, listMinorOf } from './line-item.ts';
import { type Promotion, promotedBy, promotionIdsFor } from './promotion.ts';
import { exampleLine } from './sale-examples.ts';

const ALWAYS = { fromDay: null, untilDay: null, weekdays: [], fromMinute: 0, untilMinute: 0 };
const promotion = (id: string, rule: Promotion['rule'], more: Partial<Promotion> = {}): Promotion => ({
  id,
  names: { en: id },
  rule,
  validity: ALWAYS,
  endedAtMs: null,
  ...more,
});
const threeForTwo = promotion('three', { kind: 'n_for_m', targets: [{ kind: 'all' }], count: 3, pay: 2 });
const lunch = promotion('lunch', {
  kind: 'bundle',
  parts: [
    { articleIds: ['sandwich', 'wrap'], quantity: 1 },
    { articleIds: ['drink'], quantity: 1 },
  ],
  priceMinor: 900,
});
const fromHundred = promotion('hundred', { kind: 'threshold', fromMinor: 10_000, off: { kind: 'percent', ppm: 100_000 } });

const piece = (articleId: string, unitPriceMinor: number, quantity = 1, more: Partial<LineItem> = {}) => ({
  articleId,
  unitPriceMinor,
  quantity,
  ...more,
});
function promoted(promotions: Promotion[], ...pieces: Partial<LineItem>[]) {
  const lines = pieces.map((line, at) => exampleLine({ id: `${at}`, promotionIds: promotions.map(({ id }) => id), ...line }));
  return promotedBy(
    lines.map((line) => ({ line, listMinor: listMinorOf(line) })),
    promotions,
  );
}
const offOf = (...of: Parameters<typeof promoted>) => promoted(...of).offMinor;

describe('three for two', () => {
  it('makes the cheapest of each three free, the dearest together', () => {
    expect(offOf([threeForTwo], piece('a', 1000, 3), piece('b', 100, 3))).toEqual([1000, 100]);
    expect(offOf([threeForTwo], piece('a', 1000, 2), piece('b', 100, 3))).toEqual([0, 100]);
    expect(offOf([threeForTwo], piece('a', 1000, 2))).toEqual([0]);
  });

  it('leaves the modifiers to be paid, and what is weighed alone', () => {
    const oat = [{ id: 'oat', names: {}, priceMinor: 500 }];
    expect(offOf([threeForTwo], piece('a', 4000, 3, { modifiers: oat }))).toEqual([4000]);
    expect(offOf([threeForTwo], piece('a', 4000, 3000, { unit: 'kg' }))).toEqual([0]);
  });
});

describe('a bundle', () => {
  it('takes the dearest pieces that fit, as often as there are enough of each part', () => {
    expect(promoted([lunch], piece('sandwich', 700), piece('wrap', 800), piece('drink', 300)).promotions).toEqual([
      { id: 'lunch', names: { en: 'lunch' }, amountMinor: 200 },
    ]);
    const off = offOf([lunch], piece('sandwich', 700, 3), piece('drink', 300, 2));
    expect(off[0]).toBeGreaterThan(off[1] ?? 0);
    expect((off[0] ?? 0) + (off[1] ?? 0)).toBe(200);
  });

  it('is not applied where it would cost more than its pieces', () => {
    expect(offOf([lunch], piece('sandwich', 500), piece('drink', 300))).toEqual([0, 0]);
  });
});

describe('from an amount on', () => {
  it('comes off what is left after the others, over all lines', () => {
    expect(offOf([fromHundred], piece('a', 9999))).toEqual([0]);
    expect(offOf([fromHundred], piece('a', 6000), piece('b', 4000))).toEqual([600, 400]);
    expect(offOf([fromHundred, threeForTwo], piece('a', 6000, 3))).toEqual([6000 + 1200]);
  });

  it('is taken instead of a smaller promotion that would keep the sale below it', () => {
    // Three for two saves 500 and leaves 9800; ten percent of 10 300 are 1030.
    expect(promoted([fromHundred, threeForTwo], piece('a', 4900, 2), piece('b', 500)).promotions.map(({ id }) => id)).toEqual(['hundred']);
  });

  it('only the best of them counts', () => {
    const more = promotion('more', { kind: 'threshold', fromMinor: 20_000, off: { kind: 'amount', amountMinor: 5000 } });
    expect(promoted([fromHundred, more], piece('a', 20_000)).promotions).toEqual([{ id: 'more', names: { en: 'more' }, amountMinor: 5000 }]);
  });
});

describe('several promotions', () => {
  it('share the pieces as it is best for the customer, and no piece is in two of them', () => {
    // The sandwich in a bundle saves 100; as one of three it saves itself.
    const all = promoted([lunch, threeForTwo], piece('sandwich', 700, 3), piece('drink', 300));
    expect(all.promotions.map(({ id, amountMinor }) => [id, amountMinor])).toEqual([['three', 700]]);
  });

  it('take off no less than any of them would alone, and never more than the pieces cost', () => {
    const anyPiece = fc.record({
      articleId: fc.constantFrom('sandwich', 'wrap', 'drink', 'cake'),
      unitPriceMinor: fc.nat(2000),
      quantity: fc.integer({ min: 1, max: 7 }),
    });
    fc.assert(
      fc.property(fc.array(anyPiece, { minLength: 1, maxLength: 8 }), (pieces) => {
        const total = (promotions: Promotion[]) => offOf(promotions, ...pieces).reduce((sum, minor) => sum + minor, 0);
        const all = [lunch, threeForTwo, fromHundred];
        for (const one of all) expect(total(all)).toBeGreaterThanOrEqual(total([one]));
        for (const [at, off] of offOf(all, ...pieces).entries())
          expect(off).toBeLessThanOrEqual((pieces[at]?.unitPriceMinor ?? 0) * (pieces[at]?.quantity ?? 0));
      }),
    );
  });

  it('are worked out quickly for a full sale', () => {
    const many = ['a', 'b', 'c', 'd', 'e', 'f'].map((id) => promotion(id, threeForTwo.rule));
    const pieces = Array.from({ length: 1000 }, (_, at) => piece(`a${at % 7}`, at, 9));
    expect(offOf(many, ...pieces)).toHaveLength(1000);
  });
});

describe('a line carries', () => {
  const coffee = { id: 'latte-large', articleId: 'latte', categoryId: 'coffee' };
  const noon = { day: '2026-11-22', minute: 720 };
  const forCoffee = promotion('coffee', { kind: 'n_for_m', targets: [{ kind: 'category', id: 'coffee' }], count: 2, pay: 1 });

  it('what is for it and in force when it is rung up, and nothing that has ended', () => {
    expect(promotionIdsFor([forCoffee, lunch, fromHundred], coffee, noon)).toEqual(['coffee', 'hundred']);
    expect(promotionIdsFor([{ ...forCoffee, endedAtMs: 1 }], coffee, noon)).toEqual([]);
    const evening = promotion('evening', forCoffee.rule, { validity: { ...ALWAYS, fromMinute: 1020, untilMinute: 1140 } });
    expect(promotionIdsFor([evening], coffee, noon)).toEqual([]);
    expect(promotionIdsFor([evening], coffee, { ...noon, minute: 1020 })).toEqual(['evening']);
  });

  it('as an open amount only what is for whole sales', () => {
    expect(promotionIdsFor([forCoffee, threeForTwo, fromHundred], null, noon)).toEqual(['hundred']);
  });
});
