// Lines that go from one open sale to another: whatever is done, in whatever order, each line's quantity and what all of them
// cost together stay what they were.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { TillError } from '../../shared/errors.ts';
import type { Discount, LineItem } from '../../shared/line-item.ts';
import { evenParts } from '../../shared/parking.ts';
import type { Sale } from '../../shared/sale.ts';
import { exampleLine, exampleSaleInHand, TAX_ADDED, TAX_INCLUDED } from '../../shared/sale-examples.ts';
import type { SalePricing } from '../../shared/tip-tax.ts';
import { repriced } from './sale-rules.ts';
import { joinSales, priceMinorOf, type SplittingParts, takeLines } from './splitting.ts';

let ids = 0;
const partsWith = (pricing: SalePricing): SplittingParts => ({
  pricing,
  language: 'en',
  newId: () => {
    ids += 1;
    return `new-${ids}`;
  },
});
const PARTS = partsWith(TAX_INCLUDED);
const saleOf = (lines: LineItem[], more: Partial<Sale> = {}, pricing: SalePricing = TAX_INCLUDED) =>
  repriced(exampleSaleInHand({ staffId: 'minji', ...more }), { lines }, pricing);
const latte = exampleLine({ id: 'latte', unitPriceMinor: 5500, quantity: 3 });
const cake = exampleLine({ id: 'cake', articleId: 'cake', unitPriceMinor: 7500 });
const part = () => exampleSaleInHand({ id: 'part' });

/** "3 for 2" on lattes. */
const THREE_FOR_TWO: SalePricing = {
  ...TAX_INCLUDED,
  promotions: [
    {
      id: 'three',
      names: { en: 'Three for two' },
      rule: { kind: 'n_for_m', targets: [], count: 3, pay: 2 },
      validity: { fromDay: null, untilDay: null, weekdays: [], fromMinute: 0, untilMinute: 0 },
      endedAtMs: null,
    },
  ],
};

test('a part of a line goes, and the rest of it stays', () => {
  const { taken, rest } = takeLines(saleOf([latte, cake]), [{ lineId: 'latte', quantity: 2 }], part(), PARTS);
  expect(taken.lines).toMatchObject([{ articleId: latte.articleId, quantity: 2 }]);
  expect(taken.lines[0]?.id).not.toBe('latte');
  expect(rest.lines).toMatchObject([
    { id: 'latte', quantity: 1 },
    { id: 'cake', quantity: 1 },
  ]);
  expect([taken.totals.totalMinor, rest.totals.totalMinor]).toEqual([11_000, 13_000]);
});

test('what was weighed is one thing, and is not cut', () => {
  const ham = exampleLine({ id: 'ham', unit: 'kg', quantity: 250 });
  expect(() => takeLines(saleOf([ham, cake]), [{ lineId: 'ham', quantity: 100 }], part(), PARTS)).toThrow(new TillError('SALE_CHANGED'));
  expect(takeLines(saleOf([ham, cake]), [{ lineId: 'ham', quantity: 250 }], part(), PARTS).taken.lines).toEqual([ham]);
});

test.each([
  ['that is not there', [{ lineId: 'tea', quantity: 1 }]],
  ['more often than it was rung up', [{ lineId: 'cake', quantity: 2 }]],
  ['that is named twice', [latte.id, latte.id].map((lineId) => ({ lineId, quantity: 1 }))],
])('a line %s does not go', (_, choices) => {
  expect(() => takeLines(saleOf([latte, cake]), choices, part(), PARTS)).toThrow(new TillError('SALE_CHANGED'));
});

test('a percentage stays one on both sides where that comes to the same', () => {
  const discount: Discount = { kind: 'percent', ppm: 100_000, reason: 'Regular' };
  const { taken, rest } = takeLines(repriced(saleOf([latte, cake]), { discount }, TAX_INCLUDED), [{ lineId: 'cake', quantity: 1 }], part(), PARTS);
  expect([taken.discount, rest.discount]).toEqual([discount, discount]);
  expect([taken.totals.totalMinor, rest.totals.totalMinor]).toEqual([6750, 14_850]);
});

