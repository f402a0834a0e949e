// What holds of every sale, however much is taken off it: weighed goods, modifiers, discounts, promotions, exemption, both modes of
// tax and both of rounding.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Discount, type LineItem, listMinorOf } from './line-item.ts';
import type { Promotion } from './promotion.ts';
import { exampleLine } from './sale-examples.ts';
import { exemptMinor, ownDiscountsMinor, saleDiscountMinor } from './sale-sums.ts';
import { spread } from './spread.ts';
import { type Priced, type Pricing, type SaleTotals, TAX_MODES, TAX_ROUNDINGS, totalsOf } from './totals.ts';

const ALWAYS = { fromDay: null, untilDay: null, weekdays: [], fromMinute: 0, untilMinute: 0 };
const promotion = (id: string, rule: Promotion['rule']): Promotion => ({ id, names: { en: id }, rule, validity: ALWAYS, endedAtMs: null });

const anyMoney = fc.oneof(fc.integer({ min: 0, max: 3000 }), fc.integer({ min: 0, max: 10_000_000 }));
const anyDiscount: fc.Arbitrary<Discount | null> = fc.oneof(
  fc.constant(null),
  fc.integer({ min: 1, max: 1_000_000 }).map((ppm) => ({ kind: 'percent' as const, ppm, reason: 'why' })),
  anyMoney.map((amountMinor) => ({ kind: 'amount' as const, amountMinor, reason: 'why' })),
);
const anyRate = fc.constantFrom(0, 70_000, 88_750, 100_000, 190_000, 1_000_000);
const anyPromotion: fc.Arbitrary<Promotion> = fc
  .tuple(
    fc.constantFrom('p', 'q', 'r'),
    fc.oneof(
      fc
        .tuple(fc.integer({ min: 2, max: 5 }), fc.nat(4))
        .map(([count, pay]): Promotion['rule'] => ({ kind: 'n_for_m', targets: [{ kind: 'all' }], count, pay: Math.min(pay, count - 1) })),
      anyMoney.map((priceMinor): Promotion['rule'] => ({
        kind: 'bundle',
        parts: [
          { articleIds: ['a', 'b'], quantity: 1 },
          { articleIds: ['c'], quantity: 2 },
        ],
        priceMinor,
      })),
      fc.tuple(anyMoney, anyDiscount).map(([fromMinor, off]): Promotion['rule'] => ({
        kind: 'threshold',
        fromMinor: fromMinor + 1,
        off: off === null ? { kind: 'percent', ppm: 100_000 } : off,
      })),
    ),
  )
  .map(([id, rule]) => promotion(id, rule));

const anyLine = fc.record({
  unit: fc.constantFrom('piece' as const, 'kg' as const),
  unitPriceMinor: anyMoney,
  quantity: fc.oneof(fc.integer({ min: 1, max: 5 }), fc.integer({ min: 1, max: 3000 })),
  articleId: fc.constantFrom('a', 'b', 'c', null),
  modifiers: fc.array(
    anyMoney.map((priceMinor) => ({ id: 'm', names: {}, priceMinor })),
    { maxLength: 2 },
  ),
  taxRatePpm: anyRate,
  discount: anyDiscount,
  promotionIds: fc.subarray(['p', 'q', 'r']),
});
const anySale: fc.Arbitrary<Priced> = fc.record({
  lines: fc
    .array(anyLine, { maxLength: 12 })
    .map((lines) =>
      lines.map((line, at) => exampleLine({ ...line, id: `line-${String(at).padStart(2, '0')}`, taxClassId: `class-${line.taxRatePpm}` })),
    ),
  discount: anyDiscount,
  taxExempt: fc.constantFrom(null, null, { reason: 'embassy' }),
});
const anyPricing: fc.Arbitrary<Pricing> = fc.record({
  taxMode: fc.constantFrom(...TAX_MODES),
  taxRounding: fc.constantFrom(...TAX_ROUNDINGS),
  promotions: fc.uniqueArray(anyPromotion, { maxLength: 3, selector: ({ id }) => id }),
});

const sum = (numbers: readonly number[]) => numbers.reduce((total, number) => total + number, 0);
const sumOf = <K extends 'listMinor' | 'promotionMinor' | 'discountMinor' | 'totalMinor' | 'netMinor' | 'taxMinor'>({ lines }: SaleTotals, of: K) =>
  sum(lines.map((line) => line[of]));

describe('of any sale', () => {
  it('the lines, the rates and the total say the same, to the minor unit', () => {
    fc.assert(
      fc.property(anySale, anyPricing, (sale, pricing) => {
        const totals = totalsOf(sale, pricing);
        expect(totals.lines.map(({ lineId }) => lineId)).toEqual(sale.lines.map(({ id }) => id));
        for (const of of ['totalMinor', 'netMinor', 'taxMinor', 'discountMinor'] as const) expect(sumOf(totals, of)).toBe(totals[of]);
        for (const of of ['netMinor', 'taxMinor'] as const) expect(sum(totals.taxes.map((tax) => tax[of]))).toBe(totals[of]);
        expect(sum(totals.taxes.map((tax) => tax.grossMinor))).toBe(totals.totalMinor);
        expect(totals.netMinor + totals.taxMinor).toBe(totals.totalMinor);
        expect(sum(totals.promotions.map(({ amountMinor }) => amountMinor))).toBe(sumOf(totals, 'promotionMinor'));
        for (const [at, line] of totals.lines.entries()) {
          expect(line.listMinor).toBe(listMinorOf(sale.lines[at] as LineItem));
          expect(line.netMinor + line.taxMinor).toBe(line.totalMinor);
          const leftMinor = line.listMinor - line.promotionMinor - line.discountMinor;
          const asked = pricing.taxMode === 'added' || sale.taxExempt ? line.netMinor : line.totalMinor;
          if (!(sale.taxExempt && pricing.taxMode === 'included')) expect(asked).toBe(leftMinor);
        }
      }),
      { numRuns: 500 },
    );
  });

  it('nothing is ever negative, and nothing comes off that is not there', () => {
    fc.assert(
      fc.property(anySale, anyPricing, (sale, pricing) => {
        const totals = totalsOf(sale, pricing);
        for (const line of totals.lines) {
          for (const minor of [line.promotionMinor, line.discountMinor, line.totalMinor, line.netMinor, line.taxMinor])
            expect(minor).toBeGreaterThanOrEqual(0);
          expect(line.promotionMinor + line.discountMinor).toBeLessThanOrEqual(line.listMinor);
        }
      }),
      { numRuns: 500 },
    );
  });

  it('the order of its lines changes nothing', () => {
    fc.assert(
      fc.property(anySale, anyPricing, (sale, pricing) => {
        const turned = totalsOf({ ...sale, lines: sale.lines.toReversed() }, pricing);
        expect({ ...turned, lines: turned.lines.toReversed() }).toEqual(totalsOf(sale, pricing));
      }),
    );
  });

  it('a discount costs what it says: no more and no less than is left', () => {
    fc.assert(
      fc.property(anySale, anyPricing, anyMoney, (sale, pricing, amountMinor) => {
        const leftMinor = ({ lines }: SaleTotals) => sum(lines.map((line) => line.listMinor - line.promotionMinor - line.discountMinor));
        const before = leftMinor(totalsOf({ ...sale, discount: null }, pricing));
        const after = leftMinor(totalsOf({ ...sale, discount: { kind: 'amount', amountMinor, reason: '' } }, pricing));
        expect(before - after).toBe(Math.min(before, amountMinor));
      }),
    );
  });

  it('an exempt one bears no tax, and costs what it would have cost without', () => {
    fc.assert(
      fc.property(anySale, anyPricing, (sale, pricing) => {
        const taxed = totalsOf({ ...sale, taxExempt: null }, pricing);
        const exempt = totalsOf({ ...sale, taxExempt: { reason: 'embassy' } }, pricing);
        expect(exempt.taxMinor).toBe(0);
        expect(exempt.totalMinor).toBe(taxed.netMinor);
        expect(exempt.taxes.every(({ ratePpm, taxMinor }) => ratePpm === 0 && taxMinor === 0)).toBe(true);
      }),
    );
  });

  it('what stands between its lines and its total adds up, as it is read down a receipt', () => {
    fc.assert(
      fc.property(anySale, fc.boolean(), anyPricing, (priced, isExempt, pricing) => {
        const taxExempt = isExempt ? { reason: 'embassy' } : null;
        const sale = { ...priced, taxExempt };
        const totals = totalsOf(sale, pricing);
        const shown = { lines: [...sale.lines], totals, taxExempt };
        const ofLines = sum(sale.lines.map(listMinorOf)) - sum(ownDiscountsMinor(shown));
        const ofSale = sum(totals.promotions.map(({ amountMinor }) => amountMinor)) + saleDiscountMinor(shown) + exemptMinor(shown);
        expect(ofLines - ofSale + (pricing.taxMode === 'added' ? totals.taxMinor : 0)).toBe(totals.totalMinor);
      }),
    );
  });

  it('an old rate stays what it was: totals know nothing but the lines', () => {
    const old = exampleLine({ id: 'old', unitPriceMinor: 1190, taxRatePpm: 190_000 });
    const now = exampleLine({ id: 'now', unitPriceMinor: 1160, taxRatePpm: 160_000 });
    const { taxes } = totalsOf({ lines: [old, now], discount: null, taxExempt: null }, { taxMode: 'included', taxRounding: 'sale', promotions: [] });
    expect(taxes.map(({ ratePpm, taxMinor }) => [ratePpm, taxMinor])).toEqual([
      [160_000, 160],
      [190_000, 190],
    ]);
  });
});