test('a percentage that does not divide becomes amounts, with the reason that it had', () => {
  const discount: Discount = { kind: 'percent', ppm: 100_000, reason: 'Regular' };
  const five = ['a', 'b'].map((id) => exampleLine({ id, articleId: id, unitPriceMinor: 5 }));
  const whole = repriced(saleOf(five), { discount }, TAX_INCLUDED);
  const { taken, rest } = takeLines(whole, [{ lineId: 'a', quantity: 1 }], part(), PARTS);
  expect(priceMinorOf(taken) + priceMinorOf(rest)).toBe(priceMinorOf(whole));
  expect([taken.discount, rest.discount]).toEqual([null, null]);
  expect([...taken.lines, ...rest.lines].flatMap((line) => line.discount ?? [])).toContainEqual({
    kind: 'amount',
    amountMinor: 1,
    reason: 'Regular',
  });
});

test('what a promotion has given stays given when its lines part', () => {
  const lines = [{ ...latte, promotionIds: ['three'] }];
  const whole = saleOf(lines, {}, THREE_FOR_TWO);
  expect(whole.totals.totalMinor).toBe(11_000);
  const { taken, rest } = takeLines(whole, [{ lineId: 'latte', quantity: 1 }], part(), partsWith(THREE_FOR_TWO));
  expect(taken.totals.totalMinor + rest.totals.totalMinor).toBe(11_000);
  expect(taken.lines[0]?.discount).toMatchObject({ kind: 'amount', reason: 'Three for two' });
});

test('an amount off the whole sale is off it once', () => {
  const whole = repriced(saleOf([latte, cake]), { discount: { kind: 'amount', amountMinor: 24_000, reason: 'Voucher' } }, TAX_INCLUDED);
  expect(whole.totals.totalMinor).toBe(0);
  const { taken, rest } = takeLines(whole, [{ lineId: 'cake', quantity: 1 }], part(), PARTS);
  expect([taken, rest].map(({ discount, totals }) => [discount, totals.totalMinor])).toEqual([
    [null, 0],
    [null, 0],
  ]);
});

test('one sale for here and one to take away are not put together', () => {
  const here = saleOf([latte], { dining: 'here' });
  expect(() => joinSales(here, saleOf([cake], { dining: 'takeaway' }), PARTS)).toThrow(new TillError('SALES_DIFFER'));
  expect(joinSales(here, saleOf([cake], { dining: 'here' }), PARTS).lines).toEqual([latte, cake]);
});

test('money that was taken is for the lines as they are', () => {
  const paid = saleOf([latte], {
    status: 'tendering',
    tenders: [{ kind: 'cash', id: 't', status: 'paid', amountMinor: 1000, givenMinor: 1000, changeMinor: 0, roundingMinor: 0 }],
  });
  expect(() => takeLines(paid, [{ lineId: 'latte', quantity: 1 }], part(), PARTS)).toThrow(new TillError('SALE_HAS_PAYMENT'));
  expect(() => joinSales(saleOf([cake]), paid, PARTS)).toThrow(new TillError('SALE_HAS_PAYMENT'));
});

test('an amount is cut evenly to the minor unit, and what is left over is paid by the first ones', () => {
  expect(evenParts(100, 3)).toEqual([34, 33, 33]);
  fc.assert(
    fc.property(fc.nat(100_000_000), fc.integer({ min: 1, max: 50 }), (amountMinor, count) => {
      const parts = evenParts(amountMinor, count);
      expect(parts).toHaveLength(count);
      expect(parts.reduce((sum, minor) => sum + minor, 0)).toBe(amountMinor);
      expect(Math.max(...parts) - Math.min(...parts)).toBeLessThanOrEqual(1);
      expect(parts).toEqual(parts.toSorted((a, b) => b - a));
      // Whoever has paid their part leaves the others with theirs.
      if (count > 1) expect(evenParts(amountMinor - (parts[0] ?? 0), count - 1)).toEqual(parts.slice(1));
    }),
  );
});