describe('tax', () => {
  it('is rounded once a rate, or on each line', () => {
    const lines = ['a', 'b', 'c'].map((id) => exampleLine({ id, unitPriceMinor: 5, taxRatePpm: 100_000 }));
    const taxOf = (taxRounding: Pricing['taxRounding']) =>
      totalsOf({ lines, discount: null, taxExempt: null }, { taxMode: 'added', taxRounding, promotions: [] }).taxMinor;
    // 10 % of 15 is 1.5; three times 0.5 are three whole ones.
    expect(taxOf('sale')).toBe(2);
    expect(taxOf('line')).toBe(3);
  });
});

describe('what is weighed', () => {
  it.each([
    [1999, 333, 666, 'rounds up from the half'],
    [1000, 1, 1, 'a gram at ten a kilogram'],
    [499, 1, 0, 'and less than half a cent is none'],
    [12_000, 250, 3000, 'a quarter of a kilogram'],
  ])('at %i a kilogram, %i g cost %i: %s', (unitPriceMinor, quantity, listMinor) => {
    expect(listMinorOf(exampleLine({ unit: 'kg', unitPriceMinor, quantity }))).toBe(listMinor);
  });
});

describe('an amount that is spread', () => {
  it('stays whole, goes by weight to less than one unit, and takes from nobody more than they have', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(1_000_000_000), { minLength: 1, maxLength: 30 }), fc.nat(), (weights, amount) => {
        const whole = sum(weights);
        fc.pre(whole > 0);
        const amountMinor = amount % (whole + 1);
        const parts = spread(amountMinor, weights);
        expect(sum(parts)).toBe(amountMinor);
        for (const [at, part] of parts.entries()) {
          const weight = weights[at] ?? 0;
          expect(part).toBeLessThanOrEqual(weight);
          const error = BigInt(part) * BigInt(whole) - BigInt(amountMinor) * BigInt(weight);
          expect(error < BigInt(whole) && error > -BigInt(whole)).toBe(true);
        }
      }),
    );
  });
});