describe.each([
  ['tax included', TAX_INCLUDED],
  ['tax added', TAX_ADDED],
  ['tax added on each line', { ...TAX_ADDED, taxRounding: 'line' } satisfies SalePricing],
])('with %s', (_, pricing) => {
  const discounts = fc.option(
    fc.oneof(
      fc.record({ kind: fc.constant('percent' as const), ppm: fc.integer({ min: 1, max: 1_000_000 }), reason: fc.constant('p') }),
      fc.record({ kind: fc.constant('amount' as const), amountMinor: fc.integer({ min: 1, max: 3000 }), reason: fc.constant('a') }),
    ),
  );
  const lines = fc.array(
    fc.record({
      article: fc.constantFrom('a', 'b', 'c'),
      weighed: fc.boolean(),
      quantity: fc.integer({ min: 1, max: 9 }),
      unitPriceMinor: fc.nat(997),
      rate: fc.constantFrom(0, 70_000, 88_750),
      discount: discounts,
    }),
    { minLength: 1, maxLength: 6 },
  );
  const steps = fc.array(
    fc.record({ how: fc.constantFrom('split', 'move', 'merge'), from: fc.nat(9), to: fc.nat(9), takes: fc.array(fc.nat(9), { maxLength: 6 }) }),
    { maxLength: 12 },
  );
  const parts = partsWith(pricing);

  test('splitting, moving and merging in any order keep every quantity, and the sum', () => {
    fc.assert(
      fc.property(lines, discounts, steps, (rungUp, discount, deeds) => {
        const whole = repriced(
          exampleSaleInHand({ staffId: 'minji' }),
          {
            discount,
            lines: rungUp.map(({ article, weighed, rate, ...line }, index) =>
              exampleLine({
                ...line,
                id: `line-${index}`,
                articleId: `${article}-${weighed}`,
                unit: weighed ? 'kg' : 'piece',
                taxClassId: `${rate}`,
                taxRatePpm: rate,
              }),
            ),
          },
          pricing,
        );
        let sales = [whole];
        for (const { how, from, to, takes } of deeds) {
          const source = sales[from % sales.length] ?? whole;
          const target = sales[to % sales.length] ?? whole;
          const choices = source.lines.flatMap((line, index) => {
            const taken = takes[index] ?? 0;
            const quantity = line.unit === 'kg' ? (taken % 2) * line.quantity : Math.min(taken, line.quantity);
            return quantity === 0 ? [] : [{ lineId: line.id, quantity }];
          });
          const others = sales.filter((sale) => sale !== source && sale !== target);
          if (how === 'merge') {
            if (source !== target) sales = [...others, joinSales(target, source, parts)];
          } else {
            const { taken, rest } = takeLines(source, choices, exampleSaleInHand({ id: parts.newId() }), parts);
            const kept = source === target ? rest : target;
            if (how === 'split' || source === target) sales = [...others, taken, ...new Set([rest, kept])];
            else sales = [...others, rest, joinSales(target, taken, parts)];
          }
        }
        const quantities = (of: Sale[]) => {
          const sums: Record<string, number> = {};
          for (const { articleId, unitPriceMinor, quantity } of of.flatMap((sale) => sale.lines)) {
            const key = `${articleId} ${unitPriceMinor}`;
            sums[key] = (sums[key] ?? 0) + quantity;
          }
          return sums;
        };
        expect(quantities(sales)).toEqual(quantities([whole]));
        expect(sales.reduce((sum, sale) => sum + priceMinorOf(sale), 0)).toBe(priceMinorOf(whole));
        // Tax that is added is each sale's own, and rounded there: never further off than half a unit a rate.
        const totalMinor = sales.reduce((sum, sale) => sum + sale.totals.totalMinor, 0);
        const roundings = sales.reduce((sum, sale) => sum + sale.totals.lines.length, whole.totals.lines.length);
        if (pricing.taxMode === 'included') expect(totalMinor).toBe(whole.totals.totalMinor);
        else expect(Math.abs(totalMinor - whole.totals.totalMinor)).toBeLessThanOrEqual(roundings / 2);
        for (const sale of sales) expect(new Set(sale.lines.map(({ id }) => id)).size).toBe(sale.lines.length);
      }),
      { numRuns: 300 },
    );
  });
});
